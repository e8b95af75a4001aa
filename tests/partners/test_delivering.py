"""Messages: made of changes, signed, delivered at least once, again and again for three days, and only to the public."""

import asyncio
import datetime
import json
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from standardwebhooks import Webhook as Verifier

from parks.models import Change, Source
from partners.callers import find_caller
from partners.models import Attempt, Delivery, Webhook
from partners.webhooks import addresses, backoff, outbox, services, signing
from tests.partners.portal import Portal
from tests.partners.receiver import Receiver, deliver, receiving, self_signed

pytestmark = pytest.mark.django_db
WAITING, DELIVERED, FAILED = Delivery.State.values


@pytest.fixture(scope="module")
def one_receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def receiver(one_receiver: Receiver, settings: Any) -> Receiver:
    settings.WEBHOOKS_TO_LOOPBACK = True
    one_receiver.__init__(url=one_receiver.url)  # type: ignore[misc]
    return one_receiver


@pytest.fixture
def portal(db: None) -> Portal:
    return Portal(scopes="webhooks")


def register(portal: Portal, url: str, types: list[str] | None = None) -> tuple[Webhook, str]:
    caller = find_caller(f"Api-Key {portal.key}")
    return services.register_webhook(caller=caller, name="chính", url=url, types=types)


def source(code: str) -> Source:
    return Source.objects.create(code=code, title="Tên")


def due_now() -> None:
    Delivery.objects.filter(state=WAITING).update(due_at=timezone.now())


def test_a_change_is_delivered_once_signed_so_that_the_published_library_verifies_it(
    portal: Portal, receiver: Receiver
) -> None:
    source("before")
    _, secret = register(portal, f"{receiver.url}/a")
    row = source("nguon-moi")
    deliver()
    deliver()
    [(path, headers, body)] = receiver.got
    told = Verifier(secret).verify(body, headers)
    change = Change.objects.get(code=row.code)
    assert path == "/a" and headers["content-type"] == "application/json; charset=utf-8"
    assert told["type"] == "source.created"
    assert datetime.datetime.fromisoformat(told["timestamp"]) == change.at
    assert told["data"] == {
        "cursor": told["data"]["cursor"],
        "kind": "source",
        "act": "created",
        "code": "nguon-moi",
        "site": None,
        "planning_area": None,
        "href": "/api/sources",
    }
    delivery = Delivery.objects.get()
    assert headers["webhook-id"] == str(delivery.message) and delivery.state == DELIVERED
    assert [(one.status, one.error) for one in delivery.attempts.all()] == [(204, "")]
    altered = body.replace(b"nguon-moi", b"nguon-cu")
    with pytest.raises(Exception, match="No matching signature"):
        Verifier(secret).verify(altered, headers)


def test_only_the_events_asked_for_are_told_and_to_each_webhook(portal: Portal, receiver: Receiver) -> None:
    register(portal, f"{receiver.url}/all")
    register(portal, f"{receiver.url}/deleted", ["source.deleted", "site.created"])
    source("a").delete()
    deliver()
    told = sorted((path, json.loads(body)["type"]) for path, _, body in receiver.got)
    assert told == [
        ("/all", "source.created"),
        ("/all", "source.deleted"),
        ("/deleted", "source.deleted"),
    ]


def test_many_changes_that_nobody_asked_for_hide_none_that_somebody_has(
    portal: Portal, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "CHANGES_AT_ONCE", 2)
    register(portal, receiver.url, ["source.deleted"])
    rows = [source(f"s{n}") for n in range(5)]
    rows[0].delete()
    deliver()
    assert [json.loads(body)["data"]["code"] for body in receiver.bodies()] == ["s0"]


def test_both_secrets_sign_for_a_day_after_a_rotation(portal: Portal, receiver: Receiver) -> None:
    webhook, old = register(portal, receiver.url)
    webhook, new = services.rotate_secret(webhook=webhook)
    services.send_ping(webhook=webhook)
    deliver()
    [(_, headers, body)] = receiver.got
    assert Verifier(old).verify(body, headers) == Verifier(new).verify(body, headers)
    later = webhook.secrets_at(timezone.now() + datetime.timedelta(hours=25))
    assert [signing.opened(one) for one in later] == [new]
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, secret_before FROM partners_webhook")
        stored = b"".join(bytes(one) for one in cursor.fetchone())
    assert new[6:].encode() not in stored and signing.START.encode() not in stored


def test_what_is_refused_is_sent_again_ever_later_for_three_days_and_then_given_up(
    portal: Portal, receiver: Receiver
) -> None:
    webhook, _ = register(portal, f"{receiver.url}/broken")
    receiver.statuses["/broken"] = 500
    source("a")
    total = datetime.timedelta()
    for least in backoff.WAITS:
        deliver()
        delivery = Delivery.objects.get()
        wait = delivery.due_at - timezone.now()
        assert delivery.state == WAITING
        assert least * 0.99 - 1 <= wait.total_seconds() <= least * 1.2
        total += wait
        deliver()  # not due: nothing is sent
        due_now()
    assert len(receiver.got) == len(backoff.WAITS)
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    assert datetime.timedelta(days=3) < total < datetime.timedelta(days=4)
    deliver()
    delivery.refresh_from_db()
    webhook.refresh_from_db()
    assert (delivery.state, delivery.attempted, webhook.disabled_why) == (FAILED, 10, "failing")
    assert delivery.attempts.count() == 10 and delivery.attempts.first().error == Attempt.Error.STATUS
    receiver.statuses.clear()
    services.switch_on(webhook=webhook)
    services.replay_delivery(delivery=Delivery.objects.get())
    deliver()
    assert Delivery.objects.get().state == DELIVERED and len(receiver.got) == 11


def test_one_message_that_fails_switches_nothing_off_while_others_are_taken(
    portal: Portal, receiver: Receiver
) -> None:
    webhook, _ = register(portal, f"{receiver.url}/moody")
    source("a")
    receiver.statuses["/moody"] = 422
    deliver()
    receiver.statuses.clear()
    source("b")
    deliver()
    Delivery.objects.filter(state=WAITING).update(attempted=9)
    receiver.statuses["/moody"] = 422
    due_now()
    deliver()
    webhook.refresh_from_db()
    assert webhook.disabled_at is None
    assert {*Delivery.objects.values_list("state", flat=True)} == {FAILED, DELIVERED}


def test_a_receiver_that_is_gone_is_told_nothing_more_until_it_is_switched_on_and_then_everything(
    portal: Portal, receiver: Receiver
) -> None:
    webhook, _ = register(portal, f"{receiver.url}/gone")
    receiver.statuses["/gone"] = 410
    source("a")
    deliver()
    source("b")
    deliver()
    webhook.refresh_from_db()
    assert (webhook.disabled_why, len(receiver.got)) == ("gone", 1)
    assert Delivery.objects.get().state == FAILED
    with pytest.raises(services.WebhookDisabled):
        services.send_ping(webhook=webhook)
    receiver.statuses.clear()
    services.switch_on(webhook=webhook)
    deliver()
    assert b'"code":"b"' in receiver.bodies()[1]


def test_a_busy_receiver_says_when_to_come_back(portal: Portal, receiver: Receiver) -> None:
    webhook, _ = register(portal, f"{receiver.url}/busy")
    services.send_ping(webhook=webhook)
    receiver.statuses["/busy"], receiver.headers["Retry-After"] = 503, "3600"
    deliver()
    assert Delivery.objects.get().due_at > timezone.now() + datetime.timedelta(minutes=59)


def test_nobody_is_followed_elsewhere(portal: Portal, receiver: Receiver) -> None:
    webhook, _ = register(portal, f"{receiver.url}/moved")
    receiver.statuses["/moved"], receiver.headers["Location"] = 307, f"{receiver.url}/elsewhere"
    services.send_ping(webhook=webhook)
    deliver()
    assert [path for path, _, _ in receiver.got] == ["/moved"]
    assert Attempt.objects.get().error == Attempt.Error.REDIRECT


def test_a_name_that_leads_inside_is_not_connected_to_however_harmless_it_looked(
    portal: Portal, receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = False
    port = int(receiver.url.rpartition(":")[2])
    asked = []

    async def rebound(self: Any, host: str, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", rebound)
    url = f"https://partner.example.vn:{port}/"
    assert addresses.why_not(url) is None
    webhook, _ = register(portal, url)
    services.send_ping(webhook=webhook)
    deliver()
    assert asked == ["partner.example.vn"] and receiver.got == []
    assert Attempt.objects.get().error == Attempt.Error.PRIVATE
    Webhook.objects.update(url=receiver.url)  # an address that was let in once
    due_now()
    deliver()
    assert receiver.got == [] and Attempt.objects.last().error == Attempt.Error.PRIVATE


def test_nothing_is_sent_to_who_cannot_prove_the_name(
    portal: Portal, receiver: Receiver, tmp_path: Path
) -> None:
    with receiving(certificate=self_signed(tmp_path)) as stranger:
        webhook, _ = register(portal, stranger.url)
        services.send_ping(webhook=webhook)
        deliver()
    assert stranger.url.startswith("https") and stranger.got == []
    assert Attempt.objects.get().error == Attempt.Error.TLS


INSIDE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
2002:7f00:1:: 2001:db8::1 2001:0:1::
"""


def test_only_public_addresses_are_sent_to() -> None:
    assert addresses.is_allowed("113.160.1.1") and addresses.is_allowed("2405:4800::1")
    assert [one for one in INSIDE.split() if addresses.is_allowed(one)] == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://partner.example.vn/hooks?a=1", None),
        ("http://partner.example.vn/", "not_https"),
        ("ftp://partner.example.vn/", "not_https"),
        ("https://10.0.0.1/", "address_not_public"),
        ("https://[::1]/", "address_not_public"),
        ("https://localhost/", "address_not_public"),
        ("https://db.internal/", "address_not_public"),
        ("https://127.1/", "address_not_public"),
        ("https://2130706433/", "address_not_public"),
        ("https://0x7f.0.0.1/", "address_not_public"),
        ("https://lan:mat-khau@partner.example.vn/", "not_an_address"),
        ("https://partner.example.vn/#x", "not_an_address"),
        ("https://partner.example.vn:99999/", "not_an_address"),
        ("https://[::1/", "not_an_address"),
        ("https:///x", "not_an_address"),
        ("https://thái.vn/", "not_an_address"),
        ("partner.example.vn", "not_an_address"),
    ],
)
def test_an_address_is_looked_at_when_it_is_given(url: str, code: str | None) -> None:
    assert addresses.why_not(url) == code


def test_what_is_under_way_is_taken_by_no_other_worker(portal: Portal) -> None:
    webhook, _ = register(portal, "https://partner.example.vn/")
    for n in range(5):
        source(f"s{n}")
    assert outbox.make_messages() == 5
    assert outbox.make_messages() == 0
    first = outbox.claim(room=50, for_each=3)
    second = outbox.claim(room=50, for_each=3, busy=[webhook.pk])
    assert (len(first), len(second), outbox.claim(room=50, for_each=3)) == (3, 2, [])
    assert not {one.message for one in first} & {one.message for one in second}


def test_a_late_outcome_does_not_undo_that_a_message_is_sent_again(portal: Portal) -> None:
    webhook, _ = register(portal, "https://partner.example.vn/")
    services.send_ping(webhook=webhook)
    [claim] = outbox.claim(room=1, for_each=1)
    services.replay_delivery(delivery=Delivery.objects.get())
    outbox.record([outbox.Outcome(claim, timezone.now(), 5, 204)], random.Random())
    assert Delivery.objects.get().state == WAITING and Attempt.objects.count() == 1


def test_a_portal_that_is_closed_or_may_have_no_webhooks_is_told_nothing(
    portal: Portal, receiver: Receiver
) -> None:
    register(portal, receiver.url)
    portal.partner.scopes = "read"
    portal.partner.save()
    source("a")
    deliver()
    assert receiver.got == []


def test_a_secret_that_cannot_be_opened_switches_the_webhook_off(
    portal: Portal, receiver: Receiver, settings: Any
) -> None:
    webhook, _ = register(portal, receiver.url)
    services.send_ping(webhook=webhook)
    settings.SECRET_KEY = "x" * 50
    deliver()
    webhook.refresh_from_db()
    assert (receiver.got, webhook.disabled_why) == ([], "secret")


def test_old_messages_go_after_ninety_days_and_waiting_ones_stay(portal: Portal) -> None:
    webhook, _ = register(portal, "https://partner.example.vn/")
    services.send_ping(webhook=webhook)
    services.send_ping(webhook=webhook)
    old = Delivery.objects.first()
    Delivery.objects.filter(pk=old.pk).update(
        state=DELIVERED, ended_at=timezone.now() - datetime.timedelta(days=91)
    )
    assert services.purge_deliveries() == 1
    assert Delivery.objects.get().state == WAITING


def test_to_make_and_claim_messages_asks_no_more_for_more_of_them(portal: Portal) -> None:
    register(portal, "https://partner.example.vn/")
    asked = []
    for count in (1, 30):
        Source.objects.bulk_create(Source(code=f"{count}-{n}", title="S") for n in range(count))
        with CaptureQueriesContext(connection) as queries:
            outbox.make_messages()
            assert len(outbox.claim(room=50, for_each=50)) == count
        asked.append(len(queries))
    assert asked[0] == asked[1]
