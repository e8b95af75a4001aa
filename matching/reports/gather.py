"""Rows → the report of a period as one reader may see it, in a fixed number of queries."""

import datetime

from django.contrib.auth.models import User
from django.db.models import (
    Count,
    Min,
    Q,
    Sum,
)
from django.utils import timezone

from investors.admin.shown import person
from investors.models import Conversation, Enquiry, Offer
from matching.models import Reply
from matching.reports import cases
from matching.reports.answers import Answers, Received, answers
from matching.reports.figures import Acts, Report
from matching.reports.gather_cases import gather_cases
from matching.reports.gather_demand import gather_demand
from matching.reports.land import NOTHING, KindLand, by_kind, site_land, stated
from matching.reports.overrides import gather_overrides
from matching.reports.period import Period
from parks.dates import HANOI
from parks.evidence import choose, current_status
from parks.land_split import facts_by_quantity, land_splits
from parks.models import Hold, PlanningArea, Sector, Site, Status


def gather_report(*, period: Period, user: User, now: datetime.datetime | None = None) -> Report:
    """Return the report of a period. What is confidential counts in totals and tells its traits to the case's team alone."""
    now = now or timezone.now()
    land_on = min(period.last, now.astimezone(HANOI).date())
    land = _land(land_on)
    sites = [site for kind in land for site in kind.sites]
    return Report(
        maker=person(user),
        period=period,
        made_at=now,
        land_on=land_on,
        land=land,
        pipeline=gather_cases(period, user, now),
        demand=gather_demand(period, user, sites),
        answers=_answers(period, now),
        acts=_acts(period),
        overrides=gather_overrides(period, user),
        divisions=dict(
            Sector.objects.filter(edition="2018", level__lte=2)
            .order_by("code")
            .values_list("code", "name_vi")
        ),
        areas=dict(PlanningArea.objects.values_list("code", "name_vi")),
    )


def _land(on: datetime.date) -> tuple[KindLand, ...]:
    rows = list(Site.objects.prefetch_related("planning_area", "facts", "statuses", "plots", "holds"))
    splits = land_splits(rows, on)
    found = []
    for site in rows:
        status = current_status(site.statuses.all(), on)
        if status is not None and status.status.stage == Status.Stage.WITHDRAWN:
            continue
        occupancy = choose(facts_by_quantity(site.facts.all()).get("occupancy_pct", ()), on)
        shown = stated(occupancy.fact, on) if occupancy else None
        found.append(site_land(site, splits[site.pk], shown, status.status if status else None, on))
    return by_kind(found)


def _answers(period: Period, now: datetime.datetime) -> Answers:
    received = Enquiry.objects.filter(received_at__gte=period.starts, received_at__lt=period.ends)
    rows = received.order_by().values_list("received_at", "first_answered_at", "closed_at")
    unanswered = Enquiry.objects.filter(first_answered_at__isnull=True, closed_at__isnull=True)
    backlog = unanswered.order_by().aggregate(count=Count("pk"), since=Min("received_at"))
    return answers(
        (Received(*row) for row in rows), now, waiting=backlog["count"], waits_since=backlog["since"]
    )


def _acts(period: Period) -> Acts:
    made, sent, at, asked = (_within(period, name) for name in ("made_at", "sent_at", "at", "asked_at"))
    ended = Q(ended_on__range=(period.first, period.last))
    responded = Q(responded_on__range=(period.first, period.last))
    count = Count
    replies = Reply.objects.filter(made | sent).aggregate(
        made=count("pk", filter=made), sent=count("pk", filter=sent)
    )
    offers = Offer.objects.filter(at | responded).aggregate(
        made=count("pk", filter=at),
        accepted=count("pk", filter=responded & Q(response=Offer.Response.ACCEPTED)),
        declined=count("pk", filter=responded & Q(response=Offer.Response.DECLINED)),
    )
    holds = Hold.objects.filter(asked | ended).aggregate(
        asked=count("pk", filter=asked),
        queued=count("pk", filter=asked & cases.waiting_at(period.last, period.ends)),
        hectares=Sum("area_ha", filter=asked),
        released=count("pk", filter=ended & Q(state=Hold.State.RELEASED)),
        used=count("pk", filter=ended & Q(state=Hold.State.USED)),
    )
    return Acts(
        replies_made=replies["made"],
        replies_sent=replies["sent"],
        offers=offers["made"],
        offers_accepted=offers["accepted"],
        offers_declined=offers["declined"],
        holds=holds["asked"],
        holds_queued=holds["queued"],
        held_ha=holds["hectares"] or NOTHING,
        released=holds["released"],
        handed_over=holds["used"],
        talks=Conversation.objects.filter(at).count(),
    )


def _within(period: Period, name: str) -> Q:
    return Q(**{f"{name}__gte": period.starts, f"{name}__lt": period.ends})
