"""The kinds of column that a project's facts are kept in: null means not known, [] or 0 means none."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import DEFAULT_DB_ALIAS, models

from investors.codes import ListOf
from investors.labels import choices


def number(
    label: str, digits: int = 12, places: int = 2, at_most: int | None = None, help_text: str = ""
) -> Any:
    """Return an optional decimal column, 0 or more."""
    limits = [MinValueValidator(0)] + ([] if at_most is None else [MaxValueValidator(at_most)])
    return models.DecimalField(
        label,
        max_digits=digits,
        decimal_places=places,
        null=True,
        blank=True,
        validators=limits,
        help_text=help_text,
    )


def percent(label: str, at_most: int = 100, help_text: str = "") -> Any:
    """Return an optional column of percents."""
    return number(label, digits=6, at_most=at_most, help_text=help_text)


def count(label: str, help_text: str = "", at_most: int = 2_000_000) -> Any:
    """Return an optional column of whole numbers, 0 or more."""
    limits = [MaxValueValidator(at_most)]
    return models.PositiveIntegerField(label, null=True, blank=True, validators=limits, help_text=help_text)


def one_of(label: str, codes: tuple[str, ...], labels: Mapping[str, str], help_text: str = "") -> Any:
    """Return an optional column that holds one code."""
    # Null and not "" for "not known": one convention for every fact of a project.
    return models.CharField(
        label,
        max_length=max(map(len, codes)),
        choices=choices(codes, labels),
        null=True,
        blank=True,
        help_text=help_text,
    )


def list_of(label: str, codes: tuple[str, ...], help_text: str = "") -> Any:
    """Return an optional column that holds a list of codes."""
    return models.JSONField(label, null=True, blank=True, validators=[ListOf(codes)], help_text=help_text)


class Compared(models.CheckConstraint):
    """A check of the database that a form asks in plain Python.

    Django asks the database itself, in a query with every column of the row, one query a constraint: with some twenty
    of them a project took longer to check than to match. `holds` is only asked where all its columns are known.
    """

    def __init__(self, *, columns: tuple[str, ...], holds: Callable[..., bool], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns, self.holds = columns, holds

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise ValidationError where the columns are known and do not fit; what is excluded is not looked at."""
        if exclude and not set(self.columns).isdisjoint(exclude):
            return
        values = [getattr(instance, column) for column in self.columns]
        if None not in values and not self.holds(*values):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> Any:
        """Stand in migrations as the check that the database makes."""
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def clone(self) -> "Compared":
        """Return another of the same; the way by `deconstruct` would lose what is compared."""
        kwargs = super().deconstruct()[2]
        return Compared(columns=self.columns, holds=self.holds, **kwargs)


def between(model: str, column: str, low: int, high: int | None = None) -> models.CheckConstraint:
    """Return the named constraint that keeps a column, where it is known, from `low` to `high`."""
    condition = models.Q(**{f"{column}__gte": low})
    if high is not None:
        condition &= models.Q(**{f"{column}__lte": high})
    return Compared(
        columns=(column,),
        holds=lambda value: low <= value and (high is None or value <= high),
        condition=models.Q(**{f"{column}__isnull": True}) | condition,
        name=f"{model}_{column}_range",
        violation_error_message=f"Giá trị phải từ {low}" + ("" if high is None else f" đến {high}") + ".",
    )


def not_above(model: str, smaller: str, larger: str, message: str) -> models.CheckConstraint:
    """Return the named constraint that keeps one column, where both are known, at or below another."""
    unknown = models.Q(**{f"{smaller}__isnull": True}) | models.Q(**{f"{larger}__isnull": True})
    return Compared(
        columns=(smaller, larger),
        holds=operator.le,
        condition=unknown | models.Q(**{f"{smaller}__lte": models.F(larger)}),
        name=f"{model}_{smaller}_not_above",
        violation_error_message=message,
    )
