"""Reads the catalogue's fixtures and says everything that is wrong with them, each with its place.

The files are Django's JSON fixtures with natural keys. They are read here rather than by `loaddata` for three
reasons: all errors are reported at once, nothing is written before everything is right, and a row that officers
have changed since is not overwritten.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils import translation

from parks import models
from parks.fixture_rows import Row, faults, follow, violations

Key = tuple[Any, ...]
Registry = dict[type[Model], dict[Key, Row]]

# In this order, because a row may name only rows of its own file or of an earlier one.
FILES: tuple[tuple[str, type[Model]], ...] = (
    ("sources.json", models.Source),
    ("admin_units_2023.json", models.AdminUnit),
    ("admin_units_2025.json", models.AdminUnit),
    ("successions.json", models.Succession),
    ("nodes.json", models.Node),
    ("planning_areas.json", models.PlanningArea),
    ("sectors.json", models.Sector),
    ("sites.json", models.Site),
    ("site_units.json", models.SiteUnit),
    ("facts.json", models.Fact),
    ("statuses.json", models.Status),
    ("orientation.json", models.Orientation),
    ("tenants.json", models.Tenant),
)

# What makes a row the same row in the file and in the database.
_BY_CODE = ("code",)
_BY_EDITION = ("edition", "code")
IDENTITY: dict[type[Model], tuple[str, ...]] = {
    models.Source: _BY_CODE,
    models.AdminUnit: _BY_EDITION,
    models.Succession: ("successor__edition", "successor__code", "code"),
    models.Node: _BY_CODE,
    models.PlanningArea: _BY_CODE,
    models.Sector: _BY_EDITION,
    models.Site: _BY_CODE,
    models.SiteUnit: ("site__code", "unit__edition", "unit__code"),
    models.Fact: _BY_CODE,
    models.Status: _BY_CODE,
    models.Orientation: (
        "site__code",
        "planning_area__code",
        "stance",
        "edition",
        "prefix",
        "source__code",
    ),
    models.Tenant: _BY_CODE,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, and what would be right."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{self.place}: {self.message}"


class BadFixtures(Exception):
    """The fixtures are refused; `problems` lists everything that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(slots=True)
class Reading:
    """The rows read so far, by model and key, and what was wrong."""

    known: Registry = field(default_factory=lambda: {model: {} for model in IDENTITY})
    read: list[tuple[Key, Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Rows whose fields are all right, with their place: what is left to ask is whether they fit together.
    sound: list[tuple[str, int, Any, Row]] = field(default_factory=list)


def digest(folder: Path) -> str:
    """Return one fingerprint of all the files; a missing file counts as empty and is reported when read."""
    total = hashlib.sha256()
    for name, _ in FILES:
        file = folder / name
        content = file.read_bytes() if file.is_file() else b""
        total.update(f"{name} {len(content)}\n".encode() + content)
    return total.hexdigest()


def read(folder: Path, existing: Registry | None = None, thorough: bool = False) -> list[tuple[Key, Row]]:
    """Return every row of the files with its key, unsaved and validated, in an order that can be written.

    Rows refer to rows of `existing` where there are such, else to each other. Raises BadFixtures. The check
    constraints are asked only when `thorough`, or when something else is wrong: one by one they take seconds,
    and the database holds them anyway.
    """
    reading = Reading()
    for model, rows in (existing or {}).items():
        reading.known[model].update(rows)
    kept = {model: set(rows) for model, rows in (existing or {}).items()}
    with translation.override("en"):
        for name, model in FILES:
            seen: dict[Key, int] = {}
            for index, entry in enumerate(_entries(folder / name, reading)):
                row = _row(model, name, index, entry, reading)
                if row is None:
                    continue
                key = key_of(row)
                if key in seen:
                    _note(reading, name, index, entry, "", f"the same row as [{seen[key]}]")
                seen[key] = index
                reading.read.append((key, row))
                if key not in kept.get(model, ()):
                    reading.known[model][key] = row
        if thorough or reading.problems:
            asked: dict[Any, str] = {}
            for name, index, entry, row in reading.sound:
                for message in violations(row, asked):
                    _note(reading, name, index, entry, "", message)
    if reading.problems:
        raise BadFixtures(reading.problems)
    return reading.read


def key_of(row: Row) -> Key:
    """Return the values that make the row the same row wherever it is."""
    return tuple(follow(row, path) for path in IDENTITY[type(row)])


def _entries(file: Path, reading: Reading) -> Iterator[Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        reading.problems.append(Problem(file.name, "", f"the file is missing; it is looked for at {file}"))
        return
    except OSError as error:
        reading.problems.append(Problem(file.name, "", f"cannot be read at {file}: {error.strerror}"))
        return
    except UnicodeDecodeError as error:
        reading.problems.append(Problem(file.name, "", f"not UTF-8: {error}"))
        return
    except json.JSONDecodeError as error:
        place = f" line {error.lineno}, column {error.colno}"
        reading.problems.append(Problem(file.name, place, f"not JSON: {error.msg}"))
        return
    if not isinstance(content, list):
        reading.problems.append(Problem(file.name, "", "must be a list of rows: [{model, fields}, …]"))
        return
    yield from content


def _row(model: type[Model], file: str, index: int, entry: Any, reading: Reading) -> Row | None:
    """Return the row, or None when it is too broken to be told apart from others."""
    label = model._meta.label_lower
    if (
        not isinstance(entry, dict)
        or set(entry) != {"model", "fields"}
        or not isinstance(entry["fields"], dict)
    ):
        _note(reading, file, index, entry, "", 'must be {"model": …, "fields": {…}} and nothing else')
        return None
    if entry["model"] != label:
        _note(reading, file, index, entry, "model", f"must be “{label}” in this file, not “{entry['model']}”")
        return None
    row = model()
    broken = set()
    for name, value in entry["fields"].items():
        message = _assign(row, name, value, reading)
        if message:
            broken.add(name)
            _note(reading, file, index, entry, name, message)
    for name, message in faults(row, broken):
        broken.add(name)
        _note(reading, file, index, entry, name, message)
    if not broken:
        reading.sound.append((file, index, entry, row))
    return row


def _assign(row: Row, name: str, value: Any, reading: Reading) -> str:
    """Set one field; return what is wrong with it, or nothing."""
    allowed = _allowed(type(row))
    column = allowed.get(name)
    if column is None:
        near = get_close_matches(name, allowed, n=1)
        hint = f"did you mean “{near[0]}”? " if near else ""
        return f"there is no such field; {hint}allowed: {', '.join(allowed)}"
    if not isinstance(column, ForeignKey):
        setattr(row, column.attname, value)
        return ""
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        return f"must be the natural key of a {column.related_model._meta.model_name}, as a list of texts"
    if column.related_model not in reading.known:
        return "a person cannot be named in a fixture"
    found = reading.known[column.related_model].get(tuple(value))
    if found is None:
        known = {" ".join(map(str, key)): key for key in reading.known[column.related_model]}
        near = get_close_matches(" ".join(value), known, n=1)
        hint = f"; did you mean {list(known[near[0]])}?" if near else ""
        return f"there is no {column.related_model._meta.model_name} {value}{hint}"
    setattr(row, name, found)
    return ""


@cache
def _allowed(model: type[Model]) -> dict[str, Any]:
    """Return the fields that a file may give."""
    return {each.name: each for each in model._meta.concrete_fields if each.name != "id" and each.editable}


def _note(reading: Reading, file: str, index: int, entry: Any, name: str, message: str) -> None:
    fields = entry.get("fields") if isinstance(entry, dict) else None
    code = fields.get("code", "") if isinstance(fields, dict) else ""
    place = f"[{index}]" + (f" {code}" if code else "") + (f", {name}" if name else "")
    reading.problems.append(Problem(file, place, message))
