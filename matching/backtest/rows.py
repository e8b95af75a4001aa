"""The file of real projects: read whole, refused with every mistake at its line."""

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
    """A file that cannot be used; ``errors`` lists every mistake with its line."""

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


def read_rows(path: Path) -> tuple[SitedProject, ...]:
    """Return the rows of a file. Raises RowsError with every mistake and its line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise RowsError([f"line 1: no column {', '.join(missing)}"])
        errors: list[str] = []
        rows = tuple(_row(raw, f"line {reader.line_num}", errors) for raw in reader)
    if errors:
        raise RowsError(errors)
    return rows


def _row(raw: Mapping[str, str], place: str, errors: list[str]) -> SitedProject:
    country = raw["country"]
    if country and country not in COUNTRIES:
        errors.append(f"{place}: country {country!r} has no code; known: {', '.join(COUNTRIES)}")
    return SitedProject(
        project_id=raw["project_id"],
        company=raw["company"],
        product=raw["product"],
        code=raw["vsic_code"],
        nationality=COUNTRIES.get(country),
        capital_musd=_number(raw, "capital_musd", place, errors),
        land_ha=_number(raw, "land_ha", place, errors),
        jobs=_number(raw, "jobs", place, errors),
        year=_year(raw, place, errors),
        site=raw["site_code_guess"],
        expansion=raw["expansion"] == "yes",
        note=raw["tech_note"],
        confidence=raw["confidence"],
    )


def _number(raw: Mapping[str, str], column: str, place: str, errors: list[str]) -> float | None:
    if not raw[column]:
        return None
    try:
        number = float(raw[column])
    except ValueError:
        number = math.nan
    if math.isfinite(number) and number > 0:
        return number
    errors.append(f"{place}: {column} must be a number above 0 or empty, not {raw[column]!r}")
    return None


def _year(raw: Mapping[str, str], place: str, errors: list[str]) -> int | None:
    year = raw["year"]
    if not year:
        return None
    if year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return int(year)
    errors.append(f"{place}: year must be from {_FIRST_YEAR} to {_LAST_YEAR} or empty, not {year!r}")
    return None
