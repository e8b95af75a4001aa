"""What rules judged, kept for other projects.

`Rows` keeps the columns by what tells projects apart for their rules: two questions often differ in a field or two, and
whatever does not look at these was judged before.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from matching.engine.assess import Matcher
from matching.engine.columns import sums_of
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.row import Column, Row, preference_column_of, requirement_column_of
from matching.engine.tables import ProjectTable

# What `Rows` keeps at most, in pieces of about one kilobyte: a column counts for some, a note made of it for one.
MOST_KEPT = 10_000
OF_A_COLUMN = 4


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
        reading = self.matcher.reading(project)
        kept, keys = self._kept, self._keys(project, reading)
        found = self._found(keys)
        table = self.matcher.read([project], readings=[reading]) if None in found else None
        columns: list[Column] = []
        for number, column in enumerate(found):
            if column is None:
                assert table is not None
                # Of two threads that judge the same, both use the first one's column, with its notes.
                column = kept[number].setdefault(keys[number], _judged(self.matcher, table, number))
                self.grew(number, OF_A_COLUMN)
            columns.append(column)
        return Row(self.matcher, project, columns, table, reading=reading)

    def of_each(self, projects: Sequence[ProjectFacts]) -> list[Row]:
        """Return the rows of a block: each rule judges at once all that was not judged before."""
        self._make_room()
        readings = [self.matcher.reading(project) for project in projects]
        keys = [self._keys(*one) for one in zip(projects, readings, strict=True)]
        found = [self._found(of_project) for of_project in keys]
        new = [place for place, columns in enumerate(found) if None in columns]
        tables: dict[int, tuple[ProjectTable | None, int]] = {}
        if new:
            table = self.matcher.read(
                [projects[place] for place in new], readings=[readings[place] for place in new]
            )
            tables = {place: (table, row) for row, place in enumerate(new)}
            for number in range(len(self._kept)):
                self._judge_each(number, table, new, keys, found)
        return [
            Row(self.matcher, project, columns, *tables.get(place, (None, 0)), reading=reading)  # type: ignore[arg-type]  # none is missing now
            for place, (project, columns, reading) in enumerate(zip(projects, found, readings, strict=True))
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

    def _keys(self, project: ProjectFacts, reading: GroupReading) -> list[Hashable]:
        """Return what each rule keeps its column of the project by."""
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
        return lambda row: requirement_column_of(matcher, projects, number, cases, row)
    preference = number - first
    shares = matcher.shares(preference, projects)
    sums = sums_of(matcher.preferences[preference][1], shares.share, matcher.weights_by_site[preference])
    return lambda row: preference_column_of(matcher, projects, preference, shares, row, sums)
