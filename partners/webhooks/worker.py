"""The worker: many attempts at once on one thread, the database asked on another, until it is told to stop."""

import asyncio
import logging
import random
import threading
from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from aiohttp import ClientSession
from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connection

from partners.models import Webhook
from partners.webhooks import outbox, sending, services
from partners.webhooks.outbox import Claim, Outcome
from partners.webhooks.signing import SecretLost

AT_ONCE = 50  # attempts under way
FOR_EACH = 10  # of them to one webhook
LOOK_EVERY = 1.0  # seconds, where there is nothing to do
_REST = 5.0  # seconds, when the database cannot be asked
Ended = Outcome | Claim  # the claim itself where its secret could not be opened
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


async def work(*, once: bool, stop: threading.Event) -> int:
    """Deliver until told to stop, or with `once` until nothing is due; return how many attempts were made."""
    under_way: dict[asyncio.Task[Ended], UUID] = {}
    made = 0
    async with sending.session() as http:
        while True:
            claims = [] if stop.is_set() else await _asked(lambda: _next_claims(under_way.values()), once)
            for claim in claims:
                under_way[asyncio.create_task(_attempt(http, claim))] = claim.webhook_id
            made += len(claims)
            if under_way:
                ended, _ = await asyncio.wait(
                    under_way, timeout=LOOK_EVERY, return_when=asyncio.FIRST_COMPLETED
                )
                results = [task.result() for task in ended]
                await _asked(lambda results=results: _write_down(results), once)  # type: ignore[misc]
                for task in ended:
                    del under_way[task]
            elif once or stop.is_set():
                return made
            else:
                await asyncio.sleep(LOOK_EVERY)


async def _asked(ask: Callable[[], Answer], once: bool) -> Answer:
    """Ask the database, again and again where it cannot be reached: a worker outlives its restart."""
    while True:
        try:
            return await sync_to_async(ask)()
        except DatabaseError:
            if once:
                raise
            log.exception("The database cannot be asked.")
            await asyncio.sleep(_REST)
            await sync_to_async(_drop_dead_connections)()


def _drop_dead_connections() -> None:
    if not connection.in_atomic_block:  # inside of a transaction it would drop that too
        close_old_connections()


def _next_claims(busy: Iterable[UUID]) -> list[Claim]:
    _drop_dead_connections()
    outbox.make_messages()
    busy = list(busy)
    return outbox.claim(room=AT_ONCE - len(busy), for_each=FOR_EACH, busy=busy)


async def _attempt(http: ClientSession, claim: Claim) -> Ended:
    try:
        return await sending.attempt(http, claim)
    except SecretLost:
        return claim


def _write_down(results: Iterable[Ended]) -> None:
    outbox.record([one for one in results if isinstance(one, Outcome)], random.Random())
    for webhook_id in {one.webhook_id for one in results if isinstance(one, Claim)}:
        services.switch_off(webhook=Webhook.objects.get(pk=webhook_id), why=Webhook.Why.SECRET)
