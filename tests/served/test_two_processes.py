"""Two server processes on one database, asked at the same moment over HTTP: whatever is shared is shared."""

import json
import time
from typing import Any

import pytest

from investors.consent import CURRENT
from matching.batch.answering import PARTS_OF_A_REQUEST
from tests.served.conftest import LIMIT, Answer, Service

pytestmark = pytest.mark.django_db
MATCH = {"project": {"lines": [{"code": "1410"}]}, "limit": 1}
CHEAP = "/api/problems/not-found"
FIRST, SECOND = 0, 1


def test_limits_hold_for_both_together(service: Service) -> None:
    cases: tuple[tuple[str, str, str], ...] = (
        ("anonymous", "", "127.0.0.{}"),
        ("key", "counted", "127.0.0.1"),
    )
    for policy, key, who in cases:
        allowed = [one for one in _used_up(service, key, who) if one.status == 200]
        assert len(allowed) == LIMIT, policy
        assert allowed[0].headers["ratelimit-policy"] == f'"{policy}";q={LIMIT};w=60'


def _used_up(service: Service, key: str, who: str) -> list[Answer]:
    """Return all answers of one minute; where the next one began meanwhile, those of the next."""
    for attempt in range(20, 22):
        minute = time.time() // 60
        asked = [(of, "GET", CHEAP) for of in (FIRST, SECOND)] * 5
        found: list[Answer] = []
        while sum(one.status == 429 for one in found[-10:]) < 10:
            found += service.at_once(*asked, key=key, who=who.format(attempt))
            assert len(found) < 4 * LIMIT
        if time.time() // 60 == minute:
            refused = found[-1]
            assert refused.json["type"] == "/api/problems/too-many-requests"
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            return found
    pytest.fail("two minutes ended meanwhile")


def test_batches_at_both_share_one_limit_of_lines(service: Service) -> None:
    lines = [MATCH] * 2 * PARTS_OF_A_REQUEST * LIMIT
    for attempt in range(30, 32):
        minute = time.time() // 60
        asked = [(of, "POST", "/api/match/batch", lines) for of in (FIRST, SECOND)]
        found = [one.body.splitlines() for one in service.at_once(*asked, who=f"127.0.0.{attempt}")]
        if time.time() // 60 == minute:
            answered = [line for body in found for line in body[:-1]]
            assert len(answered) == PARTS_OF_A_REQUEST * LIMIT and len(set(answered)) == 1
            for body in found:
                stopped = json.loads(body[-1])
                assert stopped["type"] == "/api/problems/too-many-requests"
                if len(body) > 1:  # else nothing was left when it came, and it is refused as any request is
                    assert stopped["line"] == len(body) and 1 <= stopped["retry_after"] <= 60
            return
    pytest.fail("two minutes ended meanwhile")


def test_each_process_answers_a_batch_as_it_answers_alone(service: Service) -> None:
    costly = {**MATCH, "include": ["barred", "robustness"]}
    asked = [(of, "POST", "/api/match/batch?detail=full", [MATCH, {}, costly]) for of in (FIRST, SECOND)]
    first, second = (one.body for one in service.at_once(*asked, who="127.0.0.40"))
    alone = [service.ask(SECOND, "POST", "/api/match", one, who="127.0.0.40").body for one in (MATCH, costly)]
    assert first == second
    assert [line for line in first.splitlines() if b'"line"' not in line] == alone


def test_a_request_sent_to_both_at_once_is_done_once(service: Service) -> None:
    runs = service.count("matching_matchrun")
    to_both = [(of, "POST", "/api/match", MATCH) for of in (FIRST, SECOND)] * 2
    named: dict[str, Any] = {"key": "portal", "Idempotency_Key": "sent-to-both"}
    found = service.at_once(*to_both, **named)
    assert {one.status for one in found} <= {201, 409}
    assert all("retry-after" in one.headers for one in found if one.status == 409)
    found = [one for one in found if one.status == 201] + [service.ask(*one, **named) for one in to_both[:2]]
    assert {one.status for one in found} == {201}
    assert len({(one.body, one.headers["location"]) for one in found}) == 1
    assert service.count("matching_matchrun") == runs + 1
    for other in service.at_once(
        *[(of, "POST", "/api/match", {**MATCH, "limit": 2}) for of in (FIRST, SECOND)], **named
    ):
        assert (other.status, other.json["type"]) == (422, "/api/problems/idempotency-key-reused")
    for of in (FIRST, SECOND):  # a run is read, and proven, by whichever process
        assert service.ask(of, "POST", f"{found[0].headers['location']}/replay", {}, key="portal").json[
            "same"
        ]


def test_runs_that_both_keep_at_once_have_their_findings(service: Service) -> None:
    asked = [{"project": {"lines": [{"code": "1410"}], "land": {"area_ha": size}}} for size in (1, 2, 3)]
    to_both = [(of, "POST", "/api/match", body) for body in asked for of in (FIRST, SECOND)]
    for one, (of, *_) in zip(service.at_once(*to_both, key="portal"), to_both, strict=True):
        address = one.headers["location"]
        assert service.ask(1 - of, "GET", address, key="portal").json == one.json
        replayed = service.ask(1 - of, "POST", f"{address}/replay", {}, key="portal").json
        assert replayed["same"] and replayed["intact"]


def test_what_is_tried_out_at_once_is_not_kept(service: Service) -> None:
    runs, partners = service.count("matching_matchrun"), service.count("partners_partner")
    tried = [(of, "POST", "/api/sandbox/match", MATCH) for of in (FIRST, SECOND)] * 3
    found = service.at_once(*tried, key="sandbox", Idempotency_Key="tried")
    assert {(one.status, one.headers["sandbox"]) for one in found} == {(201, "true")}
    assert len({one.json["id"] for one in found}) == len(tried)
    assert (service.count("matching_matchrun"), service.count("partners_partner")) == (runs, partners)


def test_of_two_changes_of_one_version_one_is_made(service: Service) -> None:
    listed = service.ask(FIRST, "GET", "/api/keys", key="portal").json["items"]
    address = f"/api/keys/{listed[0]['id']}"
    for attempt in range(3):
        etag = service.ask(SECOND, "GET", address, key="portal").headers["etag"]
        found = service.at_once(
            *[(of, "PATCH", address, {"name": f"{attempt} by {of}"}) for of in (FIRST, SECOND)],
            key="portal",
            If_Match=etag,
        )
        assert sorted(one.status for one in found) == [200, 412]
        made = next(one for one in found if one.status == 200)
        for of in (FIRST, SECOND):
            now = service.ask(of, "GET", address, key="portal")
            assert (now.json["name"], now.headers["etag"]) == (made.json["name"], made.headers["etag"])


def test_a_key_that_one_process_revokes_opens_nothing_at_the_other(service: Service) -> None:
    listed = service.ask(FIRST, "GET", "/api/keys", key="portal").json["items"]
    other = next(one["id"] for one in listed if not one["is_this_one"])
    for of in (FIRST, SECOND):
        assert service.ask(of, "GET", CHEAP, key="portal next").status == 200
    assert service.ask(FIRST, "DELETE", f"/api/keys/{other}", key="portal").status == 204
    for of in (SECOND, FIRST):
        refused = service.ask(of, "GET", CHEAP, key="portal next")
        assert (refused.status, refused.json["type"]) == (401, "/api/problems/unknown-key")


def test_whoever_is_erased_at_both_at_once_is_erased_once_and_both_tell_so(service: Service) -> None:
    contact, consent = {"name": "Kim Min-jun", "phone": "0912345678"}, {"version": CURRENT, "given": True}
    handed = {"project": {"lines": [{"code": "1410"}]}, "contact": contact, "consent": consent}
    address = service.ask(FIRST, "POST", "/api/enquiries", handed, key="portal").json["tracking"]["address"]
    found = service.at_once(*[(of, "POST", f"{address}/erase") for of in (FIRST, SECOND)] * 2, If_Match="*")
    assert {one.status for one in found} == {200} and len(
        {one.json["personal_data"]["erased_at"] for one in found}
    ) == 1
    assert service.count("investors_historicalenquiry WHERE erased_at IS NOT NULL") == 1
    assert service.count("investors_investor WHERE contact_phone <> ''") == 0
    for of in (FIRST, SECOND):
        [listed] = service.ask(of, "GET", "/api/enquiries", key="portal").json["items"]
        assert listed["status"] == "closed"
