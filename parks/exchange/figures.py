"""Figures, dates and intervals as cells, and what officers type into such cells."""

import math
import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from parks.exchange.formats import Cell, Figure, written_figure
from parks.land_split import hundredths
from parks.models import Fact
from parks.quantities import parse
from parks.text import search_key

UNKNOWN = "chưa biết"
_QUALIFIERS = {
    Fact.Qualifier.ABOUT: "khoảng",
    Fact.Qualifier.AT_LEAST: "ít nhất",
    Fact.Qualifier.AT_MOST: "nhiều nhất",
}
_TYPED_AS = {
    **{search_key(word): qualifier for qualifier, word in _QUALIFIERS.items()},
    "≥": Fact.Qualifier.AT_LEAST,
    ">=": Fact.Qualifier.AT_LEAST,
    "≤": Fact.Qualifier.AT_MOST,
    "<=": Fact.Qualifier.AT_MOST,
    "~": Fact.Qualifier.ABOUT,
}
_TYPED = re.compile(r"(?P<word>[^\d]*?)\s*(?P<value>\d.*?)\s*(?:ha|%)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DATE = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


def figure_cell(fact: Fact) -> Cell:
    """Return a fact's figure: a number with the decimals it is printed with, or in words where it is no exact one."""
    number = Decimal(fact.value.replace(",", "."))
    if fact.qualifier == Fact.Qualifier.EXACT:
        return number
    return f"{_QUALIFIERS[Fact.Qualifier(fact.qualifier)]} {written_figure(number)}"


def read_figure(quantity: str, cell: str) -> dict[str, Any] | None:
    """Return the value, its number and its qualifier; None for an empty cell. Raises ValidationError at `value`."""
    if not cell or search_key(cell) == search_key(UNKNOWN):
        return None
    qualifier, value = Fact.Qualifier.EXACT, str(cell)
    typed = _TYPED.fullmatch(cell.strip())
    if typed and search_key(typed["word"]) in ("", *_TYPED_AS):
        qualifier = _TYPED_AS.get(search_key(typed["word"]), qualifier)
        value = typed["value"]
    if not isinstance(cell, Figure) and _TWO_WAYS.fullmatch(value):
        whole, rest = value.split(".")
        raise ValidationError(
            {"value": f"Không rõ {value} là {whole},{rest} hay {whole}{rest}: xin ghi theo một cách ấy."}
        )
    if _GROUPED.fullmatch(value):
        value = value.replace(".", "")
    return {"value": value, "number": parse(quantity, value), "qualifier": qualifier}


def read_partial(cell: str) -> str:
    """Return a date as it is recorded (2023, 2023-06, 2023-06-30); what is no date stays for its field to refuse."""
    typed = _DATE.fullmatch(cell.strip())
    if typed is None:
        return cell.strip()
    day, month, year = typed.groups()
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def span_cell(lo: float, hi: float) -> Cell:
    """Return an area that is worked out, in hectares: a number where it is sure, else its ends in words."""
    if math.isinf(hi):
        return UNKNOWN if lo <= 0 else f"ít nhất {_cut(lo)}"
    if lo == hi:
        return hundredths(lo)
    return f"nhiều nhất {_cut(hi)}" if lo <= 0 else f"từ {_cut(lo)} đến {_cut(hi)}"


def reads_like(cell: str, now: Cell) -> bool:
    """Tell whether a cell that is not read still shows what stands there now."""
    if isinstance(now, int | Decimal):
        try:
            return Decimal(cell.replace(",", ".")) == now
        except ArithmeticError:
            return False
    return search_key(cell) == search_key(str(now or ""))


def _cut(area: float) -> str:
    return written_figure(Decimal(repr(round(area, 2))).normalize())
