"""Every public read of the OpenAPI document, and those about the API itself, is named by an ETag and answers 304 by it."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.service_views import openapi_document
from parks.open_data.files import ALL
from parks.open_data.writing import MEDIA_TYPES

PLACES = {
    "/api/sites/{code}": {"code": "KCN-YEN-BINH"},
    "/api/sites/{code}/facts": {"code": "KCN-YEN-BINH"},
    "/api/parks/{code}": {"code": "KCN-YEN-BINH"},
    "/api/clusters/{code}": {"code": "CCN-KIM-SON"},
    "/api/rulesets/{version}": {"version": "2026.1"},
    "/api/problems/{slug}": {"slug": "not-found"},
}
# What the document leaves out, with the formats of each.
UNLISTED: dict[str, list[str]] = {
    "/api/sites.geojson": ["application/geo+json"],
    "/api/sites/KCN-YEN-BINH.geojson": ["application/geo+json"],
    "/api/schema?version=3.0": ["application/vnd.oai.openapi+json"],
}
# Says how the service is now; belongs to whoever has its address; is one sentence, and may be kept for minutes.
NOT_NAMED = {"/api/health", "/api/enquiries/{token}", "/api/consent"}


def reads() -> dict[str, list[str]]:
    """Return the address of each read that anybody may make, with its formats."""
    found = dict(UNLISTED)
    for path, operations in openapi_document("3.1")["paths"].items():
        read = operations.get("get")
        if path == "/api/open-data/{file}":  # its address names the format
            for name, form in ALL[::3]:
                found[path.format(file=f"{name}.{form}")] = [MEDIA_TYPES[form].partition(";")[0]]
        elif read and {} in read["security"] and path not in NOT_NAMED:
            found[path.format_map(PLACES.get(path, {}))] = list(read["responses"]["200"]["content"])
    return found


def asked(ask: Callable[[], HttpResponse]) -> tuple[HttpResponse, list[str]]:
    """Return the answer with the queries that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    return response, [query["sql"] for query in captured]


def varying(response: HttpResponse) -> set[str]:
    """Return what an answer varies with."""
    return set(response.headers["Vary"].split(", "))


@pytest.mark.parametrize("address", reads())
def test_who_has_the_answer_is_told_so_without_a_look_at_the_data(rules: None, address: str) -> None:
    client, tags, formats = Client(), {}, reads()[address]
    for media_type, language in product(formats, ("vi", "en")):
        headers = {"accept": media_type, "accept-language": language}
        first = client.get(address, headers=headers)
        assert first.status_code == 200
        assert first.headers["Content-Type"].partition(";")[0] == media_type
        etag = tags[media_type, language] = first.headers["ETag"]
        assert etag.startswith('"') and {"Accept", "Accept-Language"} <= varying(first)
        again, queries = asked(lambda: client.get(address, headers={**headers, "if-none-match": etag}))  # noqa: B023
        assert again.status_code == 304 and not again.content
        assert again.headers["ETag"] == etag and varying(again) == varying(first)
        assert len(queries) <= 1 and all("parks_catalogueversion" in query for query in queries), queries
    assert len(set(tags.values())) == len(tags)


def test_every_named_read_says_so_in_the_document() -> None:
    for path, operations in openapi_document("3.1")["paths"].items():
        read: Any = operations.get("get")
        if read and {} in read["security"] and path not in NOT_NAMED:
            assert "304" in read["responses"] and "ETag" in read["responses"]["200"]["headers"], path
