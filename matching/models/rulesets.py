"""Rulesets as published, and the drafts that officers write."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from parks.models.keys import CodeManager
from parks.models.versions import Versioned


class RulesetManager(CodeManager):
    """Finds a ruleset by its version."""

    def get_by_natural_key(self, version: str) -> "RulesetVersion":
        return self.get(version=version)


class RulesetVersion(models.Model):
    """One version of the rules. A published row never changes (trigger, migration 0002).

    A version has a start; its end is the next one's start.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        PUBLISHED = "published", "đã ban hành"

    version = models.CharField("phiên bản", max_length=20, unique=True)
    status = models.CharField("tình trạng", max_length=10, choices=Status, default=Status.DRAFT)
    effective_from = models.DateField("hiệu lực từ")
    # The document as written (YAML), with its comments; the digest is of its content alone.
    document = models.TextField("văn bản")
    digest = models.CharField("dấu nội dung", max_length=71)
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ban hành",
    )

    objects = RulesetManager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"
        ordering = ("-effective_from", "-version")
        permissions = [("publish_rulesetversion", "Ban hành bộ tiêu chí")]
        constraints = [
            models.UniqueConstraint(
                fields=("effective_from",),
                condition=Q(status="published"),
                name="ruleset_one_published_a_day",
                violation_error_message="Đã có bộ tiêu chí khác ban hành với cùng ngày hiệu lực.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="ruleset_published_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.version

    def natural_key(self) -> tuple[str]:
        return (self.version,)


class RulesetDraft(Versioned):
    """A ruleset that officers draft: its row is a draft of `RulesetVersion`, whose text may not parse yet."""

    class State(models.TextChoices):
        DRAFTING = "drafting", "đang soạn"
        SUBMITTED = "submitted", "chờ phê duyệt"
        PUBLISHED = "published", "đã ban hành"

    ruleset = models.OneToOneField(
        RulesetVersion, models.PROTECT, related_name="draft", verbose_name="bộ tiêu chí"
    )
    based_on = models.ForeignKey(
        RulesetVersion, models.PROTECT, related_name="+", verbose_name="sao từ bộ tiêu chí"
    )
    state = models.CharField("bước", max_length=10, choices=State, default=State.DRAFTING)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người soạn"
    )

    class Meta:
        verbose_name = "dự thảo bộ tiêu chí"
        verbose_name_plural = "dự thảo bộ tiêu chí"
        ordering = ("ruleset__effective_from", "ruleset__version")

    def __str__(self) -> str:
        return str(self.ruleset)


class RulesetStep(models.Model):
    """One step of a draft: who did what, and when. Never changed or removed (trigger).

    Who has taken one of the steps in `AUTHORING` is an author: the database refuses them as the one who publishes.
    """

    class Act(models.TextChoices):
        COPIED = "copied", "sao thành dự thảo"
        EDITED = "edited", "sửa"
        PASTED = "pasted", "dán văn bản"
        SUBMITTED = "submitted", "trình phê duyệt"
        TAKEN_BACK = "taken_back", "rút về"
        SENT_BACK = "sent_back", "trả lại"
        PUBLISHED = "published", "ban hành"

    AUTHORING = (Act.COPIED, Act.EDITED, Act.PASTED)

    ruleset = models.ForeignKey(
        RulesetVersion, models.PROTECT, related_name="steps", verbose_name="bộ tiêu chí"
    )
    act = models.CharField("việc", max_length=10, choices=Act)
    at = models.DateTimeField("lúc", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người làm"
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "bước soạn bộ tiêu chí"
        verbose_name_plural = "bước soạn bộ tiêu chí"
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(act="sent_back") | ~Q(note=""), name="ruleset_step_sent_back_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ruleset}: {self.get_act_display()}"
