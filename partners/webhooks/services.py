"""What happens to webhooks: register, edit, new secret, switch off and on, delete; send a message, send one again."""

import datetime
from collections.abc import Collection
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from parks.changes import last_number
from parks.versions import save_next
from partners.callers import PartnerCaller
from partners.models import Delivery, Partner, Webhook
from partners.webhooks import signing
from partners.webhooks.events import EVENTS

MOST = 10  # of a partner
PING = "ping"
BOTH_SECRETS_SIGN = datetime.timedelta(hours=24)
KEPT = datetime.timedelta(days=90)
_encode = msgspec.json.Encoder().encode


class TooManyWebhooks(ValidationError):
    """A partner has as many webhooks as one may have."""

    def __init__(self) -> None:
        super().__init__(f"Mỗi cổng đối tác có nhiều nhất {MOST} webhook.", code="too_many_webhooks")


class WebhookDisabled(ValidationError):
    """Nothing is sent to a webhook that is switched off."""

    def __init__(self) -> None:
        super().__init__("Webhook này đang tắt; bật lại rồi mới gửi được.", code="webhook_disabled")


@transaction.atomic
def register_webhook(
    *, caller: PartnerCaller, name: str, url: str, types: Collection[str] | None = None
) -> tuple[Webhook, str]:
    """Register an address to be told of every change from now on; return it and the secret that signs.

    `types` names the events, None: all. Raises TooManyWebhooks.
    """
    partner = Partner.objects.select_for_update().get(pk=caller.partner_id)
    if partner.webhooks.filter(deleted_at=None).count() >= MOST:
        raise TooManyWebhooks
    secret = signing.new_secret()
    row = Webhook(
        partner=partner,
        name=name,
        url=url,
        types=written(types),
        secret=signing.sealed(secret),
        position=last_number(),
        made_with_id=caller.key_id,
    )
    row.save(force_insert=True)
    return row, secret


def webhooks_of(*, caller: PartnerCaller) -> Any:
    """Return the webhooks of the caller's partner, newest first."""
    return Webhook.objects.filter(partner_id=caller.partner_id, deleted_at=None)


def written(types: Collection[str] | None) -> str:
    """Return types of events as they are stored, in the order of the table."""
    return "" if types is None else " ".join(type_ for type_ in EVENTS if type_ in types)


def edit_webhook(
    *, webhook: Webhook, name: str, url: str, types: Collection[str] | None, enabled: bool
) -> Webhook:
    """Change a webhook, switch it off or on; raises ChangedMeanwhile.

    Switched on again it is told of all that has changed since: nothing is lost but time.
    """
    webhook.name, webhook.url, webhook.types = name, url, written(types)
    if enabled:
        webhook.disabled_at, webhook.disabled_why = None, ""
    elif webhook.disabled_at is None:
        webhook.disabled_at, webhook.disabled_why = timezone.now(), Webhook.Why.PARTNER
    return save_next(webhook, user=None, fields=("name", "url", "types", "disabled_at", "disabled_why"))


@transaction.atomic
def rotate_secret(*, webhook: Webhook) -> tuple[Webhook, str]:
    """Give a webhook a new secret and return it; the one before signs beside it for another day."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    secret = signing.new_secret()
    webhook.secret_before = webhook.secret
    webhook.secret_before_until = timezone.now() + BOTH_SECRETS_SIGN
    webhook.secret = signing.sealed(secret)
    webhook.version += 1
    webhook.save(update_fields=("secret", "secret_before", "secret_before_until", "version"))
    return webhook, secret


@transaction.atomic
def delete_webhook(*, webhook: Webhook) -> None:
    """Send nothing to a webhook any more, for good; what waits for it is given up, its log stays for a while."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    now = timezone.now()
    webhook.deleted_at, webhook.secret, webhook.secret_before = now, b"", None
    webhook.save(update_fields=("deleted_at", "secret", "secret_before"))
    waiting = webhook.deliveries.filter(state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.FAILED, ended_at=now)


@transaction.atomic
def switch_off(*, webhook: Webhook, why: str) -> None:
    """Send nothing to a webhook until it is switched on again."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if webhook.disabled_at is None:
        _switch(webhook, timezone.now(), why)


@transaction.atomic
def switch_on(*, webhook: Webhook) -> None:
    """Send to a webhook again, first what has come up meanwhile."""
    _switch(Webhook.objects.select_for_update().get(pk=webhook.pk), None, "")


def _switch(webhook: Webhook, at: datetime.datetime | None, why: str) -> None:
    webhook.disabled_at, webhook.disabled_why = at, why
    webhook.version += 1
    webhook.save(update_fields=("disabled_at", "disabled_why", "version"))


def body_of(type_: str, at: datetime.datetime, data: Any) -> str:
    """Return the payload of a message, in the form of Standard Webhooks."""
    return _encode({"type": type_, "timestamp": at, "data": data}).decode()


def send_ping(*, webhook: Webhook) -> Delivery:
    """Send a message that tells of nothing, to try a receiver out; raises WebhookDisabled."""
    _require_on(webhook)
    body = body_of(PING, timezone.now(), {"webhook": str(webhook.pk)})
    return Delivery.objects.create(webhook=webhook, type=PING, body=body)


def replay_delivery(*, delivery: Delivery) -> Delivery:
    """Send a message again from now on, by all attempts, under the same `webhook-id`; raises WebhookDisabled."""
    _require_on(delivery.webhook)
    delivery.state, delivery.due_at = Delivery.State.WAITING, timezone.now()
    delivery.attempted, delivery.ended_at = 0, None
    delivery.save(update_fields=("state", "due_at", "attempted", "ended_at"))
    return delivery


def _require_on(webhook: Webhook) -> None:
    if webhook.disabled_at is not None or webhook.deleted_at is not None:
        raise WebhookDisabled


def purge_deliveries() -> int:
    """Delete the messages that were done with long ago, and their attempts; return how many messages there were."""
    old = Delivery.objects.filter(ended_at__lt=timezone.now() - KEPT)
    return old.delete()[1].get("partners.Delivery", 0)
