"""The secrets that sign messages: made here, shown once to the partner, stored sealed."""

import base64
import datetime
import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from standardwebhooks import Webhook as Signer

START = "whsec_"
_BYTES = 32


class SecretLost(Exception):
    """A sealed secret that the service's own secret key no longer opens."""


def new_secret() -> str:
    """Return a secret that nobody has, in the form of Standard Webhooks."""
    return START + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sealed(secret: str) -> bytes:
    """Return a secret as it is stored: who reads the database, or a backup, signs nothing with it."""
    return _seal().encrypt(secret.encode())  # type: ignore[no-any-return]


def opened(stored: bytes) -> str:
    """Return a stored secret; raises SecretLost."""
    from cryptography.fernet import InvalidToken

    try:
        return _seal().decrypt(stored).decode()  # type: ignore[no-any-return]
    except InvalidToken:
        raise SecretLost from None


def headers(
    *, message: uuid.UUID, body: str, at: datetime.datetime, stored: Iterable[bytes]
) -> dict[str, str]:
    """Return the headers of one attempt, with a signature by each of the stored secrets; raises SecretLost."""
    at = at.astimezone(datetime.UTC)  # the library reads the clock's face and takes it for UTC
    signed = [Signer(opened(one)).sign(str(message), at, body) for one in stored]
    return {
        "webhook-id": str(message),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def _seal() -> Any:
    from cryptography.fernet import Fernet  # large; only who signs needs it

    key = hmac.new(settings.SECRET_KEY.encode(), b"webhook secrets", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key.digest()))
