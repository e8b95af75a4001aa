"""Facts and statuses: dated rows with a source and a grade. Nothing is overwritten; corrections add rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from parks.dates import validate_partial_date
from parks.models.keys import CodeManager
from parks.models.sites import Site
from parks.models.sources import Source
from parks.numbers import number
from parks.quantities import QUANTITIES


class Grade(models.TextChoices):
    """How far a fact can be trusted, best first."""

    VERIFIED = "verified", "cán bộ đã xem văn bản"
    SOURCED = "sourced", "có nguồn"
    SOURCED_WEAK = "sourced_weak", "nguồn yếu"
    DOUBTFUL = "doubtful", "còn nghi ngờ"
    ESTIMATED = "estimated", "ước tính"


class DatedModel(models.Model):
    """What a source says of a site: when it was so, who says it, when we learned it."""

    code = models.SlugField("mã", max_length=100, unique=True)
    # The date as the source prints it, and the day it counts from; kept in step by a constraint-free
    # convention: `counts_from` is always `start_of(as_of)` and is written by the services and the loader.
    as_of = models.CharField("thời điểm", max_length=10, blank=True, validators=[validate_partial_date])
    counts_from = models.DateField("tính từ ngày", null=True, blank=True, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="%(class)ss", verbose_name="nguồn")
    grade = models.CharField("độ tin cậy", max_length=12, choices=Grade)
    note = models.TextField("ghi chú nội bộ", blank=True)
    recorded_at = models.DateTimeField("ghi nhận lúc", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi nhận",
    )
    retracted_at = models.DateTimeField("rút lại lúc", null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người rút lại",
    )
    retraction_reason = models.CharField("lý do rút lại", max_length=300, blank=True)

    objects = CodeManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True) | ~Q(retraction_reason=""),
                name="%(app_label)s_%(class)s_retraction_has_reason",
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class Fact(DatedModel):
    """One figure (or wording) about one site. Quantities are listed in `parks.quantities`."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", "đúng"
        ABOUT = "about", "khoảng"
        AT_LEAST = "at_least", "ít nhất"
        AT_MOST = "at_most", "nhiều nhất"

    site = models.ForeignKey(Site, models.PROTECT, related_name="facts", verbose_name="khu, cụm")
    quantity = models.CharField("đại lượng", max_length=40)
    # As printed: "196.88" keeps its decimals, because a printed figure stands for its rounding.
    value = models.CharField("giá trị", max_length=600)
    number = models.DecimalField("số", max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField("đơn vị", max_length=40, blank=True)
    qualifier = models.CharField("mức chính xác", max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    pinned_at = models.DateTimeField("chọn dùng lúc", null=True, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người chọn",
    )
    pin_reason = models.CharField("lý do chọn dùng", max_length=300, blank=True)
    unusable_reason = models.CharField("lý do không dùng", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(DatedModel.Meta):
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        ordering = ("site", "quantity", "-counts_from", "code")
        indexes = [models.Index(fields=("site", "quantity"), name="fact_site_quantity")]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pinned_at__isnull=True) | ~Q(pin_reason=""), name="fact_pin_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(quantity__endswith="_ha") | Q(number__isnull=True) | Q(number__gte=0),
                name="fact_area_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(quantity="occupancy_pct")
                | Q(number__isnull=True)
                | Q(number__gte=0, number__lte=100),
                name="fact_occupancy_is_percent",
            ),
        ]

    def __str__(self) -> str:
        value = self.value if self.number is None else number(self.number, places=4)
        return f"{self.site}, {QUANTITIES[self.quantity].label_vi}: {value} {self.unit}".strip()


class Status(DatedModel):
    """A stage that a site has reached, from a date on."""

    class Stage(models.TextChoices):
        PLANNED = "planned", "trong quy hoạch"
        ESTABLISHED = "established", "đã thành lập"
        UNDER_CONSTRUCTION = "under_construction", "đang xây dựng hạ tầng"
        OPERATING = "operating", "đang hoạt động"
        WITHDRAWN = "withdrawn", "đã đưa ra khỏi quy hoạch"

    class Developer(models.TextChoices):
        """Whether an infrastructure investor is there (DECISIONS 9)."""

        YES = "yes", "đã có chủ đầu tư hạ tầng"
        NO = "no", "chưa có chủ đầu tư hạ tầng"
        UNKNOWN = "unknown", "chưa rõ"

    site = models.ForeignKey(Site, models.PROTECT, related_name="statuses", verbose_name="khu, cụm")
    stage = models.CharField("giai đoạn", max_length=20, choices=Stage)
    developer = models.CharField(
        "chủ đầu tư hạ tầng", max_length=8, choices=Developer, default=Developer.UNKNOWN
    )
    words = models.CharField("lời của nguồn", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(DatedModel.Meta):
        verbose_name = "trạng thái"
        verbose_name_plural = "trạng thái"
        ordering = ("site", "-counts_from", "code")

    def __str__(self) -> str:
        return f"{self.site.code}: {self.get_stage_display()} ({self.as_of})"
