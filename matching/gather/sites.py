"""Rows of the catalogue become the engine's sites, as they were on a date."""

import datetime
import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from matching.engine.facts import Bounds, Capacity, FactRef, Reach, SiteFacts
from matching.engine.intervals import UNBOUNDED
from matching.engine.tables import SiteTable
from parks.dates import start_of
from parks.distance import Distance, distances
from parks.evidence import choose, choose_bounding, current_status, interval
from parks.land import SURE_GRADES, Bound, land_bounds
from parks.models import Fact, Node, Orientation, Status, Tenant
from parks.snapshot import SiteRecord
from parks.snapshot import Snapshot as Catalogue


def site_table(
    catalogue: Catalogue, on: datetime.date, *, without_tenants: Container[str] = frozenset()
) -> SiteTable:
    """Return the sites as they were on a date. ``without_tenants`` leaves a firm's plants out (for the backtest)."""
    here = {
        code: frozenset(
            tenant.vsic_code[:2]
            for tenant in record.tenants
            if tenant.vsic_code and tenant.code not in without_tenants and _there(tenant, on)
        )
        for code, record in catalogue.records.items()
    }
    around: dict[int, frozenset[str]] = defaultdict(frozenset)
    for code, record in catalogue.records.items():
        around[record.site.planning_area_id] |= here[code]
    return SiteTable(
        [
            _site(record, catalogue.nodes, on, here[code], around[record.site.planning_area_id])
            for code, record in catalogue.records.items()
        ]
    )


def _site(
    record: SiteRecord,
    nodes: Sequence[Node],
    on: datetime.date,
    here: frozenset[str],
    around: frozenset[str],
) -> SiteFacts:
    site, area = record.site, record.site.planning_area
    bounding = {key: fact for key, facts in record.facts.items() if (fact := choose_bounding(facts, on))}
    land = land_bounds(site.kind, area.mountain, site.craft_village, bounding)
    stage, developer, evidence = _stage(record.statuses, on)
    named, inherited = _Names(record.orientation, on), _Names(record.area_orientation, on)
    treatment, treatment_fact = _central_treatment(record.facts, on)
    return SiteFacts(
        code=site.code,
        kind=site.kind,
        planning_area=area.code,
        profile=area.profile,
        identity=site.identity,
        founding_scope=area.founding_scope,
        stage=stage,
        developer=developer,
        stage_evidence=evidence,
        free_ha=_bounds(land.free),
        plot_ha=_bounds(land.largest_plot),
        plot_sure_most_ha=_finite(land.largest_plot_sure.hi),
        free_basis=land.free.basis,
        free_evidence=_references(land.free),
        plot_basis=land.largest_plot.basis,
        plot_evidence=_references(land.largest_plot),
        plot_sure_basis=land.largest_plot_sure.basis,
        plot_sure_evidence=_references(land.largest_plot_sure),
        wanted=named.prefixes("wanted"),
        linked=named.prefixes("linked"),
        approved=named.prefixes("approved") or None,
        refused=named.prefixes("refused"),
        area_wanted=inherited.prefixes("wanted"),
        area_linked=inherited.prefixes("linked"),
        orientation_words={**inherited.words, **named.words},
        reach={code: _reach(distance) for code, distance in _distances(record, nodes, bounding).items()},
        tenant_divisions=here,
        area_tenant_divisions=around,
        tenants_complete=site.tenants_complete,
        central_treatment=treatment,
        treatment_evidence=treatment_fact,
        power=_capacity(bounding, "power_left_mw"),
        water=_capacity(bounding, "water_left_m3_day"),
        wastewater=_capacity(bounding, "wastewater_left_m3_day", at_most="wastewater_m3_day"),
    )


class _Names:
    """VSIC prefixes by stance, with the words of the source that named each."""

    def __init__(self, rows: Iterable[Orientation], on: datetime.date) -> None:
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, FactRef] = {}
        for row in rows:
            began = start_of(row.as_of)
            if began is not None and began > on:
                continue
            self._prefixes[row.stance].add(row.prefix)
            self.words.setdefault(row.prefix, _words(row))

    def prefixes(self, stance: str) -> frozenset[str]:
        return frozenset(self._prefixes.get(stance, ()))


def _words(row: Orientation) -> FactRef:
    return FactRef(
        code=f"{row.stance}-{row.prefix}",
        quantity="orientation",
        value=row.words,
        unit="",
        as_of=row.as_of,
        grade="sourced",
        source=row.source.title,
        url=row.source.url,
    )


def _stage(statuses: Sequence[Status], on: datetime.date) -> tuple[str | None, str, FactRef | None]:
    """Return stage, developer and the source; a doubtful status alone says nothing (DECISIONS 4)."""
    current = current_status(statuses, on)
    if current is None:
        return None, "unknown", None
    row: Status = current.status
    shown = FactRef(
        row.code,
        "status",
        row.words or row.stage,
        "",
        row.as_of,
        row.grade,
        row.source.title,
        row.source.url,
    )
    return (None, "unknown", shown) if current.doubtful else (row.stage, row.developer, shown)


def _central_treatment(
    facts: Mapping[str, Sequence[Fact]], on: datetime.date
) -> tuple[bool | None, FactRef | None]:
    """Say whether a central waste-water plant is known to work: stated, or shown by a fee that is charged."""
    stated = choose(facts.get("wastewater_plant", ()), on)
    if stated and stated.fact.grade != "doubtful" and stated.fact.value in ("working", "none"):
        return stated.fact.value == "working", reference(stated.fact)
    for quantity in ("wastewater_fee_vnd_m3", "wastewater_m3_day"):
        shown = choose_bounding(facts.get(quantity, ()), on)
        if shown is not None:
            return True, reference(shown)
    return None, None


def _capacity(bounding: Mapping[str, Fact], quantity: str, at_most: str | None = None) -> Capacity:
    """Return what is left of a utility; the capacity of the whole plant bounds what can be left of it."""
    left, whole = bounding.get(quantity), bounding.get(at_most or "")
    lo, hi = interval(left) if left is not None else (0.0, math.inf)
    sure = hi if left is not None and left.grade in SURE_GRADES else math.inf
    if whole is not None:
        most = interval(whole)[1]
        hi = max(lo, min(hi, most))
        sure = max(lo, min(sure, most)) if whole.grade in SURE_GRADES else sure
    evidence = tuple(reference(fact) for fact in (left, whole) if fact is not None)
    return Capacity((lo, _finite(hi)), _finite(sure), evidence)


def _distances(
    record: SiteRecord, nodes: Sequence[Node], bounding: Mapping[str, Fact]
) -> dict[str, Distance]:
    return distances(
        point=record.site,
        error_km=float(record.site.point_error_km or 0),
        seat=record.site.planning_area.seat,
        seat_error_km=record.seat_error_km,
        nodes=nodes,
        published=bounding,
    )


def _reach(distance: Distance) -> Reach:
    fact = None if distance.fact is None else reference(distance.fact)
    return Reach((distance.lo, _finite(distance.hi)), distance.basis, fact)


def _there(tenant: Tenant, on: datetime.date) -> bool:
    """Say whether a firm is known to have been there; an undated one only from the day it was recorded.

    What only a doubtful source says earns nothing (DECISIONS 4); the list is open upward anyway.
    """
    if tenant.grade == "doubtful":
        return False
    began = start_of(tenant.since)
    return began <= on if began is not None else on >= UNDATED_TENANTS_FROM


# The tenant list was read in November 2026; a firm without a year counts from then on.
UNDATED_TENANTS_FROM = datetime.date(2026, 11, 1)


def reference(fact: Fact) -> FactRef:
    """Return what the public may see of a fact (DECISIONS 27)."""
    return FactRef(
        fact.code,
        fact.quantity,
        fact.value,
        fact.unit,
        fact.as_of,
        fact.grade,
        fact.source.title,
        fact.source.url,
        fact.qualifier,
    )


def _references(bound: Bound) -> tuple[FactRef, ...]:
    return tuple(reference(fact) for fact in bound.facts)


def _bounds(bound: Bound) -> Bounds:
    return (_finite(bound.lo), _finite(bound.hi))


def _finite(value: float) -> float:
    return min(value, UNBOUNDED)
