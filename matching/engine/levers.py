"""One thing that can be changed of a project: every value that it could have, step by step, the smallest change first."""

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from matching.engine.facts import ProjectFacts

Facts = Mapping[str, Any]
Stretch = tuple[int, int]
_DOWN, _UP, _BOTH = (-1,), (1,), (-1, 1)
_DUST = 1e-9  # of binary fractions
_PARTS = (("min_area_ha", "area_ha"), ("jobs_local", "jobs_total"))  # each with its whole


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
    """One thing that can be changed: where the request keeps it, what it is now, and what it could be.

    What it could be has *places*: choices are numbered from 1; of an amount, place 3 is the third step up and -3 the
    third step down. ``stretches`` are runs of places, from the smallest change to the largest.
    """

    field: str
    kind: str
    fact: str
    now: Any
    facts: Callable[[ProjectFacts, Any], Facts]  # what a value means for a project
    stretches: tuple[Stretch, ...]
    choices: tuple[Any, ...] = ()
    amount: Amount | None = None

    def value(self, place: int) -> Any:
        """Return what a place stands for."""
        if self.amount is None:
            return self.choices[place - 1]
        return tidy((self.start(place) + place) * self.amount.step)

    @property
    def second_way(self) -> int:
        """The way of which a place is farther than the same place the other way: 1 up, -1 down; 0 where there is none.

        Of two that are as far the smaller value counts as nearer.
        """
        if self.amount is None:
            return 0
        up, down = (abs(self.value(way) - self.now) for way in (1, -1))
        return 1 if down <= up + _DUST else -1

    def start(self, place: int) -> int:
        """Return how many steps come to what it is now; from there places the way of ``place`` are counted."""
        assert self.amount is not None
        steps = self.now / self.amount.step
        number: int = math.floor(steps + _DUST) if place > 0 else math.ceil(steps - _DUST)
        return number


def changed(project: ProjectFacts, *changes: tuple[Lever, Any]) -> ProjectFacts:
    """Return the project after some changes; much quicker than `dataclasses.replace` for so many fields."""
    made = object.__new__(ProjectFacts)
    made.__dict__.update(project.__dict__)
    for lever, value in changes:
        made.__dict__.update(lever.facts(made, value))
    return made


def is_sensible(project: ProjectFacts) -> bool:
    """Say whether parts stay within their whole, as a request must have it."""
    return all(
        (part := getattr(project, of_part)) is None
        or (whole := getattr(project, of_whole)) is None
        or part <= whole
        for of_part, of_whole in _PARTS
    )


def are_part_and_whole(one: Lever, other: Lever) -> bool:
    """Say whether the one may go farther where the other goes, too."""
    return {one.fact, other.fact} in map(set, _PARTS)


def within_whole(project: ProjectFacts, lever: Lever) -> tuple[Stretch, ...]:
    """Return the stretches of a lever as far as they go while all else stays as it is."""
    if not any(lever.fact in pair for pair in _PARTS):
        return lever.stretches
    found = []
    for near, far in lever.stretches:
        way = 1 if far > 0 else -1
        possible = range(abs(near), abs(far) + 1)
        count = bisect_left(
            possible,
            True,
            key=lambda place: not is_sensible(changed(project, (lever, lever.value(way * place)))),
        )
        if count:
            found.append((near, near + way * (count - 1)))
    return tuple(found)


def amounts(kind: str, project: ProjectFacts) -> list[Lever]:
    """Return the levers of the amounts of a kind that are stated."""
    return [_amount(kind, *stated) for stated in _stated(kind, AMOUNTS[kind].fact, project)]


def choice(field: str, fact: str, now: Any, values: Sequence[Any]) -> Lever:
    """Return the lever of a fact that is chosen; its values are given from the smallest change on."""
    stretches = tuple((place, place) for place in range(1, len(values) + 1))
    return Lever(field, field, fact, now, lambda _, value: {fact: value}, stretches, tuple(values))


def _amount(kind: str, field: str, now: float, of: Callable[[ProjectFacts, Any], Facts]) -> Lever:
    amount = AMOUNTS[kind]
    ends = {1: math.floor(amount.high / amount.step + _DUST), -1: math.ceil(amount.low / amount.step - _DUST)}
    lever = Lever(field, kind, amount.fact, now, of, (), amount=amount)
    counts = {way: (ends[way] - lever.start(way)) * way for way in amount.ways}
    return replace(lever, stretches=tuple((way, way * count) for way, count in counts.items() if count > 0))


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


def tidy(value: float) -> float:
    """Return a number without the dust of binary fractions, whole ones as such."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
