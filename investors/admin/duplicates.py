"""The list of investors that may be the same, to be worked through; and which projects of one investor may be."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from investors.duplicates import pairs, same_name
from investors.models import Project
from parks.admin.panels import Panel

ROWS = 50
MOST_PAGES = 10_000


def duplicates(request: HttpRequest) -> HttpResponse:
    """Show which investors may be the same, of those that this person may see."""
    if not request.user.has_perm("investors.view_investor"):
        raise PermissionDenied
    asked = request.GET.get("p", "1")
    number = min(max(int(asked[:9]), 1), MOST_PAGES) if asked.isdecimal() else 1
    found = pairs(request.user, (number - 1) * ROWS, ROWS + 1)
    context = {
        **admin.site.each_context(request),
        "title": "Nhà đầu tư có thể trùng",
        "pairs": found[:ROWS],
        "number": number,
        "before": number - 1,
        "after": number + 1 if len(found) > ROWS else 0,
        "may_merge": request.user.has_perm("investors.change_investor"),
    }
    return TemplateResponse(request, "admin/investors/investor/duplicates.html", context)


def _same_name(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return other projects of the investor that may be the same, for those who may see them."""
    found = same_name(project, request.user)
    return {"found": found} if found else None


SAME_NAME = Panel("admin/investors/project/same_name.html", _same_name)
