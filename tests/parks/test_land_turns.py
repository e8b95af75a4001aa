"""Holds that want an act: those that end, and whose turn it is in a queue."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks.dates import today
from parks.land_turns import ending, turns
from parks.models import Hold, Site
from tests.parks.test_land_split import site
from tests.parks.test_land_triggers import officer

pytestmark = pytest.mark.usefixtures("catalogue")
DAY = datetime.timedelta(days=1)


def waiting(at: Site, area: int) -> Hold:
    return Hold.objects.create(site=at, area_ha=area, state="queued", asked_by=officer())


def held(at: Site, area: int, left: int) -> Hold:
    begun = today() - 30 * DAY
    return Hold.objects.create(
        site=at, area_ha=area, state="active", asked_by=officer(), held_from=begun, until=today() + left * DAY
    )


def test_what_ends_by_a_day_comes_with_the_longest_ended_first() -> None:
    at = site(area_free_ha="90")
    ended, today_last, _ = held(at, 1, -4), held(at, 1, 0), held(at, 1, 8)
    assert list(ending(Hold.objects.all(), today() + 7 * DAY)) == [ended, today_last]


def test_it_is_the_turn_of_the_first_once_the_land_is_there() -> None:
    at = site(area_free_ha="10")
    first, _ = waiting(at, 8), waiting(at, 1)
    (turn,) = turns(Hold.objects.all(), today(), 9)
    assert (turn.hold, turn.enough, turn.queue) == (first, True, 2)
    held(at, 5, 20)
    (turn,) = turns(Hold.objects.all(), today(), 9)
    assert (turn.hold, turn.enough) == (first, False)


def test_land_nobody_knows_of_is_nobodys_turn() -> None:
    waiting(site(), 1)
    (turn,) = turns(Hold.objects.all(), today(), 9)
    assert not turn.enough


def test_queues_of_many_sites_take_as_many_queries_as_one() -> None:
    counts = []
    for code in ("KCN-YEN-BINH", "KCN-DIEM-THUY", "CCN-TAN-DUC"):
        waiting(Site.objects.get(code=code), 1)
        with CaptureQueriesContext(connection) as queries:
            turns(Hold.objects.all(), today(), 9)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
