"""Acts on enquiries: one comes in, is linked to its case, is answered for the first time, is closed without an answer."""

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from investors.keys import phone_key
from investors.log_services import note_contact
from investors.models import Channel, Enquiry, Investor, Project
from investors.visibility import may_see, may_see_investor, visible_enquiries
from parks.text import search_key
from parks.versions import save_next

# What is promised to everybody who asks.
ANSWER_WITHIN = datetime.timedelta(hours=1)


@transaction.atomic
def register_enquiry(
    *,
    user: AbstractBaseUser | None,
    text: str = "",
    channel: str = Channel.EMAIL,
    language: str = Enquiry.Language.VIETNAMESE,
    sender_name: str = "",
    sender_phone: str = "",
    sender_email: str = "",
    received_at: datetime.datetime | None = None,
    investor: Investor | None = None,
    project: Project | None = None,
    owner: AbstractBaseUser | None = None,
    code: str = "",
) -> Enquiry:
    """Keep an enquiry as it came in; its clock runs from `received_at`, now by default. Nobody wrote down what came by itself.

    Raises ValidationError where it is dated ahead of now or says nothing at all.
    """
    enquiry = Enquiry(
        received_at=received_at or timezone.now(),
        channel=channel,
        language=language,
        text=text.strip(),
        sender_name=sender_name,
        sender_phone=sender_phone,
        sender_email=sender_email,
        investor=investor,
        project=project,
        owner=owner or user,  # type: ignore[misc]
        created_by=user,  # type: ignore[misc]
        **({"code": code} if code else {}),
    )
    return store_enquiry(enquiry=enquiry, user=user)


def require_said(enquiry: Enquiry) -> None:
    """Refuse an enquiry that is dated ahead of now or says nothing at all."""
    if enquiry.received_at is not None and enquiry.received_at > timezone.now():
        raise ValidationError({"received_at": ["Thời điểm nhận chưa đến."]})
    if not (
        enquiry.erased_at
        or enquiry.text
        or enquiry.sender_name
        or enquiry.sender_phone
        or enquiry.sender_email
        or enquiry.project_id
    ):
        raise ValidationError({"text": ["Xin dán nội dung hoặc ghi người hỏi."]})


def store_enquiry(*, enquiry: Enquiry, user: AbstractBaseUser | None) -> Enquiry:
    """Write an enquiry's row together with what it is found by.

    Raises ValidationError where it is dated ahead of now or says nothing, ChangedMeanwhile where somebody was quicker.
    """
    require_said(enquiry)
    enquiry.phone_key = phone_key(enquiry.sender_phone)
    enquiry.search_text = search_key(
        enquiry.code, enquiry.sender_name, enquiry.sender_phone, enquiry.sender_email, enquiry.text
    )[:2000]
    enquiry.full_clean(exclude=["search_text", "phone_key"])
    return save_next(enquiry, user=user)


@transaction.atomic
def record_answer(
    *, enquiry: Enquiry, user: AbstractBaseUser, at: datetime.datetime | None = None
) -> Enquiry:
    """Stop the clock at the first answer. A later answer changes nothing: the first one is the record.

    Raises ValidationError where the answer is dated before the enquiry or ahead of now.
    """
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if row.first_answered_at is not None:
        return row
    now = timezone.now()
    answered = at or now
    if answered < row.received_at:
        raise ValidationError({"at": ["Trả lời không thể trước khi nhận."]})
    if answered > now:
        raise ValidationError({"at": ["Thời điểm trả lời chưa đến."]})
    row.first_answered_at, row.first_answered_by = answered, user  # type: ignore[assignment]
    return save_next(row, user=user, fields=("first_answered_at", "first_answered_by"))


@transaction.atomic
def link_case(
    *,
    enquiry: Enquiry,
    user: AbstractBaseUser,
    project: Project | None = None,
    investor: Investor | None = None,
) -> Enquiry:
    """Say which project an enquiry is about, or which investor it came from; a project brings its investor along.

    Raises ValidationError where the person may not see the case, for whoever links an enquiry reads the case by it.
    """
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if project is not None:
        if not may_see(user, project):
            raise ValidationError({"project": ["Hồ sơ của nhà đầu tư cần giữ kín: chỉ tổ hồ sơ gắn được."]})
        row.project, investor = project, project.investor or investor
        note_contact(project=project, at=row.received_at)
    if investor is not None:
        if not may_see_investor(user, investor):
            raise ValidationError({"investor": ["Nhà đầu tư cần giữ kín: chỉ tổ hồ sơ gắn được."]})
        row.investor = investor
    return save_next(row, user=user, fields=("project", "investor"))


@transaction.atomic
def close_enquiry(*, enquiry: Enquiry, reason: str, user: AbstractBaseUser) -> Enquiry:
    """Close an enquiry that needs no answer, with the reason.

    Raises ValidationError without a reason, and where it is closed already.
    """
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": ["Xin ghi lý do khép lại."]})
    if row.closed_at is not None:
        raise ValidationError("Yêu cầu này đã khép lại.")
    row.closed_at, row.close_reason = timezone.now(), reason
    row.clean_fields(exclude=[field.name for field in Enquiry._meta.fields if field.name != "close_reason"])
    return save_next(row, user=user, fields=("closed_at", "close_reason"))


def waiting(user: AbstractBaseUser) -> QuerySet[Enquiry]:
    """Return the enquiries that nobody has answered, of those that a person may read; the longest waiting first."""
    return (
        visible_enquiries(user)
        .filter(first_answered_at__isnull=True, closed_at__isnull=True)
        .order_by("received_at", "code")
    )


def clock(enquiry: Enquiry, now: datetime.datetime) -> tuple[str, str]:
    """Return how an enquiry stands against the promised hour: a code for its colour, and the words."""
    if enquiry.first_answered_at is not None:
        took = enquiry.first_answered_at - enquiry.received_at
        in_time = took <= ANSWER_WITHIN
        return ("met" if in_time else "partial"), f"đã trả lời sau {lasting(took)}"
    if enquiry.closed_at is not None:
        return "info", "đã khép lại"
    left = enquiry.received_at + ANSWER_WITHIN - now
    if left >= datetime.timedelta(0):
        return "partial", f"còn {lasting(left)}"
    return "unmet", f"trễ {lasting(-left)}"


def lasting(span: datetime.timedelta) -> str:
    """Return a span in the largest unit that says enough: 23 phút, 2 giờ, 3 ngày."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 48 * 60:
        return f"{minutes // 60} giờ"
    return f"{minutes // (24 * 60)} ngày"
