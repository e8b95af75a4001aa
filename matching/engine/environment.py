"""The environment group of a project: Annex II of Decree 08/2022 and article 28 of the Environment Law.

Rows that were read derive the group from lines, process steps and output. Rows that are only remembered
may widen the reading up to group I and never narrow it (DECISIONS 19). A declared group is used and a
conflict with the rows that were read is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matching.engine.facts import ProjectFacts
    from matching.engine.lines import Line

# Where the request keeps what the group is read from, but for lines and their output.
GROUP_FIELDS = ("environment.group", "process_flags", "environment.sensitive_factors")
NUMBER_OF = {"I": 1, "II": 2, "III": 3, "IV": 4}
NAME_OF = {number: name for name, number in NUMBER_OF.items()}


@dataclass(frozen=True)
class AnnexRow:
    """One polluting type. Sizes in ``unit`` a year; ``medium_from`` None: no small size, or its end was not read.

    ``codes`` name lines that may fall under the row; ``flag`` is the process step that decides it; without
    a flag the line's own step is not asked for, so a matching code means only that it may apply, unless
    ``outright`` says that the code alone decides.
    """

    key: str
    level: str
    name_vi: str
    name_en: str
    codes: frozenset[str]
    flag: str | None
    outright: bool
    unit: str | None
    large_from: float | None
    medium_from: float | None
    smallest: str  # the smallest size class that the row knows: small, medium or large
    always_group_i: bool
    standing: str  # read, secondary or known


@dataclass(frozen=True)
class GroupReading:
    """How the environment group was read, by number: 1 = I (most severe) to 4 = IV, low <= high."""

    low: int
    high: int
    because: str
    rows: tuple[str, ...]
    conflict: bool
    declared: bool
    # "level I and large", hazardous-waste service or scrap import (G06): yes, maybe or no.
    high_risk: str
    high_risk_rows: tuple[str, ...]
    # Some row that is only remembered may apply.
    remembered: bool

    @property
    def group(self) -> tuple[int, int, bool]:
        """The group alone, without what it was read from: bounds, and whether it was declared."""
        return (self.low, self.high, self.declared)


def not_stated(project: ProjectFacts) -> tuple[bool, bool]:
    """Return which of the two facts are missing that a group is read from where it is not declared."""
    return (project.process_flags is None, project.sensitive_factors is None)


class AnnexRows:
    """The rows of a ruleset, made ready to be asked for many projects."""

    def __init__(self, rows: Sequence[AnnexRow]) -> None:
        self._rows = tuple(rows)
        self._by_step: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            if row.flag is not None:
                self._by_step.setdefault(row.flag, []).append(number)
        self._by_code: dict[str, tuple[int, ...]] = {}  # kept, for there are few codes

    def read(self, project: ProjectFacts) -> GroupReading:
        """Return the project's environment group."""
        return _reading(project, self._applying(project))

    def _applying(self, project: ProjectFacts) -> list[tuple[AnnexRow, str]]:
        """Return the rows that cover the project (yes) or may (maybe), in their order.

        Once the process steps are stated, they decide the rows that have a step, and nothing else does.
        """
        found = {number for line in project.lines for number in self._touched_by(line)}
        steps = project.process_flags
        if steps is not None:
            found = {number for number in found if self._rows[number].flag is None}
            for step in steps:
                found.update(self._by_step.get(step, ()))
        rows = [self._rows[number] for number in sorted(found)]
        return [
            (row, "yes" if row.outright or (steps is not None and row.flag is not None) else "maybe")
            for row in rows
        ]

    def _touched_by(self, line: Line) -> tuple[int, ...]:
        numbers = self._by_code.get(line.code)
        if numbers is None:
            numbers = tuple(number for number, row in enumerate(self._rows) if line.falls_under(row.codes))
            self._by_code[line.code] = numbers
        return numbers


def read_group(project: ProjectFacts, rows: Sequence[AnnexRow]) -> GroupReading:
    """Return the project's environment group under the rows of a ruleset."""
    return AnnexRows(rows).read(project)


def _reading(project: ProjectFacts, applying: Sequence[tuple[AnnexRow, str]]) -> GroupReading:
    # Where no row applies the reading is group III: IV counts only when it is declared.
    severe = mild = NUMBER_OF["III"]
    applied: list[str] = []
    remembered = sure = False
    risk: dict[str, list[str]] = {"yes": [], "maybe": []}
    for row, applies in applying:
        least, most = _groups(row, project)
        read = row.standing != "known"
        severe = min(severe, most)
        if applies == "yes" and read:
            sure, mild = True, min(mild, least)
        applied.append(row.key)
        remembered = remembered or not read
        danger = _high_risk(row, project)
        if danger != "no":
            risk["yes" if danger == applies == "yes" and read else "maybe"].append(row.key)
    high_risk = "yes" if risk["yes"] else "maybe" if risk["maybe"] else "no"
    risky = tuple(risk["yes"] or risk["maybe"])
    if project.environment_group is not None:
        stated = NUMBER_OF[project.environment_group]
        conflict = sure and stated > mild
        return GroupReading(
            stated, stated, "declared", tuple(applied), conflict, True, high_risk, risky, remembered
        )
    because = "no_row" if not applied else "rows_remembered" if mild != severe and remembered else "rows"
    return GroupReading(severe, mild, because, tuple(applied), False, False, high_risk, risky, remembered)


def _sizes(row: AnnexRow, project: ProjectFacts) -> tuple[str, str]:
    """Return the smallest and the largest size class that the stated output allows."""
    if row.large_from is None:
        return (row.smallest, "large")
    output = _output(row, project)
    if output is None:
        return (row.smallest, "large")
    if output >= row.large_from:
        return ("large", "large")
    if row.medium_from is None:  # the row has no smaller size, or where it begins was not read
        return (row.smallest, "medium")
    if output >= row.medium_from:
        return ("medium", "medium")
    return ("small", "small")


def counted(row: AnnexRow, project: ProjectFacts) -> list[int]:
    """Return the numbers of the lines whose outputs a row adds up: those that fall under it, or else all."""
    numbers = [number for number, line in enumerate(project.lines) if line.falls_under(row.codes)]
    return numbers or [*range(len(project.lines))]


def _output(row: AnnexRow, project: ProjectFacts) -> float | None:
    """Return the yearly output of the lines that fall under the row, if all of it is stated in its unit."""
    lines = [project.lines[number] for number in counted(row, project)]
    if any(line.annual_output is None or line.output_unit != row.unit for line in lines):
        return None
    return sum(line.annual_output or 0.0 for line in lines)


def _groups(row: AnnexRow, project: ProjectFacts) -> tuple[int, int]:
    """Return the mildest and the most severe group the row can mean (art. 28: size and sensitive factors)."""
    if row.always_group_i:
        return (1, 1)
    smallest, largest = _sizes(row, project)
    near = project.sensitive_factors
    return (
        _group_of(smallest, sensitive=bool(near)),
        _group_of(largest, sensitive=near is None or bool(near)),
    )


def _group_of(size: str, *, sensitive: bool) -> int:
    plain = {"large": 1, "medium": 2, "small": 3}[size]
    return max(1, plain - 1) if sensitive else plain


def _high_risk(row: AnnexRow, project: ProjectFacts) -> str:
    """Say whether the row means level I and large, or a type that is group I whatever its size (G06)."""
    if row.always_group_i:
        return "yes"
    if row.level != "I":
        return "no"
    smallest, largest = _sizes(row, project)
    if largest != "large":
        return "no"
    return "yes" if smallest == "large" else "maybe"
