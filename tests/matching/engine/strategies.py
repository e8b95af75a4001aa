"""Made-up projects and sites for property tests: every field, not known included."""

import datetime
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.facts import Capacity, Reach
from matching.engine.intervals import UNBOUNDED
from matching.engine.vocabulary import (
    CERTIFICATES,
    EQUIPMENT,
    GROUPS,
    OUTPUT_UNITS,
    PRACTICES,
    PROCESS_FLAGS,
    SENSITIVE_FACTORS,
    SITE_KINDS,
    TECHNOLOGY_LISTS,
    TREATMENTS,
)

# Codes that some rule looks at, and some that none does; each with a label that is not always its own.
CODES = re.findall(
    r"\d+",
    "0710 1010 1079 1200 1311 1391 1410 1511 1512 1520 1621 1702 2011 2029 2220 2310 2394 2410 2591 2592 "
    "2610 2670 2720 2817 2930 3100 3240 3511 3822 3830 4100 5210 6201 7210",
)
PREFIXES = sorted({code[:size] for code in CODES for size in (2, 3, 4)})
INTENSITIES = ("high", "medium_high", "medium_low", "low", "na")
PRODUCTS = ("", "thuốc lá điện tử", "ống kính", "firecrackers", "pháo nổ", "keo dán", "narcotics test kits")
AREAS = {
    "PHO-YEN": "S-EL",
    "PHU-BINH": "S-EL",
    "SONG-CONG": "S-ME",
    "THAI-NGUYEN": "CITY",
    "DAI-TU": "MTN",
    "VO-NHAI": "MTN",
}
STAGES = ("planned", "established", "under_construction", "operating", "withdrawn")
NODES = ("AIR-HAN", "CITY-HAN", "PORT-HPH", "PORT-CLA")
DIVISIONS = ("22", "24", "25", "26", "27", "28", "14", "16")


Values = list[Any]


def tries(count: int) -> settings:
    """Return how many examples to draw: the count, and in proportion more where the profile asks for more."""
    return settings(max_examples=count * settings.default.max_examples // 100)


def numbers(most: float, *special: float) -> Values:
    """Return numbers from nothing to the most, and around the ones where a rule changes its mind."""
    near = [one + step for one in special for step in (-0.01, 0, 0.01) if 0 <= one + step <= most]
    spread = random.Random(f"{most} {special}")
    return [0.0, *near, *near, *(round(spread.uniform(0, most), 2) for _ in range(20))]


def subsets(codes: Sequence[str], most: int = 3) -> Values:
    """Return a few of the codes at a time, none included."""
    spread = random.Random(" ".join(codes))
    return [
        (),
        *((one,) for one in codes),
        *(tuple(spread.sample(codes, spread.randint(1, most))) for _ in codes),
    ]


def pairs(values: Values) -> Values:
    """Return points and intervals between the values."""
    spread = random.Random(len(values))
    mixed = [sorted(spread.choices(values, k=2)) for _ in values]
    return [*((one, one) for one in values), *((low, high) for low, high in mixed)]


def one_of_each(fields: Mapping[str, Sequence[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return one of the values of each field: two bytes of a single draw, for hypothesis takes its time over each.

    What fails shrinks to the first value of each field.
    """

    def taken(drawn: bytes) -> dict[str, Any]:
        places = zip(drawn[::2], drawn[1::2], strict=True)
        return {
            name: values[(256 * high + low) * len(values) >> 16]
            for (name, values), (high, low) in zip(fields.items(), places, strict=True)
        }

    return st.binary(min_size=2 * len(fields), max_size=2 * len(fields)).map(taken)


def maybe(values: Values) -> Values:
    """Return the values with None for *not known*, which is taken a time in four."""
    return [None] * (len(values) // 3 + 1) + values


LINES = one_of_each(
    {
        "code": CODES,
        "product": PRODUCTS,
        "annual_output": maybe(
            numbers(1e8, 500, 1_000, 5_000, 10_000, 50_000, 200_000, 300_000, 1e6, 5e6, 5e7)
        ),
        "output_unit": maybe(list(OUTPUT_UNITS)),
        "share_pct": maybe(numbers(100, 50)),
        "intensity": maybe(list(INTENSITIES)),
    }
).map(lambda drawn: Line("2018", **drawn))

# Every field of a project besides its lines, each with what it may be when it is known.
KNOWN_FACTS: dict[str, Values] = {
    "process_flags": subsets(PROCESS_FLAGS),
    "nationality": ["VN", "KR", "JP"],
    "foreign_share_pct": numbers(100),
    "capital_billion_vnd": pairs(numbers(60_000, 10, 100, 2_000, 4_600, 6_000, 12_000, 30_000)),
    "export_share_pct": numbers(100, 50),
    "equity_pct": numbers(100, 15, 20, 40),
    "disbursed_36_months_pct": numbers(100, 33.33),
    "term_years": numbers(70, 50),
    "revenue_billion_vnd": numbers(30_000, 200),
    "area_ha": numbers(120, 1, 6, 20, 75),
    "min_area_ha": numbers(120, 1, 6),
    "needed_from": [datetime.date(2026, 1, 1), datetime.date(2027, 6, 1)],
    "jobs_total": [round(one) for one in numbers(9_000, 200, 500, 3_000)],
    "jobs_local": [round(one) for one in numbers(5_000, 100, 500)],
    "equipment": list(EQUIPMENT),
    "equipment_age_years": numbers(40, 10, 15, 20),
    "residual_capacity_pct": numbers(100, 85),
    "consumption_vs_design_pct": numbers(200, 115),
    "oecd_users": [round(one) for one in numbers(10, 3)],
    "technology_lists": subsets(TECHNOLOGY_LISTS),
    "rd_spend_pct": numbers(100, 0.5, 1, 2, 4),
    "rd_staff_pct": numbers(100, 1, 2.5, 5, 10),
    "hightech_revenue_pct": numbers(100, 70, 80),
    "local_input_pct": numbers(100, 30, 40),
    "certificates": subsets(CERTIFICATES),
    "environment_group": list(GROUPS),
    "wastewater_m3_day": numbers(5_000),
    "wastewater_treatment": list(TREATMENTS),
    "hazardous_waste_t_year": numbers(100, 0.6, 12),
    "energy_toe_year": numbers(20_000, 1_000),
    "energy_vs_norm_pct": numbers(300, 80, 100),
    "sensitive_factors": subsets(SENSITIVE_FACTORS, 2),
    "practices": subsets(PRACTICES, 4),
    "power_mw": numbers(200, 6),
    "water_m3_day": numbers(9_000, 400),
}
WISHES: dict[str, Values] = {
    "wish_kinds": subsets(SITE_KINDS, 2),
    "wish_areas": subsets((*AREAS, "NOWHERE"), 2),
    "wish_max_km": [
        (),
        *(((node, km),) for node in NODES for km in (0, 30, 60, 200)),
        (("AIR-HAN", 60), ("PORT-HPH", 150)),
    ],
}


_FACTS = {
    known: one_of_each(
        {name: values if known else maybe(values) for name, values in KNOWN_FACTS.items()}
        | {name: [()] * 20 + values for name, values in WISHES.items()}
    )
    for known in (False, True)
}


def projects(*, known: bool = False, most_lines: int = 3) -> st.SearchStrategy[ProjectFacts]:
    """Return projects; with `known`, every fact is stated. Parts never exceed their whole."""
    lines = st.lists(LINES, min_size=1, max_size=most_lines).map(tuple)
    return st.builds(lambda facts, made: sensible(ProjectFacts(**facts, lines=made)), _FACTS[known], lines)


def sensible(project: ProjectFacts) -> ProjectFacts:
    """Return the project with local jobs within all jobs and the smallest area within the wanted one."""
    changed: dict[str, Any] = {}
    if project.jobs_local is not None and project.jobs_total is not None:
        changed["jobs_local"] = min(project.jobs_local, project.jobs_total)
    if project.min_area_ha is not None and project.area_ha is not None:
        changed["min_area_ha"] = min(project.min_area_ha, project.area_ha)
    return with_facts(project, **changed)


def with_facts(project: ProjectFacts, **changed: Any) -> ProjectFacts:
    """Return the project with some facts changed (quicker than `dataclasses.replace` for so many fields)."""
    return ProjectFacts(**{**project.__dict__, **changed})


def with_site_facts(site: SiteFacts, **changed: Any) -> SiteFacts:
    """Return the site with some facts changed."""
    return SiteFacts(**{**site.__dict__, **changed})


_PLOTS = [*pairs(numbers(150, 6, 20, 75)), *((low, UNBOUNDED) for low in (0.0, 0.0, 0.0, 6.0, 20.0, 75.0))]
_LEFT = [*pairs(numbers(6_000, 6, 400)), *((low, UNBOUNDED) for low in (0.0, 0.0, 6.0, 400.0))]
_KM = pairs(numbers(320, 30, 60, 100, 120, 150, 200))
_BASES = ("published", "estimated", "estimated_from_seat")


def _capacities() -> Values:
    """Return what is left of a utility; what is sure never lies below what is reported."""
    return [Capacity(left, sure) for left in _LEFT for sure in (left[1], UNBOUNDED)]


def _reaches() -> Values:
    spread = random.Random(1)
    return [
        {
            node: Reach(spread.choice(_KM), spread.choice(_BASES))
            for node in spread.sample(NODES, spread.randint(0, len(NODES)))
        }
        for _ in range(200)
    ]


_CAPACITIES, _SOME_PREFIXES = _capacities(), [frozenset(one) for one in subsets(PREFIXES, 5)]
_SITE_FACTS = one_of_each(
    {
        "kind": ["park", "cluster", "cluster", "it_zone"],
        "planning_area": sorted(AREAS),
        "identity": ["sure", "sure", "probable", "unconfirmed"],
        "stage": maybe(list(STAGES)),
        "developer": ["yes", "no", "unknown"],
        "free_ha": _PLOTS,
        "wanted": _SOME_PREFIXES,
        "linked": _SOME_PREFIXES,
        "approved": maybe(_SOME_PREFIXES),
        "refused": [frozenset()] * 60 + _SOME_PREFIXES,
        "area_wanted": _SOME_PREFIXES,
        "area_linked": _SOME_PREFIXES,
        "reach": _reaches(),
        "tenant_divisions": [frozenset(one) for one in subsets(DIVISIONS)],
        "area_tenant_divisions": [frozenset(one) for one in subsets(DIVISIONS)],
        "tenants_complete": [False, True],
        "central_treatment": maybe([True, False]),
        "power": _CAPACITIES,
        "water": _CAPACITIES,
        "wastewater": _CAPACITIES,
        "plot": [(0.0, 1.0), (0.0, 0.5), (1.0, 1.0), (0.5, 0.75)],
        "sure": [False, True],
    }
)


def _site(code: str, *, plot: tuple[float, float], sure: bool, **facts: Any) -> SiteFacts:
    """Return a site whose bounds agree: a plot is part of the free land, and least <= most <= most for certain."""
    most = facts["free_ha"][1] if plot[1] >= 1 else plot[1] * min(facts["free_ha"][1], 100)
    return SiteFacts(
        **facts | {"area_tenant_divisions": facts["area_tenant_divisions"] | facts["tenant_divisions"]},
        code=code,
        profile=AREAS[facts["planning_area"]],
        plot_ha=(plot[0] * min(most, facts["free_ha"][0]), most),
        plot_sure_most_ha=most if sure else UNBOUNDED,
    )


def sites(code: str = "S-0") -> st.SearchStrategy[SiteFacts]:
    """Return sites that a catalogue could hold."""
    return _SITE_FACTS.map(lambda drawn: _site(code, **drawn))


def fields_of_sites(least: int = 1, most: int = 4) -> st.SearchStrategy[list[SiteFacts]]:
    """Return several sites, each with a code of its own."""
    several = st.lists(sites(), min_size=least, max_size=most)
    return several.map(
        lambda found: [with_site_facts(site, code=f"S-{number}") for number, site in enumerate(found)]
    )
