"""A validated request becomes the engine's project, with notes on how it was read."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matching.engine.facts import Bounds, ProjectFacts
from matching.engine.lines import Line
from matching.engine.ruleset import Ruleset
from matching.engine.vocabulary import PROCESS_FLAG_ALIASES
from parks.models import Sector

# Codes that mean different things in VSIC 2018 and 2025 (DECISIONS 26): nothing may be read from the digits alone.
UNSETTLED_CODES = frozenset({"3511", "3512", "2610"})


@dataclass(frozen=True)
class Gathered:
    """A request as the engine takes it, with notes on how it was read: (code, parameters)."""

    facts: ProjectFacts
    notes: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())


def project_facts(
    project: Mapping[str, Any],
    ruleset: Ruleset,
    on: datetime.date,
    sectors: Mapping[tuple[str, str], Sector],
) -> Gathered:
    """Return the engine's facts of a validated `project` object (API.md)."""
    notes: list[tuple[str, Mapping[str, Any]]] = []
    lines = tuple(_line(line, sectors, notes) for line in project["lines"])
    group = project.get
    investor, finance = group("investor") or {}, group("finance") or {}
    land, jobs, technology = group("land") or {}, group("jobs") or {}, group("technology") or {}
    environment, utilities = group("environment") or {}, group("utilities") or {}
    wishes = group("preferences") or {}
    flags = project.get("process_flags")
    facts = ProjectFacts(
        lines=lines,
        process_flags=None if flags is None else tuple(PROCESS_FLAG_ALIASES.get(one, one) for one in flags),
        nationality=investor.get("nationality"),
        foreign_share_pct=investor.get("foreign_share_pct"),
        capital_billion_vnd=_capital(project.get("capital"), ruleset, on, notes),
        export_share_pct=finance.get("export_share_pct"),
        equity_pct=finance.get("equity_pct"),
        disbursed_36_months_pct=finance.get("disbursed_36_months_pct"),
        term_years=finance.get("term_years"),
        revenue_billion_vnd=finance.get("revenue_billion_vnd"),
        area_ha=land.get("area_ha"),
        min_area_ha=land.get("min_area_ha"),
        needed_from=land.get("needed_from"),
        jobs_total=jobs.get("total"),
        jobs_local=jobs.get("local"),
        **{key: technology.get(key) for key in _TECHNOLOGY},
        technology_lists=_tuple(technology.get("lists")),
        certificates=_tuple(technology.get("certificates")),
        environment_group=environment.get("group"),
        **{key: environment.get(key) for key in _ENVIRONMENT},
        sensitive_factors=_tuple(environment.get("sensitive_factors")),
        practices=_tuple(environment.get("practices")),
        power_mw=utilities.get("power_mw"),
        water_m3_day=utilities.get("water_m3_day"),
        wish_kinds=tuple(wishes.get("kinds") or ()),
        wish_areas=tuple(wishes.get("planning_areas") or ()),
        wish_max_km=tuple((node, km) for node, km in (wishes.get("max_km") or {}).items() if km is not None),
    )
    return Gathered(facts, tuple(notes))


_TECHNOLOGY = (
    "equipment",
    "equipment_age_years",
    "residual_capacity_pct",
    "consumption_vs_design_pct",
    "oecd_users",
    "rd_spend_pct",
    "rd_staff_pct",
    "hightech_revenue_pct",
    "local_input_pct",
)
_ENVIRONMENT = (
    "wastewater_m3_day",
    "wastewater_treatment",
    "hazardous_waste_t_year",
    "energy_toe_year",
    "energy_vs_norm_pct",
)


def _line(line: Mapping[str, Any], sectors: Mapping[tuple[str, str], Sector], notes: list[Any]) -> Line:
    vsic, code = line.get("vsic") or "2018", line["code"]
    sector = sectors.get((vsic, code)) or sectors.get(("2018", code))
    unsettled = vsic == "2025" and code in UNSETTLED_CODES
    if unsettled:
        notes.append(("sector_unsettled", {"code": code}))
    return Line(
        vsic=vsic,
        code=code,
        product=line.get("product") or "",
        annual_output=line.get("annual_output"),
        output_unit=line.get("output_unit"),
        share_pct=line.get("share_pct"),
        intensity=None if unsettled or sector is None else sector.intensity,
    )


def _capital(
    capital: Mapping[str, Any] | None, ruleset: Ruleset, on: datetime.date, notes: list[Any]
) -> Bounds | None:
    if capital is None or capital.get("amount") is None:
        return None
    currency = capital["currency"]
    bounds = ruleset.in_billion_vnd(float(capital["amount"]), currency, on.year)
    if bounds is None:
        notes.append(("exchange_missing", {"currency": currency, "year": on.year}))
    elif currency != "VND" and ruleset.exchange_is_known_only(currency, on.year):
        notes.append(
            (
                "exchange_standing_known",
                {"currency": currency, "low": round(bounds[0], 1), "high": round(bounds[1], 1)},
            )
        )
    return bounds


def _tuple(value: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)
