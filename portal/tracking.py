"""The page behind a private address: where an enquiry stands, and how it is withdrawn or its person erased."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from investors.models import Tracking
from investors.tracking_services import tracked, withdraw
from investors.tracking_words import etag_of, told
from matching.erasing import erase_person
from parks.language import LANGUAGES, Language
from parks.models import Site
from parks.versions import ChangedMeanwhile
from portal.privacy import private
from portal.texts import TRACKING

OTHER = {"vi": "en", "en": "vi"}
ACTS = {
    "withdraw": lambda tracking: withdraw(tracking=tracking),
    "erase": lambda tracking: erase_person(enquiry=tracking.enquiry, because="asked", user=None),
}


@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: HttpRequest, token: str) -> HttpResponse:
    """Show where an enquiry stands, or do what its sender asks; nothing is done to a state that the sender has not seen."""
    found = tracked(token)
    if found is None:
        raise Http404
    asked = request.GET.get("lang", "")
    language: Language = asked if asked in LANGUAGES else found.enquiry.language  # type: ignore[assignment]
    if request.method != "POST":
        return _page(request, found, language)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None or request.POST.get("sure") != "on":
        return _page(request, found, language, said="not_sure", status=400)
    if request.POST.get("seen") not in {etag_of(found, each) for each in LANGUAGES}:
        return _page(request, found, language, said="changed", status=409)
    try:
        act(found)
    except ChangedMeanwhile:
        return _page(request, tracked(token) or found, language, said="changed", status=409)
    return private(HttpResponseRedirect(f"{request.path}?lang={language}", status=303))


def _page(
    request: HttpRequest, found: Tracking, language: Language, said: str = "", status: int = 200
) -> HttpResponse:
    texts, stands = TRACKING[language], told(found, language)
    names = Site.objects.filter(code__in=found.site_codes).values_list("name_vi", "name_en")
    context = {
        "texts": texts,
        "language": language,
        "other": OTHER[language],
        "stands": stands,
        "received": _day(found.enquiry.received_at),
        "answered": _day(found.enquiry.first_answered_at),
        "erased": _day(found.enquiry.erased_at),
        "kept_until": _day(stands["personal_data"]["kept_until"]),
        "sites": [name_en if language == "en" and name_en else name_vi for name_vi, name_en in names],
        "seen": etag_of(found, language),
        "said": texts.get(said, ""),
    }
    return private(render(request, "portal/tracking.html", context, status=status))


def _day(value: Any) -> str:
    if not value:
        return ""
    moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{timezone.localtime(moment):%d/%m/%Y}"
