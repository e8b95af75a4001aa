"""What officers chose beside computed rankings in a period: each choice as its reader may know it, and how many by whom."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q

from investors.admin.shown import person
from investors.visibility import seen
from matching import wording
from matching.models import Override
from matching.reports.period import Period
from parks.dates import HANOI

MOST = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice: of which case, from which site to which, why."""

    made: str
    officer: str
    project: str
    first: str
    site: str
    standing: str
    reason: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Overrides:
    """The choices of a period. `hidden` are those of cases that the reader is not on: counted, and nothing told of them."""

    lines: tuple[Chosen, ...]
    by_officer: tuple[tuple[str, int], ...]
    hidden: int
    withdrawn: int
    total: int


def gather_overrides(period: Period, user: User) -> Overrides:
    """Return the choices of a period as one reader may know them, in four queries."""
    rows = Override.objects.filter(made_at__gte=period.starts, made_at__lt=period.ends)
    totals = rows.aggregate(total=Count("pk"), withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)))
    readable = rows.filter(seen(user, "project__"))
    counts: Counter[int] = Counter(
        dict(readable.order_by().values_list("made_by").annotate(count=Count("pk")))
    )
    names = {key: person(one) for key, one in User.objects.in_bulk(counts).items()}
    by_officer = sorted((names[key], count) for key, count in counts.items())
    shown = readable.select_related("project", "first", "site", "made_by")[:MOST]
    return Overrides(
        lines=tuple(_chosen(row) for row in shown),
        by_officer=tuple(sorted(by_officer, key=lambda one: -one[1])),
        hidden=totals["total"] - counts.total(),
        withdrawn=totals["withdrawn"],
        total=totals["total"],
    )


def _chosen(row: Override) -> Chosen:
    return Chosen(
        made=f"{row.made_at.astimezone(HANOI):%d/%m/%Y}",
        officer=person(row.made_by),
        project=row.project.code,
        first=row.first.name_vi if row.first else "không nơi nào",
        site=row.site.name_vi,
        standing=f"hạng {row.rank}"
        if row.rank is not None
        else "vướng " + ", ".join(wording.label("criterion", key, "vi") for key in row.barred_by),
        reason=row.reason,
        withdrawn=row.withdrawn_at is not None,
    )
