"""However many officers press the button at once, no more land is held than there is.

A module of its own: the catalogue of other modules is loaded in a transaction that no other thread sees into.
"""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from parks.dates import today
from parks.fixture_loading import load_fixtures
from parks.models import Hold, Site
from tests.catalogue import FOLDER
from tests.parks.test_land_triggers import officer, refused, stock

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


@pytest.fixture
def shared(db: None, tmp_path: Path) -> Iterator[None]:
    """Give several threads one database: on PostgreSQL itself, on SQLite a copy in a file."""
    load_fixtures(folder=FOLDER)
    officer()
    stock("10")
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


def test_many_officers_at_once_hold_no_more_than_there_is(shared: None) -> None:
    site = Site.objects.get(code="KCN-SONG-CONG-2")
    start = threading.Barrier(8)
    outcomes: list[bool] = []
    left: list[Any] = []

    def press() -> None:
        try:
            start.wait(20)
            outcomes.append(refused(site, "3"))
        finally:
            connections.close_all()

    def count() -> None:
        left.append(sum(row.area_ha for row in Hold.objects.in_force(today())))
        connections.close_all()

    for jobs in ([press] * 8, [count]):
        threads = [threading.Thread(target=job) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert sorted(outcomes) == [False] * 3 + [True] * 5
    assert left == [9]
