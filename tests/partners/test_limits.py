"""Limits: never more than the allowance over all processes, said in headers, and without a query in a steady request."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.callers import address_of
from partners import limits
from partners.limits import BLOCKS, MOST_WRITTEN, Blocks, hidden_address, wait_to_write
from partners.models import Count
from tests.partners.portal import MATCH, Portal, problem

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000.0  # a whole minute


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [NOON + 12]
    monkeypatch.setattr(limits.time, "time", lambda: now[0])
    BLOCKS.forget()
    yield now
    BLOCKS.forget()


def test_several_processes_together_grant_no_more_than_the_limit_and_nearly_all_of_it() -> None:
    processes = [Blocks(), Blocks(), Blocks()]
    granted = sum(processes[n % 3].spend("x", 100).allowed for n in range(400))
    assert 90 <= granted <= 100
    assert sum(Blocks().spend("y", 100).allowed for _ in range(101)) <= 100
    alone = Blocks()
    assert sum(alone.spend("z", 100).allowed for _ in range(200)) == 100


def test_a_process_that_is_asked_no_more_holds_little_of_the_allowance() -> None:
    for idle in (Blocks(), Blocks(), Blocks()):
        assert idle.spend("x", 600).allowed
    busy = Blocks()
    assert sum(busy.spend("x", 600).allowed for _ in range(600)) >= 570


def test_the_next_minute_begins_anew_and_the_last_is_forgotten(clock: list[float]) -> None:
    process = Blocks()
    assert [process.spend("x", 1).allowed for _ in range(2)] == [True, False]
    assert process.spend("x", 1).seconds == 48
    clock[0] += 48
    assert process.spend("x", 1).allowed
    assert Count.objects.get().begins == NOON + 60


def test_who_has_had_enough_stored_is_told_when_to_go_on() -> None:
    assert [wait_to_write("x") for _ in range(MOST_WRITTEN + 1)] == [0] * MOST_WRITTEN + [48]
    assert wait_to_write(None) == 0


def test_the_headers_say_what_is_left_and_429_when_to_come_again(settings: Any) -> None:
    settings.ANONYMOUS_LIMIT = 3
    first = Client().get("/api/problems")
    assert first.headers["RateLimit-Policy"] == '"anonymous";q=3;w=60'
    assert first.headers["RateLimit"] == '"anonymous";r=2;t=48'
    assert Client().get("/api/problems").status_code == 200
    without_length = Client().generic("POST", "/api/match", b"", headers={"transfer-encoding": "chunked"})
    problem(without_length, 411, "length-required")
    assert without_length.headers["RateLimit"] == '"anonymous";r=0;t=48'
    refused = Client().get("/api/problems", headers={"origin": "https://portal.example"})
    problem(refused, 429, "too-many-requests")
    assert refused.headers["Retry-After"] == "48" and refused.headers["RateLimit"] == '"anonymous";r=0;t=48'
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/api/problems", REMOTE_ADDR="10.0.0.9").status_code == 200
    assert Client().get("/api/health").status_code != 429


def test_a_key_has_the_allowance_of_its_partner(settings: Any) -> None:
    settings.ANONYMOUS_LIMIT = 1
    portal = Portal(requests_per_minute=2)
    assert [portal.ask("GET", "/api/problems").status_code for _ in range(3)] == [200, 200, 429]
    assert Client().get("/api/problems").status_code == 200


def test_guessing_keys_is_counted_by_address(settings: Any) -> None:
    settings.ANONYMOUS_LIMIT = 2
    guess = {"authorization": "Api-Key tn_guess"}
    answers = [Client().get("/api/problems", headers=guess).status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_a_steady_anonymous_match_asks_one_query(rules: None, settings: Any) -> None:
    settings.ANONYMOUS_LIMIT = 600
    client = Client()

    def match() -> int:
        return client.post("/api/match", MATCH, content_type="application/json").status_code

    match()
    with CaptureQueriesContext(connection) as queries:
        assert match() == 200
    assert len(queries) == 1


def test_an_address_is_hidden_once_a_request(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANONYMOUS_LIMIT = 9
    hidden: list[str] = []
    monkeypatch.setattr("config.callers.hidden_address", lambda address: hidden.append(address) or "somebody")
    Client().post("/api/match", MATCH, content_type="application/json")
    assert hidden == ["127.0.0.1"]


def test_an_address_is_not_stored_and_nobody_can_follow_it(settings: Any, clock: list[float]) -> None:
    settings.ANONYMOUS_LIMIT = 9
    Client().get("/api/problems", REMOTE_ADDR="203.0.113.7")
    kept = Count.objects.get().caller
    assert "203" not in kept and kept == hidden_address("203.0.113.7")
    clock[0] += 60
    assert hidden_address("203.0.113.7") != kept
    assert hidden_address("2001:db8::1") == hidden_address("2001:db8::2") != hidden_address("2001:db8:1::1")


def test_what_a_caller_writes_about_its_address_counts_only_behind_the_proxy(settings: Any, rf: Any) -> None:
    request = rf.get("/api/sites", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2"}, REMOTE_ADDR="127.0.0.1")
    assert address_of(request) == "127.0.0.1"
    settings.HTTPS = True
    assert address_of(request) == "2.2.2.2"
