"""The land of the sites on one day: each figure with its date and grade, and totals over what is known alone."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from parks.evidence import is_stale
from parks.land import SURE_GRADES
from parks.land_split import LandSplit, hundredths
from parks.models import Fact, Site, Status

HUNDREDTH = Decimal("0.01")
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a source states it. `weak` where no document or firm source stands behind it."""

    value: Decimal
    qualifier: str
    as_of: str
    grade: str
    stale: bool

    @property
    def weak(self) -> bool:
        """Tell what is not sure: a weak or doubtful source, an estimate."""
        return self.grade not in SURE_GRADES


@dataclass(frozen=True, slots=True)
class SiteLand:
    """One site. None is unknown; `free_most` and `left_most` are None where there is no upper bound."""

    code: str
    name: str
    kind: str
    area: str
    stage: str
    on_offer: bool
    planned: Stated | None
    leasable: Stated | None
    leased: Stated | None
    occupancy: Stated | None
    held_ha: Decimal
    waiting: int
    free_least: Decimal
    free_most: Decimal | None
    left_least: Decimal
    left_most: Decimal | None
    plot_least: Decimal
    plot_most: Decimal | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over the sites that are known; `weak_ha` of it, at `weak` of them, has no firm source behind it.

    `at_least` where a figure in it is a lower bound. A figure that is an upper bound, and one that only doubtful sources
    state, counts as unknown.
    """

    hectares: Decimal
    known: int
    weak: int
    weak_ha: Decimal
    unknown: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Occupancy:
    """What is known of how full the sites are. `mean_pct` weighs by planned area, over `weighed` sites that state both."""

    known: int
    weak: int
    unknown: int
    weighed: int
    mean_pct: Decimal | None


@dataclass(frozen=True, slots=True)
class KindLand:
    """The sites of one kind, and what they come to."""

    kind: str
    sites: tuple[SiteLand, ...]
    planned: Total
    leasable: Total
    leased: Total
    occupancy: Occupancy
    held_ha: Decimal
    waiting: int
    left_least: Decimal
    left_most: Decimal
    left_unbounded: int


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest piece that one site has left: surely `least`; at most `most`, at `site`, of those with an upper bound.

    `most` is None where no site has one; `unbounded` is how many have none.
    """

    least: Decimal
    most: Decimal | None
    site: str
    unbounded: int


def site_land(
    site: Site, split: LandSplit, occupancy: Stated | None, status: Status | None, on: datetime.date
) -> SiteLand:
    """Return what one site's row says."""
    least, most = split.largest_plot.lo, split.largest_plot.hi
    stage = status.stage if status else ""
    return SiteLand(
        code=site.code,
        name=site.name_vi,
        kind=site.kind,
        area=site.planning_area.code,
        stage=stage,
        on_offer=site.kind != Site.Kind.IT_ZONE
        and site.identity != Site.Identity.UNCONFIRMED
        and stage not in (Status.Stage.PLANNED, Status.Stage.WITHDRAWN),
        planned=stated(split.planned, on),
        leasable=stated(split.leasable, on),
        leased=stated(split.leased, on),
        occupancy=occupancy,
        held_ha=split.held_ha,
        waiting=split.queue,
        free_least=_cut(split.free.lo),
        free_most=hundredths(split.free.hi),
        left_least=_cut(split.left_lo),
        left_most=hundredths(split.left_hi),
        plot_least=_cut(min(least, split.left_lo)),
        plot_most=hundredths(min(most, split.left_hi)),
    )


def by_kind(sites: Iterable[SiteLand]) -> tuple[KindLand, ...]:
    """Return the sites of each kind with their totals, in the order of the kinds."""
    rows = list(sites)
    return tuple(
        _kind(kind, tuple(row for row in rows if row.kind == kind))
        for kind in Site.Kind.values
        if any(row.kind == kind for row in rows)
    )


def total(figures: Sequence[Stated | None]) -> Total:
    """Add up what is known."""
    known = [one for one in figures if one is not None and _adds(one)]
    weak = [one for one in known if one.weak]
    return Total(
        hectares=sum((one.value for one in known), NOTHING),
        known=len(known),
        weak=len(weak),
        weak_ha=sum((one.value for one in weak), NOTHING),
        unknown=len(figures) - len(known),
        at_least=any(one.qualifier == Fact.Qualifier.AT_LEAST for one in known),
    )


def mean_occupancy(sites: Sequence[SiteLand]) -> Occupancy:
    """Return what is known of how full sites are; the mean is of those alone that state their area too."""
    known = [site.occupancy for site in sites if site.occupancy is not None and _adds(site.occupancy)]
    both = [
        (site.occupancy.value, site.planned.value)
        for site in sites
        if site.occupancy and site.planned and _adds(site.occupancy) and _adds(site.planned)
    ]
    area = sum((hectares for _, hectares in both), NOTHING)
    filled = sum((percent * hectares for percent, hectares in both), NOTHING)
    return Occupancy(
        known=len(known),
        weak=sum(one.weak for one in known),
        unknown=len(sites) - len(known),
        weighed=len(both),
        mean_pct=(filled / area).quantize(Decimal("0.1"), ROUND_HALF_UP) if area else None,
    )


def largest(
    sites: Iterable[SiteLand], areas: Sequence[str] = (), kinds: Sequence[str] = ()
) -> Largest | None:
    """Return the largest piece of the sites on offer, of some planning areas and kinds or of all; None without a site."""
    rows = [
        row
        for row in sites
        if row.on_offer and (not areas or row.area in areas) and (not kinds or row.kind in kinds)
    ]
    if not rows:
        return None
    bounded = [row for row in rows if row.plot_most is not None]
    best = max(bounded, key=lambda row: row.plot_most or NOTHING, default=None)
    return Largest(
        least=max(row.plot_least for row in rows),
        most=best.plot_most if best else None,
        site=best.name if best else "",
        unbounded=len(rows) - len(bounded),
    )


def stated(fact: Any, on: datetime.date) -> Stated | None:
    """Return a fact as a figure; None where there is no number."""
    if fact is None or fact.number is None:
        return None
    return Stated(fact.number, fact.qualifier, fact.as_of, fact.grade, is_stale(fact, on))


def _kind(kind: str, sites: tuple[SiteLand, ...]) -> KindLand:
    return KindLand(
        kind=kind,
        sites=sites,
        planned=total([site.planned for site in sites]),
        leasable=total([site.leasable for site in sites]),
        leased=total([site.leased for site in sites]),
        occupancy=mean_occupancy(sites),
        held_ha=sum((site.held_ha for site in sites), NOTHING),
        waiting=sum(site.waiting for site in sites),
        left_least=sum((site.left_least for site in sites), NOTHING),
        left_most=sum((site.left_most for site in sites if site.left_most is not None), NOTHING),
        left_unbounded=sum(site.left_most is None for site in sites),
    )


def _adds(figure: Stated) -> bool:
    return figure.qualifier != Fact.Qualifier.AT_MOST and figure.grade != "doubtful"


def _cut(hectares: float) -> Decimal:
    found = hundredths(hectares)
    assert found is not None  # a lower end is finite
    return found
