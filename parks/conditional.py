"""Conditional reads: an answer is named by what it depends on, so "not modified" needs no look at the data."""

import hashlib
from collections.abc import Callable, Sequence

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from parks.dates import today
from parks.language import language_of
from parks.release import VERSION


def catalogue_number() -> int:
    """Return the version of the catalogue, by the one small query that every read makes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM parks_catalogueversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def conditional(
    request: Request, depends_on: Sequence[object], answer: Callable[[], Response]
) -> HttpResponse:
    """Return 304 if the caller has this very answer, else make it and name it by a strong ETag.

    `depends_on` says what the answer follows from beside its address, language and format.
    """
    etag = _etag(request, request.accepted_renderer.media_type, depends_on)  # type: ignore[arg-type]
    response = HttpResponse(status=304) if is_held(request, etag) else answer()
    return _named(HttpResponse(status=304) if asks_for_any(request) else response, etag)


def not_modified(request: HttpRequest, media_type: str, depends_on: Sequence[object]) -> HttpResponse | None:
    """Return 304 if the caller has the answer in a format, before anything is made ready for answering; else None."""
    etag = _etag(request, media_type, depends_on)
    return _named(HttpResponse(status=304), etag) if is_held(request, etag) else None


def _named(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    # May be kept, must be asked about: a corrected figure is seen at once, and asking costs one small query.
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def is_held(request: HttpRequest | Request, etag: str) -> bool:
    """Say whether the caller has the answer of this ETag."""
    held = request.META.get("HTTP_IF_NONE_MATCH")
    # A proxy that compresses may weaken the tag on its way; the comparison of reads is the weak one (RFC 9110).
    return bool(held) and etag in parse_etags(held.replace("W/", ""))


def asks_for_any(request: HttpRequest | Request) -> bool:
    """Say whether the caller wants nothing if there is any answer at all; whether there is, is known once it was made."""
    return str(request.META.get("HTTP_IF_NONE_MATCH", "")).strip() == "*"


def _etag(request: HttpRequest, media_type: str, depends_on: Sequence[object]) -> str:
    parts = (
        VERSION,
        today(),
        language_of(request),
        media_type,
        request.build_absolute_uri(),  # links to other pages carry the host
        *depends_on,
    )
    return f'"{hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()[:24]}"'
