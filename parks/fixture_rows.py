"""What is wrong with a row of the fixtures, by its fields and by the check constraints of its table."""

from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, ForeignKey, Model

from parks.derived import fill

Row = Any


def follow(row: Row, path: str) -> Any:
    """Return the value at the end of a path of fields, by "__"; None where a row on the way is not named."""
    for step in path.split("__"):
        row = None if row is None else getattr(row, step, None)
    return row


def faults(row: Row, broken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the row as such, leaving out the fields already reported."""
    try:
        fill(row)
    except ValidationError as error:
        broken |= set(error.message_dict)
        for name, messages in error.message_dict.items():
            yield name, " ".join(messages)
    except (ValueError, TypeError) as error:
        broken.add("as_of")
        yield "as_of", str(error)
    foreign = _foreign(type(row))
    for name, each in foreign.items():
        if name not in broken and not each.null and follow(row, name) is None:
            yield name, "is required"
    derived = {each.name for each in row._meta.concrete_fields if not each.editable} if broken else set()
    try:
        row.clean_fields(exclude={*broken, *foreign, *derived})
    except ValidationError as error:
        broken |= set(error.message_dict)
        for name, messages in error.message_dict.items():
            yield name, " ".join(messages) + _choices(row, name)


def violations(row: Row, asked: dict[Any, str]) -> Iterator[str]:
    """Yield the check constraints that the row breaks; `asked` keeps the answers, for rows that are alike in this."""
    probe = copy(row)
    for each in _foreign(type(row)).values():
        # A row that this one names may have no number yet; any stands for it.
        named = follow(row, each.name)
        setattr(probe, each.attname, None if named is None else named.pk or 1)
    for constraint, columns in _checks(type(row)):
        question = (constraint.name, *(getattr(probe, column) for column in columns))
        if question not in asked:
            asked[question] = _answer(constraint, probe)
        if asked[question]:
            yield asked[question]


@cache
def _foreign(model: type[Model]) -> dict[str, Any]:
    """Return the fields that name another row."""
    return {each.name: each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)}


@cache
def _checks(model: type[Model]) -> list[tuple[CheckConstraint, list[str]]]:
    """Return the check constraints, each with the columns that it looks at."""
    return [
        (
            each,
            [model._meta.get_field(name).attname for name in sorted(each.condition.referenced_base_fields)],
        )
        for each in model._meta.constraints
        if isinstance(each, CheckConstraint)
    ]


def _answer(constraint: CheckConstraint, row: Row) -> str:
    try:
        constraint.validate(type(row), row)
    except ValidationError as error:
        return f"{' '.join(error.messages)} {constraint.condition}"
    return ""


def _choices(row: Row, name: str) -> str:
    choices = row._meta.get_field(name).choices
    return f" Allowed: {', '.join(str(value) for value, _ in choices)}." if choices else ""
