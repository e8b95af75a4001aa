"""Who is on a case: members join and leave, the case is handed over. Each act is one transaction."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from investors.models import CaseHandover, CaseMember, Enquiry, Project
from investors.visibility import Person, may_see
from parks.versions import save_next


def may_lead(user: Person, project: Project) -> bool:
    """Tell whether a person may say who is on a case: its owner, whoever entered the investor, superusers.

    Where the owner has left, or there is none, everybody who sees the case may.
    """
    if not may_see(user, project):
        return False
    if getattr(user, "is_superuser", False) or project.owner is None or not project.owner.is_active:
        return True
    entered_by = project.investor.created_by_id if project.investor else None
    return user.pk is not None and user.pk in (project.owner_id, entered_by)


@transaction.atomic
def add_member(*, project: Project, officer: User, user: User) -> CaseMember:
    """Put an officer on the team of a case."""
    _require_lead(project, user)
    _require_officer(officer, "officer")
    if officer.pk == project.owner_id:
        raise ValidationError({"officer": ["Cán bộ này đang phụ trách hồ sơ."]})
    return _join(project, officer, user)


@transaction.atomic
def remove_member(*, member: CaseMember, user: User) -> None:
    """Take an officer off the team of a case; everybody may leave by themselves."""
    if member.user_id != user.pk:
        _require_lead(member.project, user)
    _leave(member, user)


@transaction.atomic
def hand_over(*, project: Project, officer: User, note: str, stays: bool, user: User) -> CaseHandover:
    """Give a case to another officer, with all that is in it and the enquiries that are not answered yet.

    Raises ChangedMeanwhile where somebody else has written the project since it was read.
    """
    _require_lead(project, user)
    _require_officer(officer, "officer")
    before = project.owner
    if officer == before:
        raise ValidationError({"officer": ["Cán bộ này đang phụ trách hồ sơ."]})
    handover = CaseHandover(project=project, from_owner=before, to_owner=officer, note=note.strip(), by=user)
    handover.full_clean()
    project.owner = officer
    save_next(project, user=user, fields=("owner",))
    handover.save()
    for member in CaseMember.objects.filter(project=project, user=officer):
        _leave(member, user)
    if stays and before is not None:
        _join(project, before, user)
    waiting = Enquiry.objects.filter(project=project, first_answered_at__isnull=True, closed_at__isnull=True)
    for enquiry in waiting.filter(owner=before):
        enquiry.owner = officer
        save_next(enquiry, user=user, fields=("owner",))
    return handover


def _join(project: Project, officer: User, user: User) -> CaseMember:
    member = CaseMember(project=project, user=officer, added_by=user)
    member.full_clean()
    member._history_user = user  # type: ignore[attr-defined]
    member.save()
    return member


def _leave(member: CaseMember, user: User) -> None:
    member._history_user = user  # type: ignore[attr-defined]
    member.delete()


def _require_lead(project: Project, user: User) -> None:
    if not may_lead(user, project):
        raise ValidationError(
            "Chỉ cán bộ phụ trách, người ghi nhận nhà đầu tư hoặc quản trị đổi được tổ hồ sơ.",
            code="not_lead",
        )


def _require_officer(officer: User, field: str) -> None:
    if not (officer.is_active and officer.is_staff):
        raise ValidationError({field: ["Người này không còn làm việc trên hệ thống."]})
