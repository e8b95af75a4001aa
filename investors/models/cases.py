"""The officers' work on a project: who is on the case, how far it came, what was said, offered and held."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors.models.channels import Channel
from investors.models.projects import Project
from parks.models import Hold, Plot, Site
from parks.models.versions import Versioned


class CaseMember(models.Model):
    """An officer on the case besides its owner: the case team sees a confidential investor."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="members", verbose_name="dự án")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="case_memberships", verbose_name="cán bộ"
    )
    added_at = models.DateTimeField("thêm lúc", default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người thêm",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thành viên tổ hồ sơ"
        verbose_name_plural = "tổ hồ sơ"
        ordering = ("project", "user")
        constraints = [
            models.UniqueConstraint(
                fields=("project", "user"),
                name="case_member_once",
                violation_error_message="Cán bộ này đã ở trong tổ hồ sơ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.code}: {self.user}"


class StageChange(models.Model):
    """A step of the case from one stage to another. Never changed (trigger, migration 0003)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="stage_changes", verbose_name="dự án")
    from_stage = models.CharField("từ giai đoạn", max_length=12, choices=Project.Stage, blank=True)
    to_stage = models.CharField("sang giai đoạn", max_length=12, choices=Project.Stage)
    reason = models.CharField("lý do", max_length=300, blank=True)
    changed_at = models.DateTimeField("lúc", default=timezone.now, db_index=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người chuyển"
    )

    class Meta:
        verbose_name = "chuyển giai đoạn"
        verbose_name_plural = "lần chuyển giai đoạn"
        ordering = ("project", "changed_at", "id")
        indexes = [models.Index(fields=("project", "changed_at"), name="stage_change_when")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_stage__in=("refused", "withdrawn")) | ~Q(reason=""),
                name="stage_change_end_says_why",
                violation_error_message="Từ chối hoặc rút phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(from_stage=F("to_stage")), name="stage_change_goes_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}: {self.get_to_stage_display()}"


class LogEntry(Versioned):
    """Something that passed between us and an investor, and what comes next."""

    at = models.DateTimeField("lúc", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="cán bộ")
    channel = models.CharField("qua", max_length=7, choices=Channel)
    next_step = models.CharField("việc tiếp theo", max_length=300, blank=True)
    deadline = models.DateField("hạn", null=True, blank=True)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True, editable=False)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=2000, editable=False, default="")

    class Meta:
        abstract = True


class Conversation(LogEntry):
    """A talk, call or message."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="conversations", verbose_name="dự án")
    with_whom = models.CharField("với ai", max_length=120, blank=True)
    summary = models.TextField("nội dung")

    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "trao đổi"
        verbose_name_plural = "trao đổi"
        ordering = ("-at", "-id")
        indexes = [
            models.Index(
                fields=("deadline",), condition=Q(done_at__isnull=True), name="conversation_deadline"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | ~Q(next_step=""),
                name="conversation_deadline_of_step",
                violation_error_message="Có hạn thì ghi việc tiếp theo.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.at:%d/%m/%Y}"


class Offer(LogEntry):
    """A site that was offered to a project, and what the investor said to it."""

    class Response(models.TextChoices):
        WAITING = "waiting", "chờ trả lời"
        ACCEPTED = "accepted", "đồng ý"
        DECLINED = "declined", "không chọn"

    project = models.ForeignKey(Project, models.CASCADE, related_name="offers", verbose_name="dự án")
    site = models.ForeignKey(Site, models.PROTECT, related_name="offers", verbose_name="khu, cụm")
    plot = models.ForeignKey(
        Plot, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="lô đất"
    )
    area_ha = models.DecimalField(
        "diện tích (ha)",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    response = models.CharField("trả lời", max_length=8, choices=Response, default=Response.WAITING)
    responded_on = models.DateField("trả lời ngày", null=True, blank=True)
    response_reason = models.CharField("lý do", max_length=300, blank=True)
    note = models.TextField("ghi chú", blank=True)

    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "giới thiệu địa điểm"
        verbose_name_plural = "lần giới thiệu địa điểm"
        ordering = ("-at", "-id")
        indexes = [
            models.Index(fields=("deadline",), condition=Q(done_at__isnull=True), name="offer_deadline")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | ~Q(next_step=""),
                name="offer_deadline_of_step",
                violation_error_message="Có hạn thì ghi việc tiếp theo.",
            ),
            models.CheckConstraint(
                condition=Q(area_ha__isnull=True) | Q(area_ha__gt=0), name="offer_area_positive"
            ),
            models.CheckConstraint(
                condition=~Q(response="declined") | ~Q(response_reason=""),
                name="offer_declined_says_why",
                violation_error_message="Không chọn thì ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}: {self.site}"


class ProjectHold(models.Model):
    """For which project a hold of land is."""

    hold = models.OneToOneField(
        Hold, models.PROTECT, primary_key=True, related_name="for_project", verbose_name="giữ đất"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="holds", verbose_name="dự án")

    class Meta:
        verbose_name = "giữ đất cho dự án"
        verbose_name_plural = "giữ đất cho dự án"
        ordering = ("hold",)

    def __str__(self) -> str:
        return f"{self.project.code}: {self.hold}"
