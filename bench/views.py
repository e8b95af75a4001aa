"""A bare Django view that returns a prepared answer: what any answer of these bytes must cost."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt

EXAMPLE = settings.BASE_DIR / "docs" / "examples" / "match.json"


@cache
def _answer() -> bytes:
    """Return the answer to the example, made by the service's own view."""
    asked = RequestFactory().post("/api/match", EXAMPLE.read_bytes(), content_type="application/json")
    made = resolve("/api/match").func(asked)
    assert made.status_code == 200, made.content
    return bytes(made.content)


@csrf_exempt
def prepared_answer(request: HttpRequest) -> HttpResponse:
    """Return the same bytes as the match of the example, made once."""
    return HttpResponse(_answer(), content_type="application/json")


def empty_answer(request: HttpRequest) -> HttpResponse:
    """Return next to nothing: what any answer of this server costs."""
    return HttpResponse(b"{}", content_type="application/json")
