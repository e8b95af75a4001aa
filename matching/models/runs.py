"""Match runs as they are kept: what they were given, what they say, the chain that they form, what they came to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from investors.models import Project
from matching.json_fields import QuickJSONField
from matching.models.rulesets import RulesetVersion
from partners.models import Partner


class RunSites(models.Model):
    """The facts of all sites as runs were given them, kept once for all runs of one state of the data. Never changed."""

    digest = models.CharField("dấu nội dung", max_length=64, primary_key=True)
    facts = QuickJSONField("số liệu")

    class Meta:
        verbose_name = "số liệu dùng để đối sánh"
        verbose_name_plural = "số liệu dùng để đối sánh"
        ordering = ("digest",)

    def __str__(self) -> str:
        return self.digest[:12]


class RunChain(models.Model):
    """One row: the last link of the chain of kept runs. Who keeps a run locks it (see `matching.chain`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField("số mắt xích", default=0)
    digest = models.CharField("dấu của mắt xích cuối", max_length=64, blank=True)

    class Meta:
        verbose_name = "chuỗi lượt đối sánh"
        verbose_name_plural = "chuỗi lượt đối sánh"
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=Q(id=1), name="run_chain_one_row")]

    def __str__(self) -> str:
        return f"{self.number}"


class MatchRun(models.Model):
    """A ranking that was asked for and kept: its inputs whole, its answer without sentences. Never changed or removed.

    Runs form a chain: each carries the digest of what it holds and of the run before it (see `matching.chain`). Every index
    is written with every run, so keys that nothing is looked up by have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("thời điểm", default=timezone.now)
    # Either an officer or a partner.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="match_runs",
        verbose_name="người thực hiện",
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="match_runs",
        verbose_name="cổng đối tác",
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="match_runs",
        verbose_name="dự án",
    )
    on = models.DateField("tính theo ngày")
    ruleset = models.ForeignKey(
        RulesetVersion,
        models.PROTECT,
        db_index=False,
        related_name="match_runs",
        verbose_name="bộ tiêu chí",
    )
    engine_version = models.CharField("phiên bản máy tính điểm", max_length=20)
    data_version = models.CharField("phiên bản dữ liệu", max_length=40)
    # Null for a run that holds the sites' facts itself, in `inputs`.
    sites = models.ForeignKey(
        RunSites,
        models.PROTECT,
        null=True,
        db_index=False,
        editable=False,
        related_name="runs",
        verbose_name="số liệu đã dùng",
    )
    inputs = QuickJSONField("đầu vào")
    answer = QuickJSONField("kết quả")
    number = models.PositiveBigIntegerField("số thứ tự", unique=True, editable=False)
    # No two runs have one of these, for no two have one number, and a run follows the last one (`matching.chain_triggers`).
    previous = models.CharField("dấu của lượt trước", max_length=64, blank=True, editable=False)
    digest = models.CharField("dấu nội dung", max_length=64, editable=False)
    certificate = models.CharField("mã xác nhận", max_length=14, unique=True, editable=False)
    # What this run is the first to say, for all runs that say it (see `matching.run_findings`): a list in the bytes that the
    # chain takes the digests of. The last column, so that who looks through the others does not read it.
    findings = models.TextField("nhận định mới", blank=True, editable=False)

    class Meta:
        verbose_name = "lượt đối sánh"
        verbose_name_plural = "lượt đối sánh"
        ordering = ("-created_at", "id")
        indexes = [
            models.Index(fields=["project"], condition=Q(project__isnull=False), name="run_project"),
            models.Index(fields=["created_by"], condition=Q(created_by__isnull=False), name="run_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(created_by__isnull=False, partner__isnull=True)
                | Q(created_by__isnull=True, partner__isnull=False, project__isnull=True),
                name="run_of_officer_or_partner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project or self.id} ({self.on:%d/%m/%Y})"


class RunOutcome(models.Model):
    """What the run of a project came to, in columns: its answer is half a megabyte, too much to be read for a report.

    Written with the run (`matching.outcomes`). Counted are the sites on offer; `plot_unknown` is where the site's own
    figures do not tell, so all three are 0 where the project states no area.
    """

    run = models.OneToOneField(
        MatchRun, models.CASCADE, primary_key=True, related_name="outcome", verbose_name="lượt đối sánh"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="dự án")
    made_at = models.DateTimeField("thời điểm", db_index=True)
    verdict = models.CharField("kết luận", max_length=20)
    # What bars most of the sites on offer, most first; empty where a site is left.
    barred_by = models.JSONField("vướng nhiều nhất", default=list)
    plot_met = models.PositiveSmallIntegerField("số nơi có lô đủ lớn")
    plot_unknown = models.PositiveSmallIntegerField("số nơi chưa biết lô có đủ lớn")
    plot_unmet = models.PositiveSmallIntegerField("số nơi không có lô đủ lớn")

    class Meta:
        verbose_name = "kết quả của lượt đối sánh"
        verbose_name_plural = "kết quả của các lượt đối sánh"
        ordering = ("-made_at", "run")
        indexes = [models.Index(fields=("project", "made_at"), name="run_outcome_latest")]

    def __str__(self) -> str:
        return f"{self.project.code}: {self.verdict}"
