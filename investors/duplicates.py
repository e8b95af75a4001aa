"""Which investors may be one and the same: by stored keys of name, tax code and telephone, never by comparing all with all."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value

from investors.keys import name_key
from investors.models import DistinctInvestors, Investor, Project
from investors.visibility import Person, may_see, seen, visible_investors

# Column → what two rows with the same value have in common, the surest first.
GROUNDS = {"tax_key": "cùng mã số thuế", "name_key": "cùng tên", "phone_key": "cùng điện thoại"}
SHOWN = 10
# Projects of one investor that are looked through for a name.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two investors, the older first, and what they have in common."""

    first: Investor
    second: Investor
    grounds: tuple[str, ...]


def grounds(one: Investor, other: Investor) -> tuple[str, ...]:
    """Return what two investors have in common."""
    return tuple(
        said
        for column, said in GROUNDS.items()
        if getattr(one, column) and getattr(one, column) == getattr(other, column)
    )


def alike(investor: Investor, user: Person) -> list[tuple[Investor, tuple[str, ...]]]:
    """Return who may be the same as an investor, of those that a person may see, in one query."""
    same = Q(pk__in=())
    for column in GROUNDS:
        if value := getattr(investor, column):
            same |= Q(**{column: value})
    found = (
        visible_investors(user)
        .filter(same, merged_into__isnull=True)
        .exclude(pk=investor.pk)
        .exclude(_told_apart(OuterRef("pk"), investor.pk))
        .order_by("pk")[:SHOWN]
    )
    return [(other, grounds(investor, other)) for other in found]


def pairs(user: Person, start: int, count: int) -> list[Pair]:
    """Return some of the pairs to look through, in two queries however many investors there are.

    Of those that have a key in common, each is paired with the oldest: merging one after the other leaves one.
    """
    visible = visible_investors(user).filter(merged_into__isnull=True)
    parts = [_paired(visible, column) for column in GROUNDS]
    found = parts[0].union(*parts[1:], all=True).order_by("rank", "oldest", "pk")[start : start + count]
    keys = [(first, second) for _, first, second in found]
    rows = Investor.objects.in_bulk({key for pair in keys for key in pair})
    listed = [(rows[first], rows[second]) for first, second in keys]
    return [Pair(first, second, grounds(first, second)) for first, second in listed]


def same_name(project: Project, user: Person) -> list[Project]:
    """Return other projects of the same investor with the same name, of those that a person may see, in one query."""
    if project.investor_id is None or not may_see(user, project):
        return []
    others = (
        Project.objects.filter(seen(user), investor=project.investor_id)
        .exclude(pk=project.pk)
        .only("name", "code", "stage")
    )
    key = name_key(project.name)
    return [other for other in others[:LOOKED_AT] if name_key(other.name) == key][:SHOWN]


def _paired(visible: QuerySet[Investor], column: str) -> QuerySet[Investor, tuple[int, int, int]]:
    """Return each investor with the oldest that has the same key, but for those that a surer key pairs already."""
    columns = list(GROUNDS)
    rank = columns.index(column)
    shared = visible.exclude(**{column: ""}).values(column).annotate(rows=Count("pk")).filter(rows__gt=1)
    older = visible.filter(**{column: OuterRef(column)}, pk__lt=OuterRef("pk"))
    for surer in columns[:rank]:
        older = older.exclude(~Q(**{surer: ""}), **{surer: OuterRef(surer)})
    older = older.exclude(_told_apart(OuterRef("pk"), OuterRef(OuterRef("pk"))))
    rows = visible.filter(**{f"{column}__in": shared.values(column)})
    rows = rows.annotate(rank=Value(rank), oldest=Subquery(older.order_by("pk").values("pk")[:1]))
    return rows.filter(oldest__isnull=False).order_by().values_list("rank", "oldest", "pk")


def _told_apart(one: Any, other: Any) -> Exists:
    either = Q(first=one, second=other) | Q(first=other, second=one)
    return Exists(DistinctInvestors.objects.filter(either))
