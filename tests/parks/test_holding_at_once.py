"""However many officers press the button at once, no more land is held than there is.

A module of its own: the catalogue of other modules is loaded in a transaction that no other thread sees into.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from parks.dates import today
from parks.fixture_loading import load_fixtures
from parks.models import Hold, Site
from tests.at_once import at_once, by_another, shared_database
from tests.catalogue import FOLDER
from tests.parks.test_land_triggers import officer, refused, stock

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


@pytest.fixture
def shared(db: None, tmp_path: Path) -> Iterator[None]:
    """Give several threads one database: on PostgreSQL itself, on SQLite a copy in a file."""
    load_fixtures(folder=FOLDER)
    officer()
    stock("10")
    with shared_database(tmp_path):
        yield


def test_many_officers_at_once_hold_no_more_than_there_is(shared: None) -> None:
    site = Site.objects.get(code="KCN-SONG-CONG-2")
    outcomes = at_once(*[lambda: refused(site, "3")] * 8)
    assert sorted(outcomes) == [False] * 3 + [True] * 5
    assert by_another(lambda: sum(row.area_ha for row in Hold.objects.in_force(today()))) == 9
