"""Several workers at once deliver each message once.

A module of its own: what it writes is committed, for other connections to see.
"""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from parks.models import Source
from partners.callers import find_caller
from partners.models import Delivery
from partners.webhooks.services import register_webhook
from tests.partners.portal import Portal
from tests.partners.receiver import deliver, receiving

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
WORKERS, MESSAGES = 3, 60


@pytest.fixture
def shared(db: None, tmp_path: Path, settings: Any) -> Iterator[None]:
    """Give several threads one database: on PostgreSQL itself, on SQLite a copy in a file."""
    settings.WEBHOOKS_TO_LOOPBACK = True
    if connection.vendor == "postgresql":
        yield
        return
    described = connections.settings["default"]
    kept = described["NAME"]
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    copy.executescript("PRAGMA journal_mode = WAL;")
    copy.executescript("\n".join(connection.connection.iterdump()))
    copy.close()
    described["NAME"] = str(tmp_path / "copy.sqlite3")
    yield
    described["NAME"] = kept


def run(*jobs: Any) -> None:
    def closing(job: Any) -> None:
        try:
            job()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=closing, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def test_several_workers_deliver_each_message_once(shared: None) -> None:
    start = threading.Barrier(WORKERS)
    left: list[int] = []

    def work() -> None:
        start.wait(20)
        deliver()

    with receiving() as receiver:

        def furnish() -> None:
            portal = Portal(scopes="webhooks")
            caller = find_caller(f"Api-Key {portal.key}")
            for path in "ab":
                register_webhook(caller=caller, name=path, url=f"{receiver.url}/{path}")
            Source.objects.bulk_create(Source(code=f"s{n}", title="S") for n in range(MESSAGES // 2))

        run(furnish)
        run(*[work] * WORKERS)
        run(lambda: left.append(Delivery.objects.exclude(state="delivered").count()))
    ids = [headers["webhook-id"] for _, headers, _ in receiver.got]
    assert len(ids) == len({*ids}) == MESSAGES
    assert left == [0]
