"""Several workers at once deliver each message once.

A module of its own: what it writes is committed, for other connections to see.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from parks.models import Source
from partners.callers import find_caller
from partners.models import Delivery
from partners.webhooks.services import register_webhook
from tests.at_once import at_once, by_another, shared_database
from tests.partners.portal import Portal
from tests.partners.receiver import deliver, receiving

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
WORKERS, MESSAGES = 3, 60


def test_several_workers_deliver_each_message_once(tmp_path: Path, settings: Any) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True
    with receiving() as receiver:
        portal = Portal(scopes="webhooks")
        caller = find_caller(f"Api-Key {portal.key}")
        for path in "ab":
            register_webhook(caller=caller, name=path, url=f"{receiver.url}/{path}")
        Source.objects.bulk_create(Source(code=f"s{n}", title="S") for n in range(MESSAGES // 2))
        with shared_database(tmp_path):
            assert at_once(*[deliver] * WORKERS) == [None] * WORKERS
            assert not by_another(Delivery.objects.exclude(state="delivered").exists)
    ids = [headers["webhook-id"] for _, headers, _ in receiver.got]
    assert len(ids) == len({*ids}) == MESSAGES
