"""The land of a site as officers read it: each part from its fact, what is held taken off, on any day."""

import datetime
import math
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks.dates import today
from parks.hold_services import count_stock
from parks.land_split import hundredths, land_split, land_splits
from parks.models import Fact, Plot, Site, Source
from tests.parks.test_land_triggers import DAY, hold, officer

pytestmark = pytest.mark.usefixtures("catalogue")


def site(**facts: str) -> Site:
    """Return a site with these figures alone, of the first of June 2026."""
    found = Site.objects.get(code="KCN-SONG-CONG-2")
    Fact.objects.filter(site=found).delete()
    for quantity, value in facts.items():
        Fact.objects.create(
            code=f"test-{quantity}", site=found, quantity=quantity, value=value, number=value, unit="ha",
            as_of="2026-06-01", counts_from=datetime.date(2026, 6, 1), source=Source.objects.first(),
            grade="sourced",
        )  # fmt: skip
    count_stock(site=found)
    return Site.objects.get(pk=found.pk)


def plot(at: Site, name: str, area: str, **fields: Any) -> Plot:
    known = {"code": f"{name}-{area}", "state": "free", "source": Source.objects.first(), "grade": "sourced"}
    return Plot.objects.create(site=at, name=name, area_ha=Decimal(area), **{**known, **fields})


def test_each_part_is_its_fact_and_what_is_left_is_free_less_taken() -> None:
    found = site(area_planned_ha="100.00", area_leasable_ha="70.00", area_free_ha="20.00")
    hold(found, "4.50", held_from=today() - DAY)
    hold(found, "2", "queued")
    hold(found, "1", "used", ended_on=today() - DAY, end_reason="đã giao")
    split = land_split(Site.objects.get(pk=found.pk), today())
    assert split.planned and split.leasable and split.leased is None
    assert (split.planned.value, split.leasable.value) == ("100.00", "70.00")
    assert (split.held_ha, split.handed_ha, split.queue, split.over_held) == (Decimal("4.5"), 1, 1, False)
    assert split.left_lo == pytest.approx(split.free.lo - 5.5)
    assert split.left_hi == pytest.approx(split.free.hi - 5.5)


def test_land_handed_over_on_the_day_of_the_figures_is_no_longer_free() -> None:
    found = site(area_free_ha="20.00")
    hold(found, "1", "used", ended_on=datetime.date(2026, 6, 1), end_reason="đã giao")
    assert land_split(Site.objects.get(pk=found.pk), today()).handed_ha == 1


def test_land_nobody_knows_of_has_no_end() -> None:
    split = land_split(site(), today())
    assert (split.left_lo, split.left_hi) == (0, math.inf)


def test_figures_that_shrank_below_what_is_held_are_seen() -> None:
    found = site(area_free_ha="20.00")
    hold(found, "15")
    assert not land_split(Site.objects.get(pk=found.pk), today()).over_held
    Fact.objects.filter(site=found).delete()
    split = land_split(site(area_free_ha="10.00"), today())
    assert split.over_held and split.left_hi == 0


@pytest.mark.parametrize(("days", "held", "queue"), [(-3, 0, 1), (-2, 5, 0), (0, 5, 0), (1, 0, 0)])
def test_a_hold_counts_on_its_days_and_waits_before(days: int, held: int, queue: int) -> None:
    found = site(area_free_ha="20.00")
    asked = datetime.datetime.combine(today() - 5 * DAY, datetime.time(9), datetime.UTC)
    hold(found, "5", asked_at=asked, held_from=today() - 2 * DAY, until=today())
    split = land_split(Site.objects.get(pk=found.pk), today() + days * DAY)
    assert (split.held_ha, split.queue) == (held, queue)


def test_a_hold_that_was_given_back_is_still_seen_on_the_days_before() -> None:
    found = site(area_free_ha="20.00")
    term = {"held_from": today() - 5 * DAY, "until": today() + DAY, "ended_on": today() - DAY}
    hold(found, "5", "released", end_reason="xong", **term)
    splits = [land_split(Site.objects.get(pk=found.pk), today() + n * DAY) for n in (-2, -1)]
    assert [split.held_ha for split in splits] == [5, 0]


def test_of_several_rows_of_a_plot_the_newest_on_the_day_counts() -> None:
    found = site()
    plot(found, "CN-05", "3")
    plot(found, "cn-05", "2.5", counts_from=datetime.date(2026, 1, 1))
    plot(found, "CN-05", "9", counts_from=today() + DAY)
    plot(found, "CN-07", "1", retracted_at="2026-01-01T00:00:00Z", retraction_reason="nhầm")
    assert [row.area_ha for row in land_split(Site.objects.get(pk=found.pk), today()).plots] == [
        Decimal("2.5")
    ]


@pytest.mark.parametrize(("area", "most"), [(12.345, "12.34"), (0.1 + 0.2, "0.30"), (7.999999999, "8.00"), (math.inf, None)])  # fmt: skip
def test_what_may_be_promised_is_cut_never_raised(area: float, most: str | None) -> None:
    assert hundredths(area) == (Decimal(most) if most else None)


def test_all_sites_take_as_many_queries_as_one() -> None:
    officer()
    counts = []
    for sites in (Site.objects.filter(code="KCN-SONG-CONG-2"), Site.objects.all()):
        with CaptureQueriesContext(connection) as queries:
            land_splits(sites, today())
        counts.append(len(queries))
    assert counts[0] == counts[1] == 5
