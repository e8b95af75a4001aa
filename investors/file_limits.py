"""Says beforehand what of a `project` object a case cannot hold: it takes fewer digits than a question of the API."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import IntegerField
from rest_framework.exceptions import ErrorDetail

from investors.facts import GROUPS, group_columns
from investors.models import Project, ProjectLine
from investors.services import line_columns, project_columns
from parks.problems import refused

# Code of the model's refusal → ours, and the name of its limit.
_CODES = {
    "max_decimal_places": ("too_many_decimals", "most", "max"),
    "max_digits": ("too_many_digits", "most", "max"),
    "max_whole_digits": ("too_many_digits", "most", "max"),
    "max_value": ("too_high", "most", "limit_value"),
    "min_value": ("too_low", "least", "limit_value"),
    "max_length": ("too_long", "most", "limit_value"),
}
_CAPITAL = {"capital_amount": ("capital", "amount"), "capital_currency": ("capital", "currency")}


def not_kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the errors of the values that the columns of a project do not take, each at its place in the object."""
    places = {**_CAPITAL, "process_flags": ("process_flags",)}
    for group in GROUPS:
        places |= {column: (group, key) for column, key in group_columns(Project, group)}
    errors: dict[str, Any] = {}
    row = Project(**project_columns(facts))
    for column, found in _refused(row, tuple(places)):
        at = errors
        for key in places[column][:-1]:
            at = at.setdefault(key, {})
        at[places[column][-1]] = found
    lines = {number: found for number, line in enumerate(facts["lines"]) if (found := _line(line))}
    return {**errors, **({"lines": lines} if lines else {})}


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    columns = line_columns(line)
    errors: dict[str, Any] = dict(_refused(ProjectLine(**columns), tuple(columns)))
    if columns["annual_output"] is not None and columns["output_unit"] is None:
        errors["output_unit"] = [refused("required")]
    return errors


def _refused(row: Project | ProjectLine, columns: tuple[str, ...]) -> Iterator[tuple[str, list[ErrorDetail]]]:
    for column in columns:
        field, value = row._meta.get_field(column), getattr(row, column)
        if isinstance(field, IntegerField) and value is not None and value != int(value):
            yield column, [refused("not_an_integer")]
            continue
        try:
            field.clean(value, row) if value is not None else None  # type: ignore[union-attr]
        except ValidationError as error:
            yield column, [_said(one) for one in error.error_list]


def _said(error: ValidationError) -> ErrorDetail:
    code, name, limit = _CODES.get(str(error.code), ("not_kept", "", ""))
    params: Mapping[str, Any] = error.params or {}
    return refused(code, **({name: params[limit]} if limit in params else {}))
