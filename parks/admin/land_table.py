"""The list of sites as a land table: what is planned, leasable, leased, held, free and left, as of the chosen day."""

import datetime
import math
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from parks.admin import show
from parks.admin.sheet import current_figure
from parks.days import chosen_day
from parks.evidence import current_status
from parks.land_split import LandSplit, land_splits
from parks.models import Fact, Site

UNKNOWN = "chưa biết"
LAND_COLUMNS = (
    "stage",
    "planned",
    "leasable",
    "leased",
    "occupancy",
    "held",
    "free",
    "left",
    "largest_plot",
)


class LandTable(PlainModelAdmin):  # type: ignore[type-arg]
    """The columns of land. All rows of a page are worked out together, in a fixed number of queries."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Site]:
        """Load what the columns are worked out from."""
        sites = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "parks_site_changelist":
            return sites.prefetch_related("facts", "statuses", "plots", "holds")
        return sites

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Work out the land of the rows on the page, as it was on the chosen day."""
        changelist = super().get_changelist_instance(request)
        day = chosen_day(request)
        splits = land_splits(changelist.result_list, day)
        for site in changelist.result_list:
            site.land_shown = (splits[site.pk], day)
        return changelist

    @admin.display(description="Giai đoạn")
    def stage(self, site: Site) -> str:
        found = current_status(site.statuses.all(), _land(site)[1])
        if found is None:
            return show.chip("unknown", "chưa rõ")
        return show.chip(found.status.stage, found.status.get_stage_display())

    @admin.display(description="Quy hoạch, ha")
    def planned(self, site: Site) -> str:
        return _hectares(_land(site)[0].planned)

    @admin.display(description="Cho thuê được")
    def leasable(self, site: Site) -> str:
        return _hectares(_land(site)[0].leasable)

    @admin.display(description="Đã thuê")
    def leased(self, site: Site) -> str:
        return _hectares(_land(site)[0].leased)

    @admin.display(description="Lấp đầy")
    def occupancy(self, site: Site) -> str:
        found = current_figure(site, "occupancy_pct", _land(site)[1])
        return f"{found.text} ({found.when})" if found else UNKNOWN

    @admin.display(description="Đang giữ")
    def held(self, site: Site) -> str:
        split = _land(site)[0]
        waiting = f", chờ {split.queue}" if split.queue else ""
        return f"{show.number(split.held_ha)}{waiting}"

    @admin.display(description="Đất trống")
    def free(self, site: Site) -> str:
        bound = _land(site)[0].free
        return _between(bound.lo, bound.hi)

    @admin.display(description="Còn lại sau giữ")
    def left(self, site: Site) -> str | SafeString:
        split = _land(site)[0]
        left = _between(split.left_lo, split.left_hi)
        return show.chip("unconfirmed", f"{left}: giữ quá đất trống") if split.over_held else left

    @admin.display(description="Lô lớn nhất")
    def largest_plot(self, site: Site) -> str:
        bound = _land(site)[0].largest_plot
        return _between(bound.lo, bound.hi)


def _land(site: Any) -> tuple[LandSplit, datetime.date]:
    """Return the land that the list has worked out for a row, and the day."""
    found: tuple[LandSplit, datetime.date] = site.land_shown
    return found


def _between(lo: float, hi: float) -> str:
    """Return an interval as short as a column wants it: 5–6,89, ≤ 6,89, ≥ 5."""
    if math.isinf(hi):
        return UNKNOWN if lo <= 0 else f"≥ {show.number(lo)}"
    if lo == hi:
        return show.number(lo)
    return f"≤ {show.number(hi)}" if lo <= 0 else f"{show.number(lo)}–{show.number(hi)}"


def _hectares(fact: Fact | None) -> str:
    return UNKNOWN if fact is None else show.figure(fact).removesuffix(" ha")
