"""What officers chose beside the computed ranking."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors.models import Project, ProjectFile
from matching.models.runs import MatchRun
from parks.models import Site, SourceFile


class Override(models.Model):
    """A site that an officer chose beside the computed ranking. The ranking stays as it is; this row too.

    All that is ever written to it is that it was withdrawn (trigger, `matching.override_triggers`). Of several of one
    project the newest that is not withdrawn counts. What bars by law or by figures has no class here: it cannot be chosen.
    """

    class RuleClass(models.TextChoices):
        LOWER = "lower", "xếp hạng thấp hơn"
        POLICY = "policy", "vướng yêu cầu chính sách"

    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="overrides", verbose_name="lượt đối sánh")
    project = models.ForeignKey(Project, models.PROTECT, related_name="overrides", verbose_name="dự án")
    # None where the ranking left no site.
    first = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đứng đầu theo tính toán"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="overrides", verbose_name="nơi được chọn")
    rule_class = models.CharField("so với kết quả tính", max_length=6, choices=RuleClass)
    # None for a barred site.
    rank = models.PositiveSmallIntegerField("thứ hạng", null=True, blank=True)
    barred_by = models.JSONField("vướng", default=list, blank=True)
    reason = models.TextField("lý do", max_length=1000)
    project_file = models.ForeignKey(
        ProjectFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="giấy tờ của hồ sơ"
    )
    source_file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản của nguồn"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="cán bộ"
    )
    made_at = models.DateTimeField("ghi lúc", default=timezone.now)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người rút",
    )
    withdrawn_reason = models.TextField("lý do rút", max_length=1000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lựa chọn khác của cán bộ"
        verbose_name_plural = "lựa chọn khác của cán bộ"
        ordering = ("-made_at", "-id")
        indexes = [
            models.Index(fields=("-made_at", "-id"), name="override_newest"),
            models.Index(fields=("project", "-made_at"), name="override_of_project"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule_class="lower", rank__isnull=False, barred_by=[])
                | Q(rule_class="policy", rank__isnull=True) & ~Q(barred_by=[]),
                name="override_lower_or_policy",
            ),
            models.CheckConstraint(
                condition=Q(rule_class="lower")
                | Q(project_file__isnull=False)
                | Q(source_file__isnull=False),
                name="override_of_policy_has_document",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | ~Q(first=models.F("site")),
                name="override_is_another_site",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_reason="",
                )
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="override_withdrawn_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}: {self.site.name_vi}"
