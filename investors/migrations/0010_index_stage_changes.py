from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0009_search_talks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="stagechange",
            index=models.Index(fields=["project", "changed_at"], name="stage_change_when"),
        ),
    ]
