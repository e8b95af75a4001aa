"""What an investor can change of a project, and to what: the values worth trying, the smallest change first.

Only what is stated is changed: to state what is not known is no change of the project (`ranking.project_missing` says
what that could do). Demands are only eased: asking for more land or for fewer kinds of site could only shut others out.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from matching.engine.assess import Matcher
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.stops import stops
from matching.engine.vocabulary import PRACTICES, TREATMENTS

Facts = Mapping[str, Any]
_DOWN, _UP, _BOTH = (-1,), (1,), (-1, 1)
_BETWEEN = 3  # values tried between two stops


class Amount(NamedTuple):
    """An amount that can be changed: its fact, the step in which it is stated, its ends, which ways it may go."""

    fact: str
    step: float
    low: float
    high: float
    ways: tuple[int, ...]


AMOUNTS: Mapping[str, Amount] = {
    "land.min_area_ha": Amount("min_area_ha", 0.01, 0.01, 1e5, _DOWN),
    "land.area_ha": Amount("area_ha", 0.01, 0.01, 1e5, _DOWN),
    "jobs.local": Amount("jobs_local", 1, 0, 1e7, _UP),
    "jobs.total": Amount("jobs_total", 1, 0, 1e7, _BOTH),
    "technology.local_input_pct": Amount("local_input_pct", 0.1, 0, 100, _UP),
    "finance.disbursed_36_months_pct": Amount("disbursed_36_months_pct", 0.1, 0, 100, _UP),
    "finance.equity_pct": Amount("equity_pct", 0.1, 0, 100, _UP),
    "finance.export_share_pct": Amount("export_share_pct", 0.1, 0, 100, _BOTH),
    "utilities.water_m3_day": Amount("water_m3_day", 1, 0, 1e7, _DOWN),
    "utilities.power_mw": Amount("power_mw", 0.01, 0, 1e5, _DOWN),
    "environment.wastewater_m3_day": Amount("wastewater_m3_day", 1, 0, 1e7, _DOWN),
    "environment.hazardous_waste_t_year": Amount("hazardous_waste_t_year", 0.1, 0, 1e8, _DOWN),
    "environment.energy_vs_norm_pct": Amount("energy_vs_norm_pct", 0.1, 0, 1e4, _DOWN),
    "environment.energy_toe_year": Amount("energy_toe_year", 1, 0, 1e8, _DOWN),
    "technology.consumption_vs_design_pct": Amount("consumption_vs_design_pct", 0.1, 0, 1e3, _DOWN),
    "technology.residual_capacity_pct": Amount("residual_capacity_pct", 0.1, 0, 1e3, _UP),
    "technology.equipment_age_years": Amount("equipment_age_years", 1, 0, 200, _DOWN),
    "technology.rd_staff_pct": Amount("rd_staff_pct", 0.1, 0, 100, _UP),
    "technology.rd_spend_pct": Amount("rd_spend_pct", 0.1, 0, 100, _UP),
    "lines.annual_output": Amount("lines", 1, 0, 1e15, _DOWN),
    # A multiple of what is stated: the amount itself is an interval, for its rate of exchange is one.
    "capital": Amount("capital_billion_vnd", 0.01, 0.01, 1e4, _BOTH),
    "preferences.max_km": Amount("wish_max_km", 1, 0, 1e4, _UP),
}


@dataclass(frozen=True, eq=False)
class Lever:
    """One thing that can be changed: where the request keeps it, what it is now, and what it could be."""

    field: str
    kind: str
    fact: str
    now: Any
    values: tuple[Any, ...]  # the smallest change first
    facts: Callable[[ProjectFacts, Any], Facts]  # what a value means for a project
    amount: Amount | None = None

    def inner(self, value: float, values: Sequence[float]) -> float:
        """Return the largest change the same way that is smaller, of some values; what it is now if there is none."""
        nearer = [
            one
            for one in values
            if (one - self.now) * (value - self.now) > 0 and abs(one - self.now) < abs(value - self.now)
        ]
        return max(nearer, key=lambda one: abs(one - self.now), default=self.now)


def levers(
    matcher: Matcher,
    project: ProjectFacts,
    sites: Sequence[SiteFacts],
    *,
    rivals: Sequence[SiteFacts] = (),
    between: int = _BETWEEN,
) -> list[Lever]:
    """Return the levers that the ruleset allows, cheapest first, with the values that matter at some sites.

    Of amounts also those that matter at ``rivals``. ``between`` values are tried between any two stops besides these.
    """
    at = stops(matcher, project, [*sites, *rivals])
    found: list[Lever] = []
    for kind in matcher.ruleset.counterfactuals.order:
        if kind in _CHOICES:
            made = [_CHOICES[kind](matcher, project, sites)]
        elif kind in AMOUNTS:
            made = _amounts(kind, project, at, between)
        found += [lever for lever in made if lever is not None and lever.values]
    return found


def changed(project: ProjectFacts, *changes: tuple[Lever, Any]) -> ProjectFacts:
    """Return the project after some changes; much quicker than `dataclasses.replace` for so many fields."""
    made = object.__new__(ProjectFacts)
    made.__dict__.update(project.__dict__)
    for lever, value in changes:
        made.__dict__.update(lever.facts(made, value))
    return made


def is_sensible(project: ProjectFacts) -> bool:
    """Say whether parts stay within their whole, as a request must have it."""
    return not _above(project.min_area_ha, project.area_ha) and not _above(
        project.jobs_local, project.jobs_total
    )


def _above(part: float | None, whole: float | None) -> bool:
    return part is not None and whole is not None and part > whole


def _amounts(
    kind: str, project: ProjectFacts, at: Mapping[str, Sequence[float]], between: int
) -> list[Lever | None]:
    amount = AMOUNTS[kind]
    return [
        Lever(
            field, kind, amount.fact, now, _tried(now, amount, at.get(field) or at[kind], between), of, amount
        )
        for field, now, of in _stated(kind, amount.fact, project)
    ]


def _stated(
    kind: str, fact: str, project: ProjectFacts
) -> list[tuple[str, float, Callable[[ProjectFacts, Any], Facts]]]:
    """Return each amount of a kind that is stated: its place in the request, what it is, what a value means."""
    if kind == "capital":
        return [] if project.capital_billion_vnd is None else [(kind, 1.0, _capital)]
    if kind == "preferences.max_km":
        return [(f"{kind}.{node}", km, partial(_farthest, node)) for node, km in project.wish_max_km]
    if kind == "lines.annual_output":
        return [
            (f"lines.{place}.annual_output", line.annual_output, partial(_output, place))
            for place, line in enumerate(project.lines)
            if line.annual_output is not None
        ]
    now = getattr(project, fact)
    return [] if now is None else [(kind, now, lambda _, value: {fact: value})]


def _capital(project: ProjectFacts, times: float) -> Facts:
    low, high = project.capital_billion_vnd or (0.0, 0.0)
    return {"capital_billion_vnd": (low * times, high * times)}


def _farthest(node: str, project: ProjectFacts, km: float) -> Facts:
    return {"wish_max_km": tuple((one, km if one == node else most) for one, most in project.wish_max_km)}


def _output(place: int, project: ProjectFacts, output: float) -> Facts:
    lines = list(project.lines)
    lines[place] = replace(lines[place], annual_output=output)
    return {"lines": tuple(lines)}


def _tried(now: float, amount: Amount, at: Sequence[float], between: int) -> tuple[float, ...]:
    """Return the stops on the ways that the amount may go, and values between them, the nearest first."""
    found: set[float] = set()
    for way in amount.ways:
        beyond = {_beyond(stop, amount, way) for stop in at if (stop - now) * way >= 0}
        ordered = sorted((one for one in beyond if (one - now) * way > 0), reverse=way < 0)
        for one, other in pairwise([now, *ordered]):
            steps = (one + (other - one) * part / (between + 1) for part in range(1, between + 1))
            found.update(on_grid(step, amount.step) for step in steps)
        found.update(ordered)
    found.discard(now)
    within = (value for value in found if amount.low <= value <= amount.high)
    return tuple(sorted(within, key=lambda value: (abs(value - now), value)))


def _beyond(stop: float, amount: Amount, way: int) -> float:
    """Return the first value on the grid of an amount that lies past a stop, within the amount's ends."""
    place = stop / amount.step
    number = math.floor(place + 1e-9) + 1 if way > 0 else math.ceil(place - 1e-9) - 1
    return min(max(tidy(number * amount.step), amount.low), amount.high)


def on_grid(value: float, step: float) -> float:
    """Return the nearest value on the grid of an amount."""
    return tidy(round(value / step) * step)


def tidy(value: float) -> float:
    """Return a number without the dust of binary fractions, whole ones as such."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


Choice = Callable[[Matcher, ProjectFacts, Sequence[SiteFacts]], Lever | None]


def _choice(field: str, fact: str, now: Any, values: Sequence[Any]) -> Lever:
    return Lever(field, field, fact, now, tuple(values), lambda _, value: {fact: value})


def _kinds(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever:
    now = project.wish_kinds
    more = sorted({site.kind for site in sites} - set(now)) if now else []
    return _choice("preferences.kinds", "wish_kinds", now, [(*now, one) for one in more])


def _areas(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever:
    now = project.wish_areas
    more = sorted({site.planning_area for site in sites} - set(now)) if now else []
    return _choice("preferences.planning_areas", "wish_areas", now, [(*now, one) for one in more])


def _treatment(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.wastewater_treatment
    if now is None:
        return None
    others = [one for one in TREATMENTS if one not in (now, "none")]
    return _choice("environment.wastewater_treatment", "wastewater_treatment", now, others)


def _practices(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.practices
    return None if now is None else _choice("environment.practices", "practices", now, _more(now, PRACTICES))


def _certificates(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.certificates
    if now is None:
        return None
    counted = next(one for one in matcher.criteria if one.key == "high_tech").params.certificate
    return _choice("technology.certificates", "certificates", now, _more(now, (counted,)))


def _equipment(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.equipment
    return None if now in (None, "new") else _choice("technology.equipment", "equipment", now, ["new"])


def _lists(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.technology_lists
    if now is None:
        return None
    rule = next(one for one in matcher.criteria if one.key == "restricted_technology").params
    bad = [one for one in now if one in (rule.prohibited, rule.restricted)]
    return _choice("technology.lists", "technology_lists", now, _fewer(now, bad))


def _steps(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.process_flags
    return None if now is None else _choice("process_flags", "process_flags", now, _fewer(now, now))


def _more(now: Sequence[str], codes: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes with some more, few before many."""
    new = [one for one in codes if one not in now]
    return [(*now, *some) for size in range(1, len(new) + 1) for some in combinations(new, size)]


def _fewer(now: Sequence[str], droppable: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes without one, without two, and without all that can be dropped."""
    sizes = sorted({1, 2, len(droppable)} & set(range(1, len(droppable) + 1)))
    return [
        tuple(one for one in now if one not in some)
        for size in sizes
        for some in combinations(dict.fromkeys(droppable), size)
    ]


_CHOICES: Mapping[str, Choice] = {
    "preferences.planning_areas": _areas,
    "preferences.kinds": _kinds,
    "environment.wastewater_treatment": _treatment,
    "environment.practices": _practices,
    "technology.certificates": _certificates,
    "technology.equipment": _equipment,
    "technology.lists": _lists,
    "process_flags": _steps,
}
