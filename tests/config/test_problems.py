"""Every error under /api/ is a problem document in the caller's language; outside of it nothing changes."""

import gzip
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import path
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.input_errors import listed
from config.json_body import MOST_BYTES
from config.problems import PROBLEMS
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as all_patterns
from parks.problems import unknown_names
from parks.release import VERSION

__all__ = ["handler400", "handler403", "handler404", "handler500"]

RAISED: dict[str, Exception] = {
    "unforeseen": RuntimeError("a secret of the service"),
    "throttled": exceptions.Throttled(wait=7.2),
    "not-logged-in": exceptions.NotAuthenticated(),
    "forbidden": exceptions.PermissionDenied("secret reason"),
    "conflict": exceptions.APIException("secret"),
}


class Raising(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def get(self, request: Request, which: str) -> Response:
        raise RAISED[which]

    def post(self, request: Request, which: str) -> Response:
        response = Response({"read": request.data})
        response.set_cookie("left", "over")
        return response


urlpatterns = [*all_patterns, path("api/raising/<slug:which>", Raising.as_view())]


@pytest.fixture
def client() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF="tests.config.test_problems"):
        yield Client(raise_request_exception=False)


def problem_of(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["API-Version"] == VERSION
    assert response.headers["Cache-Control"] == "no-store"
    problem = response.json()
    assert problem["type"] == f"/api/problems/{slug}"
    assert problem["status"] == status
    assert slug in PROBLEMS
    assert {"type", "title", "status", "detail", "instance"} <= problem.keys()
    return problem  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "address", ["/api/", "/api/nothing", "/api/sites/", "/api/sites/A/B/C", "/api/%00", "/api/é"]
)
def test_nothing_there(client: Client, address: str) -> None:
    problem_of(client.get(address), 404, "not-found")


def test_outside_of_the_api_it_is_a_page(client: Client) -> None:
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
    assert "API-Version" not in response.headers


def test_the_wrong_method(client: Client) -> None:
    response = client.delete("/api/sites")
    problem_of(response, 405, "method-not-allowed")
    assert "GET" in response.headers["Allow"]


def test_an_unavailable_format(client: Client) -> None:
    problem_of(client.get("/api/problems", headers={"accept": "text/csv"}), 406, "not-acceptable")


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "nonsense",
    ],
)
def test_a_body_that_is_not_json(client: Client, content_type: str) -> None:
    response = client.post("/api/raising/x", data=b"a=1", content_type=content_type)
    problem_of(response, 415, "unsupported-media-type")


def test_malformed_json(client: Client) -> None:
    response = client.post("/api/raising/x", data=b'{"a": 1,\n "a" 2}', content_type="application/json")
    problem = problem_of(response, 400, "malformed-json")
    assert problem["errors"] == [
        {"pointer": "", "code": "malformed_json", "detail": "JSON sai ở dòng 2, cột 6."}
    ]


def test_an_error_inside_of_the_body_has_its_place(client: Client) -> None:
    body = b'{"project": {"a/b": [1, {"x": 1, "x": 2}]}}'
    problem = problem_of(
        client.post("/api/raising/x", data=body, content_type="application/json"), 400, "malformed-json"
    )
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [
        ("/project/a~1b/1/x", "duplicate_key")
    ]


def test_a_body_that_is_too_large(client: Client) -> None:
    body = b'"' + b"x" * MOST_BYTES + b'"'
    problem_of(
        client.post("/api/raising/x", data=body, content_type="application/json"), 413, "body-too-large"
    )


def test_a_body_without_a_length(client: Client) -> None:
    sent = {"transfer-encoding": "chunked", "origin": "https://cong.example.vn"}
    response = client.generic("POST", "/api/raising/x", b"", headers=sent)
    problem_of(response, 411, "length-required")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_compressed_body_is_refused_as_such(client: Client) -> None:
    packed = {"data": gzip.compress(b"{}"), "content_type": "application/json"}
    response = client.post("/api/raising/x", **packed, headers={"content-encoding": "gzip"})
    problem_of(response, 415, "unsupported-media-type")
    assert response.headers["Accept-Encoding"] == "identity"
    for plain in ("", "Identity"):
        read = client.post("/api/raising/x", **{**packed, "data": b"{}"}, headers={"content-encoding": plain})
        assert read.json() == {"read": {}}


def test_what_is_right_is_read(client: Client) -> None:
    response = client.post("/api/raising/x", data='{"tên": "Điềm Thụy"}', content_type="application/json")
    assert response.json() == {"read": {"tên": "Điềm Thụy"}}


def test_an_unforeseen_failure_tells_nothing_of_the_inside(client: Client) -> None:
    response = client.get("/api/raising/unforeseen")
    problem_of(response, 500, "server-error")
    assert b"secret" not in response.content and b"Traceback" not in response.content


def test_refusals_of_the_framework(client: Client) -> None:
    response = client.get("/api/raising/throttled")
    problem_of(response, 429, "too-many-requests")
    assert response.headers["Retry-After"] == "8"
    problem_of(client.get("/api/raising/not-logged-in"), 403, "not-allowed")
    forbidden = client.get("/api/raising/forbidden")
    problem_of(forbidden, 403, "not-allowed")
    assert b"secret" not in forbidden.content
    problem_of(client.get("/api/raising/conflict"), 500, "server-error")


def test_a_host_that_is_not_ours(client: Client) -> None:
    problem_of(client.get("/api/problems/x", headers={"host": "evil.example"}), 400, "bad-request")


def test_the_language_is_the_callers(client: Client) -> None:
    vietnamese = client.get("/api/nothing")
    english = client.get("/api/nothing", headers={"accept-language": "en"})
    assert (vietnamese.json()["title"], english.json()["title"]) == ("Không tìm thấy", "Not found")
    assert (vietnamese.headers["Content-Language"], english.headers["Content-Language"]) == ("vi", "en")
    # The site's language cookie is for its pages.
    client.cookies["django_language"] = "en"
    assert client.get("/api/nothing").json()["title"] == "Không tìm thấy"


@pytest.mark.parametrize("slug", PROBLEMS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_is_documented_where_its_type_says(client: Client, slug: str, language: str) -> None:
    page = client.get(f"/api/problems/{slug}", headers={"accept-language": language}).json()
    assert page["type"] == f"/api/problems/{slug}"
    assert page["title"] == PROBLEMS[slug].title[language]  # type: ignore[index]
    assert page["meaning"].endswith(".")
    listed = client.get("/api/problems", headers={"accept-language": language}).json()["items"]
    assert page in listed


def test_no_answer_of_the_api_sets_a_cookie_and_all_say_their_version(client: Client) -> None:
    read = client.post("/api/raising/x", data="1", content_type="application/json")
    for response in (read, *map(client.get, ("/api/problems", "/api/nothing", "/api/docs"))):
        assert not response.cookies
        assert response.headers["API-Version"] == VERSION
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_any_site_may_read_but_no_cookie_travels(client: Client) -> None:
    response = client.get("/api/problems", headers={"origin": "https://portal.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    asked = {"origin": "https://portal.example", "access-control-request-method": "POST"}
    preflight = client.options("/api/match", headers=asked)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]


def test_a_flood_of_unknown_names_is_refused_quickly() -> None:
    known = [f"known_{number}" for number in range(30)]
    began = time.process_time()
    errors = unknown_names([f"knwon_{number}" for number in range(15_000)], known, "unknown_key")
    found, _ = listed(errors, "pointer", "en")
    assert "Did you mean “known_" in found[0]["detail"]
    assert time.process_time() - began < 5, "each search alone takes ten milliseconds"
