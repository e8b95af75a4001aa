"""What is to go says so in headers and in the document; a second major version can stand beside the first."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request

from config import deprecations, urls
from config.deprecations import DEPRECATIONS, NOTICE, Deprecation
from parks.views import ClusterListView

LINK = "/api/changelog#one"
SINCE, ENDS = datetime.date(2027, 1, 1), datetime.date(2028, 1, 1)
PARAMETER = Deprecation("GET", "/api/changes", SINCE, ENDS, LINK, parameter="since")
OPERATION = Deprecation("GET", "/api/sites/{code}", SINCE, ENDS, LINK)


class ClustersOfTheSecond(ClusterListView):
    """A view whose shape has changed in a second major version."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """State the version."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["API-Version"] = "2.0.0"
        return response

    def answer(self, request: Request, number: int, **kwargs: Any) -> Any:
        """Give the list another name."""
        response = super().answer(request, number, **kwargs)
        response.data = {"clusters": response.data["items"]}
        return response


second = [path("clusters", ClustersOfTheSecond.as_view())]
urlpatterns = [path("api/v2/", include(second)), *urls.urlpatterns]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (PARAMETER, OPERATION))


def test_an_answer_says_that_what_was_used_is_to_go(announced: None, catalogue: None) -> None:
    client = Client()
    asked = client.get("/api/changes?since=now")
    assert asked.headers["Deprecation"] == "@1798761600"
    assert asked.headers["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert f'<{LINK}>; rel="deprecation"' in asked.headers["Link"]
    assert f'<{LINK}>; rel="sunset"' in asked.headers["Link"]
    assert 'rel="service-desc"' in asked.headers["Link"]
    etag = client.get("/api/sites/KCN-YEN-BINH").headers["ETag"]
    again = client.get("/api/sites/KCN-YEN-BINH", headers={"if-none-match": etag})
    assert again.status_code == 304 and "Sunset" in again.headers
    assert "Sunset" in client.head("/api/sites/KCN-YEN-BINH").headers
    for other in ("/api/changes", "/api/parks"):
        assert not {"Deprecation", "Sunset"} & client.get(other).headers.keys(), other


def test_the_document_marks_what_is_to_go(announced: None) -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    listed, one, other = (
        paths[path]["get"] for path in ("/api/changes", "/api/sites/{code}", "/api/parks/{code}")
    )
    since = next(each for each in listed["parameters"] if each["name"] == "since")
    assert (
        since["deprecated"] and "ends on 2028-01-01" in since["description"] and LINK in since["description"]
    )
    assert one["deprecated"] and "deprecated" not in listed and "deprecated" not in other
    assert {"Deprecation", "Sunset"} <= listed["responses"]["200"]["headers"].keys()
    assert "Sunset" not in other["responses"]["200"]["headers"]


def test_whatever_is_to_go_is_there_announced_a_year_ahead_and_in_the_change_log() -> None:
    log = (settings.BASE_DIR / "docs" / "api-changelog.md").read_text()
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    for one in DEPRECATIONS:
        assert one.method.lower() in paths[one.path]
        assert one.ends - one.since >= NOTICE
        assert f"`{one.method} {one.path}`" in log and (one.parameter or "") in log


@pytest.mark.urls("tests.config.test_versions")
def test_two_major_versions_are_answered_side_by_side(rules: None) -> None:
    def get(address: str) -> HttpResponse:
        response = Client().get(address)
        assert response.status_code == 200
        return response

    first, other = get("/api/clusters"), get("/api/v2/clusters")
    assert (first.headers["API-Version"], other.headers["API-Version"]) == ("1.0.0", "2.0.0")
    assert first.json()["items"] == other.json()["clusters"] and "items" not in other.json()
    assert first.headers["ETag"] != other.headers["ETag"]
    # A document of each, of the addresses below its own prefix.
    document = SchemaGenerator(patterns=urlpatterns[:1]).get_schema(request=None, public=True)
    assert list(document["paths"]) == ["/api/v2/clusters"]
