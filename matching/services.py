"""Matches a project: the ruleset in force on a day, the sites as of it, the ranking. Stores nothing."""

import datetime
from collections.abc import Mapping
from typing import Any

from matching import gather, snapshot
from matching.engine import Row, Rows, rank
from matching.matched import Matched
from matching.snapshot import PublishedRuleset, Snapshot
from parks.dates import today


class NotOnOffer(Exception):
    """The target is a site that is not on offer; ``allowed`` are the codes of those that are."""

    def __init__(self, code: str, allowed: list[str]) -> None:
        super().__init__(code)
        self.allowed = allowed


class NoRuleset(Exception):
    """No ruleset is published, or none of the asked version."""


class NoLine(Exception):
    """The project states no line of business, so there is nothing to match."""


def match(
    *,
    project: Mapping[str, Any],
    on: datetime.date | None = None,
    ruleset: str | None = None,
    target: str | None = None,
    state: Snapshot | None = None,
) -> Matched:
    """Match a validated `project` object against every site. Stores nothing.

    ``state`` is the snapshot that the request was read with. Raises NoRuleset where the version is not published, or nothing
    is, NotOnOffer for a target that is not on offer on that day, and NoLine for a project without a line.
    """
    if not project["lines"]:
        raise NoLine
    on = on or today()
    state = state or snapshot.current()
    published, in_force = ruleset_for(state, on, ruleset)
    rows = state.rows(published, on)
    gathered = gather.project_facts(project, published.ruleset, on, state.sectors)
    return matched_from(
        project=project,
        state=state,
        published=published,
        in_force=in_force,
        on=on,
        gathered=gathered,
        row=rows.of(gathered.facts),
        rows=rows,
        target=target,
    )


def matched_from(
    *,
    project: Mapping[str, Any],
    state: Snapshot,
    published: PublishedRuleset,
    in_force: bool,
    on: datetime.date,
    gathered: gather.Gathered,
    row: Row,
    rows: Rows,
    target: str | None,
) -> Matched:
    """Return one project matched, from its row. Raises NotOnOffer as `match` does."""
    matched = Matched(
        project,
        state,
        published,
        in_force,
        is_earliest(state, on, published),
        state.data_version(on),
        on,
        rows,
        gathered,
        row,
        rank(row),
        target,
    )
    if target is not None and target not in matched.on_offer:
        raise NotOnOffer(target, matched.on_offer)
    return matched


def is_earliest(state: Snapshot, on: datetime.date, published: PublishedRuleset) -> bool:
    """Say whether none was in force so early and this is the first there is."""
    force = state.in_force(on)
    return force is not None and not force[1] and force[0] is published


def ruleset_for(
    state: Snapshot, on: datetime.date, version: str | None = None
) -> tuple[PublishedRuleset, bool]:
    """Return the named ruleset or the one in force on a day, and whether it is in force. Raises NoRuleset."""
    if version is not None:
        named = state.named(version)
        if named is None:
            raise NoRuleset(version)
        force = state.in_force(on)
        return named, force is not None and force[1] and force[0] is named
    found = state.in_force(on)
    if found is None:
        raise NoRuleset("no ruleset is published")
    return found
