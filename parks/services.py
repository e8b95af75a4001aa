"""What officers do with the evidence. Each act is one function, one transaction, and leaves its author's name.

Nothing here rewrites what a source says: a correction is a new fact, and the old one is retracted with a reason.
Each act asks for the site to be within the person's remit; without a person it is the system itself that acts.
"""

import secrets
from decimal import Decimal
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from parks.dates import start_of, today
from parks.derived import fill
from parks.models import Fact, Plot, Site, Source, Status
from parks.quantities import QUANTITIES
from parks.remits import require_remit

User = AbstractBaseUser
Row = TypeVar("Row", Fact, Status, Plot, Site)
Evidence = TypeVar("Evidence", Fact, Status, Plot)


@transaction.atomic
def record_fact(
    *,
    site: Site,
    quantity: str,
    value: str,
    source: Source,
    grade: str,
    user: User | None,
    as_of: str = "",
    qualifier: str = Fact.Qualifier.EXACT,
    unit: str | None = None,
    note: str = "",
) -> Fact:
    """Add what a source says of a site. Raises ValidationError with everything that is wrong."""
    known = QUANTITIES.get(quantity)
    fact = Fact(
        code=_new_code(site, quantity.replace("_", "-")),
        site=site,
        quantity=quantity,
        value=value.strip(),
        unit=(known.unit if known else "") if unit is None else unit,
        qualifier=qualifier,
        as_of=as_of,
        source=source,
        grade=grade,
        note=note,
        recorded_by=user,
    )
    return _add(fact, user)


@transaction.atomic
def record_status(
    *,
    site: Site,
    stage: str,
    source: Source,
    grade: str,
    user: User | None,
    as_of: str,
    developer: str = Status.Developer.UNKNOWN,
    words: str = "",
    note: str = "",
) -> Status:
    """Add a stage that a site has reached from a date on. Raises ValidationError with everything that is wrong."""
    status = Status(
        code=_new_code(site, "status"),
        site=site,
        stage=stage,
        developer=developer,
        words=words,
        as_of=as_of,
        source=source,
        grade=grade,
        note=note,
        recorded_by=user,
    )
    return _add(status, user)


@transaction.atomic
def record_plot(
    *,
    site: Site,
    name: str,
    area_ha: Decimal,
    state: str,
    source: Source,
    grade: str,
    user: User | None,
    as_of: str = "",
    note: str = "",
) -> Plot:
    """Add what a source says of a plot; the newest row of its name counts. Raises ValidationError with every error."""
    plot = Plot(
        code=_new_code(site, "plot"),
        site=site,
        name=name.strip(),
        area_ha=area_ha,
        state=state,
        as_of=as_of,
        source=source,
        grade=grade,
        note=note,
        recorded_by=user,
    )
    return _add(plot, user)


@transaction.atomic
def retract_evidence(*, row: Evidence, reason: str, user: User | None) -> Evidence:
    """Withdraw a fact or a status that was recorded wrongly; it stays in the history with the reason."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    require_remit(user, row.site)
    if row.retracted_at is not None:
        raise ValidationError("Đã rút lại trước đó.", code="already_retracted")
    row.retracted_at, row.retracted_by = timezone.now(), user
    row.retraction_reason = _reason(reason, "retraction_reason")
    return _save(row, user, ("retracted_at", "retracted_by", "retraction_reason"))


@transaction.atomic
def pin_fact(*, fact: Fact, reason: str, user: User | None) -> Fact:
    """Choose a fact over the others of its site and quantity, whatever their dates; the former pin is taken off."""
    require_remit(user, fact.site)
    rivals = Fact.objects.select_for_update().filter(site=fact.site_id, quantity=fact.quantity).order_by("pk")
    rows = {row.pk: row for row in rivals}
    chosen = rows[fact.pk]
    if chosen.retracted_at is not None:
        raise ValidationError("Số liệu này đã rút lại, không chọn dùng được.", code="retracted")
    if chosen.unusable_reason:
        raise ValidationError(f"Số liệu này không dùng được: {chosen.unusable_reason}", code="unusable")
    for row in rows.values():
        if row.pk != chosen.pk and row.pinned_at is not None:
            _unpin(row, user)
    chosen.pinned_at, chosen.pinned_by, chosen.pin_reason = (
        timezone.now(),
        user,
        _reason(reason, "pin_reason"),
    )
    return _save(chosen, user, ("pinned_at", "pinned_by", "pin_reason"))


@transaction.atomic
def unpin_fact(*, fact: Fact, user: User | None) -> Fact:
    """Let dates and grades decide again."""
    row = Fact.objects.select_for_update().get(pk=fact.pk)
    require_remit(user, row.site)
    if row.pinned_at is None:
        raise ValidationError("Số liệu này không được chọn dùng.", code="not_pinned")
    return _unpin(row, user)


@transaction.atomic
def confirm_identity(*, site: Site, source: Source, user: User | None) -> Site:
    """Say, with a source, that a site of uncertain name is the one meant. Only then may it be offered."""
    row = Site.objects.select_for_update().get(pk=site.pk)
    require_remit(user, row)
    if row.identity == Site.Identity.SURE:
        raise ValidationError("Khu, cụm này đã được xác nhận.", code="already_sure")
    row.identity, row.identity_source = Site.Identity.SURE, source
    return _save(row, user, ("identity", "identity_source"))


def _new_code(site: Site, about: str) -> str:
    # Drawn, not counted: two officers pressing the button at once do not get the same code.
    return f"{site.code}-{about}-{secrets.token_hex(4)}".lower()


def _add(row: Row, user: User | None) -> Row:
    errors: dict[str, list[str]] = {}
    try:
        require_remit(user, row.site)
    except ValidationError as error:
        errors |= error.message_dict
    try:
        fill(row)
        began = start_of(row.as_of)
        if began is not None and began > today():
            errors["as_of"] = ["Thời điểm của số liệu không thể ở tương lai."]
    except ValidationError as error:
        errors |= error.message_dict
    except ValueError:
        pass  # the field's own validator says it below
    try:
        row.full_clean(exclude=set(errors))
    except ValidationError as error:
        errors |= error.message_dict
    if errors:
        raise ValidationError(errors)
    return _save(row, user, None)


def _unpin(row: Fact, user: User | None) -> Fact:
    row.pinned_at, row.pinned_by, row.pin_reason = None, None, ""
    return _save(row, user, ("pinned_at", "pinned_by", "pin_reason"))


def _reason(reason: str, field: str) -> str:
    reason = reason.strip()
    longest = Fact._meta.get_field(field).max_length or 0
    if not reason or len(reason) > longest:
        raise ValidationError({field: f"Ghi lý do, nhiều nhất {longest} ký tự."}, code="reason")
    return reason


def _save(row: Row, user: User | None, fields: tuple[str, ...] | None) -> Row:
    row._history_user = user
    row.save(force_insert=fields is None, update_fields=fields)
    return row
