"""What was changed in a record: who, when, which field, before and after. The last changes are a panel of its page."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from parks.admin.panels import Panel
from parks.admin.worded import in_words, person

SHOWN = 5
# What follows from other columns tells its reader nothing.
DERIVED = {"id", "version", "search_text", "name_key", "phone_key", "counts_from", "number"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One write; without rows, `said` tells what it was."""

    version: int
    when: datetime.datetime
    who: str
    rows: tuple[Changed, ...]
    said: str = ""


def changes_of(record: Any, first: int = 0, count: int = SHOWN) -> list[Change]:
    """Return changes of a record, newest first: one query, and one for each table that is referred to."""
    versions = list(record.history.select_related("history_user")[first : first + count + 1])
    fields = [field for field in record.history.model.tracked_fields if field.name not in DERIVED]
    names = _names(versions, fields)
    found = [
        Change(new.pk, new.history_date, who(new), _rows(old, new, fields, names), "ghi lại, không đổi ô nào")
        for new, old in pairwise(versions)
    ]
    if versions and len(versions) <= count:
        oldest = versions[-1]
        said = "tạo bản ghi" if oldest.history_type == "+" else "bản đầu tiên còn lưu"
        found.append(Change(oldest.pk, oldest.history_date, who(oldest), (), said))
    return found


def stated(version: Any) -> list[tuple[str, str]]:
    """Return what each column of one version said, in words."""
    fields = [field for field in type(version).tracked_fields if field.name not in DERIVED]
    names = _called(
        (field, {getattr(version, field.attname)}) for field in fields if isinstance(field, ForeignKey)
    )
    return [
        (str(capfirst(field.verbose_name)), _said(field, getattr(version, field.attname), names))
        for field in fields
    ]


def who(version: Any) -> str:
    """Return the name of the person who wrote a version."""
    return person(version.history_user)


def _rows(old: Any, new: Any, fields: list[Field], names: dict[Any, str]) -> tuple[Changed, ...]:
    return tuple(
        Changed(
            str(capfirst(field.verbose_name)),
            _said(field, getattr(old, field.attname), names),
            _said(field, getattr(new, field.attname), names),
        )
        for field in fields
        if getattr(old, field.attname) != getattr(new, field.attname)
    )


def _said(field: Field, value: Any, names: dict[Any, str]) -> str:
    if isinstance(field, ForeignKey) and value is not None:
        return names.get((field.related_model, value), f"bản ghi {value}")
    return in_words(value, _labels(field) if value else None)


def _labels(field: Field) -> Mapping[Any, str]:
    """Return what the codes of a column are called: by the column, or else by the page of its records."""
    if field.choices:
        return dict(field.flatchoices)
    page = admin.site._registry.get(field.model)
    words = getattr(page, "column_words", {}).get(field.name)
    return words() if words else {}


def _names(versions: list[Any], fields: list[Field]) -> dict[Any, str]:
    """Return what the rows referred to are called, of the columns that changed."""
    referring = [field for field in fields if isinstance(field, ForeignKey)]
    keys = [(field, {getattr(version, field.attname) for version in versions}) for field in referring]
    return _called((field, each) for field, each in keys if len(each) > 1)


def _called(columns: Iterable[tuple[ForeignKey, set[Any]]]) -> dict[Any, str]:
    """Return what the rows of each column's table are called: one query a table."""
    wanted: dict[Any, set[Any]] = {}
    for field, keys in columns:
        wanted.setdefault(field.related_model, set()).update(keys - {None})
    return {
        (model, row.pk): str(row)
        for model, keys in wanted.items()
        if keys
        for row in model._base_manager.filter(pk__in=keys)
    }


def _context(request: HttpRequest, record: Any) -> dict[str, Any] | None:
    """Show the changes to whom the page of the record's history is open."""
    page: Any = admin.site._registry.get(type(record))
    if page is None or not hasattr(record, "history"):
        return None
    if not page.has_view_history_or_change_history_permission(request, record):
        return None
    opts = record._meta
    versions = reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[record.pk])
    return {"changes": changes_of(record), "versions": versions}


CHANGES = Panel("admin/parks/changes.html", _context)
