"""Webhooks of partners, their messages and the log of attempts."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="mã thông báo")),
                ("change", models.BigIntegerField(null=True, verbose_name="số thay đổi")),
                ("type", models.CharField(max_length=40, verbose_name="loại sự kiện")),
                ("body", models.TextField(verbose_name="nội dung")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tạo lúc")),
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
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gửi lúc")),
                ("attempted", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
            ],
            options={
                "verbose_name": "thông báo webhook",
                "verbose_name_plural": "thông báo webhook",
                "ordering": ("-id",),
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
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="partners.delivery",
                        verbose_name="thông báo webhook",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gửi",
                "verbose_name_plural": "lần gửi",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=60, verbose_name="tên")),
                ("url", models.CharField(max_length=500, verbose_name="địa chỉ nhận")),
                ("types", models.TextField(blank=True, verbose_name="loại sự kiện")),
                ("secret", models.BinaryField()),
                ("secret_before", models.BinaryField(null=True)),
                (
                    "secret_before_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="khóa ký trước dùng đến"),
                ),
                ("position", models.BigIntegerField()),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="đăng ký lúc"),
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
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webhooks",
                        to="partners.partner",
                        verbose_name="cổng đối tác",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhook",
                "ordering": ("-made_at", "id"),
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="webhook",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="partners.webhook",
                verbose_name="webhook",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disabled_at__isnull", True), ("disabled_why", "")),
                    models.Q(("disabled_at__isnull", False), models.Q(("disabled_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="webhook_disabled_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["webhook", "due_at"],
                name="delivery_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["webhook", "-id"], name="delivery_of_webhook"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["ended_at"], name="delivery_ended"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("webhook", "change"), name="delivery_once_for_a_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_waits_or_has_ended",
            ),
        ),
    ]
