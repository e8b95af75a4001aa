"""A partner portal for tests: its row, a key of it, and a browser that sends the key."""

import datetime
import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from partners.models import Partner, PartnerKey
from partners.services import issue_key

MATCH = {"project": {"lines": [{"code": "1410"}]}}


def in_days(days: float) -> datetime.datetime:
    """Return the moment so many days from now."""
    return timezone.now() + datetime.timedelta(days=days)


class Portal:
    """Asks the API with a key of its own."""

    def __init__(self, name: str = "Cổng A", scopes: str = "read match runs", **policy: Any) -> None:
        self.partner = Partner.objects.create(name=name, contact="a@example.vn", scopes=scopes, **policy)
        self.client = Client()
        self.row, self.key = self.new_key(scopes)

    def new_key(self, scopes: str, days: float = 30) -> tuple[PartnerKey, str]:
        """Issue a key as the office does."""
        return issue_key(
            partner=self.partner, name="máy chủ", scopes=scopes.split(), expires_at=in_days(days)
        )

    def ask(
        self, method: str, path: str, body: Any = None, key: str | None = None, **headers: str
    ) -> HttpResponse:
        """Send a request with the key, or with another."""
        sent = {"authorization": f"Api-Key {key or self.key}", **headers}
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(method, path, data, content_type="application/json", headers=sent)

    def match(self, body: Any = MATCH, **headers: str) -> HttpResponse:
        """Match a project."""
        return self.ask("POST", "/api/match", body, **headers)


def problem(response: HttpResponse, status: int, slug: str) -> Any:
    """Return the problem document that a refusal must be."""
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "application/problem+json"
    document = json.loads(response.content)
    assert document["type"] == f"/api/problems/{slug}"
    return document
