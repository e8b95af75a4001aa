"""The page behind a short link: the sites that an officer suggests, as public as an answer of the API."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matching import wording
from matching.models import Reply
from matching.replies import ReplyClosed, open_reply, points_of, reasons_of
from matching.services import render_run
from parks.attributions import ATTRIBUTIONS
from parks.dates import today
from parks.language import LANGUAGES
from portal.texts import CLOSED_LINK, SHORT_LINK

OTHER = {"vi": "en", "en": "vi"}


@require_safe
def short_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the chosen sites in the language of the reply or in the one asked for; 410 where the link is closed."""
    try:
        reply = open_reply(token, today())
    except ReplyClosed as closed:
        language = _language(request, closed.reply)
        context = {"texts": CLOSED_LINK[language], "language": language}
        return _private(render(request, "portal/closed_link.html", context, status=410))
    if reply is None:
        raise Http404
    language = _language(request, reply)
    answer = render_run(run=reply.run, language=language, public=True)
    context = {
        "texts": SHORT_LINK[language],
        "language": language,
        "other": OTHER[language],
        "answer": answer,
        "sites": [
            _shown(one, language) for one in answer["sites"] if one["site"]["code"] in reply.site_codes
        ],
        "missing": [wording.label("field", one["field"], language) for one in answer["project"]["missing"]],
        "on": f"{reply.run.on:%d/%m/%Y}",
        "until": f"{reply.expires_on:%d/%m/%Y}",
        "attributions": ATTRIBUTIONS,
    }
    return _private(render(request, "portal/short_link.html", context))


def _shown(site: dict[str, Any], language: str) -> dict[str, Any]:
    head = site["site"]
    grounds = {
        (each["document"], each["article"], each["url"]): each
        for one in site["findings"]
        for each in one["citations"]
        if each["document"]
    }
    return {
        "name": head["name"],
        "place": wording.label("planning_area", head["planning_area"], language),
        "outcome": wording.label("site_outcome", site["outcome"], language),
        "points": points_of(site, language),
        "evidence_pct": site["evidence_pct"],
        "reasons": reasons_of(site),
        "open": [one["sentence"] for one in site["findings"] if one["outcome"] in ("unknown", "conditional")],
        "grounds": list(grounds.values()),
        "notes": [one["sentence"] for one in site["notes"]],
    }


def _language(request: HttpRequest, reply: Reply) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else str(reply.language)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page out of search engines and caches: whoever holds the link may read it, nobody else."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
