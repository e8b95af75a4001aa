"""Partners as migrations 0001 to 0003 make them, made at once."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from parks.create_models import CreateModels


class Migration(migrations.Migration):
    replaces = [("partners", "0001_partners"), ("partners", "0002_webhooks"), ("partners", "0003_notices")]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            state_operations=[
                migrations.CreateModel(
                    name="HistoricalPartner",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(db_index=True, max_length=120, verbose_name="tên cổng đối tác"),
                        ),
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="đóng lúc"
                            ),
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
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(max_length=120, unique=True, verbose_name="tên cổng đối tác"),
                        ),
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
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="đóng lúc"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cổng đối tác",
                        "verbose_name_plural": "cổng đối tác",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="PartnerKey",
                    fields=[
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                        ("name", models.CharField(max_length=60, verbose_name="tên khóa")),
                        ("beginning", models.CharField(max_length=11, verbose_name="đầu khóa")),
                        (
                            "digest",
                            models.CharField(max_length=64, unique=True, verbose_name="SHA-256 của khóa"),
                        ),
                        ("scopes", models.CharField(max_length=80, verbose_name="quyền")),
                        ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="cấp lúc"),
                        ),
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
                            "revoked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc"),
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
                        (
                            "last_used_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dùng lần cuối"),
                        ),
                        ("place", models.PositiveSmallIntegerField(null=True, verbose_name="chỗ")),
                    ],
                    options={
                        "verbose_name": "khóa truy cập",
                        "verbose_name_plural": "khóa truy cập",
                        "ordering": ("-made_at", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("partner", "place"), name="partner_has_two_keys_at_most"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("place__isnull", True), ("revoked_at__isnull", False)),
                                    models.Q(
                                        ("place__gte", 1), ("place__lte", 2), ("revoked_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="key_holds_a_place_until_revoked",
                            ),
                        ],
                    },
                ),
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
                    name="Webhook",
                    fields=[
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="webhooks",
                                to="partners.partner",
                                verbose_name="cổng đối tác",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="tên")),
                        ("url", models.CharField(max_length=500, verbose_name="địa chỉ nhận")),
                        ("types", models.TextField(blank=True, verbose_name="loại sự kiện")),
                        ("secret", models.BinaryField()),
                        ("secret_before", models.BinaryField(null=True)),
                        (
                            "secret_before_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="khóa ký trước dùng đến"
                            ),
                        ),
                        ("position", models.BigIntegerField()),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="đăng ký lúc"
                            ),
                        ),
                        (
                            "made_with",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.partnerkey",
                                verbose_name="đăng ký bằng khóa",
                            ),
                        ),
                        ("disabled_at", models.DateTimeField(blank=True, null=True, verbose_name="tắt lúc")),
                        (
                            "disabled_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gone", "nơi nhận trả lời 410 (không nhận nữa)"),
                                    ("failing", "gửi không được trong nhiều ngày"),
                                    ("secret", "không mở được khóa ký (khóa của dịch vụ đã thay)"),
                                    ("partner", "đối tác tắt"),
                                    ("office", "cán bộ quản trị tắt"),
                                ],
                                max_length=8,
                                verbose_name="lý do tắt",
                            ),
                        ),
                        ("deleted_at", models.DateTimeField(blank=True, null=True, verbose_name="xóa lúc")),
                    ],
                    options={
                        "verbose_name": "webhook",
                        "verbose_name_plural": "webhook",
                        "ordering": ("-made_at", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disabled_at__isnull", True), ("disabled_why", "")),
                                    models.Q(
                                        ("disabled_at__isnull", False),
                                        models.Q(("disabled_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="webhook_disabled_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="partners.partner",
                                verbose_name="cổng đối tác",
                            ),
                        ),
                        ("type", models.CharField(max_length=40, verbose_name="loại sự kiện")),
                        ("code", models.CharField(max_length=20, verbose_name="mã")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                    ],
                    options={
                        "verbose_name": "việc sẽ báo cho cổng đối tác",
                        "verbose_name_plural": "việc sẽ báo cho cổng đối tác",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "webhook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="partners.webhook",
                                verbose_name="webhook",
                            ),
                        ),
                        (
                            "message",
                            models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="mã thông báo"),
                        ),
                        ("change", models.BigIntegerField(null=True, verbose_name="số thay đổi")),
                        ("type", models.CharField(max_length=40, verbose_name="loại sự kiện")),
                        ("body", models.TextField(verbose_name="nội dung")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="tạo lúc"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "chờ gửi"),
                                    ("delivered", "đã nhận"),
                                    ("failed", "không gửi được"),
                                ],
                                default="waiting",
                                max_length=9,
                                verbose_name="tình trạng",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="gửi lúc"),
                        ),
                        ("attempted", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                    ],
                    options={
                        "verbose_name": "thông báo webhook",
                        "verbose_name_plural": "thông báo webhook",
                        "ordering": ("-id",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["webhook", "due_at"],
                                name="delivery_waiting",
                            ),
                            models.Index(fields=["webhook", "-id"], name="delivery_of_webhook"),
                            models.Index(fields=["ended_at"], name="delivery_ended"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("webhook", "change"), name="delivery_once_for_a_change"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_waits_or_has_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="partners.delivery",
                                verbose_name="thông báo webhook",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        ("milliseconds", models.PositiveIntegerField(verbose_name="mất (ms)")),
                        ("status", models.PositiveSmallIntegerField(null=True, verbose_name="mã trả lời")),
                        (
                            "error",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("status", "mã trả lời không phải 2xx"),
                                    ("redirect", "nơi nhận chuyển hướng; không đi theo"),
                                    ("timeout", "quá 15 giây"),
                                    ("dns", "không tìm thấy tên máy chủ"),
                                    ("private", "tên máy chủ dẫn vào mạng nội bộ"),
                                    ("tls", "chứng thư TLS không hợp lệ"),
                                    ("connection", "không kết nối được"),
                                ],
                                max_length=10,
                                verbose_name="lỗi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần gửi",
                        "verbose_name_plural": "lần gửi",
                        "ordering": ("id",),
                    },
                ),
            ],
        ),
    ]
