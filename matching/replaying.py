"""Computes a kept run once more from what it holds, and says whether the same comes out, byte by byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import msgspec
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from investors.visibility import may_see
from matching import chain, restoring, snapshot
from matching.engine import ENGINE_VERSION, Rows
from matching.models import MatchRun
from matching.recomputing import answer_again, rows_of, short_again, unread_again
from matching.snapshot import Snapshot


@dataclass(frozen=True)
class Difference:
    """What comes out otherwise now: at which site (empty: of the whole answer), which value, then and now."""

    site: str
    what: str
    then: Any
    now: Any


@dataclass(frozen=True)
class Replayed:
    """What came of computing a run once more. ``intact`` says that the stored run is as it was kept.

    One that was altered so that nothing can be computed of it is not the same, without differences.
    """

    run: MatchRun
    same: bool
    intact: bool
    engine_then: str
    engine_now: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class _Prepared:
    """What runs of one state of data and rules share."""

    key: tuple[Any, Any]
    rows: Rows
    sites_intact: bool
    state: Snapshot


class _Kind(msgspec.Struct):
    """What tells how an answer is kept; the rest of it is passed over."""

    short: bool = False
    numbered: bool = False


_BLOCK = 100


def read_for_replay(runs: QuerySet[MatchRun]) -> QuerySet[MatchRun]:
    """Let runs be read with their answers as text, which is decoded only where other bytes come out."""
    return (
        runs.defer("answer", "findings")
        .annotate(stored=Cast("answer", TextField()))
        .prefetch_related("ruleset")
        .order_by("ruleset", "sites", "number")
    )


def replay(run: MatchRun, user: AbstractBaseUser | None = None) -> Replayed:
    """Compute one run once more. Values are left out of the differences where the user may not know the investor."""
    found = next(replay_each([run]))
    if user is None or run.project is None or may_see(user, run.project):
        return found
    hidden = tuple(Difference(one.site, one.what, None, None) for one in found.differences)
    return replace(found, differences=hidden)


def replay_each(runs: Iterable[MatchRun]) -> Iterator[Replayed]:
    """Compute runs once more, each from what it holds; runs of one state of data and rules share the preparation.

    Many runs are read with `read_for_replay`: it puts those together that share it.
    """
    prepared: _Prepared | None = None
    for run, stored, kind in _with_answers(iter(runs)):
        key = (run.ruleset_id, run.sites_id or run.pk)
        try:
            if prepared is None or prepared.key != key:
                prepared = _Prepared(key, rows_of(run), chain.sites_are_intact(run), snapshot.current())
            found = _replayed(run, prepared, stored, kind)
        except Exception:  # whatever somebody has written into the row, or into those that it names
            if chain.sites_are_intact(run) and chain.is_intact(run, stored):
                raise
            found = Replayed(run, False, False, run.engine_version, ENGINE_VERSION, ())
        yield found


def _with_answers(runs: Iterator[MatchRun]) -> Iterator[tuple[MatchRun, bytes, _Kind]]:
    """Yield each run with its answer, as its digest is taken of, and how it is kept; the findings of many are read at once."""
    while block := list(islice(runs, _BLOCK)):
        stored = [_stored(run) for run in block]
        kinds = [_kind(one) for one in stored]
        numbered = [place for place, kind in enumerate(kinds) if kind.numbered]
        digested = chain.with_digests([msgspec.json.decode(stored[place]) for place in numbered])
        for place, answer in zip(numbered, digested, strict=True):
            stored[place] = chain.encoded(answer)
        yield from zip(block, stored, kinds, strict=True)


def _kind(answer: bytes) -> _Kind:
    try:
        return msgspec.json.decode(answer, type=_Kind)
    except msgspec.ValidationError:  # no answer at all
        return _Kind()


def _replayed(run: MatchRun, prepared: _Prepared, stored: bytes, kind: _Kind) -> Replayed:
    then, now = stored, _again(run, prepared, kind)
    if stored != now:
        answer = msgspec.json.decode(stored)
        stored = then = chain.encoded(answer)
        if answer.get("engine_version", ENGINE_VERSION) != ENGINE_VERSION:
            # Which engine it was is said apart: a new engine that computes the same is no difference.
            then = chain.encoded({**answer, "engine_version": ENGINE_VERSION})
    same = then == now
    return Replayed(
        run=run,
        same=same,
        intact=prepared.sites_intact and chain.is_intact(run, stored),
        engine_then=run.engine_version,
        engine_now=ENGINE_VERSION,
        differences=() if same else tuple(_all_differences(run, prepared, then, now, kind)),
    )


def _again(run: MatchRun, prepared: _Prepared, kind: _Kind) -> bytes:
    """Return what comes out now, in the form in which the run is kept."""
    if kind.short:
        return short_again(run, prepared.rows)
    again = unread_again(run, prepared.rows, prepared.state)
    return again.digested(run.pk) if kind.numbered else again.whole(run.pk)


def _all_differences(
    run: MatchRun, prepared: _Prepared, then: bytes, now: bytes, kind: _Kind
) -> Iterator[Difference]:
    """Say what is otherwise, with the findings in full where a run has them apart."""
    before, after = msgspec.json.decode(then), msgspec.json.decode(now)
    if kind.numbered:
        engine = before.get("engine_version")
        before = restoring.whole(msgspec.json.decode(_stored(run))) | {"engine_version": engine}
        after = answer_again(run, prepared.rows)
    return _differences(before, after)


def _stored(run: MatchRun) -> bytes:
    """Return a run's answer as the database holds it: in the bytes of the chain, or with its keys in another order."""
    text: str | None = getattr(run, "stored", None)
    return chain.encoded(run.answer) if text is None else text.encode()


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


def narrowed(one: Difference) -> Iterator[Difference]:
    """Yield what differs inside two values, by its path: `land.ceiling`."""
    if isinstance(one.then, dict) and isinstance(one.now, dict):
        pairs = [
            (key, one.then.get(key), one.now.get(key)) for key in sorted(one.then.keys() | one.now.keys())
        ]
    elif isinstance(one.then, list) and isinstance(one.now, list) and len(one.then) == len(one.now):
        pairs = [(str(place), *both) for place, both in enumerate(zip(one.then, one.now, strict=True))]
    else:
        yield one
        return
    for key, then, now in pairs:
        if then != now:
            yield from narrowed(Difference(one.site, f"{one.what}.{key}", then, now))


def _by_site(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what an answer says of each site; of each criterion its outcome, points and ceiling."""
    found: dict[str, dict[str, Any]] = {}
    for one in [*answer["sites"], *(answer["barred"] or [])]:
        plain = {key: value for key, value in one.items() if key not in ("site", "findings")}
        findings = {each["criterion"]: each for each in one.get("findings", ())}
        found[one["site"]] = plain | findings
    return found
