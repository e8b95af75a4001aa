"""Rows → how cases moved in a period: counted by the database, in eight queries."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import Cast, Coalesce

from investors.models import Project, StageChange
from investors.stages import OPEN
from matching.reports.cases import first_stage, stage_at, trait
from matching.reports.period import Period
from matching.reports.pipeline import TRAITS, Move, Pipeline, Present, Standing, pipeline

MILLION = 1_000_000


def gather_cases(period: Period, user: User, now: datetime.datetime) -> Pipeline:
    """Return the counts of a period as one reader may see them told apart."""
    projects = _projects(period, now)
    moves = StageChange.objects.filter(changed_at__gte=period.starts, changed_at__lt=period.ends).exclude(
        from_stage=""
    )
    by = {
        name: (
            _present(projects.annotate(key=trait(name, user, period, "pk"))),
            _moves(moves.annotate(key=trait(name, user, period, "project", "project__"))),
        )
        for name in TRAITS
    }
    return pipeline(_standings(projects, period), _moves(moves), by)


def _projects(period: Period, now: datetime.datetime) -> QuerySet[Project]:
    """Return the projects there are by the end, each with whether it came in during the period and its last stage."""
    # Nothing has happened yet after the end of a period that lasts.
    last = F("stage") if period.ends > now else stage_at(period.ends)
    came_in = ExpressionWrapper(Q(created_at__gte=period.starts), BooleanField())
    found = Project.objects.filter(created_at__lt=period.ends).order_by()
    return found.annotate(last=last, came_in=came_in)


def _standings(projects: QuerySet[Project], period: Period) -> Iterator[Standing]:
    first = Case(When(created_at__gte=period.starts, then=first_stage()), default=stage_at(period.starts))
    whole = Cast("capital_amount", BigIntegerField())
    rows = (
        projects.annotate(first=first, currency=F("capital_currency"), whole=whole)
        .values("came_in", "first", "last", "currency")
        # In two parts: whatever amounts were typed, the sums stay within what a database can add up.
        .annotate(count=Count("pk"), millions=_sum(F("whole") / MILLION), rest=_sum(F("whole") % MILLION))
    )
    for row in rows:
        capital = int(row["millions"]) * MILLION + int(row["rest"])
        yield Standing(
            row["came_in"], row["first"], row["last"], row["count"], row["currency"] or "", capital
        )


def _present(projects: QuerySet[Project]) -> Iterator[Present]:
    counted = projects.annotate(open_at_end=ExpressionWrapper(Q(last__in=OPEN), BooleanField()))
    shown = counted.filter(Q(open_at_end=True) | Q(came_in=True))
    for row in shown.values("key", "open_at_end", "came_in").annotate(count=Count("pk")):
        yield Present(**row)


def _moves(moves: QuerySet[StageChange]) -> Iterator[Move]:
    names = ("from_stage", "to_stage", *(["key"] if "key" in moves.query.annotations else []))
    for row in moves.order_by().values(*names).annotate(count=Count("pk")):
        yield Move(**row)


def _sum(amounts: Any) -> Any:
    return Coalesce(Sum(amounts), 0, output_field=BigIntegerField())
