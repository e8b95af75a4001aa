"""The page that checks a certificate: that a run with it was kept, when, by which rules, and that it is unaltered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from matching import chain
from matching.models import MatchRun
from parks.dates import HANOI
from parks.language import language_of
from portal.texts import CHECK

LONGEST = 40


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a certificate, or say what may be said of its run to anybody: nothing of project, investor or answer."""
    language = language_of(request)
    code = request.GET.get("code", "").strip().upper()[:LONGEST]
    run = _run(code)
    context = {
        "texts": CHECK[language],
        "language": language,
        "code": code,
        "run": run,
        "intact": run is not None and chain.is_intact(run) and chain.sites_are_intact(run),
        "on": run and f"{run.on:%d/%m/%Y}",
        "made": run and f"{run.created_at.astimezone(HANOI):%d/%m/%Y}",
    }
    response = render(request, "portal/check.html", context, status=404 if code and run is None else 200)
    patch_vary_headers(response, ("Accept-Language",))
    response.headers["Cache-Control"] = "no-store"
    return response


def _run(code: str) -> MatchRun | None:
    """Return the run of a certificate, however its groups are written."""
    letters = "".join(one for one in code if one.isascii() and one.isalnum())
    if len(letters) != chain.CERTIFICATE_LETTERS:
        return None
    return (
        MatchRun.objects.select_related("ruleset", "sites").filter(certificate=chain.grouped(letters)).first()
    )
