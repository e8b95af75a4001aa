"""One value of a ruleset document as an officer types it, and back. What cannot be read stays as the text that was typed."""

import datetime
import re
import types
import typing
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from investors.numbers import read_number, write_number

ABSENT: Any = type("Absent", (), {"__repr__": lambda self: "ABSENT"})()
MOST_DIGITS = 30
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BOOLEANS = {"true": True, "false": False}
# A number with three decimals could be meant as thousands: one more zero says which.
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


def inner(kind: Any) -> tuple[Any, bool]:
    """Return a kind without its `None`, and whether it had one."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(kind) if one is not type(None)), True
    return kind, False


def item_of(kind: Any) -> Any:
    """Return what a list of plain values holds; None for any other kind."""
    if typing.get_origin(kind) not in (tuple, frozenset):
        return None
    one = typing.get_args(kind)[0]
    return one if one in (str, float, int) else None


def text_of(value: Any) -> str:
    """Return a value as it stands in a field; lists are parted by semicolons."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list | tuple):
        return "; ".join(text_of(one) for one in value)
    return str(value)


def value_of(kind: Any, text: str) -> Any:
    """Return what was typed as a plain value of its kind, or as the text that it is."""
    kind, optional = inner(kind)
    text = text.strip()
    if optional and not text:
        return None
    if (item := item_of(kind)) is not None:
        parts = (part.strip() for part in re.split(r"[;\n]", text))
        return [value_of(item, part) for part in parts if part]
    if kind in (float, int):
        return _read_number(text, whole=kind is int)
    if kind is bool:
        return _BOOLEANS.get(text, text)
    if kind is datetime.date:
        return _read_day(text)
    return text


def _number(value: float) -> str:
    try:
        text = write_number(Decimal(str(value)))
    except ValueError:  # longer than Python writes a number
        return str(float("inf"))
    return f"{text}0" if _TWO_WAYS.fullmatch(text) else text


def _read_number(text: str, *, whole: bool) -> Any:
    if len(text) > MOST_DIGITS:
        return text
    try:
        found = read_number(text, whole)
    except ValidationError:
        return text
    return int(found) if found == found.to_integral_value() else float(found)


def _read_day(text: str) -> Any:
    found = _DAY.fullmatch(text)
    try:
        if found:
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text
