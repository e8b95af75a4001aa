"""The public pages for investors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from parks.attributions import ATTRIBUTIONS
from parks.language import language_of
from portal.texts import HOME


def home(request: HttpRequest) -> HttpResponse:
    """Say what the service does and where each reader goes on, in the caller's language."""
    language = language_of(request)
    context = {"texts": HOME[language], "language": language, "attributions": ATTRIBUTIONS}
    response = render(request, "portal/home.html", context)
    patch_vary_headers(response, ("Accept-Language",))
    return response
