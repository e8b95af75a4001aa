"""What one rule says of one project at every site, read once: points, cases, and what they wait for.

A column depends on the facts that its rule looks at and on nothing else of the project, so projects that agree in
them share it (`matching.engine.rows`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from matching.engine.criteria.base import (
    CASES_PER_OUTCOME,
    UNKNOWN,
    Preference,
    Requirement,
    Shares,
)
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import HALF, Bytes, Floats

Sums = npt.NDArray[np.int64]
Numbers = TypeVar("Numbers", Floats, Sums)
# Where the request keeps each fact that can be missing.
FACT_OF_FIELD: Mapping[str, str] = {
    "capital": "capital_billion_vnd",
    "investor.nationality": "nationality",
    "process_flags": "process_flags",
    "finance.export_share_pct": "export_share_pct",
    "finance.equity_pct": "equity_pct",
    "finance.disbursed_36_months_pct": "disbursed_36_months_pct",
    "finance.revenue_billion_vnd": "revenue_billion_vnd",
    "land.area_ha": "area_ha",
    "jobs.total": "jobs_total",
    "jobs.local": "jobs_local",
    "technology.certificates": "certificates",
    "technology.equipment": "equipment",
    "technology.equipment_age_years": "equipment_age_years",
    "technology.lists": "technology_lists",
    "technology.rd_spend_pct": "rd_spend_pct",
    "technology.rd_staff_pct": "rd_staff_pct",
    "technology.hightech_revenue_pct": "hightech_revenue_pct",
    "technology.local_input_pct": "local_input_pct",
    "environment.group": "environment_group",
    "environment.wastewater_m3_day": "wastewater_m3_day",
    "environment.wastewater_treatment": "wastewater_treatment",
    "environment.hazardous_waste_t_year": "hazardous_waste_t_year",
    "environment.energy_toe_year": "energy_toe_year",
    "environment.energy_vs_norm_pct": "energy_vs_norm_pct",
    "environment.sensitive_factors": "sensitive_factors",
    "environment.practices": "practices",
    "utilities.power_mw": "power_mw",
    "utilities.water_m3_day": "water_m3_day",
}


@dataclass(frozen=True, eq=False, slots=True)
class RequirementColumn:
    """One requirement at every site."""

    cases: list[int]
    missing: tuple[str, ...]  # the fields of the request that are missing and would settle it
    waits: frozenset[int]  # the sites where it waits for them
    # What others make of this column and want kept for as long as it is.
    notes: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class PreferenceColumn:
    """One preference at every site: shares between 0 and 1, points in hundredths."""

    share: Floats  # (2, m), or (2, 1) where it is the same at every site
    parts: tuple[tuple[str, float, Floats], ...]
    # What a ranking adds up (4, m): points earned for certain, and at most; those of merit earned for certain; the
    # weight where the share is known to a point.
    sums: Sums
    # What each missing field of the request could add at each site (m,): the fields that a part waits for, its width.
    missing: tuple[tuple[tuple[str, ...], Floats], ...]
    gap: tuple[str, list[float]] | None  # the site's figure that a part waits for, and what it could add
    notes: dict[Any, Any] = field(default_factory=dict)


def requirement_column(criterion: Requirement, cases: Bytes, project: ProjectFacts) -> RequirementColumn:
    """Return a requirement's column from its cases ``(m,)``."""
    listed: list[int] = cases.tolist()
    missing = _missing(project, criterion.project_fields)
    waiting = {case for case in set(listed) if _waits(criterion, case)} if missing else ()
    waits = frozenset([site for site, case in enumerate(listed) if case in waiting] if waiting else ())
    return RequirementColumn(listed, missing, waits)


def _waits(criterion: Requirement, case: int) -> bool:
    """Say whether a case is open for want of a fact of the project."""
    return case // CASES_PER_OUTCOME == UNKNOWN and criterion.cases.case(case).lacks != "site"


def sums_of(criterion: Preference, share: Floats, weights: Floats) -> Sums:
    """Return what a ranking adds up ``(4, …, m)``, from shares ``(2, …, m)`` or ``(2, …, 1)`` and weights by site ``(m,)``."""
    points = np.floor(share * weights + HALF)
    sums: Sums = np.zeros((4, *points.shape[1:]), dtype=np.int64)
    sums[:2] = points
    if criterion.group == "merit":
        sums[2] = points[0]
    sums[3] = (share[0] == share[1]) * weights
    return sums


def preference_column(
    criterion: Preference, judged: Shares, weights: Floats, row: int, project: ProjectFacts, sums: Sums
) -> PreferenceColumn:
    """Return a preference's column from the shares of a block of projects, and its own sums ``(4, m)``."""
    share = of_row(judged.share, row)
    parts = tuple([(name, weight, of_row(part, row)) for name, weight, part in judged.parts])
    missing: list[tuple[tuple[str, ...], Floats]] = []
    gap = None
    for name, part_weight, part in parts:
        unknown = _missing(project, criterion.project_fields.get(name, ())) or _missing(
            project, criterion.fields_beside.get(name, ())
        )
        owed_by_site = name == criterion.site_part and criterion.site_figure is not None
        if unknown or owed_by_site:
            gains = (part[1] - part[0]) * part_weight * weights
            if unknown:
                missing.append((unknown, gains))
            elif criterion.site_figure is not None:  # else the width may be the project's own
                gap = (criterion.site_figure, gains.tolist())
    if judged.floor is not None:
        name, floor = judged.floor
        unknown = _missing(project, criterion.project_fields.get(name, ()))
        if unknown:
            lift = np.maximum(of_row(floor, row)[1], share[0]) - share[0]
            missing.append((unknown, lift * weights))
    return PreferenceColumn(share, parts, sums, tuple(missing), gap)


def _missing(project: ProjectFacts, fields: Sequence[str]) -> tuple[str, ...]:
    """Return which of these fields of the request are not stated."""
    return tuple(
        [name for name in fields if name in FACT_OF_FIELD and getattr(project, FACT_OF_FIELD[name]) is None]
    )


def of_row(block: Numbers, row: int) -> Numbers:
    """Return what is of one project ``(…, m)`` out of a block ``(…, n, m)``, or ``(…, 1, m)`` where all are alike."""
    found: Numbers = block[:, row if block.shape[1] > 1 else 0]
    return found
