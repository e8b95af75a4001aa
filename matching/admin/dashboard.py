"""The first page: what is to be done, the newest projects, the rules in force."""

from typing import Any

from django.http import HttpRequest

from investors.models import Project
from matching.models import MatchRun, RulesetVersion
from parks.admin.tasks import tasks
from parks.dates import today

RECENT = 6
# Nothing is left to do at these stages.
CLOSED = (Project.Stage.OPERATING, Project.Stage.REFUSED, Project.Stage.WITHDRAWN)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the first page what this officer may see."""
    user = request.user
    may = {
        "add_project": user.has_perm("investors.add_project"),
        "add_fact": user.has_perm("parks.add_fact"),
        "view_site": user.has_perm("parks.view_site"),
    }
    context["may"] = may
    context["tasks"] = tasks(today()) if may["view_site"] else []
    context["projects"] = _projects() if user.has_perm("investors.view_project") else []
    context["runs"] = _runs() if user.has_perm("matching.view_matchrun") else []
    context["ruleset"] = (
        RulesetVersion.objects.filter(
            status=RulesetVersion.Status.PUBLISHED, effective_from__lte=today()
        ).first()
        if user.has_perm("matching.view_rulesetversion")
        else None
    )
    return context


def _projects() -> list[Project]:
    open_ones = Project.objects.exclude(stage__in=CLOSED)
    return list(open_ones.prefetch_related("lines__sector")[:RECENT])


def _runs() -> list[MatchRun]:
    return list(MatchRun.objects.select_related("project", "created_by").defer("inputs", "answer")[:RECENT])
