"""The portal of the sandbox: its key is public, opens the sandbox alone, and its rows are there only while it is asked."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from partners.callers import PartnerCaller, UnknownKey, presented_key
from partners.models import Partner, PartnerKey
from partners.scopes import SCOPES, written
from partners.secrets import beginning_of, digest_of

KEY = "tn_SandboxKeyPublicOpensTheSandboxAlone000000030YBce"
PARTNER = 9_000_000_000  # far above any that the database numbers
LIMIT = 60  # requests a minute of an address
CALLER = PartnerCaller(
    PARTNER, uuid.UUID("5a4db0c5-0000-4000-8000-000000000001"), frozenset(SCOPES), LIMIT, KEY
)


def is_sandbox(request: Any) -> bool:
    """Say whether a request is one of the sandbox."""
    return getattr(request, "sandbox", False)


def find_sandbox_caller(authorization: str) -> PartnerCaller:
    """Return the portal of the sandbox; raise UnknownKey for any other key, a real one too."""
    if presented_key(authorization) != KEY:
        raise UnknownKey
    return CALLER


def write_portal() -> None:
    """Write the portal with its key, for a transaction that is rolled back."""
    now, scopes = timezone.now(), written(SCOPES)
    Partner.objects.bulk_create(  # which leaves no history to be written either
        [Partner(pk=PARTNER, name=KEY, contact="sandbox@example.vn", scopes=scopes)]
    )
    PartnerKey.objects.create(
        pk=CALLER.key_id,
        partner_id=PARTNER,
        name="sandbox",
        beginning=beginning_of(KEY),
        digest=digest_of(KEY),
        scopes=scopes,
        made_at=now,
        expires_at=now + datetime.timedelta(days=30),
        last_used_at=now,
        place=1,
    )
