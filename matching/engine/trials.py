"""What the rules say of a project after one change or two, for every value that is worth trying.

A rule that looks at neither fact says what it said; one that looks at one of them says what it says after that change
alone; only rules that look at both are asked about every combination. What bars is counted and points are added up, so
the sums are those of the changed project itself, to the last digit.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.engine.assess import Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import HALF, Ints
from matching.engine.levers import Lever, changed, is_sensible
from matching.engine.tables import ProjectTable

_WHOLES_AND_PARTS = ({"min_area_ha", "area_ha"}, {"jobs_local", "jobs_total"})
_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
# Values of an amount that are tried with those of another lever where a rule looks at both; the first and the last are
# among them. Where none does, what both changes bring is the sum of what each brings, and all values are tried.
TOGETHER = 10

Truths = npt.NDArray[np.bool_]
Change = tuple[Lever, Any]


class Said(NamedTuple):
    """How many requirements bar each site, and its points earned for certain ``(…, m)``; and which cases are valid."""

    bars: Ints
    score: Ints
    valid: Truths


class Judge:
    """Asks the requirements alone, or all rules, about changed projects."""

    def __init__(self, matcher: Matcher, project: ProjectFacts, *, points: bool) -> None:
        self.matcher = matcher
        self.project = project
        self.requirements = len(matcher.requirements)
        self.numbers = range(len(matcher.criteria) if points else self.requirements)
        self._keys = {matcher.criteria[number].key for number in self.numbers}

    def amounts(self, number: int, table: ProjectTable) -> Ints:
        """Return what a rule adds to the sum of bars, or of points ``(n, m)`` or ``(1, m)`` or ``(n, 1)``."""
        if number < self.requirements:
            return (self.matcher.cases(number, table) >= _FIRST_UNMET).astype(np.int64)
        place = number - self.requirements
        least = self.matcher.shares(place, table).share[0]
        points: Ints = np.floor(least * self.matcher.weights_by_site[place] + HALF).astype(np.int64)
        return points

    def read(self, projects: Sequence[ProjectFacts], number: int | None = None) -> ProjectTable:
        """Return changed projects as columns, for one rule or for all that are asked."""
        keys = self._keys if number is None else {self.matcher.criteria[number].key}
        return self.matcher.read(projects, keys)

    def of(self, changes: Sequence[Sequence[Change]]) -> Said:
        """Return what is said of the project after each of several sets of changes, asked anew."""
        projects = [changed(self.project, *some) for some in changes]
        table = self.read(projects)
        bars, score = (np.zeros((len(projects), self.matcher.sites.count), dtype=np.int64) for _ in range(2))
        for number in self.numbers:
            into = bars if number < self.requirements else score
            into += self.amounts(number, table)
        return Said(bars, score, np.array([is_sensible(one) for one in projects], dtype=bool))


class Trials:
    """One project with every value of its levers."""

    def __init__(self, judge: Judge, levers: Sequence[Lever]) -> None:
        self.judge = judge
        self.levers = levers
        self.ends = np.cumsum([1, *(len(lever.values) for lever in levers)]).tolist()
        values = [changed(judge.project, (lever, value)) for lever in levers for value in lever.values]
        projects = [judge.project, *values]
        table = judge.read(projects)
        self._amounts = {number: judge.amounts(number, table) for number in judge.numbers}
        shape = (len(projects), judge.matcher.sites.count)
        self._bars, self._score = (np.zeros(shape, dtype=np.int64) for _ in range(2))
        for number, amounts in self._amounts.items():
            into = self._bars if number < judge.requirements else self._score
            into += amounts
        self._valid = np.array([is_sensible(one) for one in projects], dtype=bool)

    @property
    def unchanged(self) -> Said:
        """What is said of the project as it is ``(m,)``."""
        return Said(self._bars[0], self._score[0], self._valid[0])

    def of(self, lever: int) -> Said:
        """Return what is said after each value of one lever ``(values, m)``."""
        rows = slice(self.ends[lever], self.ends[lever + 1])
        return Said(self._bars[rows], self._score[rows], self._valid[rows])

    def in_pair(self, one: int, other: int) -> tuple[list[int], list[int]]:
        """Return the places of the values of two levers that are tried with each other."""
        if self.are_joint(one, other):
            return self._some(one), self._some(other)
        here, there = (list(range(len(self.levers[each].values))) for each in (one, other))
        return here, there

    def _some(self, lever: int) -> list[int]:
        """Return the places of all values of a choice, of some of an amount."""
        count = len(self.levers[lever].values)
        if self.levers[lever].amount is None:
            return list(range(count))
        return sorted(set(np.linspace(0, count - 1, TOGETHER).round().astype(int).tolist()))

    def of_pair(self, one: int, other: int) -> Said:
        """Return what is said after the values of two levers together ``(values, values, m)``."""
        places = zip(self.in_pair(one, other), (one, other), strict=True)
        here, there = (np.array(some) + self.ends[each] for some, each in places)
        bars, score = (
            total[here][:, None] + total[there][None, :] - total[0] for total in (self._bars, self._score)
        )
        for number, joint in self._joint.get((one, other), {}).items():
            alone = self._amounts[number]
            if len(alone) > 1:  # else the rule says the same of every project
                joint = joint - (alone[here][:, None] + alone[there][None, :] - alone[0])
            else:
                joint = joint - alone[0]
            into = bars if number < self.judge.requirements else score
            into += joint
        return Said(bars, score, self._valid_pair(one, other, here, there))

    def with_all_of(self, lever: int, said: Said) -> Said:
        """Return what is said after some changes ``(n, m)`` and each value of a lever that no rule joins them with."""
        alone = self.of(lever)
        return Said(
            said.bars[:, None] + alone.bars[None, :] - self._bars[0],
            said.score[:, None] + alone.score[None, :] - self._score[0],
            said.valid[:, None] & alone.valid[None, :],
        )

    def are_joint(self, one: int, other: int) -> bool:
        """Say whether two changes bring together what neither tells alone."""
        return (one, other) in self._joint or self._are_whole_and_part(one, other)

    def _are_whole_and_part(self, one: int, other: int) -> bool:
        return {self.levers[one].fact, self.levers[other].fact} in _WHOLES_AND_PARTS

    def _valid_pair(self, one: int, other: int, here: Ints, there: Ints) -> Truths:
        """Say which combinations are requests that could be made; a part and its whole are looked at together."""
        if not self._are_whole_and_part(one, other):
            alone: Truths = self._valid[here][:, None] & self._valid[there][None, :]
            return alone
        return np.array(
            [[is_sensible(made) for made in row] for row in self._combined(one, other)], dtype=bool
        )

    def _combined(self, one: int, other: int) -> list[list[ProjectFacts]]:
        lever, second = self.levers[one], self.levers[other]
        return [
            [
                changed(self.judge.project, (lever, lever.values[first]), (second, second.values[place]))
                for place in self._some(other)
            ]
            for first in self._some(one)
        ]

    @cached_property
    def _joint(self) -> dict[tuple[int, int], dict[int, Ints]]:
        """What rules that look at both facts of a pair say of its combinations: by pair, then by rule."""
        found: dict[tuple[int, int], dict[int, Ints]] = {}
        combined: dict[tuple[int, int], list[list[ProjectFacts]]] = {}
        for number in self.judge.numbers:
            looks = set(self.judge.matcher.criteria[number].looks_at)
            touched = [place for place, lever in enumerate(self.levers) if lever.fact in looks]
            pairs = [(one, other) for one in touched for other in touched if one < other]
            if not pairs:
                continue
            for pair in pairs:
                if pair not in combined:
                    combined[pair] = self._combined(*pair)
            projects = [made for pair in pairs for row in combined[pair] for made in row]
            amounts = self.judge.amounts(number, self.judge.read(projects, number))
            if len(amounts) == 1:
                amounts = np.broadcast_to(amounts, (len(projects), amounts.shape[1]))
            start = 0
            for pair in pairs:
                rows = combined[pair]
                size = len(rows) * len(rows[0])
                found.setdefault(pair, {})[number] = amounts[start : start + size].reshape(
                    len(rows), len(rows[0]), -1
                )
                start += size
        return found
