"""Land held for a project. The hold itself knows no project (`parks.hold_services`); here it is said for whom."""

from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from investors.models import Project, ProjectHold
from investors.visibility import may_see
from parks.hold_services import place_hold
from parks.models import Hold, Plot, Site

ENDED = (Project.Stage.REFUSED, Project.Stage.WITHDRAWN)


@transaction.atomic
def hold_land(
    *,
    project: Project,
    site: Site,
    area_ha: Decimal,
    days: int,
    user: User,
    plot: Plot | None = None,
    note: str = "",
) -> Hold:
    """Hold land for a project, or put it in the queue; the investor counts as contacted today."""
    if project.stage in ENDED:
        raise ValidationError({"project": ["Dự án đã bị từ chối hoặc đã rút, không giữ đất được."]})
    if not may_see(user, project):
        raise ValidationError({"project": ["Dự án của nhà đầu tư cần giữ kín: chỉ tổ hồ sơ giữ đất được."]})
    hold = place_hold(site=site, area_ha=area_ha, days=days, user=user, plot=plot, note=note)
    ProjectHold.objects.create(hold=hold, project=project)
    # No edit of the project: whoever has its form open must not be told that somebody changed it.
    Project.objects.filter(pk=project.pk).update(last_contact_at=timezone.now())
    return hold
