"""What a table of the open data is: a name, titles, columns, and rows in a fixed order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from parks.language import Language
from parks.snapshot import Snapshot

Cell = str | int | float | bool | None
Columns = Mapping[str, Callable[[Any], Cell]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table that is given away whole."""

    name: str
    title: Mapping[Language, str]
    description: Mapping[Language, str]
    columns: Columns
    rows: Callable[[Snapshot], Iterable[Any]]
    has_points: bool = False  # every row is a place: given as GeoJSON too

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it is given in, by the ending of its address."""
        return ("csv", "json", "geojson") if self.has_points else ("csv", "json")

    def values(self, catalogue: Snapshot) -> Iterator[dict[str, Cell]]:
        """Yield the rows, each with the value of every column."""
        for row in self.rows(catalogue):
            yield {name: value_of(row) for name, value_of in self.columns.items()}


def same(*names: str, of: str = "") -> Columns:
    """Return columns that are attributes of the same name, of the row or of a part of it."""
    return {name: attrgetter(f"{of}{name}") for name in names}


def source(of: str = "") -> Columns:
    parts = {"source": "code", "source_title": "title", "source_url": "url"}
    return {name: attrgetter(f"{of}source.{part}") for name, part in parts.items()}


def code_of(place: Any) -> str:
    """Return the code of what a row belongs to; empty where it belongs to nothing."""
    return "" if place is None else str(place.code)
