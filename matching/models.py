"""Rulesets as published, and match runs as kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from investors.models import Project
from parks.models.keys import CodeManager


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


class MatchRun(models.Model):
    """A ranking that was asked for and kept: its inputs whole, its answer without sentences. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("thời điểm", default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="match_runs", verbose_name="người thực hiện"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="match_runs", verbose_name="dự án"
    )
    on = models.DateField("tính theo ngày")
    ruleset = models.ForeignKey(
        RulesetVersion, models.PROTECT, related_name="match_runs", verbose_name="bộ tiêu chí"
    )
    engine_version = models.CharField("phiên bản máy tính điểm", max_length=20)
    data_version = models.CharField("phiên bản dữ liệu", max_length=40)
    inputs = models.JSONField("đầu vào")
    answer = models.JSONField("kết quả")

    class Meta:
        verbose_name = "lượt đối sánh"
        verbose_name_plural = "lượt đối sánh"
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return f"{self.project or self.id} ({self.on:%d/%m/%Y})"
