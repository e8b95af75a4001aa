from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0010_index_stage_changes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="casehandover",
            options={
                "ordering": ("-at", "-id"),
                "verbose_name": "bàn giao hồ sơ",
                "verbose_name_plural": "lần bàn giao hồ sơ",
            },
        ),
        migrations.AlterModelOptions(
            name="distinctinvestors",
            options={
                "ordering": ("first", "second"),
                "verbose_name": "hai nhà đầu tư khác nhau",
                "verbose_name_plural": "cặp nhà đầu tư khác nhau",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaloffer",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical giới thiệu địa điểm",
                "verbose_name_plural": "historical lần giới thiệu địa điểm",
            },
        ),
        migrations.AlterModelOptions(
            name="investormerge",
            options={
                "ordering": ("-made_at", "-id"),
                "verbose_name": "lần gộp nhà đầu tư",
                "verbose_name_plural": "lần gộp nhà đầu tư",
            },
        ),
        migrations.AlterModelOptions(
            name="offer",
            options={
                "ordering": ("-at", "-id"),
                "verbose_name": "giới thiệu địa điểm",
                "verbose_name_plural": "lần giới thiệu địa điểm",
            },
        ),
        migrations.AlterModelOptions(
            name="stagechange",
            options={
                "ordering": ("project", "changed_at", "id"),
                "verbose_name": "chuyển giai đoạn",
                "verbose_name_plural": "lần chuyển giai đoạn",
            },
        ),
    ]
