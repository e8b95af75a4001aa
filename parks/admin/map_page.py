"""The page "Bản đồ": the sites as they stand on the chosen day, narrowed by kind, stage and planning area."""

from collections.abc import Mapping

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from parks.admin.days import day_context, without_day
from parks.conditional import catalogue_number
from parks.current import CurrentSite, current_sites
from parks.days import PARAMETER, chosen_day
from parks.map_parts import map_part, stage_on_map
from parks.map_texts import TEXTS
from parks.models import Site
from parks.snapshot import snapshot

FILTERS = ("kind", "stage", "area")


def site_page(site: Site) -> str:
    """Return the address of a site's page at the desk."""
    return reverse("admin:parks_site_change", args=[site.pk])


def site_map(request: HttpRequest) -> HttpResponse:
    """Show where the sites lie."""
    if not request.user.has_perm("parks.view_site"):
        raise PermissionDenied
    day = chosen_day(request)
    if PARAMETER in request.GET:
        return HttpResponseRedirect(without_day(request.get_full_path()))
    rows = list(current_sites(snapshot(catalogue_number()), day).values())
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    shown = [row for row in rows if _wanted(row, asked)]
    areas = {row.site.planning_area.code: str(row.site.planning_area) for row in rows}
    context = {
        **admin.site.each_context(request),
        **day_context(request),
        "title": "Bản đồ khu, cụm công nghiệp",
        "map": map_part(shown, link=site_page),
        "asked": asked,
        "narrowed": any(asked.values()),
        "count": len(shown),
        "kinds": Site.Kind.choices,
        "stages": list(TEXTS["vi"].stages.items()),
        "areas": sorted(areas.items(), key=lambda each: each[1]),
    }
    return TemplateResponse(request, "admin/parks/map.html", context)


def _wanted(row: CurrentSite, asked: Mapping[str, str]) -> bool:
    of_row = {
        "kind": row.site.kind,
        "stage": stage_on_map(row),
        "area": row.site.planning_area.code,
    }
    return all(not asked[name] or asked[name] == of_row[name] for name in FILTERS)
