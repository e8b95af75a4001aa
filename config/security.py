"""Tells browsers to load nothing from any other server; refuses addresses that no database could be asked about."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

from config.api import bad_request

_BASE = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
PUBLIC_POLICY = f"{_BASE}; script-src 'self'; style-src 'self'"
# The admin's theme carries inline styles and scripts, and its Alpine evaluates attributes as code.
ADMIN_POLICY = f"{_BASE}; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set Content-Security-Policy on every answer that has none of its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        policy = ADMIN_POLICY if request.path_info.startswith("/admin/") else PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def no_nul_in_addresses(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse a NUL in a page's address: PostgreSQL takes none, and the admin's filters pass on what they get.

    The API answers for its own addresses.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        found = "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")
        if found and not request.path_info.startswith("/api/"):
            # Returned, not raised: the log gets one line of it, and no trace of how it came about.
            return bad_request(request, BadRequest("NUL in the address"))
        return get_response(request)

    return middleware
