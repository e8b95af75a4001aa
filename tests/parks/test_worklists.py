"""What the work lists hold is what is open, in the order in which it is worked through."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from parks.admin.tasks import tasks
from parks.models import Fact, Site, Source
from parks.services import confirm_identity, pin_fact, record_fact, record_status, retract_evidence
from parks.worklists import disagreements, stale, unconfirmed

pytestmark = pytest.mark.usefixtures("catalogue")
ON = datetime.date(2026, 11, 23)
SITE = "KCN-TAY-PHO-YEN"


def counted(text: str) -> int:
    return next((task.count for task in tasks(ON) if text in task.text), 0)


def disputed(on: datetime.date = ON) -> dict[tuple[str, str], list[str]]:
    return {
        (each.site.code, each.chosen.fact.quantity): [fact.value for fact in each.figures]
        for each in disagreements(on)
    }


def record(quantity: str, value: str, as_of: str, **more: Any) -> Fact:
    site, source = Site.objects.get(code=SITE), Source.objects.first()
    assert source is not None
    return record_fact(
        site=site,
        quantity=quantity,
        value=value,
        as_of=as_of,
        source=source,
        grade="sourced",
        user=None,
        **more,
    )


def test_each_dispute_stands_with_the_figure_in_use_first() -> None:
    assert disputed()[SITE, "area_planned_ha"] == ["499.07", "868"]


@pytest.mark.parametrize("place", [0, 1])
def test_choosing_either_figure_settles_it(place: int) -> None:
    [found] = [each for each in disagreements(ON) if each.site.code == SITE]
    pin_fact(fact=found.figures[place], reason="đã đối chiếu", user=None)
    assert (SITE, "area_planned_ha") not in disputed()


def test_retracting_the_wrong_figure_settles_it() -> None:
    [found] = [each for each in disagreements(ON) if each.site.code == SITE]
    retract_evidence(row=found.figures[1], reason="ghi nhầm", user=None)
    assert (SITE, "area_planned_ha") not in disputed()


def test_a_new_source_that_says_something_else_opens_one_and_the_same_value_does_not() -> None:
    record("occupancy_pct", "35", "2026-01")
    before = set(disputed())
    record("occupancy_pct", "35", "2026-02")
    assert set(disputed()) == before
    record("occupancy_pct", "40", "2026-03")
    assert disputed()[SITE, "occupancy_pct"][0] == "40"


def test_what_is_so_only_later_disputes_nothing_yet() -> None:
    before = set(disputed(datetime.date(2023, 6, 30)))
    record("power_left_mw", "10", "2022-01")
    record("power_left_mw", "20", "2024-01")
    assert set(disputed(datetime.date(2023, 6, 30))) == before
    assert (SITE, "power_left_mw") in disputed()


def test_stale_figures_come_oldest_first_and_undated_ones_last() -> None:
    found = stale(ON)
    dates = [each.fact.counts_from for each in found]
    dated = [date for date in dates if date is not None]
    assert dated == sorted(dated) and dates == dated + [None] * (len(dates) - len(dated))
    assert 0 < len(dated) < len(dates)


def test_a_newer_figure_takes_the_old_one_off() -> None:
    old = next(each for each in stale(ON) if each.fact.quantity == "occupancy_pct")
    source = Source.objects.first()
    assert source is not None
    record_fact(
        site=old.site,
        quantity="occupancy_pct",
        value="60",
        as_of="2026-06",
        source=source,
        grade="sourced",
        user=None,
    )
    pairs = {(each.site.pk, each.fact.quantity) for each in stale(ON)}
    assert (old.site.pk, "occupancy_pct") not in pairs


@pytest.mark.parametrize("rows", [disagreements, stale])
def test_sites_out_of_the_plan_ask_for_nothing(rows: Any) -> None:
    site, source = rows(ON)[0].site, Source.objects.first()
    assert source is not None
    record_status(site=site, stage="withdrawn", source=source, grade="verified", user=None, as_of="2026-10")
    assert site not in {each.site for each in rows(ON)} != set()


def test_names_in_doubt_stand_until_somebody_confirms_them() -> None:
    before = [each.site.code for each in unconfirmed(ON)]
    source = Source.objects.first()
    assert source is not None and "CCN-CAO-NGAN-1" in before
    record_fact(
        site=Site.objects.get(code="CCN-THUAN-THANH"), quantity="area_planned_ha", value="30", as_of="2022",
        source=source, grade="sourced", user=None,
    )  # fmt: skip
    cited = {each.site.code: each.sources for each in unconfirmed(ON)}
    assert cited["CCN-THUAN-THANH"] == (source,) and cited["CCN-CAO-NGAN-1"] == ()
    confirm_identity(site=Site.objects.get(code="CCN-CAO-NGAN-1"), source=source, user=None)
    assert [each.site.code for each in unconfirmed(ON)] == [
        code for code in before if code != "CCN-CAO-NGAN-1"
    ]


def test_each_list_is_as_long_as_the_first_page_says() -> None:
    assert len(disagreements(ON)) == counted("trái nhau") > 0
    assert len(stale(ON)) == counted("đã cũ") > 0
    assert len(unconfirmed(ON)) == counted("chưa xác nhận") > 0


@pytest.mark.parametrize("rows", [disagreements, stale, unconfirmed])
def test_three_queries_whatever_there_is(rows: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        for each in rows(ON):
            str(each.site.planning_area)
            for fact in getattr(each, "figures", ()):
                str(fact.source)


def test_only_the_sites_that_are_asked_for() -> None:
    parks = Site.objects.filter(kind="park")
    assert {each.site.kind for each in stale(ON, parks)} == {"park"}
    assert Decimal(len(stale(ON, parks))) < len(stale(ON))
