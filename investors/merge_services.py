"""Merges two investors into one and splits them again. Nothing is lost: the merged row stays, with all it said."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from investors.models import CaseMember, DistinctInvestors, Enquiry, Investor, InvestorMerge, Project
from investors.services import index_investor, store_investor
from investors.visibility import may_see_investor
from parks.models.versions import Versioned
from parks.versions import ChangedMeanwhile, save_next

# What may be taken over from the merged row, in the order of the page.
FIELDS = (
    "name",
    "nationality",
    "foreign_share_pct",
    "tax_code",
    "contact_name",
    "contact_phone",
    "contact_email",
    "note",
)
DERIVED = ["search_text", "name_key", "phone_key", "tax_key"]


def differing(first: Investor, second: Investor) -> list[str]:
    """Return the columns of which one value has to be chosen."""
    return [field for field in FIELDS if getattr(first, field) != getattr(second, field)]


@transaction.atomic
def merge_investors(*, kept: Investor, merged: Investor, taken: Collection[str], user: User) -> InvestorMerge:
    """Merge one investor into another, which takes over the columns `taken`; what pointed to the one points to the other.

    Where one of them is confidential, so is the result; nobody sees a case then that was hidden before. Raises
    ChangedMeanwhile where somebody else has written one of the rows since it was read.
    """
    _require(kept, merged, user)
    earlier = list(Investor.objects.filter(merged_into=merged))
    # The database takes no chains: what was merged into the merged one goes on to the kept one.
    Investor.objects.filter(merged_into=merged).update(merged_into=None)
    _point([merged, *earlier], "merged_into", kept, user)
    before = {field: _said(kept, field) for field in taken}
    for field in taken:
        setattr(kept, field, getattr(merged, field))
    _keep_hidden(kept, merged, user)
    kept.full_clean(exclude=DERIVED)
    store_investor(investor=kept, user=user)
    projects, enquiries = list(merged.projects.all()), list(merged.enquiries.all())
    _point([*projects, *enquiries], "investor", kept, user)
    return InvestorMerge.objects.create(
        merged=merged,
        kept=kept,
        made_by=user,
        taken={field: [before[field], _said(kept, field)] for field in taken},
        moved={"projects": _keys(projects), "enquiries": _keys(enquiries), "investors": _keys(earlier)},
    )


@transaction.atomic
def split_investor(*, merged: Investor, user: User) -> InvestorMerge:
    """Undo a merge: what was moved goes back, and what was taken over, where nobody has changed either since.

    The kept investor stays as confidential as it is. Raises ValidationError where the row is not merged, or where the one
    that it was merged into was itself merged afterwards.
    """
    merge = InvestorMerge.objects.select_for_update().filter(merged=merged, undone_at__isnull=True).first()
    if merge is None or merged.merged_into is None:
        raise ValidationError("Nhà đầu tư này không còn được gộp vào đâu.", code="not_merged")
    if merge.kept_id != merged.merged_into_id:
        raise ValidationError(
            f"Tách “{merge.kept}” ra trước, rồi mới tách được dòng này.", code="merged_since"
        )
    kept = merge.kept
    _lock(kept, merged)
    if not may_see_investor(user, kept):
        raise ValidationError("Chỉ người xem được nhà đầu tư này mới tách ra được.", code="confidential")
    for field, (before, after) in merge.taken.items():
        if _said(kept, field) == after:
            setattr(kept, field, kept._meta.get_field(field).to_python(before))
    store_investor(investor=kept, user=user)
    _point([merged], "merged_into", None, user)
    merged.full_clean(exclude=DERIVED)
    index_investor(investor=kept)
    moved = merge.moved
    _point(Project.objects.filter(pk__in=moved["projects"], investor=kept), "investor", merged, user)
    _point(Enquiry.objects.filter(pk__in=moved["enquiries"], investor=kept), "investor", merged, user)
    earlier = list(Investor.objects.filter(pk__in=moved["investors"], merged_into=kept))
    Investor.objects.filter(pk__in=_keys(earlier)).update(merged_into=None)
    _point(earlier, "merged_into", merged, user)
    index_investor(investor=merged)
    merge.undone_at, merge.undone_by = timezone.now(), user
    merge.save(update_fields=("undone_at", "undone_by"))
    return merge


@transaction.atomic
def tell_apart(*, first: Investor, second: Investor, user: User) -> None:
    """Note that two investors are not the same: nobody is asked about them again."""
    if first.pk == second.pk or not (may_see_investor(user, first) and may_see_investor(user, second)):
        raise ValidationError("Chỉ người xem được cả hai nhà đầu tư mới ghi được.", code="confidential")
    lower, higher = sorted((first, second), key=lambda investor: investor.pk)
    DistinctInvestors.objects.get_or_create(first=lower, second=higher, defaults={"found_by": user})


def _require(kept: Investor, merged: Investor, user: User) -> None:
    if kept.pk == merged.pk:
        raise ValidationError("Không gộp một nhà đầu tư vào chính nó.", code="same")
    if not (may_see_investor(user, kept) and may_see_investor(user, merged)):
        raise ValidationError("Chỉ người xem được cả hai nhà đầu tư mới gộp được.", code="confidential")
    _lock(kept, merged)
    if Investor.objects.filter(pk__in=(kept.pk, merged.pk), merged_into__isnull=False).exists():
        raise ValidationError("Một trong hai nhà đầu tư vừa được gộp vào nhà đầu tư khác.", code="merged")


def _lock(*investors: Investor) -> None:
    """Keep both rows from being written by others, always in the same order; raise where one was written already."""
    keys = [investor.pk for investor in investors]
    for model in (Enquiry, Project):  # before their investors, as everybody does who locks both
        list(model.objects.select_for_update().filter(investor__in=keys).order_by("pk").values_list("pk"))
    rows = Investor.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    versions = dict(rows.values_list("pk", "version"))
    if any(versions.get(investor.pk) != investor.version for investor in investors):
        raise ChangedMeanwhile


def _keep_hidden(kept: Investor, merged: Investor, user: User) -> None:
    """Let the result be confidential where one was, without showing anybody a case that was hidden from them.

    Whoever entered a confidential investor sees all its cases. Of two that were entered by two people, each stays on
    the team of the cases that they saw, and sees no more.
    """
    if kept.confidential and merged.confidential and kept.created_by_id != merged.created_by_id:
        for investor in (kept, merged):
            _join(investor, user)
        kept.created_by = None
    elif merged.confidential and not kept.confidential:
        kept.created_by = merged.created_by
    kept.confidential = kept.confidential or merged.confidential


def _join(investor: Investor, user: User) -> None:
    """Put whoever entered an investor on the team of each of its cases."""
    person = investor.created_by
    if person is None:
        return
    for project in investor.projects.exclude(owner=person).exclude(members__user=person):
        member = CaseMember(project=project, user=person, added_by=user)
        member._history_user = user  # type: ignore[attr-defined]
        member.save()


def _point(rows: Iterable[Versioned], column: str, target: Investor | None, user: User) -> None:
    """Let rows point to an investor, each as its next version: their histories say so."""
    for row in rows:
        setattr(row, column, target)
        save_next(row, user=user, fields=(column,))


def _keys(rows: Iterable[Any]) -> list[int]:
    return [row.pk for row in rows]


def _said(investor: Investor, field: str) -> str | None:
    """Return a value as JSON keeps it and the column reads it again."""
    value = getattr(investor, field)
    return None if value is None else str(value)
