"""Where the outputs of two lines meet: a row of Annex II asks for the sum of all lines that fall under it.

Of outputs all that matters is which sizes the rows read from them. So the least change of one that does it with some
change of another lies where it comes under a size of some row, the other being at an end of what it could be or where
that itself comes under a size. These are few, and between them nothing need be looked for.
"""

import math
from collections.abc import Iterator

from matching.engine.environment import counted
from matching.engine.facts import ProjectFacts
from matching.engine.levers import Lever
from matching.engine.ruleset import Ruleset


def are_outputs(one: Lever, other: Lever) -> bool:
    """Say whether two levers are the outputs of two lines."""
    return one.kind == other.kind == "lines.annual_output"


def meetings(ruleset: Ruleset, project: ProjectFacts, other: Lever, lever: Lever) -> list[int]:
    """Return the places of an output at which the least change may lie while another one is changed, too."""
    ((near, far),), (other_ends,) = lever.stretches, other.stretches
    line, beside = _line(lever), _line(other)
    others = {other.value(place) for place in other_ends}
    for left in _left(ruleset, project, {beside}, without=line):
        others |= {_under(left), _under(left) + 1}
    found = {_under(left) for left in _left(ruleset, project, {line}, without=beside)}
    found |= {_under(left - amount) for left in _left(ruleset, project, {line, beside}) for amount in others}
    places = {int(output) - lever.start(far) for output in found}
    return sorted({near, *(place for place in places if far <= place <= near)}, reverse=True)


def _left(
    ruleset: Ruleset, project: ProjectFacts, lines: set[int], *, without: int | None = None
) -> Iterator[float]:
    """Yield what the sizes of rows leave to some lines, of the rows that count them all and another line not."""
    for row in ruleset.annex_ii:
        rows_lines = counted(row, project)
        if lines <= set(rows_lines) and without not in rows_lines:
            rest = sum(project.lines[one].annual_output or 0.0 for one in rows_lines if one not in lines)
            yield from (size - rest for size in (row.large_from, row.medium_from) if size is not None)


def _line(lever: Lever) -> int:
    return int(lever.field.split(".")[1])


def _under(amount: float) -> int:
    """Return the largest whole number below an amount."""
    return math.ceil(amount) - 1
