"""Findings that had rows of their own move to the runs that were the first to say them, and every run stays what it was."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import connection

from matching import records, run_findings
from matching.keeping import keep
from matching.models import MatchRun
from matching.recomputing import rows_of, unread_again, whole_answer
from matching.replaying import replay
from matching.services import match
from matching.verifying import verify
from tests.matching.conftest import example, take_triggers_away

migration = import_module("matching.migrations.0023_move_findings")
LENSES = example()["project"]
AREAS = (8, 8, 9, 10)


@pytest.fixture
def runs(rules: None, officer: User, monkeypatch: pytest.MonkeyPatch) -> list[MatchRun]:
    """Return runs as they were kept before: of the first two each finding has a row, of the others those said first have one."""
    monkeypatch.setattr(run_findings, "_remembered", run_findings.Remembered())
    kept = [
        keep(
            matched=match(project=LENSES | {"land": {"area_ha": area}}),
            user=officer,
            limit=4,
            include=("barred",),
        )
        for area in AREAS
    ]
    take_triggers_away()
    execute("CREATE TABLE matching_runfinding (number bigint PRIMARY KEY, text text NOT NULL)")
    known: dict[tuple[bool, bytes], int] = {}
    for row, run in enumerate(MatchRun.objects.filter(pk__in=[one.pk for one in kept]).order_by("number"), 1):
        write_as_before(run, known, row if row > 2 else None)
    assert not MatchRun.objects.exclude(findings="").exists() and verify().breaks != ()
    return list(MatchRun.objects.order_by("number"))


def write_as_before(run: MatchRun, known: dict[tuple[bool, bytes], int], row: int | None) -> None:
    """Write what a run says into rows of their own, or what it is the first to say into this one, and its numbers into the run."""
    answer, fresh = unread_again(run, rows_of(run)), list[bytes]()
    placed = row is not None
    for one in answer.findings:
        if (placed, one.digest) in known:
            continue
        if row is None:
            known[placed, one.digest] = len(known) + 10
            execute("INSERT INTO matching_runfinding VALUES (%s, %s)", len(known) + 9, one.text.decode())
        else:
            known[placed, one.digest] = row * 1_000_000 + len(fresh)
            fresh.append(one.text)
    if fresh:
        execute("INSERT INTO matching_runfinding VALUES (%s, %s)", row, f"[{b','.join(fresh).decode()}]")
    numbers = [str(known[placed, one.digest]).encode() for one in answer.findings]
    stored = msgspec.json.decode(answer.numbered(run.pk, numbers)) | ({"placed": True} if placed else {})
    MatchRun.objects.filter(pk=run.pk).update(answer=stored, findings="")


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def move() -> list[MatchRun]:
    migration.move(None, SimpleNamespace(connection=connection))
    return list(MatchRun.objects.order_by("number"))


def again(run: MatchRun) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(unread_again(run, rows_of(run)).whole(run.pk))
    return found


def test_every_run_says_what_it_said(runs: list[MatchRun]) -> None:
    moved = move()
    assert verify().breaks == ()
    assert all(replay(run).same and replay(run).intact for run in moved)
    assert [whole_answer(run) for run in moved] == [again(run) for run in moved]
    # The second was not the first to say anything; of the others each kept its findings in its own way.
    assert [bool(run.findings) for run in moved] == [True, False, True, True]
    assert len(moved[3].findings) < len(moved[2].findings) / 2
    assert all(records.NUMBERED in run.answer and "placed" not in run.answer for run in moved)


@pytest.mark.parametrize(
    "tampered",
    [
        "UPDATE matching_runfinding SET text = '[{' WHERE number = 4",
        "DELETE FROM matching_runfinding WHERE number = 4",
    ],
)
def test_what_was_spoilt_stays_so_and_nothing_else_is(runs: list[MatchRun], tampered: str) -> None:
    execute(tampered)
    move()
    assert [(one.number, one.what) for one in verify().breaks] == [(4, "what it holds was altered")]


def test_what_is_no_answer_is_left_as_it_is(runs: list[MatchRun]) -> None:
    strange = [
        [],
        {"numbered": True},
        {"numbered": True, "barred": None, "sites": [{"findings": ["x", 2**70]}]},
    ]
    for run, answer in zip(runs, strange, strict=False):
        MatchRun.objects.filter(pk=run.pk).update(answer=answer)
    moved = move()
    assert [run.answer for run in moved[:3]] == strange and whole_answer(moved[3]) == again(moved[3])


@pytest.mark.parametrize("mark", [[], {}, "x", 1], ids=str)
def test_a_mark_that_is_none_is_left_as_it_is(runs: list[MatchRun], mark: Any) -> None:
    altered = runs[3].answer | {"placed": mark}
    MatchRun.objects.filter(pk=runs[3].pk).update(answer=altered)
    moved = move()
    assert moved[3].answer == altered
    assert [(one.number, one.what) for one in verify().breaks] == [(4, "what it holds was altered")]


@pytest.mark.parametrize("text", ["{", "{},{}", '{"points":1}]', "5,6"])
def test_a_row_of_one_finding_that_was_spoilt_spoils_none_beside_it(runs: list[MatchRun], text: str) -> None:
    first, last = (runs[0].answer["sites"][0]["findings"][at] for at in (0, -1))
    assert first < last  # others come to stand behind it
    execute("UPDATE matching_runfinding SET text = %s WHERE number = %s", text, first)
    before = [again(run)["sites"] for run in runs]
    moved = move()
    assert [one.number for one in verify().breaks] == [1, 2]  # whoever says it
    assert [whole_answer(run)["sites"] == sites for run, sites in zip(moved, before, strict=True)] == [
        False,
        False,
        True,
        True,
    ]
    said, meant = whole_answer(moved[0])["sites"][0]["findings"], before[0][0]["findings"]
    assert said == meant[1:]
