"""Numbers as Vietnamese print them."""

from typing import Any


def number(value: Any, places: int = 2) -> str:
    """Return a number with at most so many decimals, none of them an idle zero: 1.234,5."""
    whole, _, rest = f"{float(value):,.{places}f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def measured(value: str, unit: str) -> str:
    """Return a value with its unit: 12,5 ha, and 97% without a gap, as sentences have it."""
    return f"{value}{unit}" if unit == "%" else f"{value} {unit}".strip()
