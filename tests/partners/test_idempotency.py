"""The same request twice stores once and is answered the same; another under its key, or a second meanwhile, is refused."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from matching.models import MatchRun
from partners.models import KeptAnswer, PartnerKey
from tests.partners.portal import MATCH, Portal, problem

pytestmark = pytest.mark.usefixtures("rules")
ONCE = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}


@pytest.fixture
def portal(rules: None) -> Portal:
    return Portal()


def test_the_same_request_is_answered_the_same_and_kept_once(portal: Portal) -> None:
    first = portal.match(**ONCE)
    again = portal.match(**ONCE, **{"accept-language": "en"})
    assert (first.status_code, first.content) == (
        again.status_code,
        again.content,
    ) and first.status_code == 201
    for name in ("Location", "Content-Type", "Cache-Control", "Content-Language"):
        assert first.headers[name] == again.headers[name]
    assert MatchRun.objects.count() == 1
    assert portal.match().headers["Location"] != first.headers["Location"]


def test_another_body_or_address_under_the_key_is_refused(portal: Portal) -> None:
    portal.match(**ONCE)
    problem(portal.match({"project": {"lines": [{"code": "2670"}]}}, **ONCE), 422, "idempotency-key-reused")
    problem(portal.ask("POST", "/api/keys", MATCH, **ONCE), 422, "idempotency-key-reused")


def test_while_the_first_is_being_worked_on_the_second_is_told_to_wait(portal: Portal) -> None:
    first = portal.match(**ONCE)
    KeptAnswer.objects.update(answer=None)
    refused = portal.match(**ONCE)
    problem(refused, 409, "request-in-progress")
    assert refused.headers["Retry-After"] == "1"
    KeptAnswer.objects.update(begun_at=timezone.now() - datetime.timedelta(seconds=61))
    assert portal.match(**ONCE).headers["Location"] != first.headers["Location"]


def test_a_refused_request_may_be_corrected_under_the_same_key(portal: Portal) -> None:
    problem(portal.match({}, **ONCE), 400, "invalid-input")
    assert not KeptAnswer.objects.exists()
    assert portal.match(**ONCE).status_code == 201


def test_a_new_key_is_given_again_and_never_stored(portal: Portal) -> None:
    first = portal.ask("POST", "/api/keys", {"name": "x"}, **ONCE)
    assert portal.ask("POST", "/api/keys", {"name": "x"}, **ONCE).json() == first.json()
    assert PartnerKey.objects.count() == 2
    assert first.json()["key"].encode() not in bytes(KeptAnswer.objects.get().answer)


def test_after_a_day_the_key_is_free_again_and_the_command_deletes_the_answer(portal: Portal) -> None:
    first = portal.match(**ONCE)
    yesterday = timezone.now() - datetime.timedelta(hours=24, seconds=1)
    KeptAnswer.objects.update(begun_at=yesterday)
    assert portal.match(**ONCE).headers["Location"] != first.headers["Location"]
    KeptAnswer.objects.update(begun_at=yesterday)
    call_command("purge_partner_records")
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 256, "é", '""'])
def test_a_key_that_cannot_be_kept_is_refused(portal: Portal, key: str) -> None:
    problem(portal.match(**{"idempotency-key": key}), 400, "bad-idempotency-key")
    assert not MatchRun.objects.exists()
