"""From changes to messages, from messages to attempts and their outcome: each step one transaction.

A change is in the database with what it changed; a webhook's position says up to which change messages were made. So
whatever dies in between loses nothing: the next worker goes on from there.
"""

import datetime
import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from parks.changes import last_number, told
from parks.models import Change
from partners.models import Attempt, Delivery, Webhook
from partners.webhooks import services
from partners.webhooks.backoff import wait_after
from partners.webhooks.notices import end_withdrawn, make_private_messages

LEASE = datetime.timedelta(seconds=60)  # far longer than an attempt may take
CHANGES_AT_ONCE = 500
GONE = 410


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this worker, and no other, attempts until `leased_until`."""

    delivery_id: int
    webhook_id: UUID
    message: UUID
    url: str
    body: str
    stored_secrets: tuple[bytes, ...]
    leased_until: datetime.datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt."""

    claim: Claim
    at: datetime.datetime
    milliseconds: int
    status: int | None = None
    error: str = ""
    retry_after: int | None = None


def make_messages() -> int:
    """Make the messages of all changes and notices that webhooks have not been told of yet; return how many."""
    made = make_private_messages()
    for pk in Webhook.objects.open().filter(position__lt=last_number()).values_list("pk", flat=True):
        looked_at = CHANGES_AT_ONCE
        while looked_at == CHANGES_AT_ONCE:
            looked_at, count = _make_for(pk)
            made += count
    return made


@transaction.atomic
def _make_for(pk: UUID) -> tuple[int, int]:
    """Return how many changes were looked at, and how many messages made of them."""
    free = Webhook.objects.select_for_update(skip_locked=True)
    webhook = free.filter(pk=pk, disabled_at=None, deleted_at=None).first()
    if webhook is None:  # another worker is at it, or it was switched off
        return 0, 0
    changes = list(Change.objects.filter(id__gt=webhook.position).order_by("id")[:CHANGES_AT_ONCE])
    messages = [
        Delivery(webhook=webhook, change=change.pk, type=change.type, body=_body(change))
        for change in changes
        if webhook.wants(change.type)
    ]
    Delivery.objects.bulk_create(messages)
    if changes:
        webhook.position = changes[-1].pk
        webhook.save(update_fields=("position",))
    return len(changes), len(messages)


def _body(change: Change) -> str:
    data = {name: value for name, value in told(change).items() if name not in ("type", "at")}
    return services.body_of(change.type, change.at, data)


def claim(*, room: int, for_each: int, busy: Collection[UUID] = ()) -> list[Claim]:
    """Take up to `room` messages that are due, for each webhook as many at most as are `for_each` beyond those `busy`.

    A receiver that is slow keeps the others waiting no longer than that.
    """
    now = timezone.now()
    due = Delivery.objects.filter(webhook=OuterRef("pk"), state=Delivery.State.WAITING, due_at__lte=now)
    webhooks = list(Webhook.objects.open().filter(Exists(due)).select_related("partner"))
    random.shuffle(webhooks)
    claims: list[Claim] = []
    taken = [*busy]
    for webhook in webhooks:
        count = min(for_each - taken.count(webhook.pk), room - len(claims))
        if count > 0:
            claims += _claim_of(webhook, now, count)
    return claims


@transaction.atomic
def _claim_of(webhook: Webhook, now: datetime.datetime, count: int) -> list[Claim]:
    end_withdrawn(webhook, now)
    # On SQLite the transaction itself is the only one that writes.
    free = Delivery.objects.select_for_update(skip_locked=True)
    due = free.filter(webhook=webhook, state=Delivery.State.WAITING, due_at__lte=now)
    rows = list(due.order_by("due_at", "id")[:count])
    until = now + LEASE
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=until)
    stored = tuple(webhook.secrets_at(now))
    return [Claim(row.pk, webhook.pk, row.message, webhook.url, row.body, stored, until) for row in rows]


@transaction.atomic
def record(outcomes: Iterable[Outcome], chance: random.Random) -> None:
    """Write down what came of attempts, and when each message is attempted next."""
    for outcome in outcomes:
        Attempt.objects.create(
            delivery_id=outcome.claim.delivery_id,
            at=outcome.at,
            milliseconds=outcome.milliseconds,
            status=outcome.status,
            error=outcome.error,
        )
        _settle(outcome, chance)


def _settle(outcome: Outcome, chance: random.Random) -> None:
    # Whoever pressed "send again" meanwhile, or took it over when the lease was out, has another moment there.
    mine = Delivery.objects.filter(
        pk=outcome.claim.delivery_id, state=Delivery.State.WAITING, due_at=outcome.claim.leased_until
    )
    delivery = mine.first()
    if delivery is None:
        return
    now, attempted = timezone.now(), delivery.attempted + 1
    wait = None if outcome.status == GONE else wait_after(attempted, outcome.retry_after, chance)
    if not outcome.error:
        mine.update(state=Delivery.State.DELIVERED, attempted=attempted, ended_at=now)
    elif wait is not None:
        mine.update(attempted=attempted, due_at=now + wait)
    else:
        mine.update(state=Delivery.State.FAILED, attempted=attempted, ended_at=now)
        _after_failure(delivery, outcome.status)


def _after_failure(delivery: Delivery, status: int | None) -> None:
    """Switch a webhook off whose receiver is gone, or has taken nothing for as long as a message was attempted."""
    if status == GONE:
        services.switch_off(webhook=delivery.webhook, why=Webhook.Why.GONE)
        return
    taken = Delivery.objects.filter(
        webhook=delivery.webhook_id, state=Delivery.State.DELIVERED, ended_at__gt=delivery.made_at
    )
    if not taken.exists():
        services.switch_off(webhook=delivery.webhook, why=Webhook.Why.FAILING)
