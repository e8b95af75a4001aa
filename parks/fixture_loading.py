"""Writes the catalogue's fixtures into the database: all of them or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model
from simple_history.utils import bulk_create_with_history

from parks.fixture_files import IDENTITY, Key, Registry, digest, key_of, read
from parks.fixture_rows import Row
from parks.fixture_words import LOADED, WORDS, correct_words
from parks.models import AdminUnit, CatalogueVersion, Node, PlanningArea, Sector, Source, Succession

# Officers do not edit these, so a corrected file may overwrite them. Everything else belongs to the officers once
# it is loaded: they retract, pin and confirm, and a file must not undo that. Words about a row follow the files as long
# as no officer has written others (`parks.fixture_words`).
REFERENCE = (Source, AdminUnit, Succession, Node, PlanningArea, Sector)


@dataclass(slots=True)
class Loaded:
    """What a load did, by the name of the rows."""

    unchanged: bool = False
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


def load_fixtures(*, folder: Path, update: bool = False) -> Loaded:
    """Add what the files have and the database has not; with `update`, also correct the reference rows, and words about the others.

    Returns at once when these very files were loaded before. Raises BadFixtures, having written nothing.
    """
    fingerprint = digest(folder)
    if not update and _loaded_digest() == fingerprint:
        return Loaded(unchanged=True)
    try:
        with transaction.atomic():
            # Two loads at once take turns. The row is not made here: only the triggers know a number that no
            # snapshot has seen.
            CatalogueVersion.objects.select_for_update().filter(id=1).first()
            existing = _existing()
            loaded = _write(read(folder, existing), existing, update)
            CatalogueVersion.objects.filter(id=1).update(fixtures_digest=fingerprint)
    except IntegrityError:
        read(folder, thorough=True)  # says which row it was, and raises BadFixtures
        raise
    return loaded


def _loaded_digest() -> str | None:
    return CatalogueVersion.objects.filter(id=1).values_list("fixtures_digest", flat=True).first()


def _existing() -> Registry:
    found: Registry = {}
    for model, paths in IDENTITY.items():
        related = sorted({path.split("__")[0] for path in paths if "__" in path})
        rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
        found[model] = {key_of(row): row for row in rows}
    return found


def _write(rows: list[tuple[Key, Row]], existing: Registry, update: bool) -> Loaded:
    loaded = Loaded()
    for model in IDENTITY:
        name = str(model._meta.model_name)
        mine = [(key, row) for key, row in rows if type(row) is model]
        new = [row for key, row in mine if key not in existing[model]]
        old = [(existing[model][key], row) for key, row in mine if key in existing[model]]
        _create(model, new)
        changed = _corrected(model, old) if update else 0
        loaded.added[name], loaded.updated[name], loaded.kept[name] = len(new), changed, len(old) - changed
    return loaded


def _corrected(model: type[Model], pairs: list[tuple[Any, Row]]) -> int:
    if model in REFERENCE:
        return _correct(model, pairs)
    return correct_words(model, pairs) if model in WORDS else 0


def _create(model: type[Model], rows: list[Row]) -> None:
    """Insert the rows, those that others of the same table refer to first."""
    own = [each.name for each in model._meta.concrete_fields if each.related_model is model]
    while rows:
        ready, waiting = [], []
        for row in rows:
            named = [getattr(row, name) for name in own]
            (waiting if any(each is not None and each.pk is None for each in named) else ready).append(row)
        if hasattr(model, "history"):
            bulk_create_with_history(ready, model, batch_size=500, default_change_reason=LOADED)
        else:
            model._default_manager.bulk_create(ready, batch_size=500)
        rows = waiting


def _correct(model: type[Model], pairs: list[tuple[Any, Row]]) -> int:
    """Bring existing rows to what the file says; write only those that differ."""
    columns = [each for each in model._meta.concrete_fields if not each.primary_key]
    changed = []
    for stored, row in pairs:
        for each in columns:
            if isinstance(each, ForeignKey):
                target = getattr(row, each.name)
                setattr(row, each.attname, None if target is None else target.pk)
        if any(getattr(stored, each.attname) != getattr(row, each.attname) for each in columns):
            row.pk = stored.pk
            changed.append(row)
    if changed:
        model._default_manager.bulk_update(changed, [each.name for each in columns], batch_size=200)
    return len(changed)
