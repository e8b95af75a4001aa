"""What describes the API is found from a well-known address, and from every answer."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from config.discovery import PAGES


def test_the_catalogue_names_what_describes_the_api_and_all_of_it_is_there(catalogue: None) -> None:
    client = Client(headers={"origin": "https://portal.example"})
    response = client.get("/.well-known/api-catalog")
    assert response.headers["Content-Type"] == (
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    )
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    listed, api = json.loads(response.content)["linkset"]
    assert listed["item"] == [{"href": api["anchor"]}]
    assert {"service-desc", "service-doc", "service-meta", "status"} < api.keys()
    for link in [each for relation in api.values() if isinstance(relation, list) for each in relation]:
        found = client.get(link["href"].removeprefix("http://testserver"))
        assert found.status_code == 200 and found.headers["Content-Type"].startswith(link["type"]), link
    head = client.head("/.well-known/api-catalog")
    assert 'rel="api-catalog"' in head.headers["Link"] and not head.content


@pytest.mark.parametrize("address", ["/api/planning-areas", "/api/no-such-thing", "/api/docs"])
def test_every_answer_leads_to_what_describes_it(address: str, catalogue: None) -> None:
    links = Client().get(address).headers["Link"]
    found = dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', links))
    assert found == {
        "/api/schema": "service-desc",
        "/api/docs": "service-doc",
        "/api/health": "status",
        "/.well-known/api-catalog": "api-catalog",
    }


def test_pages_about_the_api_take_no_other_method() -> None:
    client = Client(enforce_csrf_checks=True)
    for address in ("/.well-known/api-catalog", "/api/docs", "/api/docs/start.js", "/api/changelog"):
        for method in ("POST", "PUT", "OPTIONS"):
            refused = client.generic(method, address)
            assert refused.status_code == 405 and refused.headers["Allow"] == "GET, HEAD", (method, address)
            assert refused.json()["type"] == "/api/problems/method-not-allowed"
    assert client.get("/api/docs").headers["Content-Language"] == "en"


def test_pages_about_the_api_are_served_as_they_are_written() -> None:
    for name, file in PAGES.items():
        response = Client().get(f"/api/{name}")
        assert response.content == (settings.BASE_DIR / "docs" / file).read_bytes()
        assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
