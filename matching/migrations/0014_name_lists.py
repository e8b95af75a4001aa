from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0013_partners"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="rulesetstep",
            options={
                "ordering": ("-at", "-id"),
                "verbose_name": "bước soạn bộ tiêu chí",
                "verbose_name_plural": "bước soạn bộ tiêu chí",
            },
        ),
    ]
