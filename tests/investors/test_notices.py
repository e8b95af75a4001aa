"""A portal is told that an enquiry of its own stands otherwise: which one and where that is read, and nobody else is told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from investors.enquiry_services import close_enquiry, record_answer, register_enquiry
from investors.models import Enquiry, Investor, Project
from investors.services import store_investor, store_project
from investors.stage_services import change_stage
from investors.tracking_services import track, tracked, withdraw
from matching.erasing import erase_person
from partners.callers import find_caller
from partners.models import Delivery, Notice, Webhook
from partners.webhooks import outbox, services
from partners.webhooks.events import ENQUIRY_UPDATED
from tests.partners.portal import Portal
from tests.partners.receiver import Receiver, deliver, receiving

pytestmark = pytest.mark.django_db
SCOPES = "enquiries webhooks"


@pytest.fixture(scope="module")
def one_receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def receiver(one_receiver: Receiver, settings: Any) -> Receiver:
    settings.WEBHOOKS_TO_LOOPBACK = True
    one_receiver.got.clear()
    return one_receiver


def webhook_of(portal: Portal, url: str, types: list[str] | None = None) -> Webhook:
    caller = find_caller(f"Api-Key {portal.key}")
    return services.register_webhook(caller=caller, name="chính", url=url, types=types)[0]


def enquiry_by(portal: Portal | None) -> tuple[Enquiry, str]:
    """Return an enquiry with its case that came by a portal, and its private address."""
    investor = store_investor(investor=Investor(name="Hanbit", contact_name="Kim Min-jun"))
    project = store_project(project=Project(name="Kho", investor=investor))
    enquiry = register_enquiry(
        user=None, text="Cần đất", sender_name="Kim Min-jun", project=project, investor=investor
    )
    partner_id = portal.partner.pk if portal else None
    return enquiry, track(enquiry=enquiry, project=project, partner_id=partner_id)[1]


def told(receiver: Receiver) -> list[tuple[str, str]]:
    """Return who was told of which enquiry since it was asked last."""
    found = [(path, json.loads(body)["data"]["code"]) for path, _, body in receiver.got]
    receiver.got.clear()
    return sorted(found)


def test_each_portal_is_told_of_its_own_whatever_moves_them_on(receiver: Receiver) -> None:
    user = User.objects.create_superuser("lan")
    a, b = Portal("A", scopes=SCOPES), Portal("B", scopes=SCOPES)
    webhook_of(a, f"{receiver.url}/a", [ENQUIRY_UPDATED, "site.created"])
    webhook_of(a, f"{receiver.url}/a/sites", ["site.created"])
    webhook_of(b, f"{receiver.url}/b")
    (first, _), (second, address), (third, _) = (enquiry_by(a) for _ in range(3))
    (theirs, _), (nobodys, _) = enquiry_by(b), enquiry_by(None)
    deliver()
    assert told(receiver) == []  # that it was handed over the portal knows
    record_answer(enquiry=first, user=user)
    withdraw(tracking=tracked(address))  # type: ignore[arg-type]
    erase_person(enquiry=third, because="office", user=user)
    for project in (theirs.project, nobodys.project):
        change_stage(project=project, to_stage="refused", reason="thôi", user=user)  # type: ignore[arg-type]
    deliver()
    body = json.loads(next(body for path, _, body in receiver.got if path == "/b"))
    assert body["type"] == "enquiry.updated" and body["data"] == {
        "code": theirs.code,
        "href": f"/api/enquiries?code={theirs.code}",
    }
    [one] = b.ask("GET", body["data"]["href"]).json()["items"]
    assert (one["code"], one["status"]) == (theirs.code, "in_progress")
    assert told(receiver) == [
        *sorted(("/a", one.code) for one in (first, second, third)),
        ("/b", theirs.code),
    ]
    close_enquiry(enquiry=theirs, reason="rác", user=user)
    Enquiry.objects.filter(pk=first.pk).update(search_text="x")
    deliver()
    assert told(receiver) == [("/b", theirs.code)] and not Notice.objects.exists()
    assert {*Delivery.objects.values_list("state", flat=True)} == {"delivered"}


def test_what_is_undone_tells_nobody_and_what_is_switched_off_is_told_later(receiver: Receiver) -> None:
    user = User.objects.create_superuser("lan")
    portal = Portal(scopes=SCOPES)
    webhook = webhook_of(portal, receiver.url)
    enquiry, _ = enquiry_by(portal)
    with transaction.atomic():
        record_answer(enquiry=enquiry, user=user)
        assert Notice.objects.count() == 1  # it stands or falls with what it tells of
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    services.switch_off(webhook=webhook, why=Webhook.Why.PARTNER)
    record_answer(enquiry=enquiry, user=user)
    deliver()
    assert told(receiver) == [] and not Notice.objects.exists()
    services.switch_on(webhook=webhook)
    deliver()
    assert told(receiver) == [("/", enquiry.code)]


@pytest.mark.parametrize("scopes", ["webhooks", "enquiries"])
def test_a_portal_without_both_scopes_is_told_nothing(scopes: str) -> None:
    portal = Portal(scopes=SCOPES)
    webhook_of(portal, "https://partner.example.vn/")
    enquiry, _ = enquiry_by(portal)
    portal.partner.scopes = scopes
    portal.partner.save()
    record_answer(enquiry=enquiry, user=User.objects.create_superuser("lan"))
    assert outbox.make_messages() == 0 and not Notice.objects.exists()


def test_what_waits_for_a_portal_is_not_sent_once_it_has_lost_the_scope(receiver: Receiver) -> None:
    user = User.objects.create_superuser("lan")
    portal = Portal("A", scopes=SCOPES)
    webhook = webhook_of(portal, f"{receiver.url}/a", [ENQUIRY_UPDATED])
    record_answer(enquiry=enquiry_by(portal)[0], user=user)
    outbox.make_messages()
    portal.partner.scopes = "webhooks"
    portal.partner.save(update_fields=["scopes"])
    deliver()
    row = Delivery.objects.get()
    assert told(receiver) == [] and (row.state, row.attempted) == (Delivery.State.FAILED, 0)
    assert [one.get_error_display() for one in row.attempts.all()] == ["chưa gửi: cổng không còn quyền này"]
    assert Webhook.objects.get(pk=webhook.pk).disabled_at is None
