"""Reads the examples in tests/cases, which people write: a project, a site, and what is to come out.

The project stands in the names of the API, the site's land in the quantities of the catalogue. Expected points may
be written as the sum that makes them. A file with a mistake is refused with the case and what is allowed.
"""

import ast
import datetime
import json
import math
import operator
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from matching.engine import ProjectFacts, SiteFacts
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.facts import Capacity, Reach
from matching.engine.intervals import UNBOUNDED
from matching.gather import project_facts
from parks.evidence import interval
from parks.land import SURE_GRADES, land_bounds
from tests.matching.engine.rules import ruleset

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
ON = datetime.date(2026, 11, 23)

CASE_KEYS = {"name", "why", "on", "project", "site", "expect"}
SITE_KEYS = {
    "kind", "planning_area", "identity", "stage", "developer", "facts", "wanted", "linked", "approved", "refused",
    "area_wanted", "area_linked", "distances", "tenants", "area_tenants", "tenants_complete", "central_treatment",
}  # fmt: skip
EXPECT_KEYS = {"outcome", "because", "requirements", "points", "score", "ceiling"}
# The `project` object of the API: groups and their keys.
PROJECT_KEYS: Mapping[str, str] = {
    "name": "",
    "process_flags": "",
    "lines": "vsic code product annual_output output_unit share_pct",
    "investor": "nationality foreign_share_pct",
    "capital": "amount currency",
    "finance": "export_share_pct equity_pct disbursed_36_months_pct term_years revenue_billion_vnd",
    "land": "area_ha min_area_ha needed_from",
    "jobs": "total local",
    "technology": "equipment equipment_age_years residual_capacity_pct consumption_vs_design_pct oecd_users lists "
    "rd_spend_pct rd_staff_pct hightech_revenue_pct local_input_pct certificates",
    "environment": "group wastewater_m3_day wastewater_treatment hazardous_waste_t_year energy_toe_year "
    "energy_vs_norm_pct sensitive_factors practices",
    "utilities": "power_mw water_m3_day",
    "preferences": "kinds planning_areas max_km",
}
CAPACITIES = {"power": "power_left_mw", "water": "water_left_m3_day", "wastewater": "wastewater_left_m3_day"}
LAND = (
    "area_planned_ha", "area_leasable_ha", "area_leased_ha", "area_free_ha", "area_held_ha", "largest_plot_ha",
    "occupancy_pct",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One example: what the engine is given and what it has to say."""

    label: str
    project: ProjectFacts
    site: SiteFacts
    expect: Mapping[str, Any]


def read_all() -> list[Case]:
    """Return every example in the folder."""
    return [case for path in sorted(CASES.glob("*.yaml")) for case in read(path.stem, path.read_text())]


def read(file: str, text: str) -> Iterator[Case]:
    """Return the examples of one file."""
    for number, raw in enumerate(yaml.safe_load(text)):
        label = f"{file}: {raw.get('name', number)}"
        _only(raw, CASE_KEYS, label)
        _only(raw["site"], SITE_KEYS, f"{label}: site")
        _only(raw["expect"], EXPECT_KEYS, f"{label}: expect")
        _only(raw["expect"].get("requirements", {}), REQUIREMENTS, f"{label}: requirements")
        _only(raw["expect"].get("points", {}), PREFERENCES, f"{label}: points")
        _check_project(raw["project"], f"{label}: project")
        on = raw.get("on", ON)
        project = project_facts(raw["project"], ruleset(), on, _sectors()).facts
        yield Case(label, project, _site(raw["site"], label), raw["expect"])


def hundredths(expression: str | float) -> int:
    """Return what a sum comes to, in hundredths of a point, rounded half up."""
    value = _value(ast.parse(str(expression), mode="eval").body)
    return int(Decimal(repr(round(value * 100, 7))).quantize(Decimal(1), ROUND_HALF_UP))


_SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        return _SIGNS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "log":
        return math.log(_value(node.args[0]))
    raise ValueError(f"{ast.unparse(node)!r}: only numbers, + - * / ( ) and log() may stand in a sum")


def _only(given: Mapping[str, Any], allowed: Any, where: str) -> None:
    for key in given:
        if key not in allowed:
            raise ValueError(f"{where}: {key!r} is unknown; allowed: {', '.join(sorted(allowed))}")


def _check_project(project: Mapping[str, Any], where: str) -> None:
    _only(project, PROJECT_KEYS, where)
    for group, keys in PROJECT_KEYS.items():
        values = project.get(group, {}) if keys else {}
        for one in values if isinstance(values, list) else [values]:
            _only(one, keys.split(), f"{where}.{group}")
    for line in project.get("lines", []):
        if (line["vsic"], line["code"]) not in _sectors():
            raise ValueError(f"{where}.lines: no class {line['code']} in VSIC {line['vsic']}")


@cache
def _sectors() -> Mapping[tuple[str, str], Any]:
    rows = json.loads((ROOT / "fixtures" / "sectors.json").read_text())
    fields = [row["fields"] for row in rows]
    return {(one["edition"], one["code"]): SimpleNamespace(intensity=one["intensity"]) for one in fields}


@cache
def _areas() -> Mapping[str, Any]:
    rows = json.loads((ROOT / "fixtures" / "planning_areas.json").read_text())
    return {row["fields"]["code"]: row["fields"] for row in rows}


def _site(raw: Mapping[str, Any], label: str) -> SiteFacts:
    area = _areas()[raw["planning_area"]]
    facts = {key: _fact(key, value) for key, value in raw.get("facts", {}).items()}
    _only(facts, {*LAND, *CAPACITIES.values()}, f"{label}: facts")
    land = land_bounds(
        raw["kind"], area["mountain"], False, {key: facts[key] for key in LAND if key in facts}
    )
    return SiteFacts(
        code="CASE",
        kind=raw["kind"],
        planning_area=raw["planning_area"],
        profile=area["profile"],
        identity=raw.get("identity", "sure"),
        stage=raw.get("stage"),
        developer=raw.get("developer", "unknown"),
        free_ha=(land.free.lo, min(land.free.hi, UNBOUNDED)),
        plot_ha=(land.largest_plot.lo, min(land.largest_plot.hi, UNBOUNDED)),
        plot_sure_most_ha=min(land.largest_plot_sure.hi, UNBOUNDED),
        approved=frozenset(raw["approved"]) if "approved" in raw else None,
        **{key: frozenset(raw.get(key, ())) for key in ("wanted", "linked", "refused", "area_wanted", "area_linked")},
        reach={node: _reach(km) for node, km in raw.get("distances", {}).items()},
        tenant_divisions=frozenset(raw.get("tenants", ())),
        area_tenant_divisions=frozenset(raw.get("area_tenants", raw.get("tenants", ()))),
        tenants_complete=raw.get("tenants_complete", False),
        central_treatment=raw.get("central_treatment"),
        **{key: _capacity(facts.get(quantity)) for key, quantity in CAPACITIES.items()},
    )  # fmt: skip


def _fact(quantity: str, raw: Any) -> Any:
    """Return a fact from a plain value, or from {value, qualifier, grade}."""
    given = raw if isinstance(raw, dict) else {"value": raw}
    _only(given, {"value", "qualifier", "grade"}, quantity)
    return SimpleNamespace(
        code=quantity,
        quantity=quantity,
        value=str(given["value"]),
        number=Decimal(str(given["value"])),
        qualifier=given.get("qualifier", "exact"),
        grade=given.get("grade", "sourced"),
    )


def _capacity(fact: Any) -> Capacity:
    if fact is None:
        return Capacity()
    low, high = interval(fact)
    high = min(high, UNBOUNDED)
    return Capacity((low, high), high if fact.grade in SURE_GRADES else UNBOUNDED)


def _reach(km: Any) -> Reach:
    """Return a distance: a number is a published one, [from, to] an estimate."""
    return Reach(tuple(km), "estimated") if isinstance(km, list) else Reach((km, km), "published")
