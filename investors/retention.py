"""How long the words of a person are kept with an enquiry, and why: one table, for the desk, the API and the command.

The spans are choices of the province, no figures of a law.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from investors.models import Enquiry
from investors.stages import CLOSED
from parks.language import Language


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days personal data is kept after what; None: as long as that lasts."""

    days: int | None
    reason: Mapping[Language, str]


KEEPING: Mapping[str, Keeping] = {
    "open": Keeping(
        None,
        {
            "vi": "Giữ khi yêu cầu chưa được trả lời hoặc hồ sơ còn đang xử lý: cần để liên hệ.",
            "en": "Kept while the enquiry waits for an answer or its case goes on: it is needed to reach you.",
        },
    ),
    "closed": Keeping(
        90,
        {
            "vi": "Giữ 90 ngày sau khi khép lại hoặc rút: để mở lại nếu khép nhầm.",
            "en": "Kept for 90 days after it was closed or withdrawn: it may have been closed by mistake.",
        },
    ),
    "answered": Keeping(
        730,
        {
            "vi": "Giữ 2 năm sau lần trả lời đầu: dự án thường được hỏi lại trước khi lập hồ sơ.",
            "en": "Kept for 2 years after the first answer: projects are often asked about again before there is a case.",
        },
    ),
    "ended": Keeping(
        365,
        {
            "vi": "Giữ 1 năm sau khi hồ sơ kết thúc: để giải quyết thắc mắc, khiếu nại về kết quả.",
            "en": "Kept for 1 year after the case ended: for questions and complaints about its outcome.",
        },
    ),
}


def keeping_of(enquiry: Enquiry) -> tuple[str, datetime.datetime | None]:
    """Return which entry of the table holds for an enquiry, and until when its personal data is kept by it."""
    project = enquiry.project
    if project is not None:
        since = project.stage_since if project.stage in CLOSED else None
        return ("ended", since + _span("ended")) if since else ("open", None)
    if enquiry.closed_at is not None:
        return "closed", enquiry.closed_at + _span("closed")
    if enquiry.first_answered_at is not None:
        return "answered", enquiry.first_answered_at + _span("answered")
    return "open", None


def expired(now: datetime.datetime | None = None) -> QuerySet[Enquiry]:
    """Return the enquiries whose personal data is to be erased by now, the oldest first."""
    now = now or timezone.now()
    without_case = Q(project__isnull=True) & (
        Q(closed_at__lt=now - _span("closed"))
        | Q(closed_at__isnull=True, first_answered_at__lt=now - _span("answered"))
    )
    ended = Q(project__stage__in=CLOSED, project__stage_since__lt=now - _span("ended"))
    return (
        Enquiry.objects.filter(without_case | ended, erased_at__isnull=True)
        .select_related("project")
        .order_by("received_at", "code")
    )


def _span(key: str) -> datetime.timedelta:
    return datetime.timedelta(days=KEEPING[key].days or 0)
