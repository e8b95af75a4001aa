"""A part of a ruleset document as fields to be filled in, made from the annotations that the parser reads it by.

A field that nobody has touched keeps its stored value to the last digit, and a part that is not shown is not changed.
"""

import dataclasses
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matching.drafting import labels
from matching.drafting.values import ABSENT, inner, item_of, text_of, value_of

BLANK_ROWS = 2
MOST_COLUMNS_OF_WORDS = 3
MOST_ROWS = 400
# What a second row with the same key is stored under, so that neither is lost; it is a mistake (`mistakes`).
TWICE = " (trùng)"
KEY, VALUE = "key", "value"
Posted = Mapping[str, str]


@dataclass
class Leaf:
    """One field. ``name`` is that of the input, ``place`` where the parser says what is wrong with it."""

    name: str
    place: str
    label: str
    kind: Any
    stored: Any
    options: tuple[tuple[str, str], ...] = ()
    default: Any = ABSENT
    hint: str = ""
    may_go: bool = False  # left empty, it is taken out of the document
    errors: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return text_of(self.default if self.stored is ABSENT else self.stored)

    @property
    def shape(self) -> str:
        """How it is shown: a choice, a switch, a list, a number or a text."""
        kind = inner(self.kind)[0]
        if self.options:
            return "choice"
        if kind is bool:
            return "switch"
        return "list" if item_of(kind) is not None else "number" if kind in (float, int) else "text"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen; what is stored stays among it whatever it is."""
        known = [code for code, _ in self.options]
        empty = [] if self.text in known and not inner(self.kind)[1] else [("", "(không có)")]
        other = [(self.text, self.text)] if self.text and self.text not in known else []
        return [*empty, *self.options, *other]

    def read(self, posted: Posted) -> Any:
        """Return the value that was typed; the stored one where nothing else was."""
        typed = text_in(posted, self.name)
        if typed is None or typed == self.text.replace("\r\n", "\n").strip():
            return self.stored
        if self.may_go and not typed:
            return ABSENT
        return value_of(self.kind, typed)


@dataclass
class Group:
    """Some fields that belong together: a record, or a mapping with a closed list of keys."""

    place: str
    label: str
    stored: Any
    leaves: dict[str, Leaf]
    summed: bool = False
    errors: list[str] = field(default_factory=list)
    shape: str = "group"

    def read(self, posted: Posted) -> Any:
        """Return the mapping with what was typed."""
        return _merged(self.stored, self.leaves, posted)


@dataclass
class Row:
    """One row of a table; ``stored`` is ABSENT for a row that is still empty."""

    stored: Any
    leaves: dict[str, Leaf]

    def is_blank(self, posted: Posted) -> bool:
        """Say whether nothing is typed into it: such a row is taken out."""
        free = [one for one in self.leaves.values() if one.shape not in ("choice", "switch")]
        return not any(text_in(posted, one.name) for one in free or self.leaves.values())


@dataclass
class Table:
    """Rows of equal fields: a list of records or pairs, or a mapping with free keys."""

    place: str
    label: str
    stored: Any
    columns: tuple[tuple[str, str], ...]
    rows: list[Row]
    keyed: bool
    paired: bool
    errors: list[str] = field(default_factory=list)
    shape: str = "table"

    @property
    def count_name(self) -> str:
        """The input that says how many rows the form had."""
        return f"{self.place}.rows"

    @property
    def is_wordy(self) -> bool:
        """Say whether its columns of words are too many to stand beside each other."""
        first = self.rows[0].leaves.values() if self.rows else ()
        return sum(leaf.shape in ("text", "list") for leaf in first) > MOST_COLUMNS_OF_WORDS

    def read(self, posted: Posted) -> Any:
        """Return the list or mapping with what was typed; rows that were emptied are gone."""
        sent = text_in(posted, self.count_name)
        if sent is None:
            return self.stored
        kept = []
        for row in self.rows:
            first = next(iter(row.leaves.values()))
            if text_in(posted, first.name) is None:
                kept.append((row, row.stored))  # not in the form
            elif not row.is_blank(posted):
                kept.append((row, self._row(row, posted)))
        kept = [(row, value) for row, value in kept if value is not ABSENT]
        found = self._keyed(kept, posted) if self.keyed else [value for _, value in kept]
        same = found == self.stored and (not self.keyed or list(found) == list(self.stored))
        return self.stored if same or (not found and not self.stored) else found

    def _row(self, row: Row, posted: Posted) -> Any:
        leaves = {key: leaf for key, leaf in row.leaves.items() if not (self.keyed and key == KEY)}
        if set(leaves) == {VALUE}:
            return leaves[VALUE].read(posted)
        if self.paired:
            pair = [leaf.read(posted) for leaf in leaves.values()]
            return ["" if one is ABSENT else one for one in pair]
        return _merged(row.stored, leaves, posted)

    @staticmethod
    def _keyed(kept: Sequence[tuple[Row, Any]], posted: Posted) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for row, value in kept:
            key = row.leaves[KEY].read(posted)
            key = "" if key is ABSENT else key
            while key in found:
                key = f"{key}{TWICE}"
            found[key] = value
        return found


Node = Leaf | Group | Table


def node(
    kind: Any, stored: Any, place: str, label: str, *, owner: str, name: str, default: Any = ABSENT
) -> Node:
    """Return a value of a document as fields. ``owner`` and ``name`` say which labels and options hold."""
    kind, _ = plain = inner(kind)
    origin = typing.get_origin(kind)
    if origin is dict:
        closed = labels.keys_of(owner, name)
        if closed is None:
            return _keyed_table(kind, stored, place, label, owner, name)
        return _closed(kind, stored, place, label, name, closed, default)
    if dataclasses.is_dataclass(kind):
        return _record(kind, stored, place, label, owner)
    if origin is tuple and item_of(kind) is None:
        return _table(typing.get_args(kind)[0], stored, place, label, owner, name)
    return Leaf(
        place, place, label, kind if not plain[1] else kind | None, stored,
        labels.OPTIONS.get((owner, name), ()), default, _hint(kind),
    )  # fmt: skip


def leaves_of(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Walk all fields."""
    for one in nodes:
        if isinstance(one, Leaf):
            yield one
        elif isinstance(one, Group):
            yield from one.leaves.values()
        else:
            for row in one.rows:
                yield from row.leaves.values()


def _hint(kind: Any) -> str:
    return "cách nhau bằng dấu chấm phẩy" if item_of(kind) is not None else ""


def _closed(kind: Any, stored: Any, place: str, label: str, name: str, closed: Any, default: Any) -> Group:
    table, keys = closed
    held = stored if isinstance(stored, Mapping) else {}
    every = [*keys, *(key for key in held if key not in keys)]
    value = typing.get_args(kind)[1]
    leaves = {
        str(key): Leaf(
            f"{place}.{key}", f"{place}.{key}", labels.of_key(table, str(key)), value,
            held.get(key, ABSENT), may_go=True,
        )
        for key in every
    }  # fmt: skip
    return Group(place, label, stored, leaves, summed=name == "weights")


def _record(kind: Any, stored: Any, place: str, label: str, owner: str) -> Group:
    held = stored if isinstance(stored, Mapping) else {}
    hints = typing.get_type_hints(kind)
    leaves = {
        one.name: Leaf(
            f"{place}.{one.name}", f"{place}.{one.name}", labels.PARTS[owner].get(one.name, one.name),
            hints[one.name], held.get(one.name, ABSENT), labels.OPTIONS.get((owner, one.name), ()),
            ABSENT if one.default is dataclasses.MISSING else one.default,
        )
        for one in dataclasses.fields(kind)
        if typing.get_origin(hints[one.name]) is not dict
    }  # fmt: skip
    return Group(place, label, stored, leaves)


def _columns(kind: Any, owner: str, name: str) -> tuple[list[tuple[str, Any]], Mapping[str, str]]:
    if dataclasses.is_dataclass(kind):
        named = labels.COLUMNS.get((owner, name)) or labels.PARTS.get(owner, {})
        return list(typing.get_type_hints(kind).items()), named
    if typing.get_origin(kind) is tuple:
        kinds = typing.get_args(kind)
        named = labels.COLUMNS.get((owner, name), labels.CURVE)
        return [(str(number), one) for number, one in enumerate(kinds)], named
    return [(VALUE, kind)], labels.COLUMNS.get((owner, name), {})


def _table(kind: Any, stored: Any, place: str, label: str, owner: str, name: str) -> Table:
    columns, named = _columns(kind, owner, name)
    paired = typing.get_origin(kind) is tuple
    held = stored if isinstance(stored, list) else []
    rows = []
    for number in range(min(len(held), MOST_ROWS) + BLANK_ROWS):
        value = held[number] if number < len(held) else ABSENT
        leaves = {}
        for column, one in columns:
            where = f"{place}.{number}.{column}"
            leaves[column] = Leaf(
                where, where, named.get(column, column), one, _cell(value, column, paired),
                labels.OPTIONS.get((owner, column), ()),
            )  # fmt: skip
        rows.append(Row(value, leaves))
    shown = tuple((column, named.get(column, column)) for column, _ in columns)
    return Table(place, label, stored, shown, rows, keyed=False, paired=paired)


def _cell(value: Any, column: str, paired: bool) -> Any:
    if paired and isinstance(value, list | tuple):
        return value[int(column)] if int(column) < len(value) else ABSENT
    return value.get(column, ABSENT) if isinstance(value, Mapping) else ABSENT


def _keyed_table(kind: Any, stored: Any, place: str, label: str, owner: str, name: str) -> Table:
    value_kind = typing.get_args(kind)[1]
    columns, named = _columns(value_kind, owner, name)
    held = list(stored.items()) if isinstance(stored, Mapping) else []
    rows = []
    for number in range(min(len(held), MOST_ROWS) + BLANK_ROWS):
        key, value = held[number] if number < len(held) else (ABSENT, ABSENT)
        at, inside = f"{place}.{number}", f"{place}.{text_of(key)}"
        leaves = {KEY: Leaf(f"{at}.key", inside, named.get(KEY, "Mã"), str, key)}
        for column, one in columns:
            alone = column == VALUE
            leaves[column] = Leaf(
                f"{at}.{column}", inside if alone else f"{inside}.{column}", named.get(column, column), one,
                value if alone else _cell(value, column, False), labels.OPTIONS.get((owner, column), ()),
            )  # fmt: skip
        rows.append(Row(value, leaves))
    shown = ((KEY, named.get(KEY, "Mã")), *((column, named.get(column, column)) for column, _ in columns))
    return Table(place, label, stored, shown, rows, keyed=True, paired=False)


def _merged(stored: Any, leaves: Mapping[str, Leaf], posted: Posted) -> Any:
    """Return a mapping with what was typed over what is stored; itself where nothing has changed."""
    held = stored if isinstance(stored, Mapping) else {}
    typed = {key: leaf.read(posted) for key, leaf in leaves.items()}
    if all(value is leaves[key].stored for key, value in typed.items()):
        return stored
    merged = {key: value for key, value in held.items() if str(key) not in typed}
    in_order = {key: typed.get(str(key), held[key]) for key in held}
    merged = in_order | {key: value for key, value in typed.items() if key not in held}
    return {key: value for key, value in merged.items() if value is not ABSENT}


def text_in(posted: Posted, name: str) -> str | None:
    """Return what was typed into an input; None where the form had none of that name."""
    text = posted.get(name)
    return None if text is None else text.replace("\r\n", "\n").strip()
