"""Computes a kept run once more from what it holds, and says whether the same comes out, byte by byte."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.contrib.auth.base_user import AbstractBaseUser

from investors.visibility import may_see
from matching import chain, records, snapshot
from matching.documents import read_published
from matching.engine import ENGINE_VERSION, Line, Matcher, ProjectFacts, Rows, SiteFacts, SiteTable, rank
from matching.gather import Gathered, project_facts
from matching.models import MatchRun
from matching.services import Matched
from matching.snapshot import PublishedRuleset


@dataclass(frozen=True)
class Difference:
    """What comes out otherwise now: at which site (empty: of the whole answer), which value, then and now."""

    site: str
    what: str
    then: Any
    now: Any


@dataclass(frozen=True)
class Replayed:
    """What came of computing a run once more. ``intact`` says that the stored run is as it was kept."""

    run: MatchRun
    same: bool
    intact: bool
    engine_then: str
    engine_now: str
    differences: tuple[Difference, ...]


def replay(run: MatchRun, user: AbstractBaseUser | None = None) -> Replayed:
    """Compute one run once more. Values are left out of the differences where the user may not know the investor."""
    found = next(replay_each([run]))
    if user is None or run.project is None or may_see(user, run.project):
        return found
    hidden = tuple(Difference(one.site, one.what, None, None) for one in found.differences)
    return replace(found, differences=hidden)


def replay_each(runs: Iterable[MatchRun]) -> Iterator[Replayed]:
    """Compute runs once more, each from what it holds; runs of one state of data and rules share the preparation."""
    prepared: tuple[Any, Rows] | None = None
    for run in runs:
        key = (run.ruleset_id, run.sites_id or run.pk)
        if prepared is None or prepared[0] != key:
            prepared = (key, _rows(run))
        yield _replayed(run, _again(run, prepared[1]))


def _rows(run: MatchRun) -> Rows:
    """Return the run's ruleset made ready for the sites as they were then."""
    facts = run.inputs["sites"] if run.sites is None else run.sites.facts
    sites = SiteTable(msgspec.convert(facts, list[SiteFacts], strict=False))
    return Rows(Matcher(read_published(run.ruleset.document)[0], sites))


def _again(run: MatchRun, rows: Rows) -> dict[str, Any]:
    """Return the answer as it comes out now."""
    inputs, (ruleset, document) = run.inputs, read_published(run.ruleset.document)
    gathered = _gathered(run)
    row = rows.of(gathered.facts)
    matched = Matched(
        request=inputs["project"],
        snapshot=snapshot.current(),
        published=PublishedRuleset(run.ruleset_id, ruleset, document),
        in_force=inputs.get("in_force", run.answer["ruleset"]["in_force"]),
        earliest=inputs.get("earliest", _said(run, "ruleset_earliest")),
        data_version=run.data_version,
        on=run.on,
        rows=rows,
        gathered=gathered,
        row=row,
        ranking=rank(row),
    )
    return records.neutral(
        matched, run_id=str(run.pk), limit=inputs["limit"], include=tuple(inputs["include"])
    )


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


def _replayed(run: MatchRun, now: dict[str, Any]) -> Replayed:
    # Which engine it was is said apart: a new engine that computes the same is no difference.
    then = {**run.answer, "engine_version": ENGINE_VERSION}
    same = chain.encoded(then) == chain.encoded(now)
    return Replayed(
        run=run,
        same=same,
        intact=chain.is_intact(run),
        engine_then=run.engine_version,
        engine_now=ENGINE_VERSION,
        differences=() if same else tuple(_differences(then, now)),
    )


def _differences(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    """Say what is otherwise, for people: first of the whole, then site by site as far as they are ranked or barred."""
    for key in sorted(then.keys() | now.keys()):
        if key not in ("sites", "barred") and then.get(key) != now.get(key):
            yield Difference("", key, then.get(key), now.get(key))
    before, after = _by_site(then), _by_site(now)
    for site in sorted(before.keys() | after.keys()):
        one, other = before.get(site, {}), after.get(site, {})
        for key in sorted(one.keys() | other.keys()):
            if one.get(key) != other.get(key):
                yield Difference(site, key, one.get(key), other.get(key))


def _by_site(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what an answer says of each site; of each criterion its outcome, points and ceiling."""
    found: dict[str, dict[str, Any]] = {}
    for one in [*answer["sites"], *(answer["barred"] or [])]:
        plain = {key: value for key, value in one.items() if key not in ("site", "findings")}
        findings = {each["criterion"]: each for each in one["findings"]}
        found[one["site"]] = plain | findings
    return found
