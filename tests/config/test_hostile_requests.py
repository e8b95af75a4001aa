"""Requests made up from the OpenAPI document, well formed and not, get from every operation what the document says."""

from typing import Any

import hypothesis
import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from schemathesis import APIOperation, Config, GenerationMode

from tests import hostile
from tests.partners.portal import Portal

REQUESTS = 3  # of each mode; `make fuzz` sends many more
# Whatever is sent there is well formed: they take nothing, or any text.
NEVER_WRONG = {
    "GET /api/consent",
    "GET /api/enquiries/{token}",
    "GET /api/health",
    "GET /api/open-data",
    "GET /api/open-data/checksums",
    "GET /api/problems",
    "GET /api/problems/{slug}",
    "GET /api/rulesets",
    "GET /api/rulesets/{version}",
}
HYPOTHESIS = hypothesis.settings(
    max_examples=REQUESTS,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)


@pytest.fixture
def portal(rules: None, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Return a portal with a row of each kind, which half of the requests are about."""
    if connection.vendor != "sqlite":
        pytest.skip("asked once, on SQLite: what the answers look like does not depend on the database")
    portal = Portal(scopes="read match runs enquiries webhooks")
    hook = portal.ask(
        "POST", "/api/webhooks", {"name": "chính", "url": "https://partner.example.vn/hooks"}
    ).json()
    sent = portal.ask("POST", f"/api/webhooks/{hook['id']}/ping").json()
    monkeypatch.setattr(
        hostile,
        "IDS",
        {
            "code": "KCN-YEN-BINH",
            "version": "2026.1",
            "slug": "not-found",
            "run_id": portal.match().json()["id"],
            "key_id": str(portal.new_key("read")[0].pk),
            "webhook_id": hook["id"],
            "delivery_id": sent["id"],
        },
    )
    return portal


def read_whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer as a server does: an answer in pieces is read to its end, and closed."""
    answer = WSGIHandler()(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def test_every_operation_answers_what_the_document_says_whatever_it_is_asked(portal: Portal) -> None:
    config = Config.from_path(settings.BASE_DIR / "tests" / "schemathesis.toml")
    schema = schemathesis.openapi.from_wsgi("/api/schema", read_whole, config=config)
    found = [each.ok() for each in schema.get_all_operations()]
    assert len(found) > 40
    wrong = []
    for operation in found:
        for mode in GenerationMode:
            if mode.is_negative and operation.label in NEVER_WRONG:
                continue
            try:
                send(operation, mode, portal.key)
            except (Exception, BaseExceptionGroup) as failed:
                wrong.append(f"{operation.label}, {mode}: {failed}")
    assert not wrong, "\n\n".join(wrong)


def send(operation: APIOperation, mode: GenerationMode, key: str) -> None:
    """Send requests of one kind and hold the answers to every check."""

    @HYPOTHESIS
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Api-Key {key}"})

    ask()
