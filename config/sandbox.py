"""The sandbox: every address of the API below /api/sandbox, on a fixed day, by the same views, and nothing is kept.

What a request writes stands in a transaction that is rolled back when it has been answered: ids are given and every
rule and constraint holds, but no table keeps a row, so no webhook is told and nobody is written to.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from parks.dates import on_day
from partners.callers import partner_of
from partners.sandbox import is_sandbox, write_portal

PREFIX = "/api/sandbox/"
DAY = datetime.date(2026, 11, 23)
_READING = ("GET", "HEAD", "OPTIONS")
Answer = Callable[[HttpRequest], HttpResponseBase]


def addressed(get_response: Answer) -> Answer:
    """Lead an address of the sandbox to the one that it stands for, and mark the answer.

    A client that was generated from the OpenAPI document takes /api/sandbox for its server and adds /api/… itself.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        request.sandbox = True  # type: ignore[attr-defined]
        request.path_info = "/api/" + request.path_info.removeprefix(PREFIX).removeprefix("api/")
        response = get_response(request)
        response.headers["Sandbox"] = "true"
        if (place := response.headers.get("Location", "")).startswith("/api/"):
            response.headers["Location"] = PREFIX + place.removeprefix("/api/")
        return response

    return middleware


def undone(get_response: Answer) -> Answer:
    """Answer a request of the sandbox on its day, and undo what was written. No session of an officer reaches in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_sandbox(request):
            return get_response(request)
        request.COOKIES = {}
        with on_day(DAY):
            if request.method in _READING and partner_of(request) is None:
                response = get_response(request)  # writes nothing: takes no lock
            else:
                response = _rolled_back(request, get_response)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _on_its_day(response.streaming_content)
        return response

    return middleware


def _rolled_back(request: HttpRequest, get_response: Answer) -> HttpResponseBase:
    with transaction.atomic():
        try:
            if partner_of(request) is not None:
                write_portal()
            return get_response(request)
        finally:
            transaction.set_rollback(True)


def _on_its_day(parts: Iterable[Any]) -> Iterator[Any]:
    """Let the parts of an answer that is written while it is read be made on the day too."""
    pending = iter(parts)
    while True:
        with on_day(DAY):
            try:
                part = next(pending)
            except StopIteration:
                return
        yield part
