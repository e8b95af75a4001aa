"""The sandbox answers as the service does, on its own day, and keeps nothing."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from config.sandbox import DAY
from parks.dates import on_day, today
from parks.models import CatalogueVersion
from partners.sandbox import KEY
from tests.matching.conftest import EXAMPLE
from tests.partners.portal import Portal, problem

GARMENTS = {"project": {"lines": [{"code": "1410"}]}, "limit": 1}
ENQUIRY = {
    **{"project": GARMENTS["project"], "contact": {"name": "Kim Min-jun", "email": "kim@example.com"}},
    "message": "We would like to visit in January.",
}


def ask(method: str, path: str, body: Any = None, key: str | None = KEY, **headers: str) -> HttpResponse:
    data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"accept-language": "en", **({"authorization": f"Api-Key {key}"} if key else {}), **headers}
    response = Client().generic(method, path, data, content_type="application/json", headers=sent)
    assert (response.headers.get("Sandbox") == "true") == path.startswith("/api/sandbox/")
    return response


def test_nothing_that_is_made_in_the_sandbox_is_kept(rules: None, settings: Any) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True
    before = _everything()
    made = ask("POST", "/api/sandbox/match", EXAMPLE, **{"idempotency-key": "one"})
    assert made.status_code == 201
    assert made.headers["Location"] == f"/api/sandbox/match/runs/{json.loads(made.content)['id']}"
    problem(ask("GET", made.headers["Location"]), 404, "not-found")
    version = json.loads(ask("GET", "/api/sandbox/consent").content)["version"]
    consented = {**ENQUIRY, "consent": {"version": version, "given": True}}
    for key in (KEY, None):
        assert ask("POST", "/api/sandbox/enquiries", consented, key).status_code == 201
    webhook = {"name": "mine", "url": "http://127.0.0.1:9/hook"}
    assert ask("POST", "/api/sandbox/webhooks", webhook).status_code == 201
    assert ask("POST", "/api/sandbox/keys", {"name": "next"}).status_code == 201
    (own,) = json.loads(ask("GET", "/api/sandbox/keys").content)["items"]
    etag = ask("GET", f"/api/sandbox/keys/{own['id']}").headers["ETag"]
    address = f"/api/sandbox/keys/{own['id']}"
    problem(ask("PATCH", address, {"name": "other"}), 428, "precondition-required")
    assert ask("PATCH", address, {"name": "other"}, **{"if-match": etag}).status_code == 200
    assert ask("DELETE", address).status_code == 204
    lines = ask("POST", "/api/sandbox/match/batch", [GARMENTS, GARMENTS], None)
    assert all(json.loads(line)["on"] == str(DAY) for line in lines.getvalue().splitlines())  # type: ignore[attr-defined]
    assert _everything() == before
    assert today() != DAY


def test_a_real_enquiry_is_none_of_the_sandbox(rules: None) -> None:
    version = json.loads(ask("GET", "/api/consent", key=None).content)["version"]
    sent = ask("POST", "/api/enquiries", {**ENQUIRY, "consent": {"version": version, "given": True}}, None)
    real = sent.headers["Location"]
    here = real.replace("/api/", "/api/sandbox/")
    problem(ask("GET", here), 404, "not-found")
    for act in ("withdraw", "erase"):
        problem(ask("POST", f"{here}/{act}", **{"if-match": "*"}), 404, "not-found")
    assert ask("GET", real, key=None).json()["status"] == "received"


def _everything() -> dict[str, Any]:
    counts: dict[str, Any] = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    return {**counts, "catalogue": CatalogueVersion.objects.get().number}


def test_an_answer_has_the_bytes_of_the_real_one_on_that_day(rules: None) -> None:
    asked = {**EXAMPLE, "on": None}
    with on_day(DAY):
        real = ask("POST", "/api/match", asked, None).content
        listed = ask("GET", "/api/sites?limit=3", None, None).json()
    assert ask("POST", "/api/sandbox/match", asked, None).content == real
    kept = ask("POST", "/api/sandbox/match", asked).json()
    assert kept == {**json.loads(real), "id": kept["id"]} and kept["on"] == str(DAY)
    tried = ask("GET", "/api/sandbox/sites?limit=3", None, None)
    assert tried.json()["items"] == listed["items"]
    further = tried.json()["next"]
    assert "/api/sandbox/sites?" in further
    assert ask("GET", further.removeprefix("http://testserver")).json()["previous"]
    again = ask("GET", "/api/sandbox/sites?limit=3", None, None, **{"if-none-match": tried.headers["ETag"]})
    assert again.status_code == 304
    # A generated client takes the sandbox for its server.
    assert (
        ask("GET", "/api/sandbox/api/planning-areas").json()
        == ask("GET", "/api/planning-areas", key=None).json()
    )
    assert ask("GET", "/api/sandbox/no-such-thing").json()["instance"] == "/api/sandbox/no-such-thing"


def test_its_key_opens_nothing_else_and_no_other_key_opens_it(rules: None, settings: Any) -> None:
    portal = Portal(scopes="read match runs", requests_per_minute=50)
    problem(ask("GET", "/api/keys"), 401, "unknown-key")
    problem(ask("GET", "/api/sandbox/keys", key=portal.key), 401, "unknown-key")
    run = portal.match().headers["Location"]
    assert ask("GET", run, key=portal.key).status_code == 200
    problem(ask("GET", run.replace("/api/", "/api/sandbox/")), 404, "not-found")
    settings.ANONYMOUS_LIMIT = 5
    left = []
    for address in ("/api/sandbox/problems", "/api/problems", "/api/sandbox/problems", "/api/problems"):
        answer = ask("GET", address, key=None)
        left.append((answer.headers["RateLimit"].split(";")[:2], answer.headers["RateLimit-Policy"]))
    assert left == [
        (['"sandbox"', "r=59"], '"sandbox";q=60;w=60'),
        (['"anonymous"', "r=4"], '"anonymous";q=5;w=60'),
        (['"sandbox"', "r=58"], '"sandbox";q=60;w=60'),
        (['"anonymous"', "r=3"], '"anonymous";q=5;w=60'),
    ]


def test_its_key_and_its_day_are_told_where_partners_read(settings: Any) -> None:
    for page in ("docs/sandbox.md", "docs/first-call.md", "config/api_introduction.md"):
        assert f"Api-Key {KEY}" in (settings.BASE_DIR / page).read_text(), page
    assert f"{DAY:%-d %B %Y}" in (settings.BASE_DIR / "docs/sandbox.md").read_text()


def test_an_officer_is_nobody_in_the_sandbox(rules: None, admin_user: Any) -> None:
    client = Client()
    client.force_login(admin_user)
    made = client.post("/api/sandbox/match", GARMENTS, content_type="application/json")
    assert made.status_code == 200 and made.json()["id"] is None


@pytest.mark.parametrize("key", [KEY, None])
def test_what_is_refused_is_refused_alike(key: str | None, rules: None) -> None:
    refused = ask("POST", "/api/sandbox/match", {"project": {"lines": [{"code": "9999999"}]}}, key)
    assert problem(refused, 400, "invalid-input")["errors"][0]["pointer"] == "/project/lines/0/code"
