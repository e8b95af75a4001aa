"""The catalogue's sites with all that is recorded about them, read once and held while nothing changes.

The rows are shared by every request of the process: they are read, never written to.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from parks.distance import farthest_km
from parks.models import (
    AdminUnit,
    Fact,
    Node,
    Orientation,
    PlanningArea,
    Site,
    SiteUnit,
    Source,
    Status,
    Tenant,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """One site with everything recorded about it, as of no date yet, retracted rows included."""

    site: Site
    facts: Mapping[str, tuple[Fact, ...]]
    statuses: tuple[Status, ...]
    orientation: tuple[Orientation, ...]
    area_orientation: tuple[Orientation, ...]
    units: tuple[SiteUnit, ...]
    tenants: tuple[Tenant, ...]
    seat_error_km: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All sites, by code, under one version of the catalogue."""

    number: int
    records: Mapping[str, SiteRecord]
    nodes: tuple[Node, ...]


_held: Snapshot | None = None
_loading = threading.Lock()


def snapshot(number: int) -> Snapshot:
    """Return the sites under a version of the catalogue; read them when another version is held."""
    global _held
    held = _held
    if held is None or held.number != number:
        with _loading:
            held = _held
            if held is None or held.number != number:
                held = _held = _load(number)
    return held


def forget() -> None:
    """Drop what is held, for tests, whose rolled-back versions come round again."""
    global _held
    _held = None


def _load(number: int) -> Snapshot:
    sites = list(
        Site.objects.select_related("planning_area__seat", "identity_source").order_by("code").defer("note")
    )
    facts: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    figures = list(Fact.objects.defer("note").order_by("site_id", "quantity", "code"))
    for fact in figures:
        facts[fact.site_id][fact.quantity].append(fact)
    statuses = _by("site_id", stages := list(Status.objects.defer("note")))
    orientation = list(Orientation.objects.all())
    own = _by("site_id", orientation)
    inherited = _by("planning_area_id", orientation)
    units = _by("site_id", places := list(SiteUnit.objects.select_related("unit").order_by("unit__code")))
    tenants = _by("site_id", firms := list(Tenant.objects.defer("note")))
    _share_sources(*figures, *stages, *orientation, *places, *firms)
    errors = _seat_errors({site.planning_area_id: site.planning_area for site in sites}.values())
    records = {
        site.code: SiteRecord(
            site=site,
            facts={quantity: tuple(rows) for quantity, rows in facts[site.pk].items()},
            statuses=tuple(statuses[site.pk]),
            orientation=tuple(own[site.pk]),
            area_orientation=tuple(inherited[site.planning_area_id]),
            units=tuple(units[site.pk]),
            tenants=tuple(tenants[site.pk]),
            seat_error_km=errors[site.planning_area_id],
        )
        for site in sites
    }
    return Snapshot(number, records, tuple(Node.objects.order_by("kind", "code")))


def _share_sources(*rows: Any) -> None:
    """Give each row its source; the hundred that there are stand behind a thousand rows."""
    sources = Source.objects.in_bulk()  # read after the rows: what they name is there
    for row in rows:
        if row.source_id in sources:
            row.source = sources[row.source_id]


def _by(column: str, rows: Iterable[Row]) -> defaultdict[Any, list[Row]]:
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _seat_errors(areas: Iterable[PlanningArea]) -> dict[int, float | None]:
    """Return how far a site of each planning area can be from its seat, by the points of its communes."""
    communes = _by("parent_id", AdminUnit.objects.filter(edition="2023", level="commune"))
    return {area.pk: farthest_km(area.seat, communes.get(area.district_id, ())) for area in areas}
