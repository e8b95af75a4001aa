"""Where the rules tell amounts of a project apart: corners of curves, thresholds, and what sites have.

Between two neighbouring stops every rule goes one way, so the least change that works lies at a stop or between two.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from matching.engine.assess import Matcher
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED


def stops(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> dict[str, Sequence[float]]:
    """Return the stops of each amount by its place in the request; capital as a multiple of what is stated."""
    rules = {one.key: one.params for one in matcher.criteria}
    found: dict[str, Sequence[float]] = {
        "preferences.max_km": (),
        **_of_land(rules, project, sites),
        **_of_technology(rules),
        **_of_environment(rules, sites),
        **_of_finance(rules),
        "jobs.total": _of_jobs(rules, project),
        "jobs.local": [jobs for jobs, _ in rules["labour"].local_jobs],
        "utilities.power_mw": _ends((*site.power.bounds, site.power.sure_most) for site in sites),
        "utilities.water_m3_day": _ends((*site.water.bounds, site.water.sure_most) for site in sites),
        "lines.annual_output": [
            size
            for row in matcher.ruleset.annex_ii
            for size in (row.large_from, row.medium_from)
            if size is not None
        ],
    }
    found["capital"] = _of_capital(rules, project, project.capital_billion_vnd or ())
    for node, _ in project.wish_max_km:
        found[f"preferences.max_km.{node}"] = _ends(
            site.reach[node].bounds for site in sites if node in site.reach
        )
    return found


def _of_land(
    rules: Mapping[str, Any], project: ProjectFacts, sites: Sequence[SiteFacts]
) -> dict[str, list[float]]:
    plots = _ends((*site.plot_ha, site.plot_sure_most_ha, *site.free_ha) for site in sites)
    ample = [free / rules["land"].full_from for free in _ends(site.free_ha for site in sites)]
    area = [*plots, *ample, rules["large_scale"].equity_large_from_ha]
    if project.jobs_total is not None:
        area += [project.jobs_total / per_ha for per_ha, _ in rules["labour"].jobs_per_ha if per_ha > 0]
    for capital in set(project.capital_billion_vnd or ()):
        area += [capital / per_ha for per_ha, _ in rules["large_scale"].capital_per_ha]
    return {"land.area_ha": area, "land.min_area_ha": plots}


def _of_technology(rules: Mapping[str, Any]) -> dict[str, list[float]]:
    tech, used = rules["high_tech"], rules["outdated_equipment"]
    return {
        "technology.rd_spend_pct": _once_and_twice(one.rd_spend for one in tech.size_classes),
        "technology.rd_staff_pct": _once_and_twice(one.rd_staff for one in tech.size_classes),
        "technology.local_input_pct": [x for x, _ in tech.local_input],
        "technology.equipment_age_years": [used.age_most, used.named_age_certain, used.named_age_most],
        "technology.residual_capacity_pct": [used.capacity_least_pct],
        "technology.consumption_vs_design_pct": [used.consumption_most_pct],
    }


def _of_environment(rules: Mapping[str, Any], sites: Sequence[SiteFacts]) -> dict[str, list[float]]:
    clean, norm = rules["low_pollution"], rules["energy_norm"]
    left = _ends((*site.wastewater.bounds, site.wastewater.sure_most) for site in sites)
    return {
        "environment.wastewater_m3_day": [0.0, *left],
        "environment.hazardous_waste_t_year": [0.0, *clean.hazardous_edges],
        "environment.energy_vs_norm_pct": [norm.most_pct, *(x for x, _ in clean.energy_norm)],
        "environment.energy_toe_year": [norm.large_user_toe, clean.large_user_toe],
    }


def _of_finance(rules: Mapping[str, Any]) -> dict[str, list[float]]:
    scale = rules["large_scale"]
    return {
        "finance.export_share_pct": [rules["access"].exporter_from_pct],
        "finance.disbursed_36_months_pct": [x for x, _ in scale.disbursed],
        "finance.equity_pct": [
            scale.equity_nothing_below,
            scale.equity_threshold_small,
            scale.equity_threshold_large,
            scale.equity_full,
        ],
    }


def _of_jobs(rules: Mapping[str, Any], project: ProjectFacts) -> list[float]:
    jobs = [rules["kind_fit"].jobs_most, *(one.jobs_from for one in rules["high_tech"].size_classes)]
    if project.area_ha:
        jobs += [per_ha * project.area_ha for per_ha, _ in rules["labour"].jobs_per_ha]
    return jobs


def _of_capital(rules: Mapping[str, Any], project: ProjectFacts, stated: Sequence[float]) -> list[float]:
    scale = rules["large_scale"]
    amounts = [amount for amount, _ in scale.capital]
    amounts += [one.capital_from for one in rules["high_tech"].size_classes]
    amounts.append(rules["kind_fit"].capital_most)
    if project.area_ha:
        amounts += [per_ha * project.area_ha for per_ha, _ in scale.capital_per_ha]
    return [amount / end for amount in amounts for end in set(stated) if end > 0]


def _once_and_twice(thresholds: Iterable[float]) -> list[float]:
    return [multiple * one for one in thresholds for multiple in (1, 2)]


def _ends(bounds: Iterable[Iterable[float]]) -> list[float]:
    return [end for end in chain.from_iterable(bounds) if end < UNBOUNDED]
