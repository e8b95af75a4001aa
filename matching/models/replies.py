"""What goes between an investor and the office about a run: the run that is handed over, the letter that answers."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors.models import Channel, Enquiry, Project
from matching.models.runs import MatchRun
from parks.models.versions import Versioned


def new_token() -> str:
    """Return what nobody guesses: 72 random bits in 12 letters."""
    return secrets.token_urlsafe(9)


class HandedRun(models.Model):
    """The run that was handed over with a project: what its investor had been answered when the case came of it."""

    project = models.OneToOneField(
        Project, models.PROTECT, primary_key=True, related_name="handed_run", verbose_name="dự án"
    )
    run = models.ForeignKey(
        MatchRun, models.PROTECT, related_name="handed_over", verbose_name="lượt đối sánh"
    )

    class Meta:
        verbose_name = "lượt đối sánh gửi kèm"
        verbose_name_plural = "lượt đối sánh gửi kèm"
        ordering = ("project",)

    def __str__(self) -> str:
        return f"{self.project}"


class Reply(Versioned):
    """A ready answer to an investor: the sites that an officer chose of a run, the text, and a short link to it."""

    token = models.CharField("liên kết ngắn", max_length=16, unique=True, default=new_token, editable=False)
    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="replies", verbose_name="lượt đối sánh")
    enquiry = models.ForeignKey(
        Enquiry, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="yêu cầu"
    )
    language = models.CharField("ngôn ngữ", max_length=2, choices=Enquiry.Language)
    site_codes = models.JSONField("khu, cụm đã chọn")
    text = models.TextField("nội dung gửi đi")
    made_at = models.DateTimeField("soạn lúc", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người soạn"
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gửi",
    )
    channel = models.CharField("gửi qua", max_length=7, choices=Channel, blank=True)
    expires_on = models.DateField("liên kết dùng đến hết ngày")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thư trả lời"
        verbose_name_plural = "thư trả lời"
        ordering = ("-made_at", "id")
        indexes = [models.Index(fields=("-made_at", "id"), name="reply_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(channel=""), name="reply_sent_says_how"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.get_language_display()}"
