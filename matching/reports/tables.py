"""Tables: the form that screen, Excel and PDF have in common. A cell holds a figure; each rendering writes it its way."""

from dataclasses import dataclass
from decimal import Decimal

from parks.admin import show

UNKNOWN = "chưa biết"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what is to be known of it. `before` qualifies it ("ít nhất"); `weak` where no firm source has it."""

    value: Decimal | int | None
    note: str = ""
    before: str = ""
    weak: bool = False


Cell = str | int | Decimal | Figure | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: words, numbers, or figures with notes. `wide` takes more of a printed page."""

    heading: str
    kind: str = "words"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns. `sheet` names it in Excel; `nothing` is said where there is no row; `last_is_sum`."""

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = "Không có."
    notes: tuple[str, ...] = ()
    last_is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what it says in sentences, and its tables."""

    key: str
    title: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]


def words(heading: str, *, wide: bool = False) -> Column:
    """Return a column of words."""
    return Column(heading, "words", wide)


def numbers(heading: str) -> Column:
    """Return a column of numbers."""
    return Column(heading, "numbers")


def figures(heading: str) -> Column:
    """Return a column of figures."""
    return Column(heading, "figures")


def shown(cell: Cell) -> str:
    """Return a cell as people read it."""
    if isinstance(cell, Figure):
        said = f"{cell.before} {number(cell.value)}".strip()
        return f"{said} ({cell.note})" if cell.note else said
    return cell if isinstance(cell, str) else number(cell)


def number(value: Decimal | int | None) -> str:
    """Return a number as Vietnamese print it, whole ones to the last digit; what nobody knows is said to be unknown."""
    if value is None:
        return UNKNOWN
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else show.number(value)
