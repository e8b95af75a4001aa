"""The page behind a short link: the sites that an officer suggests, as public as an answer of the API; and a form to ask."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from matching import wording
from matching.handing_over import ask_about_reply
from matching.kept_runs import render_run
from matching.models import Reply
from matching.replies import ReplyClosed, open_reply, points_of, reasons_of
from parks.attributions import ATTRIBUTIONS
from parks.dates import today
from parks.language import LANGUAGES
from partners.limits import wait_to_write
from portal.ask_form import AskForm
from portal.errors import error_page
from portal.privacy import private
from portal.texts import ASK, CLOSED_LINK, SHORT_LINK

OTHER = {"vi": "en", "en": "vi"}


@require_safe
def short_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the chosen sites in the language of the reply or in the one asked for; 410 where the link is closed."""
    found = _open(request, token)
    if isinstance(found, HttpResponse):
        return found
    language = _language(request, found)
    return _page(request, found, language, AskForm(language=language))


@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Take what the reader asks the office, and lead to its private address; a refused form keeps what was typed."""
    found = _open(request, token)
    if isinstance(found, HttpResponse):
        return found
    language = _language(request, found)
    with translation.override(language):
        form = AskForm(request.POST, language=language)
        if not form.is_valid():
            return _page(request, found, language, form, status=400)
    if wait_to_write(getattr(request, "hidden_address", None)):
        return private(error_page(request, "too-many-requests", 429))
    contact = {key: form.cleaned_data[key] for key in ("name", "email", "phone")}
    sent = ask_about_reply(
        reply=found, contact=contact, language=language, message=form.cleaned_data["message"]
    )
    address = reverse("tracking", args=[sent.token])
    return private(HttpResponseRedirect(f"{address}?lang={language}", status=303))


def _open(request: HttpRequest, token: str) -> Reply | HttpResponse:
    """Return the reply of a link, or the page that says that it is closed."""
    try:
        reply = open_reply(token, today())
    except ReplyClosed as closed:
        language = _language(request, closed.reply)
        context = {"texts": CLOSED_LINK[language], "language": language}
        return private(render(request, "portal/closed_link.html", context, status=410))
    if reply is None:
        raise Http404
    return reply


def _page(
    request: HttpRequest, reply: Reply, language: Any, form: AskForm, status: int = 200
) -> HttpResponse:
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
        "form": form,
        "ask": ASK[language],
        "here": reverse("short_link", args=[reply.token]),
        "send_to": reverse("short_link_ask", args=[reply.token]),
    }
    return private(render(request, "portal/short_link.html", context, status=status))


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
