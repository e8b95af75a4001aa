"""One project against every site: a column for each rule, and the findings that are read from them. One project and a block of
projects are judged by the same lines.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from matching.engine.assess import Assessment, Matcher
from matching.engine.columns import (
    PreferenceColumn,
    RequirementColumn,
    Sums,
    of_row,
    preference_column,
    requirement_column,
    sums_of,
)
from matching.engine.criteria.base import OUTCOMES, Explained, Shares
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Bytes, Floats
from matching.engine.standing import Standing
from matching.engine.tables import ProjectTable

Column = RequirementColumn | PreferenceColumn


class Finding(NamedTuple):
    """What one rule says of one project at one site. Points are hundredths; None for a requirement."""

    criterion: str
    type: str
    group: str
    outcome: str
    weight: int | None
    points: int | None
    ceiling: int | None
    reason: str
    observed: Mapping[str, Any]
    required: Mapping[str, Any]
    lacks: str | None


class Row:
    """One project at every site. Rules are numbered as in the ruleset: requirements first, then preferences."""

    def __init__(
        self,
        matcher: Matcher,
        project: ProjectFacts,
        columns: Sequence[Column],
        table: ProjectTable | None = None,
        place: int = 0,
        reading: GroupReading | None = None,
    ) -> None:
        self.matcher = matcher
        self.project = project
        first = len(matcher.requirements)
        self.columns = columns
        self.requirements: Sequence[RequirementColumn] = columns[:first]  # type: ignore[assignment]
        self.preferences: Sequence[PreferenceColumn] = columns[first:]  # type: ignore[assignment]
        self._table, self.place, self._reading = table, place, reading
        self._whys: dict[tuple[int, int], tuple[str, Explained]] = {}

    @classmethod
    def of(cls, matcher: Matcher, assessment: Assessment, number: int) -> "Row":
        """Return one project of a block."""
        projects = assessment.projects
        columns: list[Column] = [
            requirement_column_of(matcher, projects, one, cases, number)
            for one, cases in enumerate(assessment.cases)
        ]
        columns += [
            preference_column_of(matcher, projects, one, shares, number, None)
            for one, shares in enumerate(assessment.shares)
        ]
        return cls(matcher, projects.projects[number], columns)

    @property
    def table(self) -> ProjectTable:
        """A table of figures that the project is in, at ``place``: from it reasons are told."""
        if self._table is None:
            self._table = self.matcher.read([self.project], readings=[self.reading])
        return self._table

    @property
    def reading(self) -> GroupReading:
        """The project's environment group."""
        if self._reading is None:
            self._reading = self.matcher.reading(self.project)
        return self._reading

    @cached_property
    def standings(self) -> list[Standing]:
        """Where the project stands by the requirements, by site."""
        return [
            *map(self.matcher.standing, zip(*[column.cases for column in self.requirements], strict=True))
        ]

    @cached_property
    def gaps(self) -> list[tuple[str, list[float]]]:
        """The sites' own figures that preferences wait for, each with what it could add by site."""
        return [column.gap for column in self.preferences if column.gap]

    def points(self, number: int, site: int) -> tuple[int, int]:
        """Return the points and the ceiling of a preference (numbered from 0) at a site, in hundredths."""
        least, most = self.preferences[number].sums[:2, site].tolist()
        return least, most

    def findings(self, site: int) -> list[Finding]:
        """Return what every rule says of the project at a site."""
        return [self.finding(number, site) for number in range(len(self.columns))]

    def finding(self, number: int, site: int) -> Finding:
        """Return what one rule says of the project at a site."""
        first = len(self.requirements)
        return self._requirement(number, site) if number < first else self._preference(number - first, site)

    def _requirement(self, number: int, site: int) -> Finding:
        criterion = self.matcher.requirements[number][1]
        code = self.requirements[number].cases[site]
        case = criterion.cases.case(code)
        why = criterion.explain(code, self.table, self.place, site)
        return Finding(
            criterion.key,
            "requirement",
            criterion.group,
            OUTCOMES[case.outcome],
            None,
            None,
            None,
            why.reason,
            why.observed,
            why.required,
            case.lacks,
        )

    def _preference(self, number: int, site: int) -> Finding:
        rule, criterion = self.matcher.preferences[number]
        key = (number, criterion.alike[site])
        outcome, why = self._whys.get(key) or self._whys.setdefault(key, self._judged_so(number, site))
        earned, most = self.points(number, site)
        return Finding(
            criterion.key,
            "preference",
            criterion.group,
            outcome,
            rule.weights[self.matcher.sites.sites[site].profile],
            earned,
            most,
            why.reason,
            why.observed,
            why.required,
            None,
        )

    def _judged_so(self, number: int, site: int) -> tuple[str, Explained]:
        """Return the outcome of a preference and why, which sites that are alike share whatever their weights."""
        column = self.preferences[number]
        lo, hi = _at(column.share, site)
        why = self.matcher.preferences[number][1].explain((lo, hi), self.table, self.place, site)
        if len(column.parts) > 1:
            parts = [_part(name, weight, _at(part, site)) for name, weight, part in column.parts]
            why = Explained(why.reason, {**why.observed, "parts": parts}, why.required)
        return _outcome_of(lo, hi), why


def requirement_column_of(
    matcher: Matcher, projects: ProjectTable, number: int, cases: Bytes, row: int
) -> RequirementColumn:
    here = cases[row if len(cases) > 1 else 0]
    if len(here) == 1:
        here = np.repeat(here, matcher.sites.count)
    return requirement_column(matcher.requirements[number][1], here, projects.projects[row])


def preference_column_of(
    matcher: Matcher, projects: ProjectTable, number: int, judged: Shares, row: int, sums: Sums | None
) -> PreferenceColumn:
    """Return a column of a block; ``sums`` are those of all its projects, where more than one is read out of it."""
    criterion, weights = matcher.preferences[number][1], matcher.weights_by_site[number]
    own = sums_of(criterion, of_row(judged.share, row), weights) if sums is None else of_row(sums, row).copy()
    return preference_column(criterion, judged, weights, row, projects.projects[row], own)


def _outcome_of(lo: float, hi: float) -> str:
    if lo >= 1.0 - 1e-9:  # a mean over lines may fall short of one by its own rounding
        return "met"
    if hi <= 0.0:
        return "unmet"
    return "unknown" if lo <= 0.0 else "partial"


def _part(name: str, weight: float, bounds: tuple[float, float]) -> dict[str, Any]:
    low, high = bounds
    return {"part": name, "weight": weight, "low": round(low, 4), "high": round(high, 4)}


def _at(shares: Floats, site: int) -> tuple[float, float]:
    """Return the bounds at a site of shares ``(2, m)`` or ``(2, 1)``."""
    lo, hi = shares[:, site if shares.shape[1] > 1 else 0].tolist()
    return lo, hi
