"""Made-up projects and sites that together bring out every reason of every criterion.

Names and sources are invented, and Vietnamese, so that a stray English word in a Vietnamese sentence shows.
"""

import copy
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from matching.engine import (
    FactRef,
    Finding,
    Line,
    Matcher,
    ProjectFacts,
    Ruleset,
    SiteFacts,
    SiteTable,
    parse,
)
from matching.engine.facts import Capacity, Reach
from matching.engine.row import Row

DOCUMENT = Path(__file__).parents[3] / "fixtures" / "rulesets" / "2026.1.yaml"


def fact(
    quantity: str, value: str, unit: str = "", as_of: str = "2025-04", grade: str = "sourced"
) -> FactRef:
    return FactRef("f", quantity, value, unit, as_of, grade, "Báo Thái Nguyên", "https://example.org")


WORDS = fact("orientation", "công nghiệp điện tử", as_of="2023-06")
CITY_WORDS = fact("orientation", "công nghiệp sạch, công nghệ cao", as_of="2023-06")
PLANNED = fact("area_planned_ha", "196.88", "ha")
FULL = fact("occupancy_pct", "100", "%", as_of="2025")
WEAK_FULL = replace(FULL, grade="sourced_weak", as_of="")

_NEAR = {
    "AIR-HAN": Reach((27.5, 28.5), "published", fact("distance_noibai_km", "28", "km", "2025-04-29")),
    "CITY-HAN": Reach((55.2, 69.73), "estimated"),
    "PORT-HPH": Reach((130.1, 171.9), "estimated_from_seat"),
    "PORT-LHU": Reach((140.1, 181.9), "estimated"),
}
_PARK = SiteFacts(
    "KCN-A",
    "park",
    "PHO-YEN",
    "S-EL",
    stage="operating",
    stage_evidence=fact("status", "đang hoạt động"),
    free_ha=(20.0, 33.2847),
    plot_ha=(9.5, 33.2847),
    plot_sure_most_ha=33.2847,
    free_basis=("planned", "occupancy"),
    plot_basis=("planned", "occupancy"),
    plot_sure_basis=("planned", "occupancy"),
    free_evidence=(PLANNED, fact("occupancy_pct", "83", "%")),
    plot_evidence=(PLANNED, fact("occupancy_pct", "83", "%")),
    plot_sure_evidence=(PLANNED, fact("occupancy_pct", "83", "%")),
    area_wanted=frozenset({"26"}),
    area_linked=frozenset({"2220"}),
    orientation_words={"26": WORDS, "2220": WORDS},
    reach=_NEAR,
    area_tenant_divisions=frozenset({"26"}),
    power=Capacity((10.0, 10.0), 10.0, (fact("power_left_mw", "10", "MW"),)),
    water=Capacity((0.0, 500.0), 500.0, (fact("water_left_m3_day", "500", "m³/ngày"),)),
    wastewater=Capacity((1000.0, 3000.0), 3000.0),
    central_treatment=True,
)
_CLUSTER = SiteFacts(
    "CCN-A",
    "cluster",
    "DAI-TU",
    "MTN",
    stage="established",
    developer="yes",
    stage_evidence=fact("status", "đã thành lập", as_of=""),
    free_ha=(0.0, 75.0),
    plot_ha=(0.0, 75.0),
    plot_sure_most_ha=75.0,
    free_basis=("law_cluster_cap",),
    plot_basis=("law_cluster_cap",),
    plot_sure_basis=("law_cluster_cap",),
    reach={"AIR-HAN": Reach((60.4, 92.1), "estimated_from_seat")},
)


def sites() -> list[SiteFacts]:
    """Return sites that differ in what the criteria look at."""
    unbounded = SiteFacts("KCN-B", "park", "SONG-CONG", "S-ME")
    return [
        _PARK,
        unbounded,
        replace(_PARK, code="KCN-C", stage="withdrawn"),
        replace(_PARK, code="KCN-D", stage="planned", planning_area="BAC-KAN", profile="MTN"),
        replace(_PARK, code="KCN-E", identity="unconfirmed", planning_area="THAI-NGUYEN", profile="CITY"),
        replace(_PARK, code="KCN-F", kind="it_zone", wanted=frozenset({"26"}), linked=frozenset({"14"})),
        replace(_PARK, code="KCN-QUYET-THANG", stage="planned", stage_evidence=None),
        _reported_full("KCN-G", WEAK_FULL),
        _reported_full("KCN-H", replace(FULL, grade="sourced_weak", value="97")),
        replace(
            _PARK,
            code="KCN-I",
            stage="under_construction",
            tenant_divisions=frozenset({"26", "22"}),
            tenants_complete=True,
            approved=frozenset({"26", "28"}),
            refused=frozenset({"14"}),
            power=Capacity((2.0, 2.0), 2.0, (fact("power_left_mw", "2", "MW"),)),
            central_treatment=False,
        ),
        replace(
            _PARK,
            code="KCN-J",
            power=Capacity((2.0, 2.0), 100.0, (fact("power_left_mw", "2", "MW", grade="sourced_weak"),)),
            plot_ha=(0.0, 1e9),
            plot_sure_most_ha=4.0,
            free_basis=(),
            plot_basis=(),
            plot_sure_basis=(),
            free_evidence=(),
            plot_evidence=(),
            plot_sure_evidence=(),
        ),
        replace(
            _PARK,
            code="KCN-K",
            planning_area="THAI-NGUYEN",
            profile="CITY",
            area_wanted=frozenset(),
            free_ha=(7.0, 7.5),
            water=Capacity((1000.0, 1000.0), 1000.0),
            orientation_words={"14": CITY_WORDS},
            central_treatment=None,
            area_tenant_divisions=frozenset({"22"}),
        ),
        _CLUSTER,
        replace(_CLUSTER, code="CCN-B", developer="no", identity="probable", stage_evidence=None),
        replace(
            _CLUSTER,
            code="CCN-C",
            developer="unknown",
            free_ha=(0.0, 2.0),
            free_basis=(),
            plot_basis=(),
            plot_sure_basis=(),
            reach={},
        ),
        replace(_CLUSTER, code="CCN-D", stage=None, stage_evidence=replace(FULL, grade="doubtful")),
        replace(_CLUSTER, code="CCN-E", stage="planned"),
        replace(_CLUSTER, code="CCN-F", stage="withdrawn"),
    ]


def _reported_full(code: str, occupancy: FactRef) -> SiteFacts:
    return replace(
        _PARK,
        code=code,
        tenant_divisions=frozenset({"22"}),
        free_ha=(0.0, 0.98),
        plot_ha=(0.0, 0.98),
        plot_sure_most_ha=196.885,
        free_evidence=(PLANNED, occupancy),
        plot_evidence=(PLANNED, occupancy),
        plot_sure_evidence=(PLANNED, occupancy),
    )


LENSES = Line("2018", "2670", "ống kính", 1_000_000, "unit", intensity="high")
GARMENTS = Line("2018", "1410", "áo khoác", intensity="low")
STEEL = Line("2018", "2410", "phôi thép", 400_000, "t", intensity="medium_low")
_STATED = ProjectFacts(
    lines=(LENSES,),
    process_flags=(),
    nationality="VN",
    capital_billion_vnd=(2000.0, 2160.0),
    export_share_pct=90,
    equity_pct=40,
    disbursed_36_months_pct=80,
    area_ha=8,
    min_area_ha=6,
    jobs_total=1200,
    jobs_local=900,
    equipment="new",
    technology_lists=("d38_product", "supporting_product"),
    rd_spend_pct=1.2,
    rd_staff_pct=3,
    hightech_revenue_pct=85,
    local_input_pct=20,
    certificates=(),
    environment_group="III",
    wastewater_m3_day=300,
    wastewater_treatment="central",
    hazardous_waste_t_year=0.5,
    energy_toe_year=900,
    sensitive_factors=(),
    practices=("iso14001",),
    power_mw=6,
    water_m3_day=400,
)


def projects() -> list[ProjectFacts]:
    """Return projects that differ in what the criteria look at."""
    change = replace
    used = change(_STATED, equipment="used", equipment_age_years=8)
    smelter = ProjectFacts(lines=(STEEL,), process_flags=("smelting",), nationality="VN", area_ha=20)
    waste = change(_STATED, process_flags=("hazardous_waste_service",), environment_group=None)
    drawn = change(_STATED, environment_group=None, process_flags=None)
    wishing = change(_STATED, wish_kinds=("park", "it_zone"), wish_max_km=(("AIR-HAN", 60), ("CITY-HAN", 60)))
    return [
        ProjectFacts(lines=(LENSES,)),
        ProjectFacts(lines=(LENSES,), min_area_ha=5),
        ProjectFacts(
            lines=(GARMENTS,), jobs_total=90, capital_billion_vnd=(50.0, 50.0), wastewater_treatment="own"
        ),
        ProjectFacts(lines=(LENSES, replace(GARMENTS, share_pct=40)), min_area_ha=80, jobs_total=300),
        _STATED,
        change(_STATED, certificates=("high_tech_enterprise",), nationality="KR", foreign_share_pct=62.5),
        change(_STATED, technology_lists=(), export_share_pct=10, area_ha=30, min_area_ha=10),
        change(
            _STATED, technology_lists=("restricted",), export_share_pct=None, area_ha=7.2, min_area_ha=7.2
        ),
        change(_STATED, technology_lists=("prohibited",), lines=(GARMENTS,), jobs_local=None, area_ha=120),
        change(_STATED, lines=(replace(LENSES, code="2220", intensity="medium_low"),), technology_lists=None),
        change(_STATED, lines=(replace(LENSES, vsic="2025", code="2610", intensity=None),)),
        change(_STATED, lines=(replace(LENSES, code="3311", intensity="na", product="sửa chữa máy"),)),
        change(_STATED, lines=(replace(LENSES, code="1200", product=""),)),
        change(_STATED, lines=(replace(LENSES, code="2029", product="pháo nổ"),)),
        used,
        change(used, equipment_age_years=None),
        change(used, equipment_age_years=12.5),
        change(used, equipment_age_years=18, lines=(replace(LENSES, code="2821", intensity="medium_high"),)),
        change(
            used, equipment="mixed", residual_capacity_pct=70, consumption_vs_design_pct=130, oecd_users=1
        ),
        change(_STATED, energy_vs_norm_pct=92.5, environment_group="I", power_mw=0, water_m3_day=0),
        change(_STATED, energy_vs_norm_pct=112, power_mw=None, wastewater_treatment="none"),
        change(
            _STATED,
            energy_toe_year=1500,
            environment_group="II",
            water_m3_day=None,
            hazardous_waste_t_year=20,
        ),
        change(_STATED, wastewater_treatment=None),
        smelter,
        change(smelter, wastewater_treatment="own"),
        change(smelter, wastewater_treatment="none", lines=(replace(STEEL, annual_output=None),)),
        change(smelter, wastewater_treatment="none", environment_group="IV", revenue_billion_vnd=150),
        waste,
        change(
            smelter,
            lines=(replace(STEEL, code="2011", product="axit", annual_output=20_000),),
            process_flags=("inorganic_chemical",),
        ),
        drawn,
        change(drawn, lines=(replace(GARMENTS, code="1312"),)),
        change(drawn, lines=(STEEL,), sensitive_factors=("two_crop_rice",)),
        wishing,
        change(wishing, wish_max_km=(("AIR-HAN", 20.0), ("PORT-CLA", 300.0))),
        change(wishing, wish_kinds=("park",), wish_areas=("PHO-YEN", "THAI-NGUYEN"), wish_max_km=()),
    ]


@cache
def rulesets() -> tuple[Ruleset, Ruleset]:
    """Return ruleset 2026.1, and the same with the sites' approved lists read, so that they may bar."""
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    read: dict[str, Any] = copy.deepcopy(document)
    read["citations"]["site_lists"]["standing"] = "read"
    return parse(document), parse(read)


class Seen(NamedTuple):
    """A finding with the pair it was made for."""

    finding: Finding
    project: ProjectFacts
    site: SiteFacts


@cache
def findings() -> tuple[Seen, ...]:
    """Return every finding of every project at every site, under both rulesets."""
    return tuple(_findings())


def _findings() -> Iterator[Seen]:
    table = SiteTable(sites())
    for ruleset in rulesets():
        matcher = Matcher(ruleset, table)
        assessment = matcher.assess(matcher.read(projects()))
        for row, project in enumerate(assessment.projects.projects):
            for number, site in enumerate(table.sites):
                for finding in Row.of(matcher, assessment, row).findings(number):
                    yield Seen(finding, project, site)
