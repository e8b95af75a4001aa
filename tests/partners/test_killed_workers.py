"""Whoever is killed, the one who has changed something or the worker that tells of it, at whatever moment: nothing is lost.

Real processes, ended by SIGKILL. A module of its own: what it writes is committed, for other processes to see.
"""

import datetime
import itertools
import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from parks.models import Source
from partners.callers import find_caller
from partners.models import Attempt, Delivery, Notice, Partner
from partners.webhooks import outbox
from partners.webhooks.events import ENQUIRY_UPDATED
from partners.webhooks.services import register_webhook
from tests.at_once import by_another, process, shared_database
from tests.partners.portal import Portal
from tests.partners.receiver import Receiver, deliver, receiving

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")

CODES = "abc"


class Clock:
    """Says the time, from now on as much later as it was turned."""

    def __init__(self) -> None:
        self.ahead, self.real = datetime.timedelta(), timezone.now

    def __call__(self) -> datetime.datetime:
        return self.real() + self.ahead

    def turn(self) -> None:
        """Let every lease run out."""
        self.ahead += outbox.LEASE


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def receiver(db: None, tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """Receive what a webhook is told, in a database that other processes share."""
    settings.WEBHOOKS_TO_LOOPBACK = True
    with receiving() as receiver:
        portal = Portal(scopes="enquiries webhooks")
        caller = find_caller(f"Api-Key {portal.key}")
        register_webhook(caller=caller, name="chính", url=receiver.url)
        with shared_database(tmp_path):
            yield receiver


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def was_killed(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def work() -> None:
    call_command("deliver_webhooks")


def worker_killed_when(receiver: Receiver, moment: str) -> None:
    """Let a worker work, and kill it while its receiver is about to do something with each message."""
    reached, dead = threading.Barrier(len(CODES) + 1), threading.Event()

    def hold() -> None:
        reached.wait(20)
        dead.wait(20)

    setattr(receiver, moment, hold)
    child = process(work)
    try:
        reached.wait(20)
    finally:
        os.kill(child, signal.SIGKILL)
        assert was_killed(child)
        setattr(receiver, moment, None)
        dead.set()


def source(code: str) -> Callable[[], Source]:
    return lambda: Source.objects.create(code=code, title="Tên")


def read(receiver: Receiver) -> list[tuple[Any, str]]:
    return [(json.loads(body), headers["webhook-id"]) for _, headers, body in receiver.got]


def ids(receiver: Receiver) -> Counter[str]:
    return Counter(sent for _, sent in read(receiver))


def test_what_a_killed_worker_had_taken_comes_again_under_the_same_id(
    receiver: Receiver, clock: Clock
) -> None:
    @transaction.atomic
    def killed_before_it_commits() -> None:
        source("nie")()
        die()

    def killed_when_it_has_committed() -> None:
        for code in CODES:
            source(code)()
        die()

    for job in (killed_before_it_commits, killed_when_it_has_committed):
        assert was_killed(process(job))
    worker_killed_when(receiver, "instead_of_reading")  # the messages are leased, and have not arrived
    taken = by_another(lambda: list(Delivery.objects.values_list("state", "attempted")))
    assert (taken, receiver.got) == ([("waiting", 0)] * len(CODES), [])
    by_another(deliver)  # the dead worker's lease is not out yet
    assert receiver.got == []
    clock.turn()
    worker_killed_when(receiver, "before_answer")  # they have arrived, and nobody has written it down
    first = ids(receiver)
    assert len(first) == len(CODES) and by_another(Attempt.objects.count) == 0
    clock.turn()
    by_another(deliver)
    assert ids(receiver) == dict.fromkeys(first, 2)
    assert {body["data"]["code"] for body, _ in read(receiver)} == set(CODES)
    states = by_another(lambda: list(Delivery.objects.values_list("message", "state")))
    assert {str(message): state for message, state in states} == dict.fromkeys(first, "delivered")


def test_a_worker_killed_before_whatever_it_writes_loses_nothing(receiver: Receiver, clock: Clock) -> None:
    def worker_killed_before(number: int) -> None:
        written = itertools.count()

        def count(execute: Any, sql: str, *args: Any) -> Any:
            if not sql.startswith("SELECT") and next(written) == number:
                die()
            return execute(sql, *args)

        with connection.execute_wrapper(count):
            deliver()

    def note(code: str) -> None:
        source(code)()
        partner = Partner.objects.get()
        Notice.objects.create(partner=partner, type=ENQUIRY_UPDATED, code=code, at=timezone.now())

    number, killed = 0, True
    while killed:
        by_another(lambda: note(f"s{number}"))  # noqa: B023
        killed = was_killed(process(lambda: worker_killed_before(number)))  # noqa: B023
        clock.turn()
        by_another(deliver)
        number += 1
    assert (
        number > 8
    )  # notice and change to messages, position, lease, attempts and outcomes; and once it was let live
    told = {(body["type"], body["data"]["code"], sent) for body, sent in read(receiver)}
    codes = {f"s{n}" for n in range(number)}
    assert {code for type_, code, _ in told if type_ == ENQUIRY_UPDATED} == codes
    assert {code for type_, code, _ in told if type_ == "source.created"} == codes
    assert len(told) == 2 * number  # each under one id, however often
    assert not by_another(Delivery.objects.exclude(state="delivered").exists)
