"""What waits for one officer on the first page: enquiries, deadlines, holds of land, drafts. Each in words and with its page."""

import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from investors.admin.shown import person
from investors.agenda import SILENT_AFTER, SOON, Due, Entry, open_cases, silent, steps_due
from investors.enquiry_services import clock, waiting
from investors.models import Conversation, Offer
from investors.visibility import seen
from matching.drafting.services import waiting_for
from matching.models import RulesetDraft
from parks.admin import show
from parks.land_turns import ending, turns
from parks.models import Hold
from parks.remits import sites_within

SHOWN = 8
EXCERPT = 90
ENDED = "hết hạn"


def entries_seen(request: HttpRequest) -> list[Entry]:
    """Return which kinds of log entry a person may read."""
    kinds: tuple[tuple[Entry, str], ...] = (
        (Conversation, "investors.view_conversation"),
        (Offer, "investors.view_offer"),
    )
    return [kind for kind, permission in kinds if request.user.has_perm(permission)]


def enquiries(request: HttpRequest) -> dict[str, Any] | None:
    """Return the enquiries that nobody has answered, the longest waiting first, each with its clock."""
    if not request.user.has_perm("investors.view_enquiry"):
        return None
    now, open_ones = timezone.now(), waiting(request.user)
    rows = [
        {
            "chip": show.chip(*clock(enquiry, now)),
            "who": enquiry.sender_name or enquiry.sender_email or enquiry.sender_phone or "chưa ghi tên",
            "text": Truncator(" ".join(enquiry.text.split())).chars(EXCERPT),
            "enquiry": enquiry,
            "officer": person(enquiry.owner),
            "page": reverse("admin:investors_enquiry_change", args=[enquiry.pk]),
        }
        for enquiry in open_ones.select_related("owner")[:SHOWN]
    ]
    return {
        "rows": rows,
        "count": open_ones.count(),
        "may_answer": request.user.has_perm("investors.change_enquiry"),
    }


def deadlines(request: HttpRequest, on: datetime.date) -> dict[str, Any] | None:
    """Return the next steps that are due, of own cases and of what the person has promised."""
    kinds = entries_seen(request)
    if not kinds:
        return None
    rows = [due_in_words(due, on) for due in steps_due(request.user, kinds, SHOWN)]
    lists = [
        (
            f"mọi {kind._meta.verbose_name} chưa xong",
            f"{reverse(f'admin:investors_{kind._meta.model_name}_changelist')}?step=waiting&whose=mine",
        )
        for kind in kinds
    ]
    return {"rows": rows, "lists": lists}


def due_in_words(due: Due, on: datetime.date) -> dict[str, Any]:
    """Return something that is due: how near, what it is, and its page."""
    entry, past = due.entry, "trễ"
    if isinstance(entry, Hold):
        past = ENDED
        text = f"Giữ {show.number(entry.area_ha)} ha tại {entry.site}"
        kind, page = "giữ đất", reverse("admin:parks_hold_change", args=[entry.pk])
    elif isinstance(entry, Offer):
        text, kind = entry.next_step, f"giới thiệu {entry.site}"
        page = reverse("admin:investors_offer_change", args=[entry.pk])
    else:
        text, kind = entry.next_step, "trao đổi"
        page = reverse("admin:investors_conversation_change", args=[entry.pk])
    return {
        "chip": near(due.day, on, past),
        "text": text,
        "kind": kind,
        "page": page,
        "project": due.project,
        "due": due,
    }


def near(day: datetime.date, on: datetime.date, past: str = "trễ") -> str:
    """Return how near a day is, as a chip: past, today, soon, later."""
    left = (day - on).days
    if left < 0:
        return show.chip("unmet", f"{past} {-left} ngày")
    if left == 0:
        return show.chip("partial", "hôm nay")
    return (
        show.chip("partial", f"còn {left} ngày")
        if left <= SOON.days
        else show.chip("info", f"{day:%d/%m/%Y}")
    )


def holds(request: HttpRequest, on: datetime.date) -> dict[str, Any] | None:
    """Return the holds that end soon or have ended and the turns in the queues, within the person's remit."""
    if not request.user.has_perm("parks.change_hold"):
        return None
    name_seen = ExpressionWrapper(seen(request.user, "for_project__project__"), BooleanField())
    within = (
        Hold.objects.filter(site__in=sites_within(request.user).values("pk"))
        .select_related("for_project__project")
        .annotate(name_seen=name_seen)
    )
    rows = [
        _hold(hold, near(hold.until, on, ENDED), "")
        for hold in ending(within, on + SOON)[:SHOWN]
        if hold.until
    ]
    for turn in turns(within, on, SHOWN):
        chip = show.chip("met", "đến lượt") if turn.enough else show.chip("info", "chờ đất")
        rows.append(_hold(turn.hold, chip, f"đầu hàng chờ {turn.queue}"))
    return {"rows": rows}


def _hold(hold: Any, chip: str, note: str) -> dict[str, Any]:
    link = getattr(hold, "for_project", None)
    project = link.project if link is not None and hold.name_seen else None
    return {
        "hold": hold,
        "chip": chip,
        "note": note,
        "project": project,
        "area": f"{show.number(hold.area_ha)} ha",
    }


def silent_cases(request: HttpRequest) -> dict[str, Any]:
    """Return how many own cases are silent, and after how many days a case is."""
    cases = silent(open_cases(request.user)).count() if request.user.has_perm("investors.view_project") else 0
    return {"count": cases, "days": SILENT_AFTER.days}


def drafts(request: HttpRequest) -> list[RulesetDraft]:
    """Return the drafts that wait for this person's approval; nobody's own are among them."""
    return list(waiting_for(request.user)[:SHOWN])
