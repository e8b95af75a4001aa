"""The file of real projects: a row that cannot be read is told with its line, the others are read."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = (
    "project_id",
    "company",
    "product",
    "vsic_code",
    "country",
    "capital_musd",
    "land_ha",
    "jobs",
    "year",
    "site_code_guess",
    "expansion",
    "tech_note",
    "confidence",
)
COUNTRIES = {"Viet Nam": "VN", "South Korea": "KR", "China": "CN", "Malaysia": "MY"}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class RowsError(ValueError):
    """A file that cannot be used at all; ``errors`` says why."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


@dataclass(frozen=True)
class SitedProject:
    """One real project as the file has it; None, or an empty text, for what it does not say."""

    project_id: str
    company: str
    product: str
    code: str
    nationality: str | None
    capital_musd: float | None
    land_ha: float | None
    jobs: float | None
    year: int | None
    site: str
    expansion: bool
    note: str
    confidence: str

    @property
    def memorandum(self) -> bool:
        """Whether no more than a memorandum was found."""
        return "memorandum" in self.note.casefold()

    @property
    def firm(self) -> str:
        """What tells the firm: the first two words of its name."""
        return firm_of(self.company)

    def request(self) -> dict[str, Any]:
        """Return the row as the `project` object of a request; what it does not say is left out."""
        project: dict[str, Any] = {"lines": [{"code": self.code, "product": self.product}]}
        if self.nationality is not None:
            project["investor"] = {"nationality": self.nationality}
        if self.capital_musd is not None:
            project["capital"] = {"amount": self.capital_musd * 1e6, "currency": "USD"}
        if self.land_ha is not None:
            project["land"] = {"area_ha": self.land_ha}
        if self.jobs is not None:
            project["jobs"] = {"total": self.jobs}
        return project


def firm_of(name: str) -> str:
    """Return the first two words of a firm's name, what stands in brackets left out."""
    return " ".join(name.split("(")[0].split()[:2]).casefold()


@dataclass(frozen=True)
class Unreadable:
    """A row that cannot be read: its place in the file, and every reason."""

    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class RowsFile:
    """What a file holds: the rows, and those that cannot be read."""

    rows: tuple[SitedProject, ...]
    unreadable: tuple[Unreadable, ...]


def read_rows(path: Path) -> RowsFile:
    """Return the rows of a file. Raises RowsError where it has no such columns."""
    rows: list[SitedProject] = []
    unreadable: list[Unreadable] = []
    # What is no UTF-8 becomes half characters, so that the mistake stays on its line.
    with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as file:
        reader = csv.reader(file)
        head = next(reader, [])
        missing = [name for name in COLUMNS if name not in head]
        if missing:
            raise RowsError([f"line 1: no column {', '.join(missing)}"])
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return RowsFile(tuple(rows), tuple(unreadable))
            except csv.Error as error:
                unreadable.append(Unreadable(f"line {reader.line_num}", (str(error),)))
                continue
            if not cells:
                continue
            errors = _broken(head, cells)
            row = None if errors else _row(dict(zip(head, cells, strict=True)), errors)
            if row is None or errors:
                unreadable.append(Unreadable(f"line {reader.line_num}", tuple(errors)))
            else:
                rows.append(row)


def _broken(head: list[str], cells: list[str]) -> list[str]:
    if len(cells) != len(head):
        return [f"{len(cells)} cells, the head has {len(head)}"]
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        return ["the text is not UTF-8"]
    return []


def _row(raw: Mapping[str, str], errors: list[str]) -> SitedProject:
    country = raw["country"]
    if country and country not in COUNTRIES:
        errors.append(f"country {country!r} has no code; known: {', '.join(COUNTRIES)}")
    return SitedProject(
        project_id=raw["project_id"],
        company=raw["company"],
        product=raw["product"],
        code=raw["vsic_code"],
        nationality=COUNTRIES.get(country),
        capital_musd=_number(raw, "capital_musd", errors),
        land_ha=_number(raw, "land_ha", errors),
        jobs=_number(raw, "jobs", errors),
        year=_year(raw, errors),
        site=raw["site_code_guess"],
        expansion=raw["expansion"] == "yes",
        note=raw["tech_note"],
        confidence=raw["confidence"],
    )


def _number(raw: Mapping[str, str], column: str, errors: list[str]) -> float | None:
    if not raw[column]:
        return None
    try:
        number = float(raw[column])
    except ValueError:
        number = math.nan
    if math.isfinite(number) and number > 0:
        return number
    errors.append(f"{column} must be a number above 0 or empty, not {raw[column]!r}")
    return None


def _year(raw: Mapping[str, str], errors: list[str]) -> int | None:
    year = raw["year"]
    if not year:
        return None
    if year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return int(year)
    errors.append(f"year must be from {_FIRST_YEAR} to {_LAST_YEAR} or empty, not {year!r}")
    return None
