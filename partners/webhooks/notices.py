"""Messages of what concerns one portal alone, for the webhooks of that portal and nobody else's.

A notice is in the database with what it tells of, and goes in the transaction that writes its messages.
"""

from django.db import transaction
from django.db.models import QuerySet

from partners.models import Delivery, Notice, Webhook
from partners.webhooks import services

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


def _told(partners: set[int]) -> QuerySet[Webhook]:
    """Return the webhooks of these partners; what is switched off has its messages wait."""
    rows = Webhook.objects.filter(partner__in=partners, partner__closed_at=None, deleted_at=None)
    return rows.filter(partner__scopes__contains="webhooks").filter(partner__scopes__contains=SCOPE)


def _body(notice: Notice) -> str:
    data = {"code": notice.code, "href": f"/api/enquiries?code={notice.code}"}
    return services.body_of(notice.type, notice.at, data)
