"""Rulesets as published, match runs as kept, the replies made of them, and what officers chose beside them."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors.models import Channel, Enquiry, Project, ProjectFile
from matching.json_fields import QuickJSONField
from parks.models import Site, SourceFile
from parks.models.keys import CodeManager
from parks.models.versions import Versioned
from partners.models import Partner


def new_token() -> str:
    """Return what nobody guesses: 72 random bits in 12 letters."""
    return secrets.token_urlsafe(9)


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


class RunFinding(models.Model):
    """What one rule said of a project at a site, kept once for all runs that say it (see `matching.run_findings`). Never changed."""

    number = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    # JSON with sorted keys: the bytes that the chain takes the digest of.
    text = models.TextField("nội dung")

    class Meta:
        verbose_name = "nhận định theo tiêu chí"
        verbose_name_plural = "nhận định theo tiêu chí"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}"


class RunChain(models.Model):
    """One row: the last link of the chain of kept runs. Who keeps a run locks it (see `matching.chain`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField("số mắt xích", default=0)
    digest = models.CharField("dấu của mắt xích cuối", max_length=64, blank=True)
    findings = models.PositiveBigIntegerField("số nhận định đã lưu", default=0)

    class Meta:
        verbose_name = "chuỗi lượt đối sánh"
        verbose_name_plural = "chuỗi lượt đối sánh"
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=Q(id=1), name="run_chain_one_row")]

    def __str__(self) -> str:
        return f"{self.number}"


class MatchRun(models.Model):
    """A ranking that was asked for and kept: its inputs whole, its answer without sentences. Never changed.

    Runs form a chain: each carries the digest of what it holds and of the run before it (see `matching.chain`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("thời điểm", default=timezone.now)
    # Either an officer or a partner.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="match_runs",
        verbose_name="người thực hiện",
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="match_runs",
        verbose_name="cổng đối tác",
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
    # Null for a run that holds the sites' facts itself, in `inputs`.
    sites = models.ForeignKey(
        RunSites,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="runs",
        verbose_name="số liệu đã dùng",
    )
    inputs = QuickJSONField("đầu vào")
    answer = QuickJSONField("kết quả")
    number = models.PositiveBigIntegerField("số thứ tự", unique=True, editable=False)
    previous = models.CharField("dấu của lượt trước", max_length=64, unique=True, blank=True, editable=False)
    digest = models.CharField("dấu nội dung", max_length=64, unique=True, editable=False)
    certificate = models.CharField("mã xác nhận", max_length=14, unique=True, editable=False)

    class Meta:
        verbose_name = "lượt đối sánh"
        verbose_name_plural = "lượt đối sánh"
        ordering = ("-created_at", "id")
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
