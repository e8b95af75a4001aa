"""Partner portals, their keys, counts of requests and kept answers."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                ("caller", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("begins", models.BigIntegerField(db_index=True)),
                ("taken", models.PositiveIntegerField()),
                ("granted", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "số yêu cầu đã tính",
                "verbose_name_plural": "số yêu cầu đã tính",
                "ordering": ("caller",),
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="tên cổng đối tác")),
                (
                    "contact",
                    models.EmailField(
                        help_text="Nơi nhận tin về khóa và về thay đổi của API.",
                        max_length=254,
                        verbose_name="thư điện tử liên hệ",
                    ),
                ),
                ("scopes", models.CharField(max_length=80, verbose_name="quyền")),
                (
                    "requests_per_minute",
                    models.PositiveIntegerField(
                        default=1200,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000000),
                        ],
                        verbose_name="số yêu cầu một phút cho mỗi khóa",
                    ),
                ),
                (
                    "key_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="khóa có hạn nhiều nhất (ngày)",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="mở lúc"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="đóng lúc"),
                ),
            ],
            options={
                "verbose_name": "cổng đối tác",
                "verbose_name_plural": "cổng đối tác",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalPartner",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="tên cổng đối tác")),
                (
                    "contact",
                    models.EmailField(
                        help_text="Nơi nhận tin về khóa và về thay đổi của API.",
                        max_length=254,
                        verbose_name="thư điện tử liên hệ",
                    ),
                ),
                ("scopes", models.CharField(max_length=80, verbose_name="quyền")),
                (
                    "requests_per_minute",
                    models.PositiveIntegerField(
                        default=1200,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000000),
                        ],
                        verbose_name="số yêu cầu một phút cho mỗi khóa",
                    ),
                ),
                (
                    "key_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="khóa có hạn nhiều nhất (ngày)",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="mở lúc"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="đóng lúc"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bản lưu của cổng đối tác",
                "verbose_name_plural": "bản lưu của cổng đối tác",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caller", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("begun_at", models.DateTimeField(db_index=True)),
                ("answer", models.BinaryField(null=True)),
            ],
            options={
                "verbose_name": "câu trả lời giữ cho lần gửi lại",
                "verbose_name_plural": "câu trả lời giữ cho lần gửi lại",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("caller", "key"), name="one_answer_for_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerKey",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=60, verbose_name="tên khóa")),
                ("beginning", models.CharField(max_length=11, verbose_name="đầu khóa")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256 của khóa")),
                ("scopes", models.CharField(max_length=80, verbose_name="quyền")),
                ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="cấp lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="dùng lần cuối")),
                ("place", models.PositiveSmallIntegerField(null=True, verbose_name="chỗ")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cấp",
                    ),
                ),
                (
                    "made_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partnerkey",
                        verbose_name="cấp bằng khóa",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="partners.partner",
                        verbose_name="cổng đối tác",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thu hồi",
                    ),
                ),
                (
                    "revoked_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partnerkey",
                        verbose_name="thu hồi bằng khóa",
                    ),
                ),
            ],
            options={
                "verbose_name": "khóa truy cập",
                "verbose_name_plural": "khóa truy cập",
                "ordering": ("-made_at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("partner", "place"), name="partner_has_two_keys_at_most"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place__isnull", True), ("revoked_at__isnull", False)),
                            models.Q(("place__gte", 1), ("place__lte", 2), ("revoked_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="key_holds_a_place_until_revoked",
                    ),
                ],
            },
        ),
    ]
