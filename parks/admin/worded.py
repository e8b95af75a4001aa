"""Stored and typed values in words: what a person reads where two versions of a row are compared."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from parks.admin.show import number

EMPTY = "(trống)"
NONE = "không có"


def in_words(value: Any, labels: Mapping[Any, str] | None = None) -> str:
    """Return a value as it is read; `labels` names the codes that may be chosen. Null and [] are different words."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if labels and isinstance(value, str | int) and value in labels:
        return str(labels[value])
    if isinstance(value, Decimal | float):
        return number(value, places=4)
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(each, labels)}" for key, each in value.items()) or NONE
    if isinstance(value, list | tuple):
        return "; ".join(in_words(each, labels) for each in value) or NONE
    return str(value)


def person(user: Any) -> str:
    """Return who did something; nobody is the system itself."""
    return "Hệ thống" if user is None else str(user)


def of_field(field: forms.Field, value: Any) -> str:
    """Return the value of a form field as it is read."""
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
        try:
            value = field.clean(value)
        except ValidationError:
            return in_words(value)
    return in_words(value, _labels(field))


def _labels(field: forms.Field) -> dict[Any, str]:
    """Return the labels of a field's choices, also where its widget is made of several."""
    if isinstance(field, forms.ModelChoiceField):
        return {}
    widgets = [field.widget, *getattr(field.widget, "widgets", ())]
    return {
        code: str(label)
        for choices in (getattr(widget, "choices", ()) for widget in widgets)
        for code, label in _flat(choices)
        if code not in (None, "")
    }


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label
