"""Officers who merge at once, in whatever direction, leave no chain and no circle, and nobody's project is lost.

A module of its own: on PostgreSQL its rows are really written.
"""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, connections

from investors.merge_services import merge_investors
from investors.models import Investor, Project
from investors.services import store_investor, store_project

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


@pytest.fixture
def shared(db: None, tmp_path: Path) -> Iterator[None]:
    """Give several threads one database: on PostgreSQL itself, on SQLite a copy in a file."""
    User.objects.create_user("an", is_staff=True)
    for name in "ABC":
        investor = store_investor(investor=Investor(name=name, confidential=False))
        store_project(project=Project(name=f"Kho {name}", investor=investor))
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


def test_of_many_merges_at_once_the_first_is_made_and_the_others_are_told(shared: None) -> None:
    start = threading.Barrier(6)
    outcomes: list[str] = []
    left: list[bool] = []

    def press(kept: str, merged: str) -> None:
        try:
            rows = {row.name: row for row in Investor.objects.all()}
            user = User.objects.get()
            start.wait(20)
            merge_investors(kept=rows[kept], merged=rows[merged], taken=(), user=user)
            outcomes.append("made")
        except ValidationError:
            outcomes.append("told")
        finally:
            connections.close_all()

    def look() -> None:
        merged = Investor.objects.filter(merged_into__isnull=False)
        left.append(merged.filter(merged_into__merged_into__isnull=False).exists())
        left.append(Project.objects.filter(investor__in=merged).exists())
        connections.close_all()

    pairs = [(kept, merged) for kept in "ABC" for merged in "ABC" if kept != merged]
    for threads in (
        [threading.Thread(target=press, args=pair) for pair in pairs],
        [threading.Thread(target=look)],
    ):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    # Each merge writes two of three rows, so every other one has read what is no longer so.
    assert sorted(outcomes) == ["made"] + ["told"] * 5
    assert left == [False, False]
