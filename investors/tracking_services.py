"""Acts by a private address: an enquiry is given one, found by it, withdrawn by it. Only a digest of it is kept."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from investors.consent import CURRENT
from investors.models import Enquiry, Project, Tracking
from investors.stage_services import change_stage
from investors.stages import MOVES
from parks.versions import save_next
from partners.secrets import digest_of

BYTES, LETTERS = 32, 43  # 256 bits cannot be guessed
PERSONAL = ("text", "sender_name", "sender_phone", "sender_email", "search_text")
WITHDRAWN = "Người gửi rút yêu cầu tại địa chỉ theo dõi"


@transaction.atomic
def track(
    *,
    enquiry: Enquiry,
    project: Project | None = None,
    site_codes: Sequence[str] = (),
    confidential: bool = False,
    partner_id: int | None = None,
) -> tuple[Tracking, str]:
    """Give an enquiry its private address, with the consent that it came with; return the token, which is kept nowhere."""
    token = secrets.token_urlsafe(BYTES)
    tracking = Tracking(
        enquiry=enquiry,
        digest=digest_of(token),
        partner_id=partner_id,
        project=project,
        site_codes=list(site_codes),
        confidential=confidential,
        consent_version=CURRENT,
    )
    tracking.save(force_insert=True)
    return tracking, token


def tracked(token: str) -> Tracking | None:
    """Return what an address leads to, or None where it leads nowhere."""
    if len(token) != LETTERS or not token.isascii():
        return None
    rows = Tracking.objects.select_related("enquiry__project", "enquiry__owner", "project")
    return rows.filter(digest=digest_of(token)).first()


def handed_over_by(partner_id: int) -> QuerySet[Tracking]:
    """Return what came by a partner's portal, newest first; the words of the persons are not read."""
    rows = Tracking.objects.select_related("enquiry", "project").filter(partner=partner_id)
    return rows.defer(*(f"enquiry__{column}" for column in PERSONAL)).order_by("-enquiry_id")


@transaction.atomic
def withdraw(*, tracking: Tracking) -> Tracking:
    """Take an enquiry back, as whoever holds its address may; the project that came with it is withdrawn too.

    Nothing is erased by it. A second time changes nothing.
    """
    row = Tracking.objects.select_for_update().get(pk=tracking.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at = timezone.now()
    save_next(row, user=None, fields=("withdrawn_at",))
    enquiry = Enquiry.objects.select_for_update().get(pk=row.pk)
    if enquiry.closed_at is None:
        enquiry.closed_at, enquiry.close_reason = row.withdrawn_at, WITHDRAWN
        save_next(enquiry, user=None, fields=("closed_at", "close_reason"))
    if row.project_id is not None:
        project = Project.objects.select_for_update().get(pk=row.project_id)
        if Project.Stage.WITHDRAWN in MOVES[project.stage]:
            change_stage(project=project, to_stage=Project.Stage.WITHDRAWN, user=None, reason=WITHDRAWN)
    return row
