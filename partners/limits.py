"""How often a caller may ask: counted for all server processes together, in the database, in blocks.

A process takes a block of a caller's allowance by one small statement and spends it from memory. So most requests ask
the database nothing, and no caller ever gets more than the allowance. With several processes a caller may get a little
less: what one of them has taken and not spent. Blocks begin small, grow with what the process spends, and shrink as
the allowance runs out, so that is a few requests.
"""

import hashlib
import hmac
import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from partners.impatience import impatient
from partners.models import Count

PERIOD = 60  # seconds
FIRST_BLOCK, LARGEST_BLOCK = 8, 100
SHARE = 8  # a block is at most this part of what is left
_MOST_CALLERS = 10_000  # in memory; beyond that the blocks of all are given up

_GRANT = """CASE WHEN kept.taken >= {limit} THEN 0
    WHEN {limit} - kept.taken < {share} THEN 1
    WHEN ({limit} - kept.taken) / {share} > {block} THEN {block}
    ELSE ({limit} - kept.taken) / {share} END"""
_TAKE = """
INSERT INTO partners_count AS kept (caller, begins, taken, granted) VALUES (%s, %s, {first}, {first})
ON CONFLICT (caller) DO UPDATE SET
    taken = CASE WHEN kept.begins = excluded.begins THEN kept.taken + {grant} ELSE excluded.taken END,
    granted = CASE WHEN kept.begins = excluded.begins THEN {grant} ELSE excluded.granted END,
    begins = excluded.begins
RETURNING taken, granted
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether a request is within the limit, how many more are, and in how many seconds the next period begins."""

    allowed: bool
    left: int
    seconds: int


class Blocks:
    """What this process has taken of the callers' allowances in the period that runs now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Give up every block."""
        self._begins = 0
        self._held: dict[str, int] = {}  # caller → requests that may still be answered from the block
        self._sizes: dict[str, int] = {}  # caller → how large a block is taken next
        self._beyond: dict[str, int] = {}  # caller → what is left of the allowance beside it

    def spend(self, caller: str, limit: int) -> Taken:
        """Spend one request of the caller's allowance of `limit` a period."""
        now = time.time()
        begins = int(now) // PERIOD * PERIOD
        seconds = max(1, round(begins + PERIOD - now))
        if self._spend_held(caller, begins):
            return self._taken(caller, True, seconds)
        if self._beyond.get(caller) == 0:
            return Taken(False, 0, seconds)
        size = self._sizes.get(caller, FIRST_BLOCK)
        granted, left = _take(caller, begins, limit, size)
        with self._lock:
            self._sizes[caller] = min(2 * size, LARGEST_BLOCK)
            self._beyond[caller] = left
            if granted == 0:
                return Taken(False, 0, seconds)
            self._held[caller] = self._held.get(caller, 0) + granted - 1
        return self._taken(caller, True, seconds)

    def _taken(self, caller: str, allowed: bool, seconds: int) -> Taken:
        return Taken(allowed, self._held.get(caller, 0) + self._beyond.get(caller, 0), seconds)

    def _spend_held(self, caller: str, begins: int) -> bool:
        with self._lock:
            new = begins != self._begins
            if new or len(self._beyond) > _MOST_CALLERS:
                self.forget()
                self._begins = begins
            held = self._held.get(caller, 0)
            if held:
                self._held[caller] = held - 1
        if new:
            with impatient():
                purge_counts()
        return held > 0


BLOCKS = Blocks()
# What one address without a key may have stored for the officers in a minute.
MOST_WRITTEN = 10


def wait_to_write(hidden: str | None) -> int:
    """Count something that an address without a key wants stored; return in how many seconds it may, 0 for now.

    `hidden` stands for the address (`hidden_address`); None where addresses are not counted.
    """
    taken = BLOCKS.spend(f"write {hidden}", MOST_WRITTEN) if hidden is not None else None
    return 0 if taken is None or taken.allowed else taken.seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one caller may ask for. ``name`` names the caller as of now, for an address is named anew each minute."""

    name: Callable[[], str]
    limit: int

    def spend(self, name: str | None = None) -> Taken:
        """Spend one request; ``name`` where it was asked for this moment."""
        return BLOCKS.spend(name or self.name(), self.limit)


def purge_counts() -> int:
    """Delete the counts of periods that are over, for which nobody asks again; return how many there were."""
    return Count.objects.filter(begins__lt=int(time.time()) // PERIOD * PERIOD).delete()[0]


def _take(caller: str, begins: int, limit: int, most: int) -> tuple[int, int]:
    """Take a block of at most `most` out of the shared count; return its size and what is left of the allowance beside it.

    A database that cannot say so soon grants the request: better too many for a moment than none.
    """
    first = min(most, max(1, limit // SHARE))
    grant = _GRANT.format(limit=int(limit), share=SHARE, block=most)
    granted, taken = 1, 1
    with impatient(), connection.cursor() as cursor:
        cursor.execute(_TAKE.format(first=first, grant=grant), [caller, begins])
        taken, granted = cursor.fetchone()
    return granted, max(0, limit - taken)


def hidden_address(address: str) -> str:
    """Return what stands for a network address in one period: nobody can tell the address from it, or follow it.

    An IPv6 caller has a whole network of 64 bits to itself and counts as one.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        bits = 64 if parsed.version == 6 else 32
        network = str(ipaddress.ip_network((parsed, bits), strict=False))
    period = int(time.time()) // PERIOD
    keyed = hmac.new(settings.SECRET_KEY.encode(), f"{period} {network}".encode(), hashlib.sha256)
    return keyed.hexdigest()[:32]
