"""A partner's own webhooks over the API: register, change, rotate, try out, look at what was sent, send again."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from standardwebhooks import Webhook as Verifier

from config.service_views import openapi_document
from parks.models import Source
from partners.models import Delivery, Webhook
from partners.webhooks.services import switch_off
from tests.partners.portal import Portal, problem
from tests.partners.receiver import deliver, receiving

pytestmark = pytest.mark.django_db
NEW = {"name": "chính", "url": "https://partner.example.vn/hooks"}


@pytest.fixture
def portal(db: None) -> Portal:
    return Portal(scopes="read webhooks")


def register(portal: Portal, **more: Any) -> Any:
    made = portal.ask("POST", "/api/webhooks", {**NEW, **more})
    assert made.status_code == 201, made.content
    return made.json()


def test_a_webhook_is_registered_and_its_secret_shown_once(portal: Portal) -> None:
    made = portal.ask("POST", "/api/webhooks", {**NEW, "types": ["site.created"]}, **{"idempotency-key": "1"})
    new = made.json()
    place = made.headers["Location"]
    assert made.status_code == 201 and place == f"/api/webhooks/{new['id']}"
    assert made.headers["Cache-Control"] == "private, no-store"
    assert new["secret"].startswith("whsec_") and new["enabled"] and new["disabled_why"] is None
    again = portal.ask(
        "POST", "/api/webhooks", {**NEW, "types": ["site.created"]}, **{"idempotency-key": "1"}
    )
    assert again.json() == new and Webhook.objects.count() == 1
    shown = portal.ask("GET", place).json()
    assert shown == {name: value for name, value in new.items() if name != "secret"}
    assert portal.ask("GET", "/api/webhooks").json()["items"] == [shown]


def test_a_change_needs_the_version_that_was_read_and_null_means_every_event(portal: Portal) -> None:
    new = register(portal, types=["site.created"])
    place = f"/api/webhooks/{new['id']}"
    problem(portal.ask("PATCH", place, {"enabled": False}), 428, "precondition-required")
    etag = portal.ask("GET", place).headers["ETag"]
    off = portal.ask("PATCH", place, {"enabled": False, "types": None}, **{"if-match": etag})
    assert (off.json()["disabled_why"], off.json()["types"], off.json()["url"]) == (
        "partner",
        None,
        NEW["url"],
    )
    problem(portal.ask("PATCH", place, {"enabled": True}, **{"if-match": etag}), 412, "precondition-failed")
    problem(portal.ask("POST", f"{place}/ping"), 409, "webhook-disabled")
    on = portal.ask("PATCH", place, {"enabled": True}, **{"if-match": off.headers["ETag"]})
    assert on.json()["enabled"] and portal.ask("POST", f"{place}/ping").status_code == 202
    switch_off(webhook=Webhook.objects.get(), why="office")
    assert portal.ask("GET", place).json()["disabled_why"] == "office"


def test_a_message_is_tried_out_found_in_the_log_and_sent_again(portal: Portal, settings: Any) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True
    with receiving() as receiver:
        new = register(portal, url=f"{receiver.url}/hook")
        place = f"/api/webhooks/{new['id']}"
        receiver.statuses["/hook"] = 503
        sent = portal.ask("POST", f"{place}/ping")
        deliver()
        Delivery.objects.update(state="failed", ended_at="2026-11-26T00:00Z")
        receiver.statuses.clear()
        secret = portal.ask("POST", f"{place}/rotate-secret").json()["secret"]
        replay = f"{sent.headers['Location']}/replay"
        assert portal.ask("POST", replay).json()["state"] == "waiting"
        deliver()
    shown = portal.ask("GET", sent.headers["Location"]).json()
    assert shown["state"] == "delivered" and shown["next_attempt_at"] is None
    assert [(one["status"], one["error"]) for one in shown["attempts"]] == [(503, "status"), (204, None)]
    assert {headers["webhook-id"] for _, headers, _ in receiver.got} == {shown["id"]} == {sent.json()["id"]}
    for key in (new["secret"], secret):
        Verifier(key).verify(receiver.got[1][2], receiver.got[1][1])


def test_the_log_is_read_newest_first_page_by_page_and_by_state(portal: Portal) -> None:
    new = register(portal)
    place = f"/api/webhooks/{new['id']}"
    sent = [portal.ask("POST", f"{place}/ping").json()["id"] for _ in range(5)]
    Delivery.objects.filter(message=sent[0]).update(state="delivered", ended_at="2026-11-26T00:00Z")
    page = portal.ask("GET", f"{place}/deliveries?limit=2").json()
    found = [one["id"] for one in page["items"]]
    while page["next"]:
        page = portal.ask("GET", page["next"].removeprefix("http://testserver")).json()
        found += [one["id"] for one in page["items"]]
    assert found == sent[::-1]
    back = portal.ask("GET", page["previous"].removeprefix("http://testserver")).json()
    assert [one["id"] for one in back["items"]] == sent[2:0:-1]
    only = portal.ask("GET", f"{place}/deliveries?state=delivered").json()["items"]
    assert [one["id"] for one in only] == [sent[0]]
    errors = problem(portal.ask("GET", f"{place}/deliveries?state=x&limit=0&stat=1"), 400, "invalid-input")
    assert {one["parameter"] for one in errors["errors"]} >= {"stat"}


def test_no_other_portal_and_no_key_without_the_scope_reaches_a_webhook(portal: Portal) -> None:
    new = register(portal)
    place = f"/api/webhooks/{new['id']}"
    delivery = portal.ask("POST", f"{place}/ping").headers["Location"]
    other = Portal("Cổng B", scopes="webhooks")
    mine = other.ask("POST", "/api/webhooks", NEW).json()["id"]
    across = f"/api/webhooks/{mine}/deliveries/{delivery.rpartition('/')[2]}"
    for method, path in (
        *(("GET", path) for path in (place, f"{place}/deliveries", delivery, across)),
        *(("POST", path) for path in (f"{place}/ping", f"{place}/rotate-secret", f"{delivery}/replay")),
        *(("PATCH", place), ("DELETE", place)),
    ):
        problem(other.ask(method, path, {}), 404, "not-found")
    assert len(other.ask("GET", "/api/webhooks").json()["items"]) == 1
    _, narrow = portal.new_key("read")
    problem(portal.ask("GET", "/api/webhooks", key=narrow), 403, "missing-scope")


def test_a_deleted_webhook_is_gone_and_its_secret_too_and_ten_are_the_most(portal: Portal) -> None:
    ids = [register(portal)["id"] for _ in range(10)]
    problem(portal.ask("POST", "/api/webhooks", NEW), 409, "too-many-webhooks")
    portal.ask("POST", f"/api/webhooks/{ids[0]}/ping")
    stale = portal.ask("DELETE", f"/api/webhooks/{ids[0]}", **{"if-match": '"other"'})
    problem(stale, 412, "precondition-failed")
    assert portal.ask("DELETE", f"/api/webhooks/{ids[0]}").status_code == 204
    problem(portal.ask("GET", f"/api/webhooks/{ids[0]}"), 404, "not-found")
    assert bytes(Webhook.objects.get(pk=ids[0]).secret) == b""
    assert Delivery.objects.get().state == "failed"
    Source.objects.create(code="a", title="A")
    deliver()
    assert Delivery.objects.filter(webhook=ids[0]).count() == 1
    register(portal)


def test_bad_input_is_named_all_at_once(portal: Portal) -> None:
    sent = {"nam": "x", "url": "http://10.0.0.1/", "types": ["site.create"]}
    errors = problem(portal.ask("POST", "/api/webhooks", sent), 400, "invalid-input")["errors"]
    assert {(one["pointer"], one["code"]) for one in errors} == {
        ("/nam", "unknown_key"),
        ("/name", "required"),
        ("/url", "not_https"),
        ("/types/0", "not_a_choice"),
    }
    event = next(one for one in errors if one["pointer"] == "/types/0")
    assert "site.created" in event["allowed"] and event["detail"].endswith("Có phải ý bạn là “site.created”?")
    for body in (
        [],
        None,
        {**NEW, "url": "https://10.0.0.1/"},
        {**NEW, "url": "https://" + "x" * 600},
        {**NEW, "types": []},
        {**NEW, "name": "\x00"},
        {**NEW, "types": "site.created"},
    ):
        assert portal.ask("POST", "/api/webhooks", body).status_code == 400, body
    assert not Webhook.objects.exists()


def test_messages_are_what_the_document_says(portal: Portal, settings: Any) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True
    document = openapi_document("3.1")
    with receiving() as receiver:
        new = register(portal, url=receiver.url)
        portal.ask("POST", f"/api/webhooks/{new['id']}/ping")
        Source.objects.create(code="a", title="A")
        deliver()
    told = sorted((json.loads(body) for body in receiver.bodies()), key=lambda one: one["type"])
    assert [one["type"] for one in told] == ["ping", "source.created"]
    for name, message in zip(("ping", "change"), told, strict=True):
        described = document["webhooks"][name]["post"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": document["components"]}).validate(message)
        named = {one["name"] for one in described["parameters"]}
        assert named <= {header for _, headers, _ in receiver.got for header in headers}
    assert "webhooks" not in openapi_document("3.0") and "x-webhooks" in openapi_document("3.0")
