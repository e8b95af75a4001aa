"""Kept runs share their findings: each is kept once, and a run stays whole and provable all the same."""

import datetime
import random
from collections.abc import Callable
from io import StringIO
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from matching import appending, chain, records, run_findings
from matching.keeping import keep
from matching.models import MatchRun
from matching.recomputing import rows_of, unread_again, whole_answer
from matching.replaying import replay
from matching.services import match
from matching.verifying import verify
from tests.matching.conftest import Api, example, take_triggers_away

LENSES = example()["project"]
Commit = Callable[..., Any]


@pytest.fixture
def keeper(rules: None, officer: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """Return who keeps runs, in a process that has kept none yet."""
    monkeypatch.setattr(run_findings, "_remembered", run_findings.Remembered())
    return officer


def kept(keeper: User, limit: int = 5, **changed: Any) -> MatchRun:
    run = keep(matched=match(project=LENSES | changed), user=keeper, limit=limit, include=("barred",))
    return MatchRun.objects.get(pk=run.pk)


def numbers(run: MatchRun) -> list[int]:
    return [one for site in (*run.answer["barred"], *run.answer["sites"]) for one in site["findings"]]


def placed(first: int, count: int) -> set[int]:
    """Return the numbers of so many findings that a run is the first to say."""
    return {first * 1_000_000 + place for place in range(count)}


def again(run: MatchRun) -> records.Unread:
    return unread_again(run, rows_of(run))


def test_the_row_of_a_run_has_numbers_and_each_finding_is_kept_once(
    keeper: User, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = kept(keeper)
    many = len(set(numbers(first)))
    assert set(numbers(first)) == placed(1, many) and len(numbers(first)) > 1.5 * many
    assert len(msgspec.json.decode(first.findings)) == many
    whole = whole_answer(first)
    assert whole == msgspec.json.decode(again(first).whole(first.pk))
    assert all([each["criterion"] for each in one["findings"]] == one["because"] for one in whole["barred"])
    with django_capture_on_commit_callbacks(execute=True):
        second = kept(keeper)
    assert numbers(second) == numbers(first) and second.findings == ""
    other = kept(keeper, land={"area_ha": 9})
    fresh = set(numbers(other)) - set(numbers(first))
    assert fresh == placed(3, len(fresh)) and 0 < len(fresh) < many / 2
    assert len(msgspec.json.decode(other.findings)) == len(fresh)
    assert whole_answer(other) == msgspec.json.decode(again(other).whole(other.pk))
    assert verify().breaks == ()


def test_a_run_that_holds_its_findings_itself_is_read_verified_and_replayed_as_ever(keeper: User) -> None:
    run = kept(keeper)
    old = copy_of(run)
    old.answer = whole_answer(run) | {"id": str(old.pk)}
    stored = appended(old)
    assert "numbered" not in stored.answer and whole_answer(stored) == old.answer


def copy_of(run: MatchRun) -> MatchRun:
    """Return a run that was given the same, without an answer."""
    copied = ("created_by", "on", "ruleset", "engine_version", "data_version", "sites", "inputs")
    return MatchRun(**{name: getattr(run, name) for name in copied})


def appended(run: MatchRun) -> MatchRun:
    """Write a run, and see that it is verified and replayed."""
    appending.append([run])
    stored = MatchRun.objects.get(pk=run.pk)
    assert verify().breaks == () and chain.is_intact(stored)
    found = replay(stored)
    assert found.same and found.intact
    return stored


def rewrite(change: Callable[[list[Any]], Any]) -> None:
    """Change what the first run was the first to say."""
    findings = msgspec.json.decode(MatchRun.objects.get(number=1).findings, type=list[msgspec.Raw])
    write(msgspec.json.encode(change(findings)).decode())


def write(findings: str) -> None:
    MatchRun.objects.filter(number=1).update(findings=findings)


def altered(run: MatchRun) -> None:
    rewrite(lambda findings: [findings[1], *findings[1:]])


def cut(run: MatchRun) -> None:
    rewrite(lambda findings: findings[:-1])


def removed(run: MatchRun) -> None:
    write("")


def spoilt(run: MatchRun) -> None:
    write("[{")


def exchanged(run: MatchRun) -> None:
    first, *others = run.answer["sites"]
    one, other, *left = first["findings"]
    sites = [{**first, "findings": [other, one, *left]}, *others]
    MatchRun.objects.filter(pk=run.pk).update(answer={**run.answer, "sites": sites})


def misshapen(run: MatchRun) -> None:
    MatchRun.objects.filter(pk=run.pk).update(answer={**run.answer, "sites": [{"findings": ["x"]}]})


@pytest.mark.parametrize("tamper", [altered, cut, removed, spoilt, exchanged, misshapen])
def test_a_finding_that_is_altered_removed_or_exchanged_breaks_the_run(
    keeper: User, tamper: Callable[[MatchRun], None]
) -> None:
    run = kept(keeper)
    take_triggers_away()
    tamper(run)
    assert not chain.is_intact(MatchRun.objects.get(pk=run.pk))
    with pytest.raises(CommandError, match="run 1: what it holds was altered"):
        call_command("verify_runs", stdout=StringIO())


def test_a_replay_tells_of_a_finding_that_was_altered(keeper: User, supervisor: Api) -> None:
    run = kept(keeper)
    take_triggers_away()
    cut(run)
    found = supervisor.client.post(f"/api/match/runs/{run.pk}/replay").json()
    assert (found["same"], found["intact"]) == (False, False)
    assert [one["site"] for one in found["differences"]] == [run.answer["sites"][-1]["site"]]
    assert supervisor.get(f"/api/match/runs/{run.pk}")["id"] == str(run.pk)


def test_what_was_undone_is_not_remembered(keeper: User, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        kept(keeper)
        transaction.set_rollback(True)
    assert not MatchRun.objects.exists()
    assert kept(keeper).findings and verify().breaks == ()


def test_what_is_remembered_of_a_later_state_than_a_restored_one_is_forgotten(
    keeper: User, django_capture_on_commit_callbacks: Commit
) -> None:
    kept(keeper, land={"area_ha": 9})
    backup = transaction.savepoint()
    with django_capture_on_commit_callbacks(execute=True):
        kept(keeper)
    transaction.savepoint_rollback(backup)
    kept(keeper, land={"area_ha": 10})  # takes the numbers that the lost ones had
    assert verify().breaks == () and whole_answer(kept(keeper))["sites"][0]["findings"]
    assert verify().breaks == ()


def test_no_more_is_remembered_than_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_findings, "MOST_REMEMBERED", 3)
    remembered, end = run_findings.Remembered(), run_findings.End()
    remembered.learn({b"a": b"1", b"b": b"2"}, end, "")
    remembered.learn({b"c": b"3"}, end, "")
    assert known(remembered, end) == [b"1", b"2", b"3", b"1000000"]
    remembered.learn({b"d": b"4"}, end, "")
    assert known(remembered, end) == [b"1000000", b"1000001", b"1000002", b"4"]


def known(remembered: run_findings.Remembered, end: run_findings.End) -> list[bytes]:
    """Return the numbers of four findings; those of the next run are not known."""
    return remembered.numbered(
        [records.KeptFinding(b"{}", digest) for digest in (b"a", b"b", b"c", b"d")], end
    ).numbers


@pytest.mark.parametrize("changed", [{}, {"land": {"area_ha": 10}}], ids=["known", "with new findings"])
def test_a_run_is_written_by_one_statement(
    changed: dict[str, Any],
    keeper: User,
    django_capture_on_commit_callbacks: Commit,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = kept(keeper)
    matched = match(project=LENSES | changed)
    with django_assert_num_queries(1):
        second = keep(matched=matched, user=keeper, limit=5, include=("barred",))
    assert (second.number, second.previous) == (2, first.digest) and verify().breaks == ()


@pytest.mark.parametrize("changed", [{}, {"land": {"area_ha": 10}}], ids=["known", "with new findings"])
def test_where_another_process_kept_a_run_meanwhile_the_chain_goes_on_from_there(
    changed: dict[str, Any],
    keeper: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept(keeper)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(run_findings, "_remembered", run_findings.Remembered())
        second = kept(keeper, land={"area_ha": 9})
    third = kept(keeper, **changed)
    assert (third.number, third.previous) == (3, second.digest) and verify().breaks == ()
    assert whole_answer(third)["sites"] == msgspec.json.decode(again(third).whole(third.pk))["sites"]


def test_who_asks_almost_the_same_gets_the_answer_to_their_own_question(keeper: User) -> None:
    asked: list[tuple[dict[str, Any], int, tuple[str, ...]]] = [
        ({}, 5, ("barred",)),
        ({}, 4, ("barred",)),
        ({}, 5, ()),
        ({"on": datetime.date(2025, 1, 2)}, 5, ("barred",)),
        ({"target": match(project=LENSES).on_offer[-1]}, 5, ("counterfactuals",)),
    ]
    # The second time the answer is kept for the third.
    runs = [
        keep(matched=match(project=LENSES, **how), user=keeper, limit=limit, include=include)
        for how, limit, include in asked * 3
    ]
    assert all(replay(MatchRun.objects.get(pk=run.pk)).same for run in runs[-len(asked) :])


def test_who_is_in_a_transaction_waits_for_no_thread_that_keeps_a_run(
    keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The thread whose turn it is may itself wait for what this transaction holds.
    monkeypatch.setattr(appending, "_TURN", None)  # cannot be entered
    assert kept(keeper).number == 1


def test_of_a_finding_of_the_same_frame_its_own_figures_are_kept(
    keeper: User, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = kept(keeper)
    second = kept(keeper, land={"area_ha": 9})
    items = msgspec.json.decode(second.findings)
    like = [item for item in items if isinstance(item, list)]
    assert len(like) > len(items) / 3 and {number // 1_000_000 for number, _ in like} == {first.number}
    assert all(own.keys() <= {"required", "points", "ceiling"} for _, own in like)
    whole = sum(len(one.text) for one in again(second).findings if one.text.decode() not in first.findings)
    assert len(second.findings) < whole / 2
    assert whole_answer(second) == msgspec.json.decode(again(second).whole(second.pk))


@pytest.mark.parametrize(
    "change",
    [
        lambda item: [item[0], {**item[1], "required": {"area_ha": 1}}],
        lambda item: [item[0] + 1, item[1]],
        lambda item: [9_000_000, item[1]],
        lambda item: [2**70, item[1]],
        lambda item: ["x"],
    ],
    ids=["other figures", "beside another", "beside nothing", "no number", "no figures"],
)
def test_own_figures_that_are_altered_break_the_run_that_has_them_alone(
    keeper: User, change: Callable[[list[Any]], Any], django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept(keeper)
    second = kept(keeper, land={"area_ha": 9})
    items = msgspec.json.decode(second.findings)
    place = next(at for at, item in enumerate(items) if isinstance(item, list))
    items[place] = change(items[place])
    take_triggers_away()
    MatchRun.objects.filter(pk=second.pk).update(findings=msgspec.json.encode(items).decode())
    assert [(one.number, one.what) for one in verify().breaks] == [(2, "what it holds was altered")]
    assert [replay(run).intact for run in MatchRun.objects.order_by("number")] == [True, False]


def test_whatever_is_asked_and_forgotten_every_run_says_what_it_said(
    keeper: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Commit
) -> None:
    chance = random.Random(20261126)
    monkeypatch.setattr(run_findings, "MOST_REMEMBERED", 1_000)  # forgets everything now and then
    for _ in range(30):
        changed = {
            "land": {"area_ha": round(chance.uniform(1, 150), 1)},
            "capital": {"amount": chance.choice([1, 40, 400]) * 1_000_000, "currency": "USD"},
            "lines": [{"code": chance.choice(["2610", "1410", "2816", "2410"])}],
        }
        with django_capture_on_commit_callbacks(execute=chance.random() < 0.8):  # else nothing is remembered
            kept(keeper, limit=59, **changed)
    runs = list(MatchRun.objects.order_by("number"))
    assert verify().breaks == () and any("[" in run.findings[1:] for run in runs)
    assert all(whole_answer(run) == msgspec.json.decode(again(run).whole(run.pk)) for run in runs)


def test_who_walks_the_chain_reads_the_findings_of_a_run_once(keeper: User) -> None:
    kept(keeper)
    with CaptureQueriesContext(connection) as asked:
        assert verify().breaks == ()
    reads = [one["sql"] for one in asked.captured_queries if '"matching_matchrun"."findings"' in one["sql"]]
    assert len(reads) == 1 and '"answer"' not in reads[0]
