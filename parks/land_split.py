"""The land of a site as officers read it: what is planned, leasable, leased, free, held, and what is left of it.

The split is arithmetic on rows that are loaded; `land_splits` loads them for any number of sites in a fixed number
of queries. The engine reads none of it: holds are promises of the office and no property of the site.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from parks.dates import HANOI
from parks.evidence import choose, choose_bounding, visible
from parks.land import Bound, LandBounds, land_bounds
from parks.models import Fact, Hold, Plot, Site

FactLike = Any
HUNDREDTH = Decimal("0.01")
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class LandSplit:
    """The land of one site on a day. `left_hi` is infinite where no upper bound of the free land is known.

    `handed_ha` was handed over on the day of the figures or later, so it is no longer free though they still say so.
    `plots` are the newest rows of each plot.
    """

    planned: FactLike | None
    leasable: FactLike | None
    leased: FactLike | None
    held_said: FactLike | None
    free: Bound
    largest_plot: Bound
    held_ha: Decimal
    queue: int
    left_lo: float
    left_hi: float
    over_held: bool
    handed_ha: Decimal = NOTHING
    plots: tuple[Plot, ...] = ()


def land_split(site: Site, on: datetime.date) -> LandSplit:
    """Return the land of one site on a day."""
    return land_splits([site], on)[site.pk]


def land_splits(sites: Iterable[Site], on: datetime.date) -> dict[int, LandSplit]:
    """Return the land of each site by its key; what a site has loaded already is not asked for again."""
    rows = list(sites)
    prefetch_related_objects(rows, "planning_area", "facts", "plots", "holds")
    return {site.pk: _split(site, on) for site in rows}


def site_land(site: Site, on: datetime.date) -> LandBounds:
    """Return what can be said of a site's land; its facts and planning area are loaded."""
    bounding = {key: choose_bounding(rows, on) for key, rows in facts_by_quantity(site.facts.all()).items()}
    known = {key: fact for key, fact in bounding.items() if fact is not None}
    return land_bounds(site.kind, site.planning_area.mountain, site.craft_village, known)


def facts_by_quantity(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Return the facts of each quantity."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.quantity].append(fact)
    return found


def hundredths(area: float) -> Decimal | None:
    """Return an area as it may be promised: cut to hundredths, never up; None where it has no end."""
    if math.isinf(area):
        return None
    # Sums of binary fractions miss the last digits, so they are rounded far below what any plan shows.
    return Decimal(repr(round(area, 6))).quantize(HUNDREDTH, ROUND_FLOOR)


def figures_day(bound: Bound) -> datetime.date | None:
    """Return the day of the newest figure that a bound rests on."""
    return max((fact.counts_from for fact in bound.facts if fact.counts_from), default=None)


def newest_plots(rows: Iterable[Plot], on: datetime.date) -> tuple[Plot, ...]:
    """Return the row that counts of each plot on a day: the newest, and of undated ones the last recorded."""
    newest: dict[str, Plot] = {}
    for row in sorted(visible(rows, on), key=_age):
        newest[row.name.casefold()] = row
    return tuple(newest[name] for name in sorted(newest))


def held_on(hold: Hold, on: datetime.date) -> bool:
    """Tell whether a hold kept land back on a day, also one that has ended since."""
    if hold.held_from is None or hold.until is None or not hold.held_from <= on <= hold.until:
        return False
    return hold.state == Hold.State.ACTIVE or (hold.ended_on is not None and on < hold.ended_on)


def waited_on(hold: Hold, on: datetime.date) -> bool:
    """Tell whether a hold waited its turn on a day."""
    if hold.asked_at.astimezone(HANOI).date() > on:
        return False
    if hold.state == Hold.State.QUEUED:
        return True
    if hold.held_from is not None:
        return hold.held_from > on
    return hold.ended_on is not None and on < hold.ended_on


def handed_over(holds: Iterable[Hold], since: datetime.date | None, on: datetime.date) -> Decimal:
    """Return the land handed over by a day that the figures do not know of yet, as the trigger counts it."""
    return sum(
        (
            hold.area_ha
            for hold in holds
            if hold.state == Hold.State.USED
            and hold.ended_on is not None
            and hold.ended_on <= on
            and (since is None or hold.ended_on >= since)
        ),
        NOTHING,
    )


def _split(site: Site, on: datetime.date) -> LandSplit:
    shown = {
        key: chosen.fact
        for key, rows in facts_by_quantity(site.facts.all()).items()
        if (chosen := choose(rows, on))
    }
    land, holds = site_land(site, on), list(site.holds.all())
    held = sum((hold.area_ha for hold in holds if held_on(hold, on)), NOTHING)
    handed = handed_over(holds, figures_day(land.free), on)
    taken = held + handed
    most = hundredths(land.free.hi)
    return LandSplit(
        planned=shown.get("area_planned_ha"),
        leasable=shown.get("area_leasable_ha"),
        leased=shown.get("area_leased_ha"),
        held_said=shown.get("area_held_ha"),
        free=land.free,
        largest_plot=land.largest_plot,
        held_ha=held,
        queue=sum(waited_on(hold, on) for hold in holds),
        left_lo=max(0.0, land.free.lo - float(taken)),
        left_hi=max(0.0, land.free.hi - float(taken)),
        over_held=most is not None and held > 0 and taken > most,
        handed_ha=handed,
        plots=newest_plots(site.plots.all(), on),
    )


def _age(row: Plot) -> tuple[datetime.date, datetime.datetime, int]:
    return (row.counts_from or datetime.date.min, row.recorded_at, row.pk)
