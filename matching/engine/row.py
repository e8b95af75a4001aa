"""One project against every site: a column for each rule, and the findings that are read from them.

`Rows` keeps the columns by what tells projects apart for their rules: two questions often differ in a field or two, and
whatever does not look at these was judged before. One project and a block of projects are judged by the same lines.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
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
from matching.engine.criteria.base import OUTCOMES, Case, Explained, Requirement, Shares
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Bytes, Floats
from matching.engine.tables import ProjectTable

Column = RequirementColumn | PreferenceColumn
# What `Rows` keeps at most, in pieces of about one kilobyte: a column counts for some, a note made of it for one.
MOST_KEPT = 10_000
OF_A_COLUMN = 4


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
    ) -> None:
        self.matcher = matcher
        self.project = project
        first = len(matcher.requirements)
        self.columns = columns
        self.requirements: Sequence[RequirementColumn] = columns[:first]  # type: ignore[assignment]
        self.preferences: Sequence[PreferenceColumn] = columns[first:]  # type: ignore[assignment]
        self._table, self.place = table, place
        self._open_cases: dict[int, list[tuple[Requirement, Case]]] = {}
        self._whys: dict[tuple[int, int], tuple[str, Explained]] = {}

    @classmethod
    def of(cls, matcher: Matcher, assessment: Assessment, number: int) -> "Row":
        """Return one project of a block."""
        projects = assessment.projects
        columns: list[Column] = [
            _requirement_column(matcher, projects, one, cases, number)
            for one, cases in enumerate(assessment.cases)
        ]
        columns += [
            _preference_column(matcher, projects, one, shares, number, None)
            for one, shares in enumerate(assessment.shares)
        ]
        return cls(matcher, projects.projects[number], columns)

    @property
    def table(self) -> ProjectTable:
        """A table of figures that the project is in, at ``place``: from it reasons are told."""
        if self._table is None:
            self._table = self.matcher.read([self.project])
        return self._table

    @cached_property
    def reading(self) -> GroupReading:
        """The project's environment group."""
        return self.matcher.reading(self.project)

    def open_cases(self, site: int) -> list[tuple[Requirement, Case]]:
        """Return the requirements that are unknown at a site, with the case of each."""
        found = self._open_cases.get(site)
        if found is None:
            found = [(criterion, cases[site]) for criterion, cases in self._open if site in cases]
            self._open_cases[site] = found
        return found

    @cached_property
    def _open(self) -> list[tuple[Requirement, Mapping[int, Case]]]:
        """The requirements that are unknown at some site."""
        return [
            (criterion, column.open)
            for (_, criterion), column in zip(self.matcher.requirements, self.requirements, strict=True)
            if column.open
        ]

    @cached_property
    def gaps(self) -> list[tuple[str, list[float]]]:
        """The sites' own figures that preferences wait for, each with what it could add by site."""
        return [column.gap for column in self.preferences if column.gap]

    def points(self, number: int, site: int) -> tuple[int, int]:
        """Return the points and the ceiling of a preference (numbered from 0) at a site, in hundredths."""
        least, most = self.preferences[number].points
        return least[site], most[site]

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


class Rows:
    """The rows of one matcher. What a rule judged is kept by the facts of the project that the rule looks at."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._kept: list[dict[Any, Column]] = [{} for _ in matcher.criteria]
        self._pieces = [0] * len(self._kept)  # what each rule keeps
        self._uses = [0] * len(self._kept)  # how often what it kept was of use

    def of(self, project: ProjectFacts) -> Row:
        """Return the row of a project; only what was not judged before is judged now."""
        self._make_room()
        kept, keys = self._kept, self._keys(project)
        found = self._found(keys)
        table = self.matcher.read([project]) if None in found else None
        columns: list[Column] = []
        for number, column in enumerate(found):
            if column is None:
                assert table is not None
                # Of two threads that judge the same, both use the first one's column, with its notes.
                column = kept[number].setdefault(keys[number], _judged(self.matcher, table, number))
                self.grew(number, OF_A_COLUMN)
            columns.append(column)
        return Row(self.matcher, project, columns, table)

    def of_each(self, projects: Sequence[ProjectFacts]) -> list[Row]:
        """Return the rows of a block: each rule judges at once all that was not judged before."""
        self._make_room()
        keys = [self._keys(project) for project in projects]
        found = [self._found(of_project) for of_project in keys]
        new = [place for place, columns in enumerate(found) if None in columns]
        tables: dict[int, tuple[ProjectTable, int]] = {}
        if new:
            table = self.matcher.read([projects[place] for place in new])
            tables = {place: (table, row) for row, place in enumerate(new)}
            for number in range(len(self._kept)):
                self._judge_each(number, table, new, keys, found)
        return [
            Row(self.matcher, project, columns, *tables.get(place, ()))  # type: ignore[arg-type]  # none is missing now
            for place, (project, columns) in enumerate(zip(projects, found, strict=True))
        ]

    def _judge_each(
        self,
        number: int,
        table: ProjectTable,
        new: Sequence[int],
        keys: Sequence[Sequence[Any]],
        found: Sequence[list[Column | None]],
    ) -> None:
        """Fill in the columns of one rule that are missing in a block; ``table`` has the projects at ``new``."""
        if all(found[place][number] is not None for place in new):
            return
        column_of, kept = _judged_each(self.matcher, table, number), self._kept[number]
        for row, place in enumerate(new):
            if found[place][number] is None:
                key = keys[place][number]
                if key not in kept:
                    kept[key] = column_of(row)
                    self.grew(number, OF_A_COLUMN)
                found[place][number] = kept[key]

    def grew(self, number: int, pieces: int = 1) -> None:
        """Count what a rule keeps anew. Two threads at once may count a piece too few: the limit need not be sharp."""
        self._pieces[number] += pieces

    def _keys(self, project: ProjectFacts) -> list[Hashable]:
        """Return what each rule keeps its column of the project by."""
        reading = self.matcher.reading(project)
        return [criterion.told(project, reading) for criterion in self.matcher.criteria]

    def _found(self, keys: Sequence[Hashable]) -> list[Column | None]:
        """Return the column that each rule keeps by its key."""
        found = [known.get(key) for known, key in zip(self._kept, keys, strict=True)]
        for number, column in enumerate(found):
            if column is not None:
                self._uses[number] += 1
        return found

    def _make_room(self) -> None:
        """Where too much is kept, drop what rules keep, first of those that it was least of use to, until half is left."""
        if sum(self._pieces) <= MOST_KEPT:
            return
        useful = [uses / max(1, pieces) for uses, pieces in zip(self._uses, self._pieces, strict=True)]
        for number in sorted(range(len(useful)), key=useful.__getitem__):
            self._kept[number], self._pieces[number] = {}, 0
            if sum(self._pieces) <= MOST_KEPT / 2:
                break
        self._uses = [0] * len(useful)


def _judged(matcher: Matcher, projects: ProjectTable, number: int) -> Column:
    """Return what one rule says of the only project of a table."""
    return _judged_each(matcher, projects, number)(0)


def _judged_each(matcher: Matcher, projects: ProjectTable, number: int) -> Callable[[int], Column]:
    """Return what gives what one rule says of each project of a table."""
    first = len(matcher.requirements)
    if number < first:
        cases = matcher.cases(number, projects)
        return lambda row: _requirement_column(matcher, projects, number, cases, row)
    preference = number - first
    shares = matcher.shares(preference, projects)
    sums = sums_of(matcher.preferences[preference][1], shares.share, matcher.weights_by_site[preference])
    return lambda row: _preference_column(matcher, projects, preference, shares, row, sums)


def _requirement_column(
    matcher: Matcher, projects: ProjectTable, number: int, cases: Bytes, row: int
) -> RequirementColumn:
    here = cases[row if len(cases) > 1 else 0]
    if len(here) == 1:
        here = np.repeat(here, matcher.sites.count)
    return requirement_column(matcher.requirements[number][1], here, projects.projects[row])


def _preference_column(
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
