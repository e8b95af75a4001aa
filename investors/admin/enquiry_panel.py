"""The block on top of an enquiry: its clock, whose it is, what comes next, who is known that it could be from."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from investors.admin.shown import person
from investors.enquiry_services import ANSWER_WITHIN, clock
from investors.models import Enquiry, Investor, Project
from investors.reading_of_messages import known_investors
from investors.visibility import HIDDEN_NAME, may_see, may_see_investor, seen
from parks.admin.panels import Panel

MOST_PROJECTS = 5


def promised(enquiry: Enquiry) -> datetime.datetime:
    """Return until when an enquiry is to be answered, in local time."""
    return timezone.localtime(enquiry.received_at + ANSWER_WITHIN)


def known_of(request: HttpRequest, enquiry: Enquiry) -> list[tuple[Investor, list[Project]]]:
    """Return the investors that an enquiry could be from, each with its newest projects that this person may see."""
    found = known_investors(
        user=request.user,
        name=enquiry.sender_name,
        phone=enquiry.sender_phone,
        text=enquiry.text,
    )
    projects: dict[int, list[Project]] = {}
    of_them = Project.objects.filter(seen(request.user), investor__in=list(found))
    for project in of_them.order_by("-created_at", "code")[:MOST_PROJECTS]:
        projects.setdefault(project.investor_id or 0, []).append(project)
    return [(investor, projects.get(investor.pk, [])) for investor in found]


def investor_of(request: HttpRequest, enquiry: Enquiry) -> str:
    """Return the name of an enquiry's investor as this person may read it; "" where there is none."""
    if enquiry.investor is None:
        return ""
    allowed = may_see_investor(request.user, enquiry.investor)
    on_the_case = enquiry.project is not None and may_see(request.user, enquiry.project)
    return enquiry.investor.name if allowed or on_the_case else HIDDEN_NAME


def _context(request: HttpRequest, enquiry: Enquiry) -> dict[str, Any]:
    may = request.user.has_perm
    may_change = may("investors.change_enquiry")
    state, said = clock(enquiry, timezone.now())
    return {
        "clock": (state, said),
        "promised": promised(enquiry),
        "waiting": enquiry.first_answered_at is None and enquiry.closed_at is None,
        "investor": investor_of(request, enquiry),
        "project_page": (
            reverse("admin:investors_project_change", args=[enquiry.project_id])
            if enquiry.project_id and may("investors.view_project")
            else ""
        ),
        "may_make": may_change and may("investors.add_project") and enquiry.erased_at is None,
        "may_link": may_change,
        "link": reverse("admin:investors_enquiry_link", args=[enquiry.pk]),
        "make": f"{reverse('admin:investors_project_add')}?enquiry={enquiry.pk}",
        "known": known_of(request, enquiry) if may_change and not enquiry.project_id else [],
        "answered_by": person(enquiry.first_answered_by) if enquiry.first_answered_at else "",
    }


ENQUIRY = Panel("admin/investors/enquiry/state.html", _context)
