"""The list of figures that are most worth asking for, over all open projects."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from matching import wording
from matching.asking import WorthAsking, figures_worth_asking
from matching.engine.gaps import Gap
from matching.services import NoRuleset
from parks.admin import show
from parks.admin.acts import NEXT
from parks.admin.days import day_context, without_day
from parks.days import PARAMETER, chosen_day
from parks.models import Site
from parks.quantities import QUANTITIES
from parks.remits import sites_within

MOST_PROJECTS = 2_000  # the newest; more would keep an officer waiting
SHOWN = 100
PERMISSION = "investors.view_project"


@dataclass(frozen=True, slots=True)
class GapLine:
    """One figure to ask for."""

    site: Site
    figure: str
    changes: str
    projects: int
    add: str  # where it is recorded; empty where this officer may not


def worth_asking(request: HttpRequest) -> HttpResponse:
    """Show which figures would most often change which site comes first."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    day = chosen_day(request)
    if PARAMETER in request.GET:
        return HttpResponseRedirect(without_day(request.get_full_path()))
    try:
        found = figures_worth_asking(on=day, most=MOST_PROJECTS)
    except NoRuleset:
        found = None
    context = {
        **admin.site.each_context(request),
        **day_context(request),
        "title": "Số liệu đáng hỏi nhất",
        "found": found,
        "lines": _lines(request, found) if found else (),
        "cut": found is not None and found.projects >= MOST_PROJECTS,
        "shown": SHOWN,
        "may_see_site": request.user.has_perm("parks.view_site"),
    }
    return TemplateResponse(request, "admin/matching/worth_asking.html", context)


def _lines(request: HttpRequest, found: WorthAsking) -> list[GapLine]:
    sites = {site.code: site for site in Site.objects.select_related("planning_area")}
    own = (
        set(sites_within(request.user).values_list("code", flat=True))
        if request.user.has_perm("parks.add_fact")
        else set()
    )
    back = {NEXT: request.get_full_path()}
    return [
        GapLine(
            sites[gap.site],
            wording.label("site_figure", gap.figure, "vi"),
            show.number(round(gap.changes, 1)),
            gap.projects,
            _add(gap, back) if gap.site in own else "",
        )
        for gap in found.gaps[:SHOWN]
    ]


def _add(gap: Gap, back: dict[str, str]) -> str:
    """Return where the figure is recorded: as a fact of its quantity, else any fact of the site."""
    quantity = {"quantity": gap.figure} if gap.figure in QUANTITIES else {}
    return f"{reverse('admin:parks_fact_add')}?{urlencode({'site': gap.site, **quantity, **back})}"
