"""The page that proposes which of many projects take the limited land. It writes nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from investors.models import Project
from matching.allocating import Land, NotAsked, Proposal, propose_allocation, read_asked, words
from matching.allocating.request import LAND_WORDS, SECONDS, open_projects
from matching.allocating.service import Placed, SiteLand
from matching.allocating.table import explanation, projects_table
from matching.services import NoRuleset
from parks.dates import today
from parks.exchange.formats import XLSX
from parks.models import Site
from parks.text import search_key

PERMISSION = "investors.view_project"
OFFERED = 50  # rows to choose from; more are found by searching
SHOWN = 500  # rows of a proposal; a sheet has them all
NO_RULESET = "Chưa có bộ tiêu chí nào được ban hành nên chưa tính được."
# Where in the form what is wrong is said.
PIN, FORBID = "pin-", "forbid-"


@dataclass(frozen=True, slots=True)
class Choice:
    """One project to choose, with what was typed beside it."""

    project: Project
    chosen: bool
    pin: str
    forbid: str


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One project of a proposal, in words."""

    placed: Placed
    area: str
    points: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class SiteLine:
    """The land of one site in a proposal, in words."""

    land: SiteLand
    capacity: str
    left: str
    used: str
    held: str
    price: str
    means: str


def allocate_land(request: HttpRequest) -> HttpResponse:
    """Show the form, and on a press of a button what comes of it: on the page, or as a sheet."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    errors: dict[str, list[str]] = {}
    proposal = None
    act = request.POST.get("act", "")
    if act in ("run", "xlsx"):
        try:
            proposal = _proposed(request)
        except NotAsked as error:
            errors = dict(error.errors)
        except NoRuleset:
            errors = {"projects": [NO_RULESET]}
    if proposal is not None and act == "xlsx":
        return _sheet(proposal)
    context = {
        **admin.site.each_context(request),
        **_form(request),
        "title": "Phân bổ đất cho nhiều dự án",
        "errors": errors,
        "result": _result(proposal) if proposal else None,
    }
    return TemplateResponse(request, "admin/matching/allocation.html", context)


def _proposed(request: HttpRequest) -> Proposal:
    typed = request.POST
    every = typed.get("which") == "open"
    asked = read_asked(
        codes=None if every else typed.getlist("project"),
        land=typed.get("land", ""),
        pins=_typed_pairs(request, PIN, every),
        forbids=_typed_pairs(request, FORBID, every),
        seconds=typed.get("seconds", ""),
    )
    return propose_allocation(asked=asked, user=request.user)  # type: ignore[arg-type]


def _typed_pairs(request: HttpRequest, prefix: str, every: bool) -> list[str]:
    """Return what stands beside the projects that take part, as CODE=SITE; several sites are parted by commas."""
    chosen = set(request.POST.getlist("project"))
    return [
        f"{name.removeprefix(prefix)}={site.strip()}"
        for name, text in request.POST.items()
        if name.startswith(prefix) and (every or name.removeprefix(prefix) in chosen)
        for site in str(text).split(",")
        if site.strip()
    ]


def _form(request: HttpRequest) -> dict[str, Any]:
    """Return the form as it was sent, or as it is at first; what was chosen stays in sight."""
    typed = request.POST
    searched = typed.get("q", "").replace("\x00", "")[:100]
    kept = [code for code in typed.getlist("project") if "\x00" not in code]
    noted = {
        name.split("-", 1)[1]
        for name, text in typed.items()
        if name.startswith((PIN, FORBID)) and str(text).strip() and "\x00" not in name
    }
    # As many as a form of this page can have sent.
    known = sorted(noted.union(kept))[: OFFERED * 20]
    first = list(Project.objects.filter(code__in=known).order_by("created_at", "code"))
    found = [each for each in _searched(searched)[: OFFERED + 1] if each.code not in known]
    return {
        "choices": [
            Choice(each, each.code in kept, typed.get(PIN + each.code, ""), typed.get(FORBID + each.code, ""))
            for each in (*first, *found[:OFFERED])
        ],
        "more": len(found) > OFFERED,
        "q": searched,
        "which": typed.get("which", "open"),
        "land": typed.get("land", str(Land.PESSIMISTIC)),
        "lands": [(str(key), text) for key, text in LAND_WORDS.items()],
        "seconds": typed.get("seconds", str(SECONDS)),
        "sites": Site.objects.order_by("code"),
    }


def _searched(text: str) -> QuerySet[Project]:
    rows = open_projects()
    for word in search_key(text).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _result(proposal: Proposal) -> dict[str, Any]:
    found = proposal.allocation
    # Who has no site or not the best one is what an officer has to look at.
    ordered = sorted(proposal.placed, key=lambda each: (each.site is not None, each.displaced is None))
    return {
        "proposal": proposal,
        "placed": sum(each.site is not None for each in proposal.placed),
        "land": LAND_WORDS[proposal.asked.land],
        "objective": words.points(found.objective),
        "bound": words.points(found.bound),
        "gap": words.percent(found.gap),
        "seconds": words.price(proposal.solved.seconds),
        "warnings": [
            *([words.STOPPED] if proposal.solved.stopped else []),
            *([words.NOTHING_KNOWN] if proposal.nothing_known else []),
        ],
        "lines": [_project_line(each) for each in ordered[:SHOWN]],
        "not_shown": max(0, len(ordered) - SHOWN),
        "sites": [
            _site_line(each) for each in proposal.lands if each.projects or words.has_price(each.price)
        ],
    }


def _project_line(placed: Placed) -> ProposedLine:
    return ProposedLine(
        placed,
        words.hectares(placed.area) if placed.area else "chưa ghi",
        words.points(placed.points) if placed.site else "",
        words.OUTCOMES.get(placed.outcome, ""),
        explanation(placed),
    )


def _site_line(land: SiteLand) -> SiteLine:
    unknown = "" if land.offered.known else " (chưa có số liệu)"
    there_is = "không rõ mức trần" if land.offered.capacity is None else words.hectares(land.offered.capacity)
    return SiteLine(
        land,
        there_is + unknown,
        "" if land.left is None else words.hectares(land.left),
        words.hectares(land.used),
        words.hectares(land.offered.held) if land.offered.held else "",
        words.price(land.price) if words.has_price(land.price) else "0",
        words.worth(land.price),
    )


def _sheet(proposal: Proposal) -> HttpResponse:
    return HttpResponse(
        XLSX().written(projects_table(proposal)),
        content_type=XLSX.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="phan-bo-dat-{today().isoformat()}.xlsx"',
            "X-Content-Type-Options": "nosniff",
        },
    )
