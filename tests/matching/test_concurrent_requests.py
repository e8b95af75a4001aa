"""Many ask while somebody writes: every answer is of one state of the data, and the last write is seen."""

import datetime
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction

from matching.letter_triggers import REPLIES
from matching.override_triggers import OVERRIDES
from matching.publishing import publish_ruleset
from matching.triggers import RULESETS, RUN_SITES, RUNS
from matching.verifying import Verified, verify
from parks.fixture_loading import load_fixtures
from parks.models import Site, Source
from parks.services import record_fact
from tests.catalogue import FOLDER
from tests.matching.conftest import GARMENTS, RULESET, Api, forget_snapshots

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
READERS, QUESTIONS, WRITES = 3, 8, 6
BODY = {**GARMENTS, "limit": 100, "on": datetime.date(2026, 11, 23).isoformat()}


@pytest.fixture
def shared(db: None, tmp_path: Path) -> Iterator[None]:
    """Give several threads one loaded database, each its own connection.

    PostgreSQL: what is loaded is committed, and everything is emptied afterwards. SQLite: the tests' database is in
    memory and cannot be shared so; nor could it be emptied, for a published ruleset refuses to go. A copy in a
    file is used, as the service itself has it.
    """
    load_fixtures(folder=FOLDER)
    publish_ruleset(text=RULESET.read_text(encoding="utf-8"))
    User.objects.create_user("can-bo", password="x", is_staff=True)
    forget_snapshots()
    if connection.vendor == "postgresql":
        yield
        empty_what_refuses_it()
    else:
        described = connections.settings["default"]
        kept = described["NAME"]
        described["NAME"] = str(copied(tmp_path / "copy.sqlite3"))
        yield
        described["NAME"] = kept
    forget_snapshots()


def empty_what_refuses_it() -> None:
    """Empty the rulesets, runs and letters; everything else is emptied after every test whose writes are committed."""
    tables = (RULESETS, RUNS, RUN_SITES, REPLIES, OVERRIDES)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_truncate_refused")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_truncate_refused")


def copied(path: Path) -> Path:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    copy.executescript("PRAGMA journal_mode = WAL;")
    copy.executescript("\n".join(connection.connection.iterdump()))
    copy.close()
    return path


def in_threads(*jobs: Any) -> list[BaseException]:
    """Run every job in a thread with its own connection; return what went wrong."""
    failures: list[BaseException] = []

    def run(job: Any) -> None:
        try:
            job()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures


def test_answers_are_of_one_state_of_the_data_while_somebody_writes(shared: None) -> None:
    answers: list[bytes] = []
    runs: list[str] = []

    def ask() -> None:
        numbers = []
        for _ in range(QUESTIONS):
            response = Api().send(BODY)
            assert response.status_code == 200, response.content[:500]
            answers.append(response.content)
            numbers.append(int(response.json()["data_version"].split(".")[0]))
        assert numbers == sorted(numbers), "an older state was answered after a newer one"

    def keep() -> None:
        officer = Api(User.objects.get(username="can-bo"))
        for _ in range(4):
            runs.append(officer.match(BODY, status=201)["id"])

    def write() -> None:
        for number in range(1, WRITES + 1):
            # In the midst of the questions: each change finds a snapshot that it makes old.
            wait_until(lambda number=number: len(answers) >= 3 * number)
            record(float(number))

    assert in_threads(*[ask] * READERS, keep, keep, write) == []
    by_version: dict[str, set[bytes]] = {}
    for answer in answers:
        by_version.setdefault(json.loads(answer)["data_version"], set()).add(answer)
    assert all(len(same) == 1 for same in by_version.values()), "one version, two answers"
    last: list[Any] = []
    jobs = (lambda: last.append(Api().match(BODY)), lambda: last.append(verify()))
    assert in_threads(*jobs) == []
    assert free_land(next(one for one in last if isinstance(one, dict))) == WRITES
    walked = next(one for one in last if isinstance(one, Verified))
    assert (walked.runs, walked.last, walked.breaks) == (8, 8, ()) and len(set(runs)) == 8


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.002)


def record(hectares: float) -> None:
    source = Source.objects.order_by("pk").first()
    assert source is not None
    record_fact(
        site=Site.objects.get(code="CCN-PHU-LAC-2"), quantity="area_free_ha", value=f"{hectares:g}",
        source=source, grade="verified", user=None, as_of=f"2026-11-{int(hectares):02}",
    )  # fmt: skip


def free_land(answer: Any) -> float:
    site = next(one for one in answer["sites"] if one["site"]["code"] == "CCN-PHU-LAC-2")
    land = next(one for one in site["findings"] if one["criterion"] == "land")
    high: float = land["observed"]["free_ha"]["high"]
    return round(high)


def test_the_first_questions_at_once_are_all_answered_alike(shared: None) -> None:
    answers: set[bytes] = set()
    assert in_threads(*[lambda: answers.add(Api().send(BODY).content)] * 5) == []
    assert len(answers) == 1
