"""Turns a plain document (mappings, lists, texts, numbers) into frozen values, or says what is wrong where.

The annotations of the target are the specification. Every error is collected, each with its place in the
document and what is allowed there.
"""

import dataclasses
import datetime
import difflib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any


@dataclass
class Errors:
    """Errors found so far, each at its place."""

    found: list[str] = field(default_factory=list)

    def add(self, place: str, message: str) -> None:
        self.found.append(f"{place or 'document'}: {message}")


class DocumentError(ValueError):
    """A document that cannot be used; ``errors`` lists every mistake with its place."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


def build(kind: Any, value: Any, place: str, errors: Errors) -> Any:
    """Return the value as `kind`; on a mistake note it in `errors` and return None."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, value, place, errors)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind), value, place, errors)
    if origin is frozenset:
        return frozenset(_tuple((typing.get_args(kind)[0], ...), value, place, errors) or ())
    if origin is dict:
        return _mapping(typing.get_args(kind), value, place, errors)
    if origin in (typing.Union, types.UnionType):
        inner = next(one for one in typing.get_args(kind) if one is not type(None))
        return None if value is None else build(inner, value, place, errors)
    return _plain(kind, value, place, errors)


def nearest(word: str, allowed: typing.Iterable[str]) -> str:
    """Return " (did you mean …?)" where an allowed word is close, else nothing."""
    close = difflib.get_close_matches(word, list(allowed), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _record(kind: type, value: Any, place: str, errors: Errors) -> Any:
    if not isinstance(value, Mapping):
        errors.add(place, f"must be a mapping, not {_named(value)}")
        return None
    hints = _hints_of(kind)
    fields = {one.name: one for one in dataclasses.fields(kind)}
    for key in value:
        if key not in fields:
            known = ", ".join(sorted(fields)) or "nothing"
            errors.add(f"{place}.{key}", f"unknown key{nearest(str(key), fields)}; allowed: {known}")
    before = len(errors.found)
    built = {}
    for name, one in fields.items():
        if name in value:
            built[name] = build(hints[name], value[name], f"{place}.{name}", errors)
        elif one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            errors.add(f"{place}.{name}", "is missing")
    return kind(**built) if len(errors.found) == before else None


def _tuple(kinds: tuple[Any, ...], value: Any, place: str, errors: Errors) -> Any:
    if not isinstance(value, list | tuple):
        errors.add(place, f"must be a list, not {_named(value)}")
        return None
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(build(kinds[0], one, f"{place}[{number}]", errors) for number, one in enumerate(value))
    if len(value) != len(kinds):
        errors.add(place, f"must have {len(kinds)} entries, not {len(value)}")
        return None
    pairs = enumerate(zip(kinds, value, strict=True))
    return tuple(build(kind, one, f"{place}[{number}]", errors) for number, (kind, one) in pairs)


def _mapping(kinds: tuple[Any, ...], value: Any, place: str, errors: Errors) -> Any:
    if not isinstance(value, Mapping):
        errors.add(place, f"must be a mapping, not {_named(value)}")
        return None
    return {
        build(kinds[0], key, f"{place}.{key}", errors): build(kinds[1], one, f"{place}.{key}", errors)
        for key, one in value.items()
    }


def _plain(kind: Any, value: Any, place: str, errors: Errors) -> Any:
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) <= _LARGEST:  # false for NaN, too
            return float(value)
        errors.add(place, f"must be a finite number of at most {_LARGEST:g}")
        return None
    if kind is datetime.date and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            errors.add(place, f"must be a date like 2026-07-01, not {value!r}")
            return None
    if type(value) is kind:  # neither True for 1 nor a moment for a day
        return value
    hint = " (put it in quotes)" if kind is str and isinstance(value, int | float | bool) else ""
    errors.add(place, f"must be {_KINDS.get(kind, kind.__name__)}, not {_named(value)}{hint}")
    return None


_LARGEST = 1e15
_hints_of = cache(typing.get_type_hints)  # a document has thousands of records, of a few kinds
_KINDS = {
    str: "a text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    datetime.date: "a date",
}


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"{value!r}"[:60]
