"""Computes the answer of a kept run anew from what the run holds; the catalogue of today is not asked."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from matching import chain, records, restoring, snapshot
from matching.documents import read_published
from matching.engine import Line, Matcher, ProjectFacts, Rows, SiteFacts, SiteTable, rank
from matching.gather import Gathered, project_facts
from matching.matched import Matched
from matching.models import MatchRun
from matching.snapshot import PublishedRuleset, Snapshot


def whole_answer(run: MatchRun) -> dict[str, Any]:
    """Return a run's answer with every finding; that of a run that was kept short is computed anew."""
    kept: dict[str, Any] = run.answer
    if not kept.get("short"):
        return restoring.whole(kept)
    again = answer_again(run, rows_of(run))
    return again if records.shortened(again) == kept else records.widened(kept, again)


def rows_of(run: MatchRun) -> Rows:
    """Return the run's ruleset made ready for the sites as they were then."""
    return Rows(Matcher(read_published(run.ruleset.document)[0], sites_of(run)))


def sites_of(run: MatchRun) -> SiteTable:
    """Return the sites as they were when the run was kept."""
    facts = run.inputs["sites"] if run.sites is None else run.sites.facts
    return SiteTable(msgspec.convert(facts, list[SiteFacts], strict=False))


def answer_again(run: MatchRun, rows: Rows) -> dict[str, Any]:
    """Return the whole answer as it comes out now."""
    again: dict[str, Any] = msgspec.json.decode(unread_again(run, rows).whole(run.pk))
    return again


def short_again(run: MatchRun, rows: Rows) -> bytes:
    """Return the answer of a run that was kept short as it comes out now, as the chain encodes it."""
    row = rows.of(_gathered(run).facts)
    name = run.inputs["project"].get("name")
    return chain.encoded(records.short(rank(row), rows.matcher.sites.codes, name))


def unread_again(run: MatchRun, rows: Rows, state: Snapshot | None = None) -> records.Unread:
    """Return the answer of a run that was kept whole as it comes out now."""
    asked, matched = run.inputs, matched_again(run, rows, state)
    include = tuple(asked["include"])
    if "target" not in asked:  # kept before there were any: asked for, it was null
        include = tuple(one for one in include if one != "counterfactuals")
    return records.unread(matched, limit=asked["limit"], include=include)


def matched_again(run: MatchRun, rows: Rows, state: Snapshot | None = None) -> Matched:
    """Return the project of a run matched as it was then; of today's ``state`` only what names the sites is used."""
    inputs, (ruleset, document) = run.inputs, read_published(run.ruleset.document)
    gathered = _gathered(run)
    row = rows.of(gathered.facts)
    return Matched(
        request=inputs["project"],
        snapshot=state or snapshot.current(),
        published=PublishedRuleset(run.ruleset_id, ruleset, document),
        in_force=inputs["in_force"] if "in_force" in inputs else run.answer["ruleset"]["in_force"],
        earliest=inputs["earliest"] if "earliest" in inputs else _said(run, "ruleset_earliest"),
        data_version=run.data_version,
        on=run.on,
        rows=rows,
        gathered=gathered,
        row=row,
        ranking=rank(row),
        target=inputs.get("target"),
    )


def facts_of_run(run: MatchRun) -> ProjectFacts:
    """Return the project's facts as the run was given them."""
    return _gathered(run).facts


def _gathered(run: MatchRun) -> Gathered:
    """Return the project as the engine was given it; a run of the first days holds only what was asked."""
    inputs = run.inputs
    if "facts" in inputs:
        return Gathered(_facts(inputs["facts"]), tuple((code, values) for code, values in inputs["notes"]))
    ruleset, _ = read_published(run.ruleset.document)
    return project_facts(inputs["project"], ruleset, run.on, snapshot.current().sectors)


def _facts(kept: Mapping[str, Any]) -> ProjectFacts:
    """Return the project's facts; numbers stay as they are kept, for 8 and 8.0 read otherwise in an answer."""
    day = kept["needed_from"]
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return ProjectFacts(
        **values
        | {
            "lines": tuple(Line(**line) for line in kept["lines"]),
            "needed_from": day and datetime.date.fromisoformat(day),
            "wish_max_km": tuple((node, km) for node, km in kept["wish_max_km"]),
        }
    )


def _said(run: MatchRun, note: str) -> bool:
    return any(one["code"] == note for one in run.answer["notes"])
