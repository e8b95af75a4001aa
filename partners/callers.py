"""Who asks with a key. Looked up anew for each request, so a key that is revoked opens nothing from that moment on."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from partners import scopes
from partners.impatience import impatient
from partners.models import PartnerKey
from partners.secrets import digest_of, is_well_formed

SCHEME = "api-key"
# How old the noted last use of a key may get: nobody waits for it to be written with every request.
USE_NOTED_EVERY = datetime.timedelta(minutes=1)
# By hand: the object mapper takes four times as long, with every request of a partner.
_LOOK_UP = """
SELECT one.id, one.partner_id, one.scopes, partner.scopes, partner.requests_per_minute,
       one.last_used_at IS NULL OR one.last_used_at < %s
FROM partners_partnerkey AS one JOIN partners_partner AS partner ON partner.id = one.partner_id
WHERE one.digest = %s AND one.revoked_at IS NULL AND one.expires_at > %s AND partner.closed_at IS NULL
"""


class UnknownKey(Exception):
    """Credentials that open nothing: no key, mistyped, expired, revoked, or of a partner that is closed."""


@dataclass(frozen=True, slots=True)
class PartnerCaller:
    """A partner as the one who asks; to the framework a user without any permission of the office."""

    partner_id: int
    key_id: uuid.UUID
    scopes: frozenset[str]
    requests_per_minute: int
    credential: str  # the key as presented

    is_authenticated: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    is_active: ClassVar[bool] = True
    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False
    pk: ClassVar[None] = None

    @property
    def as_text(self) -> str:
        """Return what names this caller among all."""
        return f"key {self.key_id.hex}"

    def __repr__(self) -> str:
        return f"PartnerCaller({self.partner_id})"  # without the key: a log may show it

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        """Say that a partner has no permission of the office."""
        return False


def partner_of(request: Any) -> PartnerCaller | None:
    """Return the partner whose key came with the request, which the middleware has looked up."""
    plain: HttpRequest = getattr(request, "_request", request)
    return getattr(plain, "partner", None)


def presented_key(authorization: str) -> str:
    """Return the key in an `Authorization` header; raise UnknownKey if there can be none like it."""
    scheme, _, key = authorization.partition(" ")
    key = key.strip()
    if scheme.lower() != SCHEME or not is_well_formed(key):
        raise UnknownKey
    return key


def find_caller(authorization: str) -> PartnerCaller:
    """Return the partner of an `Authorization` header; raise UnknownKey if it opens nothing."""
    key = presented_key(authorization)
    now = timezone.now()
    as_stored = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [as_stored(now - USE_NOTED_EVERY), digest_of(key), as_stored(now)])
        row = cursor.fetchone()
    if row is None:
        raise UnknownKey
    key_id, partner_id, of_key, of_partner, requests_per_minute, stale = row
    caller = PartnerCaller(
        partner_id,
        uuid.UUID(str(key_id)),
        scopes.read(of_key) & scopes.read(of_partner),
        requests_per_minute,
        key,
    )
    if stale:
        _note_use(caller.key_id, now)
    return caller


def _note_use(key_id: uuid.UUID, now: datetime.datetime) -> None:
    old = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    with impatient():  # the next request notes it, if this one finds the database busy
        PartnerKey.objects.filter(old, pk=key_id).update(last_used_at=now)
