"""What somebody asked of the officers, and how soon they were answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors.codes import new_enquiry_code
from investors.models.channels import Channel
from investors.models.investors import Investor
from investors.models.projects import Project
from parks.models.versions import Versioned


class Enquiry(Versioned):
    """One enquiry as it came in. Its clock runs from `received_at` to `first_answered_at`."""

    class Language(models.TextChoices):
        VIETNAMESE = "vi", "tiếng Việt"
        ENGLISH = "en", "tiếng Anh"

    class Erasure(models.TextChoices):
        """Why the words of a person were erased."""

        ASKED = "asked", "người gửi yêu cầu"
        OFFICE = "office", "cơ quan quyết định"
        EXPIRED = "expired", "hết thời hạn lưu"

    code = models.SlugField(
        "mã yêu cầu", max_length=20, unique=True, default=new_enquiry_code, editable=False
    )
    received_at = models.DateTimeField("nhận lúc", default=timezone.now)
    channel = models.CharField("nhận qua", max_length=7, choices=Channel, default=Channel.EMAIL)
    language = models.CharField("trả lời bằng", max_length=2, choices=Language, default=Language.VIETNAMESE)
    text = models.TextField("nội dung", blank=True, help_text="Dán nguyên văn tin nhắn hoặc thư.")
    sender_name = models.CharField("người hỏi", max_length=120, blank=True)
    sender_phone = models.CharField("điện thoại", max_length=40, blank=True)
    sender_email = models.EmailField("thư điện tử", blank=True)
    investor = models.ForeignKey(
        Investor, models.PROTECT, null=True, blank=True, related_name="enquiries", verbose_name="nhà đầu tư"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="enquiries", verbose_name="dự án"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enquiries",
        verbose_name="cán bộ trả lời",
    )
    # Written once, by `investors.enquiry_services.record_answer`; a trigger keeps it.
    first_answered_at = models.DateTimeField("trả lời lần đầu lúc", null=True, blank=True, editable=False)
    first_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người trả lời lần đầu",
    )
    closed_at = models.DateTimeField("khép lại lúc", null=True, blank=True, editable=False)
    close_reason = models.CharField("lý do khép lại", max_length=300, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người ghi nhận",
    )
    # Written by `investors.erasing` alone: the words of the person are gone then, the enquiry stays.
    erased_at = models.DateTimeField("xóa dữ liệu cá nhân lúc", null=True, blank=True, editable=False)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người xóa",
    )
    erased_because = models.CharField("lý do xóa", max_length=9, choices=Erasure, blank=True, editable=False)
    phone_key = models.CharField("khóa điện thoại", max_length=20, editable=False, default="", db_index=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=2000, editable=False)

    history = HistoricalRecords(excluded_fields=["search_text", "phone_key"])

    class Meta:
        verbose_name = "yêu cầu"
        verbose_name_plural = "yêu cầu của nhà đầu tư"
        ordering = ("-received_at", "code")
        indexes = [
            models.Index(fields=("-received_at", "code"), name="enquiry_newest"),
            models.Index(
                fields=("received_at",),
                condition=Q(first_answered_at__isnull=True, closed_at__isnull=True),
                name="enquiry_waiting",
            ),
            # What may have to be erased is looked for by its age.
            models.Index(
                fields=("received_at",), condition=Q(erased_at__isnull=True), name="enquiry_not_erased"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_answered_at__isnull=True) | Q(first_answered_at__gte=F("received_at")),
                name="enquiry_answered_after_received",
                violation_error_message="Trả lời không thể trước khi nhận.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(close_reason=""),
                name="enquiry_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, erased_by__isnull=True, erased_because="")
                | Q(
                    erased_at__isnull=False,
                    text="",
                    sender_name="",
                    sender_phone="",
                    sender_email="",
                    phone_key="",
                )
                & ~Q(erased_because=""),
                name="enquiry_erased_is_empty",
                violation_error_message="Dữ liệu cá nhân của yêu cầu này đã xóa, không ghi lại được.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.sender_name}".strip()
