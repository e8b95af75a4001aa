"""The file of real projects: a row that cannot be read is told with its line, the others are read."""

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from investors.countries import COUNTRIES
from investors.reading_words import NATIONALITIES
from parks.dates import today
from parks.text import search_key

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
_FIRST_YEAR = 2000
# The most that a request to the service may say.
_MOST = {"capital_musd": 1e9, "land_ha": 1e5, "jobs": 1e7}
_MOST_LETTERS = 200
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")
_COUNTRY_CODES = {
    **{search_key(name): code for code, name in COUNTRIES.items()},
    **{code.lower(): code for code in COUNTRIES},
    **NATIONALITIES,
}


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
    # What is no UTF-8 becomes half characters, so that the mistake stays on its line.
    with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as file:
        lines = file.readlines()
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    head = _head(lines, delimiter)
    rows: list[SitedProject] = []
    unreadable: list[Unreadable] = []
    for number, cells, errors in _records(lines, delimiter, len(head)):
        row = None if errors else _row(dict(zip(head, cells, strict=True)), errors)
        if row is None or errors:
            unreadable.append(Unreadable(f"line {number}", tuple(errors)))
        else:
            rows.append(row)
    return RowsFile(tuple(rows), tuple(unreadable))


def _head(lines: Sequence[str], delimiter: str) -> list[str]:
    """Return the names of the columns. Raises RowsError where one is missing or stands there twice."""
    if not lines:
        raise RowsError(["the file is empty"])
    if _NOT_UTF_8.search(lines[0]) or "\x00" in lines[0]:
        raise RowsError(["line 1: the text is not UTF-8; save the file as “CSV UTF-8”"])
    try:
        head = [name.strip() for name in next(csv.reader(lines[:1], delimiter=delimiter))]
    except csv.Error as error:
        raise RowsError([f"line 1: {error}"]) from error
    missing = [name for name in COLUMNS if name not in head]
    twice = [name for name in COLUMNS if head.count(name) > 1]
    errors = [f"line 1: no column {', '.join(missing)}"] if missing else []
    if errors := errors + ([f"line 1: {', '.join(twice)} stands there twice"] if twice else []):
        raise RowsError(errors)
    return head


def _records(
    lines: Sequence[str], delimiter: str, columns: int
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield each record below the head with the number of its first line and what is wrong with it.

    After a record that cannot be read comes the next line: one quote that is not closed spoils no other row.
    """
    start = 1
    while start < len(lines):
        reader = csv.reader(
            map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True
        )
        cells, errors = [], []
        try:
            cells = next(reader)
            errors = _broken(cells, columns)
        except csv.Error as error:
            errors = [_QUOTES if "unexpected end" in str(error) else str(error)]
        if cells or errors:
            yield start + 1, cells, errors
        start += 1 if errors else reader.line_num


_QUOTES = "a quote is opened and never closed"


def _broken(cells: Sequence[str], columns: int) -> list[str]:
    if cells and len(cells) != columns:
        return [f"{len(cells)} cells, the head has {columns}"]
    if any(_NOT_UTF_8.search(cell) for cell in cells):
        return ["the text is not UTF-8"]
    if any(_UNPRINTABLE.search(cell) for cell in cells):
        return ["a character that nobody can print"]
    return []


def _row(raw: Mapping[str, str], errors: list[str]) -> SitedProject:
    errors += [
        f"{column} has more than {_MOST_LETTERS} letters"
        for column in _NAMES
        if len(raw[column]) > _MOST_LETTERS
    ]
    country = raw["country"].strip()
    nationality = _COUNTRY_CODES.get(search_key(country))
    if country and nationality is None:
        errors.append(f"country {_shown(country)} is not known; its code of ISO 3166 always is: KR")
    return SitedProject(
        project_id=raw["project_id"],
        company=raw["company"],
        product=raw["product"],
        code=raw["vsic_code"],
        nationality=nationality,
        capital_musd=_number(raw, "capital_musd", errors),
        land_ha=_number(raw, "land_ha", errors),
        jobs=_number(raw, "jobs", errors),
        year=_year(raw, errors),
        site=raw["site_code_guess"],
        expansion=raw["expansion"] == "yes",
        note=raw["tech_note"],
        confidence=raw["confidence"],
    )


# What the page repeats of a row.
_NAMES = ("project_id", "company", "vsic_code", "site_code_guess", "confidence")


def _number(raw: Mapping[str, str], column: str, errors: list[str]) -> float | None:
    if not raw[column]:
        return None
    try:
        number = float(raw[column])
    except ValueError:
        number = math.nan
    if 0 < number <= _MOST[column]:
        return number
    errors.append(
        f"{column} must be a number above 0 and up to {_MOST[column]:,.0f}, or empty, not {_shown(raw[column])}"
    )
    return None


def _year(raw: Mapping[str, str], errors: list[str]) -> int | None:
    year, last = raw["year"], today().year
    if not year:
        return None
    if year.isdecimal() and len(year) == 4 and _FIRST_YEAR <= int(year) <= last:
        return int(year)
    errors.append(f"year must be from {_FIRST_YEAR} to {last} or empty, not {_shown(year)}")
    return None


def _shown(typed: str) -> str:
    """Return what was typed, in quotes and no longer than a line takes."""
    return repr(typed if len(typed) <= 40 else f"{typed[:40]}…")
