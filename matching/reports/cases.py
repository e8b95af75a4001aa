"""What reports count cases by, as expressions of the database: 100,000 cases are never loaded.

`ref` leads from the counted rows to the project ("pk" of projects, "project" of what points at them).
"""

import datetime

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf, Substr

from investors.models import Offer, ProjectHold, ProjectLine, StageChange
from investors.visibility import Person, seen
from matching.reports.period import Period
from matching.reports.pipeline import HIDDEN, UNKNOWN
from parks.models import Hold


def trait(name: str, user: Person, period: Period, ref: str, path: str = "") -> Combinable:
    """Return a trait of a case as its reader may know it; `path` leads to the columns of the project."""
    if name == "division":
        return division(ref)
    known = (
        Coalesce(F(f"{path}investor__nationality"), Value(UNKNOWN))
        if name == "country"
        else _area(period, ref)
    )
    return Case(When(seen(user, path), then=known), default=Value(HIDDEN))


def division(ref: str) -> Combinable:
    """Return the VSIC division of the first line; the two digits say the same in both editions."""
    lines = ProjectLine.objects.filter(project=OuterRef(ref)).order_by("position", "id")
    first = lines.annotate(division=Substr("sector__code", 1, 2)).values("division")[:1]
    return Coalesce(Subquery(first), Value(UNKNOWN))


def stage_at(moment: datetime.datetime) -> Combinable:
    """Return the stage that a project was at: the one that it first left after that moment, or where it is now."""
    changes = StageChange.objects.filter(project=OuterRef("pk"), changed_at__gte=moment)
    first = changes.order_by("changed_at", "id").values("from_stage")[:1]
    return Coalesce(NullIf(Subquery(first), Value("")), F("stage"))


def first_stage() -> Combinable:
    """Return the stage that a project came in at."""
    changes = StageChange.objects.filter(project=OuterRef("pk")).order_by("changed_at", "id")
    return Coalesce(NullIf(Subquery(changes.values("from_stage")[:1]), Value("")), F("stage"))


def waiting_at(last: datetime.date, ends: datetime.datetime) -> Q:
    """Return the condition of a hold that waits its turn at the end of a period (`parks.land_split.waited_on`)."""
    never = Q(held_from__isnull=True)
    return Q(asked_at__lt=ends) & (
        Q(state=Hold.State.QUEUED) | Q(held_from__gt=last) | (never & Q(ended_on__gt=last))
    )


def _area(period: Period, ref: str) -> Combinable:
    """Return the planning area of the land that a case holds or was handed, else of the site it was offered last.

    An accepted offer goes before one that is not answered; a declined one counts for nothing.
    """
    last = period.last
    on = "hold__"
    still = Q(**{f"{on}state": Hold.State.ACTIVE}) | Q(**{f"{on}ended_on__gt": last})
    in_force = Q(**{f"{on}held_from__lte": last, f"{on}until__gte": last}) & still
    used = Q(**{f"{on}state": Hold.State.USED, f"{on}ended_on__lte": last})
    holds = ProjectHold.objects.filter(in_force | used, project=OuterRef(ref))
    held = holds.order_by("-hold__held_from", "-hold").values("hold__site__planning_area__code")[:1]
    declined = Q(response=Offer.Response.DECLINED)
    offers = Offer.objects.filter(
        ~declined | Q(responded_on__gt=last), project=OuterRef(ref), at__lt=period.ends
    )
    # "accepted" stands before "waiting" in the alphabet too, but the order should not hang on that.
    accepted = Case(When(response=Offer.Response.ACCEPTED, then=0), default=1)
    offered = offers.order_by(accepted, "-at", "-id").values("site__planning_area__code")[:1]
    return Coalesce(Subquery(held), Subquery(offered), Value(UNKNOWN))
