"""What happens to partners and their keys: issue, rename, shorten, revoke, close."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from parks.versions import ChangedMeanwhile, save_next
from partners import scopes as scope_words
from partners.callers import PartnerCaller
from partners.models import MOST_KEYS, Partner, PartnerKey
from partners.secrets import beginning_of, digest_of, new_key


class TooManyKeys(ValidationError):
    """Every place of a partner is taken by a key in force."""

    def __init__(self) -> None:
        super().__init__(
            f"Mỗi cổng đối tác có nhiều nhất {MOST_KEYS} khóa cùng lúc. Hãy thu hồi một khóa trước.",
            code="too_many_keys",
        )


@transaction.atomic
def issue_key(
    *,
    partner: Partner,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime.datetime,
    user: AbstractBaseUser | None = None,
    caller: PartnerCaller | None = None,
) -> tuple[PartnerKey, str]:
    """Make a key, by a person of the office or with another key of the partner; return it and its text, kept nowhere.

    Raises ValidationError where it could do more, or longer, than its partner may, and TooManyKeys.
    """
    # Who issues another key meanwhile waits here.
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    now = timezone.now()
    asked = set(scopes)
    _require(partner.closed_at is None, None, "Cổng đối tác này đã đóng.")
    _require(bool(asked), "scopes", "Chọn ít nhất một quyền.")
    _require(
        asked <= scopes_of(partner, caller), "scopes", "Khóa không được có quyền mà cổng đối tác không có."
    )
    _require(now < expires_at <= latest_expiry(partner, now), "expires_at", _said_latest(partner, now))
    key = new_key()
    row = PartnerKey(
        partner=partner,
        name=name,
        beginning=beginning_of(key),
        digest=digest_of(key),
        scopes=scope_words.written(asked),
        expires_at=expires_at,
        made_at=now,
        made_by=user,
        made_with_id=caller.key_id if caller else None,
        place=_free_place(partner, now),
    )
    row.save(force_insert=True)
    return row, key


def scopes_of(partner: Partner, caller: PartnerCaller | None) -> frozenset[str]:
    """Return what a new key may be for at most: what the partner may do, and the key with which it is made."""
    return scope_words.read(partner.scopes) & (caller.scopes if caller else scope_words.SCOPES.keys())


def latest_expiry(partner: Partner, now: datetime.datetime) -> datetime.datetime:
    """Return until when a key that is issued now may be in force."""
    return now + datetime.timedelta(days=partner.key_days)


def _said_latest(partner: Partner, now: datetime.datetime) -> str:
    return f"Chọn một ngày từ mai đến {timezone.localtime(latest_expiry(partner, now)):%d/%m/%Y}."


def _free_place(partner: Partner, now: datetime.datetime) -> int:
    """Return a place that no key in force takes; a key that has expired gives its place up."""
    places = PartnerKey.objects.filter(partner=partner, place__isnull=False)
    places.filter(expires_at__lte=now).update(revoked_at=now, place=None)
    taken = set(places.values_list("place", flat=True))
    free = next((place for place in range(1, MOST_KEYS + 1) if place not in taken), None)
    if free is None:
        raise TooManyKeys
    return free


@transaction.atomic
def revoke_key(
    *, key: PartnerKey, user: AbstractBaseUser | None = None, caller: PartnerCaller | None = None
) -> PartnerKey:
    """End a key at once and for good."""
    key = PartnerKey.objects.select_for_update().get(pk=key.pk)
    _require(key.revoked_at is None, None, "Khóa này đã được thu hồi.")
    key.revoked_at, key.place = timezone.now(), None
    key.revoked_by = user  # type: ignore[assignment]
    key.revoked_with_id = caller.key_id if caller else None
    key.version += 1
    key.save(update_fields=("revoked_at", "place", "revoked_by", "revoked_with", "version"))
    return key


def edit_key(*, key: PartnerKey, name: str, expires_at: datetime.datetime) -> PartnerKey:
    """Rename a key, or let it expire earlier; raises ChangedMeanwhile, and ValidationError for a later expiry."""
    version, stored = PartnerKey.objects.values_list("version", "expires_at").get(pk=key.pk)
    if version != key.version:
        raise ChangedMeanwhile
    _require(
        expires_at <= stored, "expires_at", "Hạn của khóa chỉ rút ngắn được; muốn dùng tiếp thì cấp khóa mới."
    )
    key.name, key.expires_at = name, expires_at
    return save_next(key, user=None, fields=("name", "expires_at"))


@transaction.atomic
def close_partner(*, partner: Partner, user: AbstractBaseUser) -> None:
    """Let no key of a partner open anything any more, from now on; its runs stay."""
    partner.closed_at = timezone.now()
    _write(partner, user)


@transaction.atomic
def reopen_partner(*, partner: Partner, user: AbstractBaseUser) -> None:
    """Let the keys of a partner that are neither revoked nor expired open again."""
    partner.closed_at = None
    _write(partner, user)


def _write(partner: Partner, user: AbstractBaseUser) -> None:
    partner._history_user = user  # type: ignore[attr-defined]
    partner.save(update_fields=("closed_at",))


def keys_of(*, caller: PartnerCaller) -> Any:
    """Return the keys of the caller's partner that are not revoked, newest first."""
    return PartnerKey.objects.filter(partner_id=caller.partner_id, revoked_at=None)


def may_manage(caller: PartnerCaller, key: PartnerKey) -> bool:
    """Say whether a key may change or end another: not one that may do more than itself."""
    return scope_words.read(key.scopes) <= caller.scopes or key.pk == caller.key_id


def _require(right: bool, field: str | None, message: str) -> None:
    if not right:
        raise ValidationError({field: message} if field else message)
