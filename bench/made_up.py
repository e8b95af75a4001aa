"""Made-up projects, sites and questions, drawn from a seed: the same seed always makes the same ones."""

import datetime
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.facts import Bounds, Capacity, Reach
from matching.engine.intervals import UNBOUNDED
from matching.engine.vocabulary import (
    CERTIFICATES,
    EQUIPMENT,
    GROUPS,
    PRACTICES,
    PROCESS_FLAGS,
    SENSITIVE_FACTORS,
    TECHNOLOGY_LISTS,
    TREATMENTS,
)

ROOT = Path(__file__).resolve().parent.parent
SECTORS = ROOT / "fixtures" / "sectors.json"
EXAMPLE = ROOT / "docs" / "examples" / "match.json"
# More than one turn of the bench asks, so that no question comes twice in it.
NEW_QUESTIONS = 8000
# A fact is not known one time in three; one project in five has a wish.
NOT_KNOWN, WISHES = 1 / 3, 1 / 5
AREAS = {
    "PHO-YEN": "S-EL",
    "PHU-BINH": "S-EL",
    "SONG-CONG": "S-ME",
    "THAI-NGUYEN": "CITY",
    "DAI-TU": "MTN",
    "DINH-HOA": "MTN",
    "DONG-HY": "MTN",
    "PHU-LUONG": "MTN",
    "VO-NHAI": "MTN",
}
NODES = ("AIR-HAN", "CITY-HAN", "PORT-HPH", "PORT-LHU")
STAGES = ("planned", "established", "under_construction", "operating", "withdrawn")
Draw = Callable[[random.Random], Any]


def _number(low: float, high: float, digits: int = 1) -> Draw:
    return lambda chance: round(chance.uniform(low, high), digits)


def _some(codes: Sequence[str], most: int) -> Draw:
    return lambda chance: tuple(chance.sample(codes, chance.randint(0, most)))


def _capital(chance: random.Random) -> Bounds:
    middle = chance.lognormvariate(6, 1.5)  # billion VND; half of them below some 400
    return (middle * 0.97, middle * 1.03)


_FACTS: Mapping[str, Draw] = {
    "process_flags": _some(PROCESS_FLAGS, 2),
    "nationality": lambda chance: chance.choice(("VN", "KR", "JP", "CN")),
    "foreign_share_pct": _number(0, 100),
    "capital_billion_vnd": _capital,
    "export_share_pct": _number(0, 100),
    "equity_pct": _number(5, 100),
    "disbursed_36_months_pct": _number(0, 100),
    "term_years": _number(10, 70, 0),
    "revenue_billion_vnd": _number(1, 2000),
    "area_ha": _number(0.2, 30, 2),
    "needed_from": lambda chance: datetime.date(chance.randint(2026, 2030), 6, 1),
    "jobs_total": _number(5, 3000, 0),
    "equipment": lambda chance: chance.choice(EQUIPMENT),
    "equipment_age_years": _number(0, 25, 0),
    "residual_capacity_pct": _number(70, 100),
    "consumption_vs_design_pct": _number(90, 130),
    "oecd_users": _number(0, 8, 0),
    "technology_lists": _some(TECHNOLOGY_LISTS, 2),
    "rd_spend_pct": _number(0, 6),
    "rd_staff_pct": _number(0, 12),
    "hightech_revenue_pct": _number(0, 100),
    "local_input_pct": _number(0, 60),
    "certificates": _some(CERTIFICATES, 1),
    "environment_group": lambda chance: chance.choice(GROUPS),
    "wastewater_m3_day": _number(0, 2000),
    "wastewater_treatment": lambda chance: chance.choice(TREATMENTS),
    "hazardous_waste_t_year": _number(0, 30),
    "energy_toe_year": _number(0, 4000),
    "energy_vs_norm_pct": _number(60, 140),
    "sensitive_factors": _some(SENSITIVE_FACTORS, 2),
    "practices": _some(PRACTICES, 3),
    "power_mw": _number(0, 20),
    "water_m3_day": _number(0, 2000),
}


def sectors() -> list[tuple[str, str]]:
    """Return the manufacturing classes that the service lists, each with its technology intensity."""
    rows = [row["fields"] for row in json.loads(SECTORS.read_text(encoding="utf-8"))]
    return [
        (row["code"], row["intensity"])
        for row in rows
        if row["edition"] == "2018" and len(row["code"]) == 4 and "10" <= row["code"][:2] <= "33"
    ]


def projects(count: int, seed: int) -> list[ProjectFacts]:
    """Return projects of one to three lines, each lacking a third of its facts."""
    chance, listed = random.Random(seed), sectors()
    return [_project(chance, listed) for _ in range(count)]


def _project(chance: random.Random, listed: Sequence[tuple[str, str]]) -> ProjectFacts:
    facts = {name: None if chance.random() < NOT_KNOWN else draw(chance) for name, draw in _FACTS.items()}
    if facts["area_ha"] is not None and chance.random() < 0.5:
        facts["min_area_ha"] = round(facts["area_ha"] * chance.uniform(0.5, 1), 2)
    if facts["jobs_total"] is not None and chance.random() < 0.5:
        facts["jobs_local"] = round(facts["jobs_total"] * chance.random())
    if chance.random() < WISHES:
        facts["wish_kinds"] = chance.choice(((), ("park",), ("cluster",)))
        facts["wish_areas"] = tuple(chance.sample(sorted(AREAS), chance.randint(0, 3)))
        facts["wish_max_km"] = chance.choice(((), (("AIR-HAN", 60.0),), (("PORT-HPH", 150.0),)))
    how_many = chance.choices((1, 2, 3), (6, 3, 1))[0]
    shares = [None] * how_many if chance.random() < NOT_KNOWN else [100 / how_many] * how_many
    return ProjectFacts(lines=tuple(_line(chance, listed, share) for share in shares), **facts)


def _line(chance: random.Random, listed: Sequence[tuple[str, str]], share: float | None) -> Line:
    code, intensity = chance.choice(listed)
    output = None if chance.random() < NOT_KNOWN else round(chance.lognormvariate(9, 3))
    unit = None if output is None else chance.choice(("t", "m2", "unit"))
    return Line("2018", code, "", output, unit, share, intensity)


def sites(count: int, seed: int) -> list[SiteFacts]:
    """Return clusters and parks in the planning areas of Thái Nguyên, each lacking some of its facts."""
    chance = random.Random(seed)
    prefixes = sorted({code[:size] for code, _ in sectors() for size in (2, 3, 4)})
    return [_site(chance, f"S-{number:05}", prefixes) for number in range(count)]


def _site(chance: random.Random, code: str, prefixes: Sequence[str]) -> SiteFacts:
    area = chance.choice(sorted(AREAS))
    free = sorted((round(chance.uniform(0, 75), 2), round(chance.uniform(0, 75), 2)))
    plot = (free[0] / 2, free[1])
    sure = plot[1] if chance.random() < 0.5 else UNBOUNDED
    named = [frozenset(chance.sample(prefixes, chance.randint(0, 6))) for _ in range(4)]
    here, around = (frozenset(one[:2] for one in chance.sample(prefixes, 3)) for _ in range(2))
    km = {node: chance.uniform(10, 200) for node in NODES}
    return SiteFacts(
        code,
        "cluster" if chance.random() < 0.8 else "park",
        area,
        AREAS[area],
        stage=None if chance.random() < 0.2 else chance.choice(STAGES),
        developer=chance.choice(("yes", "no", "unknown")),
        free_ha=(0.0, 75.0) if chance.random() < NOT_KNOWN else (free[0], free[1]),
        plot_ha=plot,
        plot_sure_most_ha=sure,
        wanted=named[0],
        linked=named[1],
        area_wanted=named[2],
        area_linked=named[3],
        approved=None if chance.random() < 0.9 else named[0] | named[2],
        reach={node: Reach((most, most * 1.26), "estimated") for node, most in km.items()},
        tenant_divisions=here,
        area_tenant_divisions=here | around,
        central_treatment=chance.choice((True, False, None)),
        power=_capacity(chance, 60),
        water=_capacity(chance, 5000),
        wastewater=_capacity(chance, 5000),
    )


def _capacity(chance: random.Random, most: float) -> Capacity:
    if chance.random() < NOT_KNOWN:
        return Capacity()
    left = round(chance.uniform(0, most), 1)
    return Capacity((left, left), left if chance.random() < 0.5 else UNBOUNDED)


def bodies_for(kind: str, seed: int) -> list[bytes]:
    """Return the bodies of a turn: the one example (`same`), it with other land each time (`near`), or a new question (`new`)."""
    if kind == "same":
        return [EXAMPLE.read_bytes()]
    return nearby(NEW_QUESTIONS, seed) if kind == "near" else questions(NEW_QUESTIONS, seed)


def nearby(count: int, seed: int) -> list[bytes]:
    """Return bodies that are the example but for its land, as when somebody tries one figure after another."""
    example, chance = json.loads(EXAMPLE.read_bytes()), random.Random(seed)
    project = example["project"]
    areas = chance.sample(range(1_000, 30_000), count)  # thousandths of a hectare, each once
    lands = ({**project["land"], "area_ha": area / 1000, "min_area_ha": area / 2000} for area in areas)
    return [json.dumps({**example, "project": {**project, "land": land}}).encode() for land in lands]


def questions(count: int, seed: int) -> list[bytes]:
    """Return bodies for `POST /api/match`: the example with another line, capital, land and jobs in each."""
    chance, listed = random.Random(seed), [code for code, _ in sectors()]
    project = json.loads(EXAMPLE.read_bytes())["project"]
    return [_question(project, chance, listed) for _ in range(count)]


def _question(project: Mapping[str, Any], chance: random.Random, listed: Sequence[str]) -> bytes:
    area, jobs = round(chance.uniform(0.5, 30), 2), chance.randint(20, 4000)
    line = {**project["lines"][0], "code": chance.choice(listed), "product": f"product {chance.random():.6f}"}
    changed = {
        **project,
        "lines": [line],
        "capital": {"amount": str(chance.randint(500_000, 300_000_000)), "currency": "USD"},
        "land": {**project["land"], "area_ha": area, "min_area_ha": round(area * 0.75, 2)},
        "jobs": {"total": jobs, "local": round(jobs * chance.random())},
    }
    return json.dumps({"project": changed, "limit": 10}).encode()
