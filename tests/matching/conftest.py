"""What the tests of matching share: the loaded catalogue, the published ruleset, a caller of the API."""

import copy
import json
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from matching import triggers
from tests.catalogue import RULESET, forget_snapshots
from tests.officers import log_in

EXAMPLE = json.loads((settings.BASE_DIR / "docs" / "examples" / "match.json").read_text(encoding="utf-8"))
GARMENTS = {"project": {"lines": [{"code": "1410"}]}}


class Api:
    """Asks the API, as an anonymous caller or as somebody who has logged in."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client()
        if user is not None:
            log_in(self.client, user)

    def send(self, body: Any, language: str = "vi", **headers: str) -> HttpResponse:
        """Post a body, encoded as JSON unless it is bytes already."""
        data = body if isinstance(body, bytes) else json.dumps(body)
        headers = {"accept-language": language, **headers}
        return self.client.post("/api/match", data=data, content_type="application/json", headers=headers)

    def match(self, body: Any, language: str = "vi", status: int = 200) -> Any:
        """Return the decoded answer, whose status must be as expected."""
        response = self.send(body, language)
        assert response.status_code == status, response.content[:3000].decode()
        return response.json()

    def errors(self, body: Any, status: int = 400) -> dict[str, str]:
        """Return the code of each error by pointer, of a body that must be refused with a problem document."""
        response = self.send(body, "en")
        assert response.status_code == status, response.content[:3000].decode()
        return {error["pointer"]: error["code"] for error in problem_of(response)["errors"]}

    def get(self, address: str, status: int = 200, **headers: str) -> Any:
        """Return the decoded answer of an address."""
        response = self.client.get(address, headers=headers)
        assert response.status_code == status, response.content[:3000].decode()
        return response.json()


def problem_of(response: HttpResponse) -> dict[str, Any]:
    """Return the problem document that a refusal must be, without a word about our code in it."""
    assert 400 <= response.status_code < 500, response.content[:3000].decode()
    assert response.headers["Content-Type"] == "application/problem+json"
    text = response.content.decode()
    assert "Traceback" not in text and ".py" not in text
    problem: dict[str, Any] = json.loads(text)
    assert problem["status"] == response.status_code
    assert {"type", "title", "detail", "instance"} <= problem.keys()
    return problem


@pytest.fixture
def api(rules: None) -> Api:
    """Ask as an anonymous caller."""
    return Api()


@pytest.fixture
def officer(rules: None) -> User:
    """Return an officer: staff without any permission of its own."""
    return User.objects.create_user("can-bo", password="x", is_staff=True)


@pytest.fixture
def desk(officer: User) -> Api:
    """Ask as that officer."""
    return Api(officer)


@pytest.fixture
def supervisor(rules: None) -> Api:
    """Ask as staff who may view every run."""
    user = User.objects.create_user("giam-sat", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_matchrun"))
    return Api(user)


def example(**changes: Any) -> dict[str, Any]:
    """Return the example of the documentation; `land__area_ha=9` changes a fact of its project."""
    body = copy.deepcopy(EXAMPLE)
    for path, value in changes.items():
        *groups, last = path.split("__")
        here = body["project"]
        for group in groups:
            here = here[group]
        here[last] = value
    return body


def row_counts() -> dict[str, int]:
    """Return how many rows every table holds."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


__all__ = ["RULESET", "forget_snapshots"]


def take_triggers_away() -> None:
    """Take the triggers of runs and rulesets away inside a transaction, as somebody could who owns the database."""

    class Editor:
        connection = connection

        @staticmethod
        def execute(statement: str) -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement)

    triggers.remove(None, Editor)
