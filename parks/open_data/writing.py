"""Writes a table as CSV, JSON or GeoJSON, row by row: the same rows always give the same bytes."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from parks.attributions import ATTRIBUTIONS
from parks.exchange.formats import neutralised
from parks.geojson import feature
from parks.open_data.datasets import Cell, Dataset
from parks.snapshot import Snapshot

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "geojson": "application/geo+json",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
_encode = msgspec.json.Encoder().encode
Rows = Iterator[Mapping[str, Cell]]


def written(table: Dataset, form: str, catalogue: Snapshot) -> Iterator[bytes]:
    """Yield the pieces of a file."""
    return _WRITERS[form](table, table.values(catalogue))


def _csv(table: Dataset, rows: Rows) -> Iterator[bytes]:
    yield _BYTE_ORDER_MARK + _line(table.columns)
    for row in rows:
        yield _line(_cell(value) for value in row.values())


def _line(cells: Any) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(cells)
    return stream.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralised(value) if isinstance(value, str) else f"{value}"


def _json(table: Dataset, rows: Rows) -> Iterator[bytes]:
    return _listed({"dataset": table.name, "attributions": ATTRIBUTIONS}, "items", map(_encode, rows))


def _geojson(table: Dataset, rows: Rows) -> Iterator[bytes]:
    head = {"type": "FeatureCollection", "dataset": table.name, "attributions": ATTRIBUTIONS}
    return _listed(head, "features", (_encode(feature(row)) for row in rows))


def _listed(head: Mapping[str, Any], name: str, items: Iterator[bytes]) -> Iterator[bytes]:
    """Yield an object with one more member, a list, an item a line."""
    yield _encode(head)[:-1] + b',"%s":[' % name.encode()
    between = b"\n"
    for item in items:
        yield between + item
        between = b",\n"
    yield b"\n]}\n"


_WRITERS: Mapping[str, Callable[[Dataset, Rows], Iterator[bytes]]] = {
    "csv": _csv,
    "json": _json,
    "geojson": _geojson,
}
