"""Plots, holds of land, and how much of a site's land may be held at all."""

import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from simple_history.models import HistoricalRecords

from parks.codes import new_hold_code
from parks.dates import end_of
from parks.models.facts import DatedModel
from parks.models.sites import Site
from parks.models.versions import Versioned
from parks.numbers import number

# A hold that has run out, though nobody has written so.
EXPIRED = "expired"


def _area(label: str, help_text: str = "") -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(
        label,
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=help_text,
    )


class Plot(DatedModel):
    """What a source says of one plot of a site. Of several rows with one name the newest counts."""

    class State(models.TextChoices):
        FREE = "free", "còn trống"
        LEASED = "leased", "đã cho thuê"
        RESERVED = "reserved", "dành cho mục đích khác"

    site = models.ForeignKey(Site, models.PROTECT, related_name="plots", verbose_name="khu, cụm")
    name = models.CharField("lô đất", max_length=60, help_text="Ký hiệu như trên bản vẽ, ví dụ CN-05.")
    area_ha = _area("diện tích (ha)")
    state = models.CharField("tình trạng", max_length=8, choices=State)

    history = HistoricalRecords()

    class Meta(DatedModel.Meta):
        verbose_name = "lô đất"
        verbose_name_plural = "lô đất"
        ordering = ("site", "name", "-counts_from", "code")
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(area_ha__gt=0), name="plot_has_area"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({number(self.area_ha)} ha)"


class LandStock(models.Model):
    """The land of a site that may be held: what its facts leave free. A trigger keeps holds within it.

    Written by `parks.hold_services.count_stock`, in the transaction that places a hold.
    """

    site = models.OneToOneField(
        Site, models.PROTECT, primary_key=True, related_name="stock", verbose_name="khu, cụm"
    )
    # Null: nobody knows an upper bound, so nothing may be promised.
    free_ha = models.DecimalField("đất trống nhiều nhất (ha)", max_digits=10, decimal_places=2, null=True)
    sure_ha = models.DecimalField("đất trống chắc chắn (ha)", max_digits=10, decimal_places=2, default=0)
    # Land handed over before this day is no longer in the figures; handovers of the day itself and later are taken off.
    facts_on = models.DateField("số liệu tính đến ngày", null=True)
    counted_at = models.DateTimeField("tính lúc", default=timezone.now)

    class Meta:
        verbose_name = "quỹ đất"
        verbose_name_plural = "quỹ đất"
        ordering = ("site",)
        constraints = [
            models.CheckConstraint(
                condition=Q(free_ha__isnull=True) | Q(free_ha__gte=0), name="stock_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {'chưa biết' if self.free_ha is None else number(self.free_ha)}"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Questions that depend on the day: an expired hold has freed itself, nobody needs to write anything."""

    def in_force(self, on: object) -> "HoldQuerySet":
        """Return the holds that keep land back on a day."""
        return self.filter(state=Hold.State.ACTIVE, held_from__lte=on, until__gte=on)

    def expired(self, on: object) -> "HoldQuerySet":
        """Return the holds that have run out by a day without having been released or used."""
        return self.filter(state=Hold.State.ACTIVE, until__lt=on)

    def with_standing(self, on: datetime.date) -> "HoldQuerySet":
        """Add `standing`: the state of each hold on a day, or `expired`; what was asked for later has none."""
        ended = Q(ended_on__lte=on)
        return self.annotate(
            standing=Case(
                When(asked_at__gte=end_of(on), then=Value("")),
                When(ended & Q(state__in=(Hold.State.RELEASED, Hold.State.USED)), then=F("state")),
                When(Q(held_from__isnull=True) | Q(held_from__gt=on), then=Value(Hold.State.QUEUED)),
                When(until__lt=on, then=Value(EXPIRED)),
                default=Value(Hold.State.ACTIVE),
                output_field=models.CharField(),
            )
        )

    def queue(self) -> "HoldQuerySet":
        """Return who waits, first come first."""
        return self.filter(state=Hold.State.QUEUED).order_by("asked_at", "pk")


class Hold(Versioned):
    """Land at a site that is promised until a day. Whose project it is for, `investors.ProjectHold` says."""

    class State(models.TextChoices):
        QUEUED = "queued", "đang chờ lượt"
        ACTIVE = "active", "đang giữ"
        RELEASED = "released", "đã trả lại"
        USED = "used", "đã giao, cho thuê"

    code = models.SlugField("mã giữ đất", max_length=20, unique=True, default=new_hold_code, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="holds", verbose_name="khu, cụm")
    plot = models.ForeignKey(
        Plot, models.PROTECT, null=True, blank=True, related_name="holds", verbose_name="lô đất"
    )
    area_ha = _area("diện tích giữ (ha)")
    state = models.CharField("tình trạng", max_length=8, choices=State)
    days = models.PositiveSmallIntegerField(
        "giữ trong (ngày)", default=90, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    asked_at = models.DateTimeField("đề nghị lúc", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đề nghị"
    )
    held_from = models.DateField("giữ từ ngày", null=True, blank=True)
    until = models.DateField("giữ đến hết ngày", null=True, blank=True)
    ended_on = models.DateField("kết thúc ngày", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người kết thúc",
    )
    end_reason = models.CharField("lý do kết thúc", max_length=300, blank=True)
    note = models.TextField("ghi chú nội bộ", blank=True)

    objects = HoldQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "giữ đất"
        verbose_name_plural = "giữ đất"
        ordering = ("-asked_at", "code")
        indexes = [models.Index(fields=("site", "state", "until"), name="hold_site_state_until")]
        constraints = [
            models.CheckConstraint(condition=Q(area_ha__gt=0), name="hold_has_area"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=365), name="hold_days_range"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(held_from__isnull=False, until__gte=F("held_from")),
                name="hold_active_has_term",
            ),
            models.CheckConstraint(
                condition=~Q(state="queued") | Q(held_from__isnull=True, until__isnull=True),
                name="hold_queued_has_no_term",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("released", "used"))
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="hold_ended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {number(self.area_ha)} ha, {self.site}"

    def expired(self, on: object) -> bool:
        """Tell whether the hold has run out by a day."""
        return self.state == self.State.ACTIVE and self.until is not None and self.until < on  # type: ignore[operator]


# What a hold is on a day (`HoldQuerySet.with_standing`) → how it is called.
STANDINGS = {**dict(Hold.State.choices), EXPIRED: "hết hạn"}
