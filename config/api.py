"""What all of the API shares: the error handler, the pages for errors outside of it, its headers."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework import exceptions, status
from rest_framework.views import set_rollback

from config.deprecations import announce
from config.discovery import link_to_descriptions
from config.input_errors import listed, listed_by_pointer
from config.problems import problem_response, slug_of
from parks.language import language_of
from parks.problems import InvalidQuery, Unusable
from parks.release import VERSION
from portal.errors import error_page

PREFIX = "/api/"


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Answer an exception of an API view with a problem document; None for what nobody foresaw."""
    request: HttpRequest = context["request"]
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    language = language_of(request)
    if isinstance(exc, Unusable):
        errors, summary = listed_by_pointer(exc.errors, language)
        # Most often the body as a whole is wrong, and the one sentence about it says more than a count.
        detail = errors[0]["detail"] if len(errors) == 1 else summary if errors else None
        return problem_response(
            request, exc.problem, status=exc.status_code, detail=detail, errors=errors, headers=_headers(exc)
        )
    if isinstance(exc, exceptions.ValidationError):
        place = "parameter" if isinstance(exc, InvalidQuery) else "pointer"
        errors, summary = listed(exc.detail, place, language)
        return problem_response(request, "invalid-input", detail=summary, errors=errors)
    return problem_response(request, slug_of(exc.status_code), status=exc.status_code, headers=_headers(exc))


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    found = {}
    if getattr(exc, "auth_header", None):
        found["WWW-Authenticate"] = exc.auth_header
    if getattr(exc, "wait", None):
        found["Retry-After"] = str(exc.wait)
    return found


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a request that Django itself refuses (`handler400`)."""
    if request.path.startswith(PREFIX):
        return problem_response(request, "bad-request")
    return error_page(request, "bad-request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a request for what the caller may not see (`handler403`)."""
    if request.path.startswith(PREFIX):
        return problem_response(request, "not-allowed")
    return error_page(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a request for an address that leads nowhere (`handler404`)."""
    if request.path.startswith(PREFIX):
        return problem_response(request, "not-found")
    return error_page(request, "not-found", 404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer when something failed that nobody foresaw (`handler500`); the log has the rest."""
    if request.path.startswith(PREFIX):
        return problem_response(request, "server-error")
    return error_page(request, "server-error", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form that came without its anti-forgery token (`CSRF_FAILURE_VIEW`)."""
    if request.path.startswith(PREFIX):
        return problem_response(request, "not-allowed")
    return error_page(request, "form-too-old", 403)


def readable_bodies(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse a body that would be taken for what it is not."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        return _unreadable(request) or get_response(request)

    return middleware


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH")
    # WSGI tells no end of a body without a length: it would be taken for an empty one.
    if "HTTP_TRANSFER_ENCODING" in request.META and not length:
        return problem_response(request, "length-required")
    if length and request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in ("", "identity"):
        return problem_response(request, "unsupported-media-type", headers={"Accept-Encoding": "identity"})
    return None


def headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set what every answer of the API carries: its version, its language, where it is described, no cookies."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        response = get_response(request)
        response.headers.setdefault("API-Version", VERSION)  # a view of another major one states its own
        response.headers["X-Content-Type-Options"] = "nosniff"
        if response.status_code == status.HTTP_304_NOT_MODIFIED:
            # Caches write what a 304 says over what they hold of the answer (RFC 9111).
            del response.headers["Content-Type"], response.headers["Content-Length"]
        else:
            # An answer given once more is in the language in which it was given first.
            response.headers.setdefault("Content-Language", language_of(request))
        link_to_descriptions(response)
        announce(request, response)
        patch_vary_headers(response, ("Accept", "Accept-Language"))
        response.cookies.clear()
        return response

    return middleware
