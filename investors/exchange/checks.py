"""What a row is checked by before it is written, without a question to the database: 10,000 rows are checked alike."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from investors.columns import Compared
from investors.models import Project, ProjectLine

WITHOUT_CURRENCY = "Đã ghi số vốn, xin ghi loại tiền."
WITHOUT_AMOUNT = "Đã ghi loại tiền, xin ghi số vốn hoặc bỏ loại tiền."
WITHOUT_UNIT = "Đã ghi sản lượng, xin ghi đơn vị."


def project_errors(project: Project, columns: Collection[str]) -> dict[str, list[str]]:
    """Return what is wrong with these columns of a project, by column."""
    errors = _errors(project, columns)
    if {"capital_amount", "capital_currency"} & set(columns):
        if project.capital_amount is not None and not project.capital_currency:
            errors.setdefault("capital_currency", []).append(WITHOUT_CURRENCY)
        if project.capital_amount is None and project.capital_currency:
            errors.setdefault("capital_amount", []).append(WITHOUT_AMOUNT)
    return errors


def line_errors(line: ProjectLine, columns: Collection[str]) -> dict[str, list[str]]:
    """Return what is wrong with these columns of a line, by column."""
    errors = _errors(line, columns)
    if line.annual_output is not None and not line.output_unit:
        errors.setdefault("output_unit", []).append(WITHOUT_UNIT)
    return errors


def _errors(row: models.Model, columns: Collection[str]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    try:
        # Keys to other tables were looked up when they were read.
        row.clean_fields(
            exclude={each.name for each in row._meta.fields if each.is_relation or each.name not in columns}
        )
    except ValidationError as error:
        errors |= error.message_dict
    for constraint in row._meta.constraints:
        if isinstance(constraint, Compared) and set(constraint.columns) & set(columns):
            _compare(row, constraint, errors)
    return errors


def _compare(row: Any, constraint: Compared, errors: dict[str, list[str]]) -> None:
    try:
        constraint.validate(type(row), row, exclude=set(errors))
    except ValidationError as error:
        said = errors.setdefault(constraint.columns[0], [])
        said.extend(error.messages)
