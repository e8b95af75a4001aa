"""Numbers and dates as a language writes them. Each text is made once and remembered."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

Number = float | Decimal

_REMEMBERED = 8192
_PRINTED = re.compile(r"([<>≤≥~]?\s*)([0-9]+)(?:[.,]([0-9]+))?")


def number_writer(decimal: str, thousands: str) -> Callable[[Number | str], str]:
    """Return a function that writes a number with no more decimals than it has, four at most.

    A text is a figure as a source prints it ("196.80"): its decimals are kept. Other texts stay as they are.
    """

    @lru_cache(_REMEMBERED)
    def write(value: Number | str) -> str:
        if isinstance(value, str):
            found = _PRINTED.fullmatch(value)
            if found is None:
                return value
            sign, whole, rest = found.groups()
        else:
            sign, whole, rest = _digits(value)
        grouped = f"{int(whole):,}".replace(",", thousands)
        return f"{sign}{grouped}{decimal}{rest}" if rest else f"{sign}{grouped}"

    return write


def _digits(value: Number) -> tuple[str, str, str]:
    """Return sign, whole digits and decimals. A figure too small for four decimals has up to twelve."""
    places = 4 if value == 0 or abs(float(value)) >= 0.0001 else 12
    whole, _, rest = f"{abs(value):.{places}f}".partition(".")
    return ("-" if value < 0 else "", whole, rest.rstrip("0"))


def date_writer(day: str, month: str, months: tuple[str, ...] | None = None) -> Callable[[str], str]:
    """Return a function that writes a year, a month or a day ("2025", "2025-04", "2025-04-29").

    ``day`` and ``month`` are patterns of day, month and year; ``months`` their names, else numbers are used.
    """

    @lru_cache(_REMEMBERED)
    def write(value: str) -> str:
        parts = value.split("-")
        if len(parts) == 1 or not all(part.isdigit() for part in parts):
            return value
        number = int(parts[1])
        name = months[number - 1] if months else str(number)
        if len(parts) == 2:
            return month % (name, parts[0])
        return day % (int(parts[2]), name, parts[0])

    return write
