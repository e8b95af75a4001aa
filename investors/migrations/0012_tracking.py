"""What investors who hand a project over are told by a private address; the words of a person can be erased."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from investors import merge_triggers, triggers


class Migration(migrations.Migration):
    dependencies = [
        ("investors", "0011_name_lists"),
        ("partners", "0002_webhooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.RunPython(merge_triggers.remove, merge_triggers.install),
        migrations.CreateModel(
            name="Tracking",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa")),
                (
                    "enquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="tracking",
                        serialize=False,
                        to="investors.enquiry",
                        verbose_name="yêu cầu",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="dấu của địa chỉ theo dõi"
                    ),
                ),
                ("site_codes", models.JSONField(blank=True, default=list, verbose_name="khu, cụm quan tâm")),
                ("confidential", models.BooleanField(default=False, verbose_name="đề nghị giữ kín")),
                ("consent_version", models.CharField(max_length=20, verbose_name="bản nội dung đồng ý")),
                (
                    "consented_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="đồng ý lúc"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="người gửi rút lúc"),
                ),
            ],
            options={
                "verbose_name": "theo dõi yêu cầu",
                "verbose_name_plural": "theo dõi yêu cầu",
                "ordering": ("enquiry",),
                "permissions": [("receive_tracking", "Tiếp nhận yêu cầu cần giữ kín chưa có cán bộ")],
            },
        ),
        migrations.AddField(
            model_name="enquiry",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="xóa dữ liệu cá nhân lúc"
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="erased_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asked", "người gửi yêu cầu"),
                    ("office", "cơ quan quyết định"),
                    ("expired", "hết thời hạn lưu"),
                ],
                editable=False,
                max_length=9,
                verbose_name="lý do xóa",
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="erased_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người xóa",
            ),
        ),
        migrations.AddField(
            model_name="historicalenquiry",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="xóa dữ liệu cá nhân lúc"
            ),
        ),
        migrations.AddField(
            model_name="historicalenquiry",
            name="erased_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asked", "người gửi yêu cầu"),
                    ("office", "cơ quan quyết định"),
                    ("expired", "hết thời hạn lưu"),
                ],
                editable=False,
                max_length=9,
                verbose_name="lý do xóa",
            ),
        ),
        migrations.AddField(
            model_name="historicalenquiry",
            name="erased_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người xóa",
            ),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)),
                fields=["received_at"],
                name="enquiry_not_erased",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_at__isnull", True), ("erased_because", ""), ("erased_by__isnull", True)
                    ),
                    models.Q(
                        ("erased_at__isnull", False),
                        ("phone_key", ""),
                        ("sender_email", ""),
                        ("sender_name", ""),
                        ("sender_phone", ""),
                        ("text", ""),
                        models.Q(("erased_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="enquiry_erased_is_empty",
                violation_error_message="Dữ liệu cá nhân của yêu cầu này đã xóa, không ghi lại được.",
            ),
        ),
        migrations.AddField(
            model_name="tracking",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enquiries",
                to="partners.partner",
                verbose_name="gửi qua cổng đối tác",
            ),
        ),
        migrations.AddField(
            model_name="tracking",
            name="project",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tracking",
                to="investors.project",
                verbose_name="dự án gửi kèm",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracking",
            constraint=models.CheckConstraint(
                condition=models.Q(("consent_version", ""), _negated=True), name="tracking_has_consent"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracking",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", ""), _negated=True), name="tracking_has_digest"
            ),
        ),
        migrations.RunPython(merge_triggers.install, merge_triggers.remove),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
