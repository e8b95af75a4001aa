"""Tells browsers to load nothing from any other server."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

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
