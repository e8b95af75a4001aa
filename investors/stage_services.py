"""Moves a case from one stage to another, and keeps who did it, when and why."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from investors.models import Project, StageChange
from investors.stages import ENDED, MOVES, is_forward, label, missing_for, needs_reason
from parks.versions import save_next


@transaction.atomic
def change_stage(
    *, project: Project, to_stage: str, user: AbstractBaseUser | None, reason: str = ""
) -> StageChange:
    """Move a project; raises ValidationError where the table has no such move or something is missing."""
    from_stage, reason = project.stage, reason.strip()
    if to_stage not in MOVES[from_stage]:
        raise ValidationError(
            {"to_stage": [f"Hồ sơ {label(from_stage)} không chuyển sang giai đoạn này được."]}
        )
    # Whatever has ended and is taken up again must have what the stage requires, as on the way there.
    if is_forward(from_stage, to_stage) or from_stage in ENDED:
        _require_all(project, to_stage)
    if needs_reason(from_stage, to_stage) and not reason:
        raise ValidationError({"reason": ["Lùi lại, từ chối, rút hoặc mở lại hồ sơ thì ghi lý do."]})
    now = timezone.now()
    project.stage, project.stage_since = to_stage, now
    save_next(project, user=user, fields=("stage", "stage_since"))
    change = StageChange(
        project=project,
        from_stage=from_stage,
        to_stage=to_stage,
        reason=reason,
        changed_at=now,
        changed_by=user,  # type: ignore[misc]
    )
    # Nobody of the office moves what the investor takes back.
    change.full_clean(exclude=("changed_by",) if user is None else ())
    change.save()
    return change


def _require_all(project: Project, to_stage: str) -> None:
    missing = missing_for(project, to_stage)
    if missing:
        said = "; ".join(need.label for need in missing)
        raise ValidationError(
            {"to_stage": [f"Chưa chuyển sang “{label(to_stage)}” được, còn thiếu: {said}."]}
        )
