"""Lists of evidence as of the chosen day: the rows dated by then, and which of them count."""

import datetime
from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from parks.admin.days import OnDay
from parks.days import chosen_day
from parks.evidence import choose, current_status
from parks.land_split import newest_plots
from parks.models import Fact, Plot, Status

Keys = set[int]


class DatedList(OnDay):
    """Rows that are dated: on an earlier day those of later are not there; each row says whether it counts."""

    def of_day(self, rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
        """Leave out what was not so yet."""
        return rows.filter(Q(counts_from__isnull=True) | Q(counts_from__lte=day))

    def counting(self, rows: Collection[Any], day: datetime.date) -> Keys:
        """Return the keys of those that count on a day, asked for in one query."""
        raise NotImplementedError  # pragma: no cover - each kind of evidence says its own

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Work out for all rows of the page which of them count."""
        changelist, day = super().get_changelist_instance(request), chosen_day(request)
        found = self.counting(changelist.result_list, day)
        for row in changelist.result_list:
            row.counts_then, row.day_shown = row.pk in found, day
        return changelist

    @admin.display(description="Tình trạng")
    def state(self, row: Any) -> str:
        if row.retracted_at:
            return "đã rút lại"
        if getattr(row, "unusable_reason", ""):
            return "không dùng"
        if row.counts_from is not None and row.counts_from > row.day_shown:
            return "chưa đến thời điểm"
        if not row.counts_then:
            return "có bản khác được dùng"
        return "được chọn dùng" if getattr(row, "pinned_at", None) else "đang dùng"


def facts_counting(rows: Collection[Fact], day: datetime.date) -> Keys:
    """Return which of the facts are in use on a day, each among all of its site and quantity."""
    asked = {(row.site_id, row.quantity) for row in rows}
    beside: dict[tuple[int, str], list[Fact]] = {}
    for fact in Fact.objects.filter(
        site__in={site for site, _ in asked}, quantity__in={quantity for _, quantity in asked}
    ):
        beside.setdefault((fact.site_id, fact.quantity), []).append(fact)
    chosen = (choose(facts, day) for key, facts in beside.items() if key in asked)
    return {each.fact.pk for each in chosen if each}


def statuses_counting(rows: Collection[Status], day: datetime.date) -> Keys:
    """Return which of the statuses are the stage of their site on a day."""
    by_site = _by_site(Status.objects.filter(site__in={row.site_id for row in rows}))
    found = (current_status(statuses, day) for statuses in by_site.values())
    return {each.status.pk for each in found if each}


def plots_counting(rows: Collection[Plot], day: datetime.date) -> Keys:
    """Return which of the rows are the newest of their plot on a day."""
    by_site = _by_site(Plot.objects.filter(site__in={row.site_id for row in rows}))
    return {plot.pk for plots in by_site.values() for plot in newest_plots(plots, day)}


def _by_site(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.site_id, []).append(row)
    return found
