"""The pages for what went wrong outside of the API. They ask nothing of the database, which may be what failed."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from parks.language import Language, language_of
from portal.texts import ERRORS, WAY_OUT

DESK = "/admin/"


def error_page(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """Return the page for one kind of error, in the caller's language; the officers' desk speaks Vietnamese."""
    at_desk = request.path.startswith(DESK)
    language: Language = "vi" if at_desk else language_of(request)
    title, advice = ERRORS[kind][language]
    home = DESK if at_desk else "/"
    context = {
        "language": language,
        "title": title,
        "advice": advice,
        "home": home,
        "way_out": WAY_OUT[language][home],
    }
    # Without the request: what it would add to the context is read from the database.
    response = HttpResponse(render_to_string("portal/error.html", context), status=status)
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ("Accept-Language",))
    return response
