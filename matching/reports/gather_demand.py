"""Rows → the demand of a period that could not be met."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from investors.models import StageChange
from investors.stages import ENDED
from investors.visibility import seen
from matching.models import RunOutcome
from matching.reports.cases import division, waiting_at
from matching.reports.demand import (
    ANYWHERE,
    KINDS,
    NOWHERE,
    SHORT,
    UNSURE,
    Asked,
    Demand,
    Ended,
    Short,
    Unmet,
    Waiting,
)
from matching.reports.land import NOTHING, SiteLand, largest
from matching.reports.period import Period
from parks.dates import HANOI
from parks.models import Hold

# As many as a reader goes through; the counts beside the lists are of all.
SHOWN = 60
OPEN_CASE = "open_case"
WISHED = "project__preferences_planning_areas"
# What is read of a project to say what it asks for.
ASKED = (
    "code",
    "name",
    "land_area_ha",
    "land_min_area_ha",
    "utilities_power_mw",
    "preferences_planning_areas",
    "preferences_kinds",
)


def gather_demand(period: Period, user: User, sites: Sequence[SiteLand]) -> Demand:
    """Return the demand that could not be met, in six queries."""
    short = _unmet(period)
    waiting = Hold.objects.filter(waiting_at(period.last, period.ends))
    counted = waiting.order_by().aggregate(count=Count("pk"), hectares=Sum("area_ha"))
    return Demand(
        short=_short(_totals(short, "division")),
        short_by_area=_short(_by_area(_totals(short, WISHED))),
        unmet=_listed(short, sites),
        waiting=_waiting(waiting, user, sites),
        waits=counted["count"],
        waits_ha=counted["hectares"] or NOTHING,
        ended=_ended(period, user, sites),
    )


def _unmet(period: Period) -> QuerySet[RunOutcome]:
    """Return the newest outcome of each project up to the end, where it is of the period and found no land for sure."""
    same = RunOutcome.objects.filter(project=OuterRef("project"), made_at__lt=period.ends)
    later = same.filter(
        Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), run__gt=OuterRef("run"))
    )
    kind = Case(
        When(~Q(verdict="match"), then=Value(NOWHERE)),
        When(plot_met=0, plot_unmet__gt=0, then=Value(SHORT)),
        When(plot_met=0, plot_unknown__gt=0, then=Value(UNSURE)),
        default=Value(""),
    )
    within = RunOutcome.objects.filter(made_at__gte=period.starts, made_at__lt=period.ends)
    found = within.filter(~Exists(later)).annotate(kind=kind, division=division("project"))
    return found.exclude(kind="").annotate(
        asked_ha=Coalesce("project__land_area_ha", "project__land_min_area_ha")
    )


def _totals(found: QuerySet[RunOutcome], trait: str) -> Iterable[dict[str, Any]]:
    """Return what is asked by kind and by what the projects have in common, which is `key` in each row."""
    return (
        found.order_by()
        .values("kind", key=F(trait))
        .annotate(
            projects=Count("pk"),
            hectares=Sum("asked_ha"),
            unstated=Count("pk", filter=Q(asked_ha__isnull=True)),
            megawatts=Sum("project__utilities_power_mw"),
            power_unstated=Count("pk", filter=Q(project__utilities_power_mw__isnull=True)),
        )
    )


def _by_area(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Return rows by the areas that projects wish for together as rows by each of these areas."""
    for row in rows:
        for area in row["key"] or (ANYWHERE,):
            yield row | {"key": area}


def _short(rows: Iterable[dict[str, Any]]) -> tuple[Short, ...]:
    added: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        added[row["kind"], row["key"]].append(row)
    counted = [
        Short(
            kind=kind,
            key=key,
            projects=sum(row["projects"] for row in rows),
            hectares=_exact(sum(row["hectares"] or 0 for row in rows)),
            unstated=sum(row["unstated"] for row in rows),
            megawatts=_exact(sum(row["megawatts"] or 0 for row in rows)),
            power_unstated=sum(row["power_unstated"] for row in rows),
        )
        for (kind, key), rows in added.items()
    ]
    return tuple(sorted(counted, key=lambda one: (KINDS.index(one.kind), -one.projects, one.key)))


def _listed(found: QuerySet[RunOutcome], sites: Sequence[SiteLand]) -> tuple[Unmet, ...]:
    order = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(KINDS)))
    rows = found.order_by(order, F("asked_ha").desc(nulls_last=True), "project__code").values(
        "kind", "division", "barred_by", "plot_unmet", "plot_unknown", *(f"project__{name}" for name in ASKED)
    )
    return tuple(
        Unmet(
            kind=row["kind"],
            asked=_asked(row),
            barred_by=tuple(row["barred_by"]),
            plot_unmet=row["plot_unmet"],
            plot_unknown=row["plot_unknown"],
            largest=_largest(row, sites),
        )
        for row in rows[:SHOWN]
    )


def _waiting(waiting: QuerySet[Hold], user: User, sites: Sequence[SiteLand]) -> tuple[Waiting, ...]:
    left = {site.code: site for site in sites}
    case = "for_project__project__"
    rows = (
        waiting.annotate(**_open(user, case))
        .order_by("site__code", "asked_at", "pk")
        .values("site__code", "site__name_vi", "area_ha", "asked_at", f"{case}code", f"{case}name", OPEN_CASE)
    )
    found = []
    for row in rows[:SHOWN]:
        site = left.get(row["site__code"])
        named = row[OPEN_CASE] and row[f"{case}code"]
        found.append(
            Waiting(
                site=row["site__name_vi"],
                hectares=row["area_ha"],
                since=row["asked_at"],
                project=f"{row[f'{case}name']} ({row[f'{case}code']})" if named else None,
                hidden=not row[OPEN_CASE],
                left_least=site.left_least if site else NOTHING,
                left_most=site.left_most if site else None,
            )
        )
    return tuple(found)


def _ended(period: Period, user: User, sites: Sequence[SiteLand]) -> tuple[Ended, ...]:
    changes = StageChange.objects.filter(
        changed_at__gte=period.starts, changed_at__lt=period.ends, to_stage__in=ENDED
    ).annotate(**_open(user, "project__"), division=division("project"))
    rows = changes.order_by("changed_at", "id").values(
        "to_stage", "changed_at", "reason", "division", OPEN_CASE, *(f"project__{name}" for name in ASKED)
    )
    return tuple(
        Ended(
            asked=_asked(row),
            stage=row["to_stage"],
            on=row["changed_at"].astimezone(HANOI).date(),
            reason=row["reason"] if row[OPEN_CASE] else None,
            largest=_largest(row, sites),
        )
        for row in rows[:SHOWN]
    )


def _open(user: User, path: str) -> dict[str, Any]:
    return {OPEN_CASE: Case(When(seen(user, path), then=Value(True)), default=Value(False))}


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        code=row["project__code"],
        name=row["project__name"],
        division=row["division"],
        hectares=row["project__land_area_ha"],
        least_hectares=row["project__land_min_area_ha"],
        megawatts=row["project__utilities_power_mw"],
        areas=tuple(row["project__preferences_planning_areas"] or ()),
    )


def _largest(row: Mapping[str, Any], sites: Sequence[SiteLand]) -> Any:
    return largest(
        sites, row["project__preferences_planning_areas"] or (), row["project__preferences_kinds"] or ()
    )


def _exact(total: Decimal | int) -> Decimal:
    """Return a sum in hundredths; SQLite adds up binary fractions."""
    return Decimal(total).quantize(NOTHING)
