"""Reads the changes of the public data after a cursor: none is skipped and none comes twice (`parks.change_triggers`)."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from parks.models import Change

START = "0"  # the cursor before the first change
NOW = "now"
KINDS = (
    "site", "fact", "status", "orientation", "tenant", "planning_area", "commune", "sector", "node", "source",
    "ruleset",
)  # fmt: skip
TYPES = tuple(
    f"{kind}.{act}" for kind in KINDS for act in Change.Act.values if kind != "ruleset" or act == "created"
)
_CURSOR = re.compile("[1-9][0-9]{0,17}-[0-9a-f]{8}")
_LISTS = {
    "planning_area": "planning-areas", "commune": "communes", "sector": "sectors", "source": "sources",
}  # fmt: skip


class UnusableCursor(ValueError):
    """A text that no answer has given as a cursor."""


class FeedRestarted(Exception):
    """A cursor of another database: this one was restored from a copy, or begun anew."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Some changes in their order, the cursor after them, and whether there are more already."""

    rows: list[Change]
    cursor: str
    more: bool


def cursor_of(change: Change) -> str:
    """Return the cursor after a change: its number, and a mark by which a row of another database is told from it."""
    said = f"{change.pk} {change.at.isoformat()} {change.type} {change.code}"
    return f"{change.pk}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def last_number() -> int:
    """Return the number of the last change; 0 before the first."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


def changes_after(since: str, limit: int) -> Changes:
    """Return the next changes after a cursor; raises UnusableCursor and FeedRestarted."""
    if since == NOW:
        last = Change.objects.order_by("-id").first()
        return Changes([], cursor_of(last) if last else START, False)
    number = _number(since)
    # The change that the cursor stands for is read again with those after it: it must still be there.
    found = list(Change.objects.filter(id__gte=number).order_by("id")[: limit + 2])
    if number:
        if not found or cursor_of(found[0]) != since:
            raise FeedRestarted
        found = found[1:]
    rows = found[:limit]
    return Changes(rows, cursor_of(rows[-1]) if rows else since, len(found) > limit)


def _number(cursor: str) -> int:
    if cursor == START:
        return 0
    if not _CURSOR.fullmatch(cursor):
        raise UnusableCursor(cursor)
    return int(cursor.partition("-")[0])


def told(change: Change) -> dict[str, Any]:
    """Return what callers learn of a change: what it is about and where that is read, not what it says."""
    return {
        "cursor": cursor_of(change),
        "at": change.at,
        "type": change.type,
        "kind": change.kind,
        "act": change.act,
        "code": change.code,
        "site": change.site or None,
        "planning_area": change.planning_area or None,
        "href": _href(change),
    }


def _href(change: Change) -> str | None:
    gone = change.act == Change.Act.DELETED
    if change.kind == "ruleset":
        return f"/api/rulesets/{change.code}"
    if change.site:
        facts = "/facts" if change.kind == "fact" else ""
        return None if gone and change.kind == "site" else f"/api/sites/{change.site}{facts}"
    place = _LISTS.get("planning_area" if change.planning_area else change.kind)
    return f"/api/{place}" if place else None
