"""Brings words about loaded rows to what the files say, where nobody has written others since."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_update_with_history

from parks.models import Fact, Site, Status, Tenant

LOADED = "dữ liệu gốc"  # why a row stands in its history as it was loaded
# What is said of a row for officers, and is no evidence: this alone may follow the files once a row is theirs.
WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Site: ("point_basis", "point_source", "note"),
    Fact: ("note",),
    Status: ("note",),
    Tenant: ("note",),
}


def correct_words(model: Any, pairs: Sequence[tuple[Any, Any]]) -> int:
    """Write the words of the files into existing rows, pairs of what is stored and what the file says; return how many rows.

    Words that are not those with which the row was loaded last were written by somebody, and stay.
    """
    names = WORDS[model]
    told = [
        (stored, row)
        for stored, row in pairs
        if any(getattr(stored, name) != getattr(row, name) for name in names)
    ]
    if not told:
        return 0
    history = model.history.filter(history_change_reason=LOADED).order_by("history_id")
    loaded = {one["id"]: one for one in history.values("id", *names)}
    changed = [stored for stored, row in told if _bring(stored, row, loaded.get(stored.pk, {}), names)]
    bulk_update_with_history(changed, model, names, batch_size=200, default_change_reason=LOADED)
    return len(changed)


def _bring(stored: Any, row: Any, loaded: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Take over the words that are still those that were loaded; say whether any were."""
    untouched = [name for name in names if loaded.get(name) == getattr(stored, name) != getattr(row, name)]
    for name in untouched:
        setattr(stored, name, getattr(row, name))
    return bool(untouched)
