"""What waits for an officer on cases: what is due, who is silent, what each own case comes to next.

The number of queries does not depend on the number of cases; nothing is asked about a case that the person may not see.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from investors.models import Conversation, Offer, Project, ProjectHold
from investors.stages import LOOKED_AT, OPEN, PATH, Need, missing_for, next_stage
from investors.visibility import on_case, own_projects, seen
from parks.dates import HANOI
from parks.models import Hold

# An open case of which nobody has heard for longer is silent.
SILENT_AFTER = datetime.timedelta(days=14)
# What ends within this time is said in advance.
SOON = datetime.timedelta(days=7)

# What is asked of the talks of a case; the others stay where they are.
OPEN_TALKS = Conversation.objects.filter(done_at__isnull=True).exclude(next_step="")

Person = AbstractBaseUser | AnonymousUser
Entry = type[Conversation] | type[Offer]


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day by which it is to be done, on a case. `entry` is a talk, an offer or a hold."""

    day: datetime.date
    project: Project
    entry: Conversation | Offer | Hold


@dataclass(frozen=True, slots=True)
class Case:
    """An own case: what is to be done next, by when, since when it is silent, what the next stage lacks."""

    project: Project
    due: tuple[Due, ...]
    undated: tuple[str, ...]
    silent_days: int | None
    following: str | None
    missing: tuple[Need, ...]


def open_cases(user: Person) -> QuerySet[Project]:
    """Return the open cases that a person owns or is on."""
    return own_projects(user).filter(stage__in=OPEN)


def silent(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Return those of the projects that are open and have not been heard of for long."""
    return projects.filter(stage__in=OPEN, last_contact_at__lt=timezone.now() - SILENT_AFTER)


def by_stage(user: Person) -> list[tuple[str, int]]:
    """Return how many open cases a person has at each stage that has any, along the way of a case."""
    rows = open_cases(user).order_by().values_list("stage").annotate(n=Count("pk"))
    counts = dict(rows)
    return [(stage, counts[stage]) for stage in PATH if stage in counts]


def steps_due(user: Person, kinds: Collection[Entry], most: int) -> list[Due]:
    """Return the next steps with a deadline, the most overdue first: of own cases, or promised by the person."""
    found = [
        Due(entry.deadline, entry.project, entry)
        for kind in kinds
        for entry in kind._default_manager.filter(
            on_case(user, "project__") | Q(by=user.pk),
            seen(user, "project__"),
            deadline__isnull=False,
            done_at__isnull=True,
            project__stage__in=OPEN,
        )
        .select_related("project", *(["site"] if kind is Offer else []))
        .order_by("deadline", "pk")[:most]
    ]
    return sorted(found, key=lambda due: (due.day, due.project.pk))[:most]


def my_cases(
    user: Person, on: datetime.date, kinds: Collection[Entry], *, with_holds: bool, most: int
) -> list[Case]:
    """Return the own open cases that want something soonest, the most urgent first."""
    mine = open_cases(user)
    candidates = [due.project.pk for due in steps_due(user, kinds, most)]
    if with_holds:
        of_mine = ProjectHold.objects.filter(on_case(user, "project__"), project__stage__in=OPEN)
        ending = of_mine.filter(hold__state=Hold.State.ACTIVE)
        candidates += ending.order_by("hold__until", "pk").values_list("project", flat=True)[:most]
    candidates += mine.order_by("last_contact_at", "pk").values_list("pk", flat=True)[:most]
    projects = list(
        mine.filter(pk__in=candidates)
        .select_related("investor")
        .prefetch_related(
            *LOOKED_AT, "offers__site", "holds__hold__site", Prefetch("conversations", OPEN_TALKS)
        )
    )
    cases = [_case(project, on, kinds, with_holds) for project in projects]
    return sorted(cases, key=lambda case: _urgency(case, on))[:most]


def _case(project: Project, on: datetime.date, kinds: Collection[Entry], with_holds: bool) -> Case:
    entries = [
        *(project.conversations.all() if Conversation in kinds else ()),
        *(project.offers.all() if Offer in kinds else ()),
    ]
    waiting = [entry for entry in entries if entry.next_step and entry.done_at is None]
    due = [Due(entry.deadline, project, entry) for entry in waiting if entry.deadline]
    if with_holds:
        held = [link.hold for link in project.holds.all() if link.hold.state == Hold.State.ACTIVE]
        due += [Due(hold.until, project, hold) for hold in held if hold.until]
    quiet = timezone.now() - project.last_contact_at
    following = next_stage(project.stage)
    return Case(
        project=project,
        due=tuple(sorted(due, key=lambda each: each.day)),
        undated=tuple(entry.next_step for entry in waiting if not entry.deadline),
        silent_days=quiet.days if quiet > SILENT_AFTER else None,
        following=following,
        missing=tuple(missing_for(project, following)) if following else (),
    )


def _urgency(case: Case, on: datetime.date) -> tuple[int, datetime.date, int]:
    """Sort by the day where one is near, then the silent by how long, then the rest."""
    heard = case.project.last_contact_at.astimezone(HANOI).date()
    first = case.due[0].day if case.due else None
    if first is not None and first <= on + SOON:
        return 0, first, case.project.pk
    return (1 if case.silent_days is not None else 2), heard, case.project.pk
