"""Research spending is asked for as a share of value added, as the rule counts it; no column changes."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0001_squashed_0014_notices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalproject",
            name="technology_rd_spend_pct",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="So với doanh thu thuần trừ giá trị đầu vào (Quyết định 10/2021/QĐ-TTg).",
                max_digits=6,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="chi nghiên cứu và phát triển (% giá trị gia tăng)",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="technology_rd_spend_pct",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="So với doanh thu thuần trừ giá trị đầu vào (Quyết định 10/2021/QĐ-TTg).",
                max_digits=6,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="chi nghiên cứu và phát triển (% giá trị gia tăng)",
            ),
        ),
    ]
