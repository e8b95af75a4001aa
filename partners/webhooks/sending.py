"""One attempt over HTTP: to the address that the name led to and that was looked at, without following anybody further."""

import asyncio
import socket
import time
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ClientResponse
from django.utils import timezone

from parks.release import VERSION
from partners.models import Attempt
from partners.webhooks import signing
from partners.webhooks.addresses import is_allowed
from partners.webhooks.outbox import Claim, Outcome

LONGEST = 15.0  # seconds, from the look-up of the name to the head of the answer
_HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": f"thai-nguyen-parks-webhooks/{VERSION}",
}
Error = Attempt.Error


class PrivateAddress(OSError):
    """A name leads to an address that nothing is sent to."""


def _checked_socket(address: Any) -> socket.socket:
    """Open the socket for an address that a name has led to, just before it is connected to.

    The name is looked up once, and what is looked at here is what is connected to: a name that leads elsewhere the next
    moment (DNS rebinding) gains nothing.
    """
    family, kind, protocol, _, target = address
    if not is_allowed(target[0]):
        raise PrivateAddress(target[0])
    return socket.socket(family=family, type=kind, proto=protocol)


def session() -> aiohttp.ClientSession:
    """Return what sends: without proxies or credentials of the environment, without cookies."""
    connector = aiohttp.TCPConnector(
        socket_factory=_checked_socket, limit=0, ttl_dns_cache=None, use_dns_cache=False
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=LONGEST),
        headers=_HEADERS,
        auto_decompress=False,
        trust_env=False,
    )


async def attempt(http: aiohttp.ClientSession, claim: Claim) -> Outcome:
    """Send a message once and return what came of it; raises SecretLost."""
    at, began = timezone.now(), time.monotonic()
    signed = signing.headers(message=claim.message, body=claim.body, at=at, stored=claim.stored_secrets)
    status, error, retry_after = None, "", None
    try:
        sent = http.post(claim.url, data=claim.body.encode(), headers=signed, allow_redirects=False)
        async with asyncio.timeout(LONGEST), sent as response:  # the body is of no interest and not read
            status, error, retry_after = response.status, _judged(response.status), _retry_after(response)
    except TimeoutError:
        error = Error.TIMEOUT
    except (aiohttp.ClientError, OSError, ValueError) as failure:
        error = _named(failure)
    return Outcome(claim, at, round((time.monotonic() - began) * 1000), status, error, retry_after)


def _judged(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return Error.REDIRECT if 300 <= status < 400 else Error.STATUS


def _retry_after(response: ClientResponse) -> int | None:
    said = response.headers.get("Retry-After", "")
    usable = response.status in (429, 503) and said.isascii() and said.isdecimal() and len(said) < 9
    return int(said) if usable else None


def _named(failure: BaseException) -> str:
    found: BaseException | None = failure
    while found is not None:
        if isinstance(found, PrivateAddress):
            return Error.PRIVATE
        found = getattr(found, "os_error", None) or found.__cause__ or found.__context__
    if isinstance(failure, aiohttp.ClientSSLError | aiohttp.ClientConnectorCertificateError):
        return Error.TLS
    return Error.NO_ADDRESS if isinstance(failure, aiohttp.ClientConnectorDNSError) else Error.CONNECTION
