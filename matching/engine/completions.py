"""Fills what a project leaves open, in many ways, so that the rules can be asked about each.

A fact that is not known of the project is one and the same at every site: a firm that turns out to be large loses points
in all clusters at once and gains them in all parks. So it is filled for all sites together, and the rules say what follows.

Filled are the facts that make one site better and another worse, or that several rules share. Each is drawn evenly over
what the rules can tell apart: amounts from where a curve begins to where it ends (on its own scale), choices evenly.
What else is missing (research, equity, certificates) raises or lowers one rule alike at every site of a profile; there
the share itself is drawn (`matching.engine.robustness`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matching.engine.assess import Matcher
from matching.engine.environment import NAME_OF
from matching.engine.facts import Bounds, ProjectFacts
from matching.engine.intervals import UNBOUNDED
from matching.engine.lines import Line
from matching.engine.uniforms import Uniforms
from matching.engine.vocabulary import TREATMENTS

_SMALLEST_HA = 1.0
_FILLINGS = 2_000  # a stream of its own
_CAPITAL, _AREA, _JOBS, _LOCAL, _EXPORT, _REVENUE, _GROUP, _WASTEWATER, _FIRST_LINE = range(9)


@dataclass(frozen=True)
class _Limits:
    """From where to where the rules tell amounts apart."""

    capital: Bounds
    area: Bounds
    jobs_per_ha: Bounds
    revenue: Bounds
    group: tuple[int, int]


def completions(matcher: Matcher, project: ProjectFacts, count: int, seed: int) -> list[ProjectFacts]:
    """Return the project with its open facts filled in ``count`` ways, or the project alone where none is open."""
    limits = _limits(matcher, project)
    draws = Uniforms(seed, _FILLINGS).spread(count, _FIRST_LINE + len(project.lines))
    first = _filled(project, draws[0].tolist(), limits)
    if first == project:
        return [project]
    return [first, *(_filled(project, row, limits) for row in draws[1:].tolist())]


def _limits(matcher: Matcher, project: ProjectFacts) -> _Limits:
    params = {criterion.key: criterion.params for _, criterion in matcher.preferences}
    capital, jobs_per_ha = params["large_scale"].capital, params["labour"].jobs_per_ha
    free = [site.free_ha[1] for site in matcher.sites.sites if site.free_ha[1] < UNBOUNDED]
    smallest = max(project.min_area_ha or _SMALLEST_HA, 0.01)
    reading = matcher.reading(project)
    return _Limits(
        capital=(capital[0][0], capital[-1][0]),
        area=(smallest, max(smallest, *free) if free else smallest),
        jobs_per_ha=(jobs_per_ha[0][0], jobs_per_ha[-1][0]),
        revenue=(0.0, 2.0 * params["kind_fit"].revenue_most),
        group=(reading.low, reading.high),
    )


def _filled(project: ProjectFacts, drawn: Sequence[float], limits: _Limits) -> ProjectFacts:
    """Return the project with each open fact as this draw has it."""
    capital = project.capital_billion_vnd
    area = project.area_ha
    if area is None:
        area = _by_ratio(drawn[_AREA], limits.area)
    jobs, local = project.jobs_total, project.jobs_local
    if jobs is None:
        jobs = max(local or 0.0, math.floor(area * _between(drawn[_JOBS], limits.jobs_per_ha)))
    changed: dict[str, Any] = {
        "area_ha": area,
        "jobs_total": jobs,
        "jobs_local": math.floor(_between(drawn[_LOCAL], (0.0, jobs + 1.0))) if local is None else local,
        "lines": _with_shares(project.lines, drawn[_FIRST_LINE:]),
        **_wastewater(project, drawn[_WASTEWATER]),
    }
    if capital is None:
        changed["capital_billion_vnd"] = (_by_ratio(drawn[_CAPITAL], limits.capital),) * 2
    elif capital[0] < capital[1]:
        changed["capital_billion_vnd"] = (_between(drawn[_CAPITAL], capital),) * 2
    if project.export_share_pct is None:
        changed["export_share_pct"] = _between(drawn[_EXPORT], (0.0, 100.0))
    if project.revenue_billion_vnd is None:
        changed["revenue_billion_vnd"] = _between(drawn[_REVENUE], limits.revenue)
    least, most = limits.group
    if least < most:
        changed["environment_group"] = NAME_OF[least + int(drawn[_GROUP] * (most - least + 1))]
    return ProjectFacts(**{**project.__dict__, **changed})


def _wastewater(project: ProjectFacts, drawn: float) -> Mapping[str, Any]:
    """Say how waste water is treated, or that there is none: what is open, evenly."""
    treatment, amount = project.wastewater_treatment, project.wastewater_m3_day
    if treatment is None:
        ways = TREATMENTS if amount is not None else (*TREATMENTS, None)
        chosen = ways[int(drawn * len(ways))]
        return (
            {"wastewater_m3_day": 0.0}
            if chosen is None
            else {"wastewater_treatment": chosen, "wastewater_m3_day": amount or 1.0}
        )
    if treatment == "none" and amount is None:
        return {"wastewater_m3_day": float(drawn < 0.5)}
    return {}


def _with_shares(lines: tuple[Line, ...], drawn: Sequence[float]) -> tuple[Line, ...]:
    """Return several lines with the part of the whole that each is, evenly over all that they could be."""
    if len(lines) == 1 or all(line.share_pct is not None for line in lines):
        return lines
    sizes = [
        -math.log(1.0 - one) for one in drawn
    ]  # in proportion to their sum they are even over the simplex
    whole = sum(sizes)
    return tuple(
        replace(line, share_pct=100.0 * size / whole) for line, size in zip(lines, sizes, strict=True)
    )


def _between(drawn: float, bounds: Bounds) -> float:
    low, high = bounds
    return low + drawn * (high - low)


def _by_ratio(drawn: float, bounds: Bounds) -> float:
    """Return an amount of which each doubling is as likely as any other."""
    low, high = bounds
    return float(low * (high / low) ** drawn)
