"""What passes between officers and investors: talks and offers of sites, with what comes next. Each act is one transaction."""

import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from investors.models import Conversation, Offer, Project
from investors.stages import ENDED
from investors.visibility import may_see
from parks.dates import today
from parks.evidence import current_status
from parks.models import Plot, Site, Status
from parks.text import search_key
from parks.versions import save_next

NOT_ON_OFFER = {
    Status.Stage.WITHDRAWN: "Khu, cụm này đã đưa ra khỏi quy hoạch, không giới thiệu được.",
    Status.Stage.PLANNED: "Khu, cụm này mới có trong quy hoạch, chưa giới thiệu được.",
}
UNCONFIRMED = "Khu, cụm này chưa xác nhận tên gọi: xác nhận kèm nguồn trước khi giới thiệu."


@transaction.atomic
def log_conversation(
    *,
    project: Project,
    user: User,
    channel: str,
    summary: str,
    at: datetime.datetime | None = None,
    with_whom: str = "",
    next_step: str = "",
    deadline: datetime.date | None = None,
) -> Conversation:
    """Note a talk, call or message; the investor counts as contacted then."""
    _require_case(project, user)
    entry = Conversation(
        project=project,
        by=user,
        channel=channel,
        summary=summary.strip(),
        at=at or timezone.now(),
        with_whom=with_whom.strip(),
        next_step=next_step.strip(),
        deadline=deadline,
    )
    _add(entry, user)
    return entry


@transaction.atomic
def offer_site(
    *,
    project: Project,
    site: Site,
    user: User,
    channel: str,
    plot: Plot | None = None,
    area_ha: Decimal | None = None,
    next_step: str = "",
    deadline: datetime.date | None = None,
    note: str = "",
) -> Offer:
    """Note that a site was suggested to the investor. Refuses what is not on offer: nobody may build on it now."""
    _require_case(project, user)
    if project.stage in ENDED:
        raise ValidationError("Hồ sơ đã từ chối hoặc đã rút: mở lại trước khi giới thiệu.", code="ended")
    if refusal := _refusal(site):
        raise ValidationError({"site": [refusal]}, code="not_on_offer")
    if plot is not None and plot.site_id != site.pk:
        raise ValidationError({"plot": ["Lô này không thuộc khu, cụm đã chọn."]})
    entry = Offer(
        project=project,
        site=site,
        plot=plot,
        area_ha=area_ha,
        by=user,
        channel=channel,
        next_step=next_step.strip(),
        deadline=deadline,
        note=note.strip(),
    )
    _add(entry, user)
    return entry


@transaction.atomic
def answer_offer(*, offer: Offer, response: str, reason: str, user: User) -> Offer:
    """Note what the investor said to an offer; without a reason nobody declines."""
    _require_case(offer.project, user)
    if response not in (Offer.Response.ACCEPTED, Offer.Response.DECLINED):
        raise ValidationError({"response": ["Chọn đồng ý hoặc không chọn."]})
    if response == Offer.Response.DECLINED and not reason.strip():
        raise ValidationError({"reason": ["Không chọn thì ghi lý do."]})
    offer.response, offer.response_reason, offer.responded_on = response, reason.strip(), today()
    offer.full_clean()
    offer.search_text = _text(offer)
    note_contact(
        project=offer.project, at=timezone.now()
    )  # first: a case is locked before what is written of it
    save_next(offer, user=user, fields=("response", "response_reason", "responded_on", "search_text"))
    return offer


@transaction.atomic
def finish_step(*, entry: Conversation | Offer, user: User) -> Conversation | Offer:
    """Note that what was to come next is done."""
    _require_case(entry.project, user)
    if not entry.next_step or entry.done_at is not None:
        raise ValidationError("Không có việc nào đang chờ ở đây.", code="no_step")
    entry.done_at = timezone.now()
    return save_next(entry, user=user, fields=("done_at",))


def _require_case(project: Project, user: User) -> None:
    if not may_see(user, project):
        raise ValidationError("Dự án của nhà đầu tư cần giữ kín: chỉ tổ hồ sơ ghi được.", code="confidential")


def _refusal(site: Site) -> str:
    """Return why a site is not on offer, or nothing."""
    if site.identity == Site.Identity.UNCONFIRMED:
        return UNCONFIRMED
    found = current_status(site.statuses.all(), today())
    return NOT_ON_OFFER.get(found.status.stage, "") if found else ""


def _add(entry: Conversation | Offer, user: User) -> None:
    if entry.deadline is not None and entry.deadline < today():
        raise ValidationError({"deadline": ["Hạn không thể ở quá khứ."]})
    if entry.at > timezone.now() + datetime.timedelta(minutes=5):
        raise ValidationError({"at": ["Thời điểm trao đổi không thể ở tương lai."]})
    entry.full_clean()
    entry.search_text = _text(entry)
    save_next(entry, user=user)
    note_contact(project=entry.project, at=entry.at)


def _text(entry: Conversation | Offer) -> str:
    """Return what an entry is found by besides its project."""
    if isinstance(entry, Offer):
        return search_key(entry.next_step, entry.note, entry.response_reason)[:2000]
    return search_key(entry.with_whom, entry.next_step, entry.summary)[:2000]


def note_contact(*, project: Project, at: datetime.datetime) -> None:
    """Move the last contact on, never back; a talk of last month that is noted today is no contact of today."""
    # No edit of the project: whoever has its form open must not be told that somebody changed it.
    Project.objects.filter(pk=project.pk, last_contact_at__lt=at).update(last_contact_at=at)
