"""Messages of what concerns one portal alone, for the webhooks of that portal and nobody else's.

A notice is in the database with what it tells of, and goes in the transaction that writes its messages.
"""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from partners import scopes
from partners.models import Attempt, Delivery, Notice, Webhook
from partners.webhooks import services
from partners.webhooks.events import ENQUIRY_UPDATED

AT_ONCE = 500
SCOPE = "enquiries"  # what all notices are about so far


def make_private_messages() -> int:
    """Make the messages of all notices; return how many."""
    made = 0
    while Notice.objects.exists():
        looked_at, count = _make()
        made += count
        if not looked_at:  # another worker is at them
            break
    return made


@transaction.atomic
def _make() -> tuple[int, int]:
    """Return how many notices were looked at, and how many messages made of them."""
    notices = list(Notice.objects.select_for_update(skip_locked=True).order_by("id")[:AT_ONCE])
    # What one act has noted several times is told once.
    latest = {(one.partner_id, one.type, one.code): one for one in notices}
    told = _told({partner for partner, _, _ in latest})
    messages = [
        Delivery(webhook=webhook, type=one.type, body=_body(one))
        for one in latest.values()
        for webhook in told
        if webhook.partner_id == one.partner_id and webhook.wants(one.type)
    ]
    Delivery.objects.bulk_create(messages)
    Notice.objects.filter(pk__in=[one.pk for one in notices]).delete()
    return len(notices), len(messages)


def end_withdrawn(webhook: Webhook, now: datetime.datetime) -> None:
    """End the private messages that are due where their portal has lost the scope since; the log says so."""
    if SCOPE in scopes.read(webhook.partner.scopes):
        return
    due = Delivery.objects.select_for_update(skip_locked=True).filter(
        webhook=webhook, type=ENQUIRY_UPDATED, state=Delivery.State.WAITING, due_at__lte=now
    )
    found = [row.pk for row in due]
    Attempt.objects.bulk_create(
        Attempt(delivery_id=pk, at=now, milliseconds=0, error=Attempt.Error.SCOPE) for pk in found
    )
    Delivery.objects.filter(pk__in=found).update(state=Delivery.State.FAILED, ended_at=now)


def _told(partners: set[int]) -> QuerySet[Webhook]:
    """Return the webhooks of these partners; what is switched off has its messages wait."""
    rows = Webhook.objects.filter(partner__in=partners, partner__closed_at=None, deleted_at=None)
    return rows.filter(partner__scopes__contains="webhooks").filter(partner__scopes__contains=SCOPE)


def _body(notice: Notice) -> str:
    data = {"code": notice.code, "href": f"/api/enquiries?code={notice.code}"}
    return services.body_of(notice.type, notice.at, data)
