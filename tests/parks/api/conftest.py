"""What the tests of the public read API share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from parks import snapshot
from parks.conditional import catalogue_number


@pytest.fixture(autouse=True)
def _no_snapshot_left_over(catalogue: None) -> Iterator[None]:
    """A version that a test makes is rolled back and comes round again, in tests and only there."""
    before = catalogue_number()
    yield
    held = snapshot._held
    if held is not None and held.number != before:
        snapshot.forget()


class Api:
    """Asks the API as an anonymous caller does."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, address: str, status: int = 200, **headers: str) -> Any:
        """Return the decoded answer, whose status must be as expected."""
        response = self.client.get(address, headers=headers)
        assert response.status_code == status, response.content[:2000]
        return response.json()

    def codes(self, query: str, path: str = "sites") -> list[str]:
        """Return the codes of all the items of one page of 200."""
        answer = self.get(f"/api/{path}?limit=200&{query}")
        return [item["code"] for item in answer["items"]]

    def errors(self, address: str, status: int = 400, **headers: str) -> dict[str, str]:
        """Return the code of each error by parameter."""
        problem = self.get(address, status, **headers)
        return {error["parameter"]: error["code"] for error in problem["errors"]}


@pytest.fixture
def api(catalogue: None) -> Api:
    """Ask the API about the catalogue as the fixtures have it."""
    return Api()
