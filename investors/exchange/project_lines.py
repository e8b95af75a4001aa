"""The lines of a project in repeated columns: one group of columns for each line, in the order of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from investors.exchange.checks import line_errors
from investors.exchange.kinds import change, kind_of
from investors.exchange.named import Places, Sectors
from investors.exchange.project_columns import LINE_FILLED, LINE_HEADINGS, MOST_LINES, column, line_key
from investors.models import Project, ProjectLine
from matching.engine.vocabulary import VSIC_EDITIONS
from parks.exchange.formats import Cell
from parks.models import Sector

NO_LINE = "Dự án cần ít nhất một ngành nghề."


@dataclass(slots=True)
class Lines:
    """The lines of a project as a row wants them, and which of them are changed or go."""

    all: list[ProjectLine]
    changed: list[ProjectLine] = field(default_factory=list)
    removed: list[ProjectLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class LineColumns:
    """Writes the lines of a project into cells, and reads them back."""

    def __init__(self, places: Places) -> None:
        self._kinds = {name: kind_of(column(ProjectLine, name), places) for name in LINE_FILLED}
        self._sectors = Sectors()

    def cells(self, lines: Sequence[ProjectLine]) -> dict[str, Cell]:
        """Return the cells of all lines."""
        return {
            line_key(number, part): cell
            for number, line in enumerate(lines, 1)
            for part, cell in self._written(line).items()
        }

    def read(self, project: Project, stored: Sequence[ProjectLine], cells: Mapping[str, str]) -> Lines:
        """Return the lines as the cells want them. Raises ValidationError with the columns that are wrong."""
        wanted = Lines([])
        errors: dict[str, Any] = {}
        for number in range(1, max(len(stored), MOST_LINES) + 1):
            line = stored[number - 1] if number <= len(stored) else None
            try:
                self._read(project, line, number, cells, wanted)
            except ValidationError as error:
                errors |= error.message_dict
        if errors:
            raise ValidationError(errors)
        if wanted.removed or any(line.pk is None for line in wanted.all):
            _number(wanted)
        if not wanted.all and (wanted.removed or project.pk is None):
            raise ValidationError({line_key(1, "sector"): NO_LINE})
        return wanted

    def _read(
        self, project: Project, line: ProjectLine | None, number: int, cells: Mapping[str, str], wanted: Lines
    ) -> None:
        said = {part: cells[key] for part in LINE_HEADINGS if (key := line_key(number, part)) in cells}
        if not any(cell for part, cell in said.items() if part != "edition"):
            if line is not None and "sector" in said:
                wanted.removed.append(line)
                wanted.words.append(f"bỏ ngành nghề {line}")
            elif line is not None:
                wanted.all.append(line)
            return
        new = line or ProjectLine(project=project, position=number)
        before = "" if line is None else str(line)
        changed, errors = self._fill(new, line, said)
        if errors := errors | {
            name: texts for name, texts in line_errors(new, changed).items() if name not in errors
        }:
            raise ValidationError({line_key(number, part): texts for part, texts in errors.items()})
        wanted.all.append(new)
        if line is None:
            wanted.words.append(f"thêm ngành nghề {new}")
        elif changed:
            wanted.changed.append(line)
            wanted.words.append(
                f"sửa ngành nghề {number}: {before}" + (f" → {new}" if str(new) != before else "")
            )

    def _fill(
        self, new: ProjectLine, line: ProjectLine | None, said: Mapping[str, str]
    ) -> tuple[set[str], dict[str, list[str]]]:
        """Write into a line what its cells say; return which columns that changes, and what is wrong."""
        changed: set[str] = set()
        errors: dict[str, list[str]] = {}
        try:
            sector = self._sector(line, said)
            if line is None or sector != line.sector:
                new.sector = sector
                changed.add("sector")
        except ValidationError as error:
            errors["sector"] = error.messages
        for name, kind in self._kinds.items():
            try:
                differs, value = (
                    change(kind, getattr(new, name), said[name]) if name in said else (False, None)
                )
            except ValidationError as error:
                errors[name] = error.messages
                continue
            if differs:
                setattr(new, name, value)
                changed.add(name)
        return changed, errors

    def _sector(self, line: ProjectLine | None, said: Mapping[str, str]) -> Sector:
        edition = said.get("edition") or (
            "2018" if line is None or "edition" in said else line.sector.edition
        )
        if edition not in VSIC_EDITIONS:
            raise ValidationError(f"Hệ mã VSIC ghi {' hoặc '.join(VSIC_EDITIONS)}.")
        as_stored = line is None or said.get("sector", "") in ("", _sector_cell(line.sector))
        if line is not None and edition == line.sector.edition and as_stored and said.get("sector") != "":
            return line.sector
        if not said.get("sector"):
            raise ValidationError("Ghi mã ngành, ví dụ 2670.")
        return self._sectors.find(edition, said["sector"])

    def _written(self, line: ProjectLine) -> dict[str, Cell]:
        own = {name: kind.write(getattr(line, name)) for name, kind in self._kinds.items()}
        return {"sector": _sector_cell(line.sector), "edition": line.sector.edition, **own}


def _sector_cell(sector: Sector) -> str:
    # With its name a code stays a text: on its own, a spreadsheet takes the zero from 0118.
    return f"{sector.code} {sector.name_vi}"


def _number(lines: Lines) -> None:
    """Count the lines anew, and mark those whose place is another one now."""
    for position, line in enumerate(lines.all, 1):
        if line.position != position:
            line.position = position
            if line.pk is not None and line not in lines.changed:
                lines.changed.append(line)
