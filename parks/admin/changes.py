"""The panel of a record's last changes: who, when, which field, before and after."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey
from django.http import HttpRequest
from django.utils.text import capfirst

from parks.admin.panels import Panel
from parks.admin.worded import in_words

SHOWN = 5
# What follows from other columns tells its reader nothing.
DERIVED = {"version", "search_text", "name_key", "phone_key", "counts_from", "number"}
WITHOUT_A_PERSON = "Hệ thống"


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One write; without rows, `said` tells what it was."""

    when: datetime.datetime
    who: str
    rows: tuple[Changed, ...]
    said: str = ""


def changes_of(record: Any) -> list[Change]:
    """Return the last changes of a record, newest first: one query, and one for each table that is referred to."""
    versions = list(record.history.select_related("history_user")[: SHOWN + 1])
    fields = [field for field in record.history.model.tracked_fields if field.name not in DERIVED]
    names = _names(versions, fields)
    found = [
        Change(new.history_date, _who(new), _rows(old, new, fields, names), "ghi lại, không đổi ô nào")
        for new, old in pairwise(versions)
    ]
    if versions and len(versions) <= SHOWN and versions[-1].history_type == "+":
        found.append(Change(versions[-1].history_date, _who(versions[-1]), (), "tạo bản ghi"))
    return found


def _who(version: Any) -> str:
    person = version.history_user
    return WITHOUT_A_PERSON if person is None else person.get_full_name() or person.get_username()


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
    return in_words(value, dict(field.flatchoices) if field.choices else None)


def _names(versions: list[Any], fields: list[Field]) -> dict[Any, str]:
    """Return what the rows referred to are called, of the columns that changed."""
    wanted: dict[Any, set[Any]] = {}
    for field in fields:
        if not isinstance(field, ForeignKey):
            continue
        keys = {getattr(version, field.attname) for version in versions}
        if len(keys) > 1:
            wanted.setdefault(field.related_model, set()).update(keys - {None})
    return {
        (model, row.pk): str(row)
        for model, keys in wanted.items()
        for row in model._base_manager.filter(pk__in=keys)
    }


def _context(request: HttpRequest, record: Any) -> dict[str, Any] | None:
    """Show the changes to whom the page of the record's history is open."""
    page: Any = admin.site._registry.get(type(record))
    if page is None or not hasattr(record, "history"):
        return None
    if not page.has_view_history_or_change_history_permission(request, record):
        return None
    return {"changes": changes_of(record)}


CHANGES = Panel("admin/parks/changes.html", _context)
