"""One site as an officer reads it: every current figure with its ground, and what disagrees with it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from parks.admin import show
from parks.dates import start_of
from parks.evidence import Chosen, choose, current_status, is_stale
from parks.land import Bound
from parks.land_split import facts_by_quantity, site_land
from parks.models import Fact, Orientation, Site, SiteUnit, Source, Status, Tenant
from parks.models.facts import Grade
from parks.quantities import QUANTITIES

# Which quantities stand together. A test sees to it that none is left out.
SECTIONS = {
    "Đất và lấp đầy": (
        "area_planned_ha area_leasable_ha area_leased_ha area_free_ha area_held_ha largest_plot_ha occupancy_pct"
        " occupancy_note first_phase_ha zone_area_ha area_both_clusters_ha building_density_pct"
        " land_clearance_note households_affected"
    ),
    "Hạ tầng kỹ thuật": (
        "power_left_mw power water_left_m3_day wastewater_left_m3_day wastewater_m3_day wastewater_plant"
        " wastewater_status wastewater_note"
    ),
    "Giao thông": (
        "distance_noibai_km distance_hanoi_km distance_haiphong_port_km distance_thainguyen_city_km"
        " distance_huunghi_border_km distance_daphuc_port_km distance_expressway_km distance_5_cities_km"
        " road_access access_road"
    ),
    "Giá và chi phí": (
        "rent_usd_m2 rent_vnd_m2_year factory_rent_vnd_m2_month mgmt_fee_vnd_m2_year mgmt_fee_vnd_m2_once"
        " electricity_vnd_kwh_peak electricity_vnd_kwh_normal water_price_vnd_m3 wastewater_fee_vnd_m3 lease_term"
        " wage_region"
    ),
    "Thành lập và đầu tư hạ tầng": (
        "established_year decision developer investment_billion_vnd investment_both_clusters_billion_vnd"
        " construction_start completion_target contact"
    ),
    "Ngành nghề và doanh nghiệp": (
        "sectors_priority sectors_orientation_district tenants tenant_intensity projects_count workers_planned"
    ),
    "Địa bàn": "district_2023 communes_2023 ward_2025",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact as shown. `mark` is current, same, differs, unusable or later; `why` explains a current one."""

    fact: Fact
    text: str
    when: str
    mark: str
    why: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity: the current figure, if any may be used, and all the others below it."""

    label: str
    current: Figure | None
    others: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Quantities that belong together."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Retracted:
    """A fact that was withdrawn."""

    fact: Fact
    label: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One status on the site's way."""

    status: Status
    when: str
    current: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of one stance from one source: each of its wordings with the VSIC prefixes assigned to it."""

    stance: str
    lines: tuple[tuple[str, str], ...]
    source: Source
    inherited: bool


@dataclass(frozen=True, slots=True)
class Attested:
    """Something a source says of a site that is no figure: a commune it lies in, a firm that is there."""

    text: str
    detail: str
    grade: str
    grade_label: str
    source: Source


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of a site shows. Rows of the database stand in it where nothing must be worked out."""

    site: Site
    status: Status | None
    status_doubtful: bool
    planned: str
    free: str
    free_basis: str
    sections: tuple[Section, ...]
    retracted: tuple[Retracted, ...]
    timeline: tuple[Stage, ...]
    orientation: tuple[Wanted, ...]
    units_old: tuple[Attested, ...]
    units_new: tuple[Attested, ...]
    tenants: tuple[Attested, ...]
    stale_count: int


def site_sheet(site: Site, on: datetime.date) -> Sheet:
    """Return the page of a site whose facts, statuses, units, tenants and orientation are loaded."""
    facts = list(site.facts.all())
    status = current_status(site.statuses.all(), on)
    land = site_land(site, on)
    sections = _sections([fact for fact in facts if fact.retracted_at is None], on)
    units = list(site.units.all())
    return Sheet(
        site=site,
        status=status.status if status else None,
        status_doubtful=bool(status and status.doubtful),
        planned=_planned(land.planned),
        free=show.interval(land.free.lo, land.free.hi),
        free_basis=_basis(land.free),
        sections=sections,
        retracted=tuple(_retracted(fact) for fact in facts if fact.retracted_at is not None),
        timeline=tuple(
            Stage(row, show.when(row.as_of), status is not None and row.pk == status.status.pk)
            for row in site.statuses.all()
        ),
        orientation=_orientation(site, on),
        units_old=tuple(_unit(row) for row in units if row.unit.edition == "2023"),
        units_new=tuple(_unit(row) for row in units if row.unit.edition == "2025"),
        tenants=tuple(_tenant(row) for row in site.tenants.all() if _by_then(row.since, on)),
        stale_count=sum(
            row.current.stale for section in sections for row in section.rows if row.current is not None
        ),
    )


def current_figure(site: Site, quantity: str, on: datetime.date) -> Figure | None:
    """Return the current figure of one quantity of a site whose facts are loaded."""
    chosen = choose([fact for fact in site.facts.all() if fact.quantity == quantity], on)
    return None if chosen is None else _current(chosen, on)


def _sections(facts: list[Fact], on: datetime.date) -> tuple[Section, ...]:
    by_quantity = facts_by_quantity(facts)
    sections = []
    for title, keys in SECTIONS.items():
        rows = tuple(_row(key, by_quantity[key], on) for key in keys.split() if key in by_quantity)
        if rows:
            sections.append(Section(title, rows))
    return tuple(sections)


def _row(quantity: str, facts: list[Fact], on: datetime.date) -> Row:
    chosen = choose(facts, on)
    if chosen is None:
        return Row(QUANTITIES[quantity].label_vi, None, tuple(_other(fact, None, on) for fact in facts))
    seen = {chosen.fact.pk, *(fact.pk for fact in chosen.others)}
    rest = (*chosen.others, *(fact for fact in facts if fact.pk not in seen))
    others = tuple(_other(fact, chosen, on) for fact in rest)
    return Row(QUANTITIES[quantity].label_vi, _current(chosen, on), others)


def _current(chosen: Chosen, on: datetime.date) -> Figure:
    fact = chosen.fact
    why = show.REASONS[chosen.reason]
    if chosen.reason == "pinned":
        why = f"{why}: {fact.pin_reason}"
    return Figure(fact, show.figure(fact), show.when(fact.as_of), "current", why, is_stale(fact, on))


def _other(fact: Fact, chosen: Chosen | None, on: datetime.date) -> Figure:
    if fact.unusable_reason:
        mark = "unusable"
    elif fact.counts_from is not None and fact.counts_from > on:
        mark = "later"
    else:
        mark = "differs" if chosen is None or fact in chosen.disagreements else "same"
    return Figure(fact, show.figure(fact), show.when(fact.as_of), mark)


def _retracted(fact: Fact) -> Retracted:
    return Retracted(fact, QUANTITIES[fact.quantity].label_vi, show.figure(fact), show.when(fact.as_of))


def _unit(row: SiteUnit) -> Attested:
    label = str(Grade(row.grade).label)
    return Attested(row.unit.name_vi, row.unit.get_level_display(), row.grade, label, row.source)


def _tenant(row: Tenant) -> Attested:
    since = f"từ {show.when(row.since)}" if row.since else ""
    detail = "; ".join(
        part for part in (row.product, f"mã ngành {row.vsic_code}" if row.vsic_code else "", since) if part
    )
    return Attested(row.name, detail, row.grade, str(Grade(row.grade).label), row.source)


def _planned(bound: Bound) -> str:
    if bound.basis == ("planned",) and bound.facts[0].qualifier == "exact":
        return show.figure(bound.facts[0])
    return show.interval(bound.lo, bound.hi)


def _basis(bound: Bound) -> str:
    return ", ".join(dict.fromkeys(show.LAND_BASIS[code] for code in bound.basis))


def _by_then(partial: str, on: datetime.date) -> bool:
    """Tell whether something had begun on a day; of what has no date, nobody can say that it had not."""
    began = start_of(partial)
    return began is None or began <= on


def _orientation(site: Site, on: datetime.date) -> tuple[Wanted, ...]:
    """Return the site's own orientation, then its planning area's, one entry for each stance of a source."""

    def ground(row: Orientation) -> tuple[str, int]:
        return (row.stance, row.source_id)

    found = []
    for rows, inherited in ((site.orientation.all(), False), (site.planning_area.orientation.all(), True)):
        then = [row for row in rows if _by_then(row.as_of, on)]
        for _, same in groupby(sorted(then, key=ground), key=ground):
            group = list(same)
            prefixes: dict[str, list[str]] = defaultdict(list)
            for row in group:
                prefixes[row.words].append(row.prefix)
            lines = tuple((words, ", ".join(sorted(codes))) for words, codes in sorted(prefixes.items()))
            found.append(Wanted(group[0].get_stance_display(), lines, group[0].source, inherited))
    return tuple(found)
