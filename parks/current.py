"""A site as it stands on a day: which figures count, its status, its land, its orientation, its distances."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from parks.dates import start_of
from parks.distance import Distance, distances
from parks.evidence import Chosen, CurrentStatus, choose, choose_bounding, current_status, is_stale, visible
from parks.land import LandBounds, land_bounds
from parks.models import Fact, Node, Orientation, Site, SiteUnit, Status, Tenant
from parks.snapshot import SiteRecord, Snapshot


@dataclass(frozen=True, slots=True)
class CurrentFact:
    """The fact of one quantity that counts on a day, with what was preferred to what."""

    chosen: Chosen
    stale: bool

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        fact: Fact = self.chosen.fact
        return fact


@dataclass(frozen=True, slots=True)
class CurrentSite:
    """One site on a day."""

    record: SiteRecord
    on: datetime.date
    status: CurrentStatus | None
    land: LandBounds
    bounding: Mapping[str, Fact]

    @property
    def site(self) -> Site:
        """The site itself."""
        return self.record.site

    def facts(self) -> list[CurrentFact]:
        """Return the current fact of every quantity that has one."""
        found = (choose(facts, self.on) for facts in self.record.facts.values())
        return [CurrentFact(chosen, is_stale(chosen.fact, self.on)) for chosen in found if chosen]

    def statuses(self) -> list[Status]:
        """Return the stages that sources report up to the day, newest first, undated last."""
        seen: list[Status] = visible(self.record.statuses, self.on)
        return sorted(seen, key=lambda row: (row.counts_from or datetime.date.min, row.code), reverse=True)

    def orientation(self) -> list[tuple[str, Orientation]]:
        """Return the lines named for the site itself, then for its planning area, each with where it is from."""
        return [
            (level, row)
            for level, rows in (
                ("site", self.record.orientation),
                ("planning_area", self.record.area_orientation),
            )
            for row in rows
            if _began(row.as_of, self.on)
        ]

    def tenants(self) -> list[Tenant]:
        """Return the firms that sources place here by the day."""
        return [tenant for tenant in self.record.tenants if _began(tenant.since, self.on)]

    def units(self, edition: str) -> list[SiteUnit]:
        """Return the communes, wards and districts of one edition that the site lies in."""
        return [row for row in self.record.units if row.unit.edition == edition]

    def distances(self, nodes: Iterable[Node]) -> list[tuple[Node, Distance]]:
        """Return the distance to each node that has one."""
        nodes = list(nodes)
        found = distances(
            point=self.site,
            error_km=float(self.site.point_error_km or 0),
            seat=self.site.planning_area.seat,
            seat_error_km=self.record.seat_error_km,
            nodes=nodes,
            published=self.bounding,
        )
        return [(node, found[node.code]) for node in nodes if node.code in found]


def _began(partial: str, on: datetime.date) -> bool:
    start = start_of(partial)
    return start is None or start <= on


def current_site(record: SiteRecord, on: datetime.date) -> CurrentSite:
    """Return a site as it stands on a day."""
    bounding: dict[str, Any] = {}
    for quantity, facts in record.facts.items():
        fact = choose_bounding(facts, on)
        if fact is not None:
            bounding[quantity] = fact
    site = record.site
    land = land_bounds(site.kind, site.planning_area.mountain, site.craft_village, bounding)
    return CurrentSite(record, on, current_status(record.statuses, on), land, bounding)


def current_sites(catalogue: Snapshot, on: datetime.date) -> Mapping[str, CurrentSite]:
    """Return every site as it stands on a day, by code; the days asked for last are kept."""
    return _current_sites(_ByIdentity(catalogue), on)


class _ByIdentity:
    """A key that is equal only for the very same snapshot."""

    __slots__ = ("catalogue",)

    def __init__(self, catalogue: Snapshot) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.catalogue is self.catalogue


@lru_cache(maxsize=4)
def _current_sites(key: _ByIdentity, on: datetime.date) -> Mapping[str, CurrentSite]:
    return {code: current_site(record, on) for code, record in key.catalogue.records.items()}
