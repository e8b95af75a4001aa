"""The first page, "Việc hôm nay": what is urgent first, then the own cases, then the province at a glance."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from investors import stages
from investors.agenda import Case, by_stage, my_cases
from investors.models import Project
from matching.admin import home_charts, home_waiting
from matching.admin.makers import maker
from matching.models import MatchRun, RulesetVersion
from parks.admin import show
from parks.admin.days import day_context
from parks.admin.map_page import site_page
from parks.admin.tasks import Task, tasks
from parks.conditional import catalogue_number
from parks.current import current_sites
from parks.dates import today
from parks.days import chosen_day
from parks.map_parts import map_part
from parks.remits import sites_within
from parks.snapshot import snapshot

CASES = 10
RECENT = 5
# As many of what is missing, and of what is due, as are said of one case.
NEEDS, DUES = 3, 2


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the first page what this officer may see."""
    may, on = request.user.has_perm, today()
    context["may"] = {
        "add_project": may("investors.add_project"),
        "add_enquiry": may("investors.add_enquiry"),
        "add_fact": may("parks.add_fact"),
        "view_site": may("parks.view_site"),
    }
    context["enquiries"] = home_waiting.enquiries(request)
    context["deadlines"] = home_waiting.deadlines(request, on)
    context["holds"] = home_waiting.holds(request, on)
    context["silent"] = home_waiting.silent_cases(request)
    context["drafts"] = home_waiting.drafts(request)
    context["tasks"] = _tasks(request, on)
    context["cases"] = _cases(request, on)
    context["pipeline"] = home_charts.pipeline() if may("investors.view_project") else None
    context["newest"] = _newest() if may("investors.view_project") else []
    context["runs"] = _runs() if may("matching.view_matchrun") else []
    context["ruleset"] = _ruleset(on) if may("matching.view_rulesetversion") else None
    if may("parks.view_site"):
        sites = list(current_sites(snapshot(catalogue_number()), chosen_day(request)).values())
        context |= day_context(request)
        context["occupancy"] = home_charts.occupancy(sites) if may("parks.view_fact") else []
        context["map"] = map_part(sites, link=site_page)
    return context


def _tasks(request: HttpRequest, on: datetime.date) -> list[Task]:
    """Return what is to be cleared up: at the sites of the remit for who may do so, at all for who looks."""
    if not request.user.has_perm("parks.view_site"):
        return []
    return tasks(on, sites_within(request.user) if request.user.has_perm("parks.change_fact") else None)


def _cases(request: HttpRequest, on: datetime.date) -> dict[str, Any] | None:
    if not request.user.has_perm("investors.view_project"):
        return None
    kinds = home_waiting.entries_seen(request)
    with_holds = request.user.has_perm("parks.view_hold")
    found = my_cases(request.user, on, kinds, with_holds=with_holds, most=CASES)
    mine = f"{reverse('admin:investors_project_changelist')}?whose=team"
    counts = by_stage(request.user)
    return {
        "rows": [_case(case, on) for case in found],
        "stages": [(stages.label(stage), count, f"{mine}&stage__exact={stage}") for stage, count in counts],
        "count": sum(count for _, count in counts),
        "all": mine,
    }


def _case(case: Case, on: datetime.date) -> dict[str, Any]:
    project = case.project
    silent = show.chip("unmet", f"im lặng {case.silent_days} ngày") if case.silent_days is not None else ""
    return {
        "project": project,
        "stage": project.get_stage_display(),
        "due": [home_waiting.due_in_words(due, on) for due in case.due[:DUES]],
        "more": len(case.due) - DUES,
        "undated": case.undated[:1],
        "silent": silent,
        "following": stages.label(case.following) if case.following else "",
        "missing": "; ".join(need.label for need in case.missing[:NEEDS]),
        "missing_more": len(case.missing) - NEEDS,
        "move": reverse("admin:investors_project_change_stage", args=[project.pk]),
    }


def _newest() -> list[Project]:
    return list(Project.objects.filter(stage__in=stages.OPEN)[:RECENT])


def _runs() -> list[tuple[MatchRun, str]]:
    runs = MatchRun.objects.select_related("project", "created_by", "partner").defer(
        "inputs", "answer", "findings"
    )[:RECENT]
    return [(run, maker(run)) for run in runs]


def _ruleset(on: datetime.date) -> RulesetVersion | None:
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED, effective_from__lte=on)
    return published.defer("document").first()
