"""How each kind of column of a project stands in a cell, and what such a cell means when it is read.

An empty cell is not known; none has a word of its own. What a cell was written from, it is read back to.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from investors.exchange.named import Places
from investors.facts import exact
from investors.fields import NODE_KINDS
from investors.forms import KNOWN_LISTS
from investors.labels import SITE_KINDS
from investors.numbers import read_number
from parks.exchange.formats import Cell, Figure, flat, written_figure
from parks.exchange.tables import choice
from parks.text import search_key

NONE, ANYWHERE = "không có", "không giới hạn"
MOST_CHARACTERS = 32_000  # what a cell of Excel holds, less some
CUT = " … (còn nữa: xem trên trang)"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is written, how it is read, and how officers are told to fill in the cell."""

    write: Callable[[Any], Cell]
    read: Callable[[str], Any]
    help: str = ""


def kind_of(column: models.Field, places: Places) -> Kind:
    """Return how the cells of a column are written and read."""
    if column.name in KNOWN_LISTS:
        return _listed(KNOWN_LISTS[column.name][1], NONE)
    if column.name == "preferences_kinds":
        return _listed(SITE_KINDS, ANYWHERE)
    if column.name == "preferences_planning_areas":
        return Kind(
            lambda value: _joined(value, places.areas, ANYWHERE),
            lambda cell: _codes(cell, places.areas, ANYWHERE),
            f"các vùng cách nhau bằng dấu “;”, hoặc “{ANYWHERE}”",
        )
    if column.name == "preferences_max_km":
        return Kind(
            lambda value: _write_distances(value, places.nodes),
            lambda cell: _read_distances(cell, places.nodes),
            f"như: Sân bay Nội Bài: 60; Cảng Hải Phòng: 150,5 ({', '.join(NODE_KINDS.values()).lower()})",
        )
    if column.choices:
        return _one_of(dict(column.choices))
    if isinstance(column, models.DateField):
        return Kind(lambda value: value, _read_date, "ngày như 24/11/2026")
    if isinstance(column, models.DecimalField):
        return _NUMBER if column.decimal_places else _WHOLE
    if isinstance(column, models.PositiveIntegerField):
        return _COUNT
    return _TEXT


def change(kind: Kind, stored: Any, cell: str) -> tuple[bool, Any]:
    """Return whether a cell says something else than what is stored, and the value it says."""
    written = kind.write(stored)
    if (isinstance(written, str) or written is None) and flat(cell) == flat(written or ""):
        return False, stored
    value = kind.read(cell)
    return value != stored, value


def _write_text(value: str | None) -> Cell:
    text = value or ""
    return f"{text[:MOST_CHARACTERS]}{CUT}" if len(text) > MOST_CHARACTERS else text


def _read_number(cell: str, whole: bool = False) -> Decimal | None:
    if not cell:
        return None
    number = Decimal(cell) if isinstance(cell, Figure) else read_number(cell, whole)
    number = Decimal(exact(number))  # zeros behind are no decimals that a column would have to hold
    if whole and number != number.to_integral_value():
        raise ValidationError("Xin ghi số nguyên.", code="not_whole")
    return number


def _read_count(cell: str) -> int | None:
    number = _read_number(cell, whole=True)
    return None if number is None else int(number)


def _read_date(cell: str) -> datetime.date | None:
    if not cell:
        return None
    typed = _DATE.fullmatch(cell)
    try:
        if typed:
            day, month, year = map(int, typed.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(cell)
    except ValueError as error:
        raise ValidationError("Ghi ngày như 24/11/2026.", code="date") from error


_TEXT = Kind(_write_text, lambda cell: flat(cell))
_NUMBER = Kind(
    lambda value: None if value is None else Decimal(exact(value)),
    _read_number,
    "số như 1200 hoặc 8,5; không có thì ghi 0",
)
_WHOLE = Kind(_NUMBER.write, lambda cell: _read_number(cell, whole=True), "số nguyên; không có thì ghi 0")
_COUNT = Kind(lambda value: value, _read_count, "số nguyên; không có thì ghi 0")


def _one_of(labels: Mapping[str, Any]) -> Kind:
    return Kind(
        lambda value: str(labels.get(value, value)) if value else None,
        lambda cell: _key_of(cell, labels) if cell else None,
        f"một trong: {', '.join(map(str, labels.values()))}",
    )


def _key_of(cell: str, labels: Mapping[str, Any]) -> str:
    try:
        return choice(cell, "cell", labels.items())
    except ValidationError as error:
        raise ValidationError(error.messages) from error


def _listed(labels: Mapping[str, str], none: str) -> Kind:
    return Kind(
        lambda value: _joined(value, labels, none),
        lambda cell: _codes(cell, labels, none),
        f"“{none}”, hoặc cách nhau bằng dấu “;”: {'; '.join(labels.values())}",
    )


def _joined(value: list[str] | None, labels: Mapping[str, str], none: str) -> Cell:
    if value is None:
        return None
    return "; ".join(labels.get(code, code) for code in value) or none


def _codes(cell: str, labels: Mapping[str, str], none: str) -> list[str] | None:
    if not cell:
        return None
    if search_key(cell) == search_key(none):
        return []
    codes = {search_key(name): code for code, label in labels.items() for name in (code, label)}
    typed = [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
    if wrong := [part for part in typed if search_key(part) not in codes]:
        raise ValidationError(f"Không có mục “{'; '.join(wrong)}”. Được ghi: {'; '.join(labels.values())}.")
    return [codes[search_key(part)] for part in typed]


def _write_distances(value: dict[str, Any] | None, nodes: Mapping[str, str]) -> Cell:
    if value is None:
        return None
    parts = (f"{nodes.get(code, code)}: {written_figure(Decimal(str(km)))}" for code, km in value.items())
    return "; ".join(parts) or ANYWHERE


def _read_distances(cell: str, nodes: Mapping[str, str]) -> dict[str, float] | None:
    if not cell:
        return None
    if search_key(cell) == search_key(ANYWHERE):
        return {}
    codes = {search_key(name): code for code, label in nodes.items() for name in (code, label)}
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", cell))):
        name, mark, km = part.rpartition(":")
        code = codes.get(search_key(name))
        if not mark or code is None or code in found:
            raise ValidationError(f"“{part}”: ghi tên đầu mối, dấu hai chấm rồi số km; mỗi đầu mối một lần.")
        number = read_number(re.sub(r"\s*km$", "", km.strip()))
        found[code] = int(number) if number == number.to_integral_value() else float(number)
    return found
