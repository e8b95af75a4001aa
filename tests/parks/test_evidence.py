"""Which fact counts, and what it stands for. The examples are those of the real sites."""

import datetime
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from parks.dates import start_of
from parks.evidence import choose, choose_bounding, current_status, interval, is_stale, visible

TODAY = datetime.date(2026, 11, 23)
RECORDED = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
LATER = RECORDED + datetime.timedelta(days=5)


@dataclass
class Row:
    """A fact or a status as far as the rules of evidence look at it."""

    code: str = "f"
    value: str = "40"
    as_of: str = "2024"
    grade: str = "sourced"
    quantity: str = "area_planned_ha"
    qualifier: str = "exact"
    unit: str = "ha"
    stage: str = "operating"
    recorded_at: datetime.datetime = RECORDED
    retracted_at: datetime.datetime | None = None
    pinned_at: datetime.datetime | None = None
    unusable_reason: str = ""

    @property
    def counts_from(self) -> datetime.date | None:
        return start_of(self.as_of)

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.value) if self.value.replace(".", "").isdigit() else None


def chosen(
    *facts: Row, on: datetime.date = TODAY, known_at: datetime.datetime | None = None
) -> tuple[str, str]:
    found = choose(facts, on, known_at)
    assert found is not None
    return found.fact.code, found.reason


class TestVisible:
    def test_a_year_counts_from_its_first_day(self) -> None:
        row = Row(as_of="2024")
        assert visible([row], datetime.date(2023, 12, 31)) == []
        assert visible([row], datetime.date(2024, 1, 1)) == [row]

    def test_an_undated_row_is_visible_on_every_day(self) -> None:
        assert len(visible([Row(as_of="")], datetime.date(2000, 1, 1))) == 1

    def test_a_retracted_row_is_gone_but_was_known_before(self) -> None:
        row = Row(retracted_at=LATER)
        assert visible([row], TODAY) == []
        assert visible([row], TODAY, known_at=LATER - datetime.timedelta(seconds=1)) == [row]
        assert visible([row], TODAY, known_at=LATER) == []

    def test_what_was_not_yet_recorded_was_not_known(self) -> None:
        assert visible([Row()], TODAY, known_at=RECORDED - datetime.timedelta(seconds=1)) == []


class TestChoose:
    def test_without_facts_there_is_nothing_to_show(self) -> None:
        assert choose([], TODAY) is None

    def test_the_only_fact(self) -> None:
        assert chosen(Row("one")) == ("one", "only")

    def test_the_newest_wins_over_the_better_grade(self) -> None:
        assert chosen(Row("old", grade="verified", as_of="2023"), Row("new", grade="sourced_weak")) == (
            "new",
            "newest",
        )

    def test_undated_loses_to_dated(self) -> None:
        # KCN Sông Công I: 195 ha, undated, against 220 ha of 2009.
        assert chosen(Row("undated", as_of=""), Row("dated", as_of="2009-10", grade="sourced_weak")) == (
            "dated",
            "dated",
        )

    def test_of_the_same_date_the_better_grade_wins(self) -> None:
        assert chosen(Row("weak", grade="sourced_weak"), Row("sourced")) == ("sourced", "better_grade")

    def test_of_the_same_date_and_grade_the_later_recorded_wins(self) -> None:
        assert chosen(Row("first"), Row("second", recorded_at=LATER)) == ("second", "later_recorded")

    def test_equal_standing_is_decided_by_code_and_says_so(self) -> None:
        # KCN Sông Công I: two rents for two groups of plots, on one sheet.
        assert chosen(Row("b", value="15000"), Row("a", value="12500")) == ("a", "by_code")

    def test_a_doubtful_fact_loses_to_an_older_one_that_is_not(self) -> None:
        assert chosen(Row("doubtful", grade="doubtful", as_of="2025"), Row("old", as_of="2017")) == (
            "old",
            "better_grade",
        )

    def test_a_doubtful_fact_is_shown_where_there_is_no_other(self) -> None:
        assert chosen(Row("d", grade="doubtful")) == ("d", "doubtful_only")

    def test_a_pin_wins_over_a_newer_figure(self) -> None:
        # CCN Yên Lạc: 25.6 ha as founded in 2021, though a plan of 2025 prints 40 ha.
        founded = Row("founded", value="25.6", as_of="2021-05", pinned_at=RECORDED)
        assert chosen(founded, Row("plan", as_of="2025-04")) == ("founded", "pinned")

    def test_a_pin_was_no_pin_before_it_was_set(self) -> None:
        rows = Row("pinned", as_of="2021", pinned_at=LATER), Row("new", as_of="2025")
        assert chosen(*rows, known_at=RECORDED) == ("new", "newest")

    def test_a_pinned_fact_of_a_later_date_does_not_reach_back(self) -> None:
        rows = Row("first", as_of="2012-10"), Row("pinned", as_of="2022-07", pinned_at=RECORDED)
        assert chosen(*rows, on=datetime.date(2015, 1, 1)) == ("first", "only")

    def test_what_must_not_be_used_is_never_chosen_but_listed(self) -> None:
        assert choose([Row(unusable_reason="đề xuất")], TODAY) is None
        found = choose([Row("bad", value="9", as_of="2025", unusable_reason="đề xuất"), Row("good")], TODAY)
        assert found is not None and found.fact.code == "good"
        assert [fact.code for fact in found.others] == ["bad"]

    def test_a_second_source_for_the_same_figure_is_no_disagreement(self) -> None:
        found = choose([Row("a", as_of="2025"), Row("b", value="40.0"), Row("c", value="41")], TODAY)
        assert found is not None
        assert [fact.code for fact in found.others] == ["b", "c"]
        assert [fact.code for fact in found.disagreements] == ["c"]


class TestChooseBounding:
    def test_doubtful_unusable_and_worded_facts_bound_nothing(self) -> None:
        rows = Row(grade="doubtful"), Row(unusable_reason="dự thảo"), Row(value="khoảng 40")
        assert choose_bounding(rows, TODAY) is None

    def test_a_pinned_doubtful_fact_bounds_nothing_either(self) -> None:
        assert choose_bounding([Row(grade="doubtful", pinned_at=RECORDED)], TODAY) is None

    def test_pin_then_newest_then_grade(self) -> None:
        newest = Row("newest", as_of="2025", grade="sourced_weak")
        assert choose_bounding([Row("old"), newest], TODAY) is newest
        pinned = Row("pinned", as_of="2020", pinned_at=RECORDED)
        assert choose_bounding([newest, pinned], TODAY) is pinned
        better = Row("better", as_of="2025")
        assert choose_bounding([newest, better], TODAY) is better


@pytest.mark.parametrize(
    ("quantity", "value", "qualifier", "expected"),
    [
        ("occupancy_pct", "97", "exact", (96.5, 97.5)),
        ("occupancy_pct", "100", "exact", (99.5, 100.0)),
        ("occupancy_pct", "0.7", "exact", (0.65, 0.75)),
        ("occupancy_pct", "0", "exact", (0.0, 0.5)),
        ("occupancy_pct", "90", "at_least", (90.0, 100.0)),
        ("area_planned_ha", "196.88", "exact", (196.875, 196.885)),
        ("area_planned_ha", "361.1", "exact", (361.05, 361.15)),
        ("area_planned_ha", "70", "at_least", (70.0, math.inf)),
        ("area_planned_ha", "45", "at_most", (0.0, 45.0)),
        ("area_planned_ha", "74", "about", (66.6, 81.4)),
        ("distance_haiphong_port_km", "200", "about", (180.0, 220.0)),
    ],
)
def test_a_printed_figure_stands_for_an_interval(
    quantity: str, value: str, qualifier: str, expected: tuple[float, float]
) -> None:
    assert interval(Row(quantity=quantity, value=value, qualifier=qualifier)) == expected


def test_a_wording_stands_for_no_interval() -> None:
    with pytest.raises(ValueError, match="states no number"):
        interval(Row(value="under 30"))


@pytest.mark.parametrize(
    ("quantity", "as_of", "on", "stale"),
    [
        ("occupancy_pct", "2024-12", datetime.date(2026, 12, 1), False),
        ("occupancy_pct", "2024-12", datetime.date(2026, 12, 2), True),
        ("occupancy_pct", "2024-02-29", datetime.date(2026, 2, 28), False),
        ("occupancy_pct", "2024-02-29", datetime.date(2026, 3, 1), True),
        ("occupancy_pct", "", TODAY, True),
        ("area_planned_ha", "2004", TODAY, False),
    ],
)
def test_a_fact_is_stale_the_day_after_its_shelf_life(
    quantity: str, as_of: str, on: datetime.date, stale: bool
) -> None:
    assert is_stale(Row(quantity=quantity, as_of=as_of), on) is stale


class TestCurrentStatus:
    def stage(self, *rows: Row, on: datetime.date = TODAY) -> Any:
        found = current_status(rows, on)
        return found and (found.status.stage, found.doubtful)

    def test_nothing_is_known_without_a_status(self) -> None:
        assert self.stage() is None

    def test_the_newest_wins_on_the_day_and_not_before(self) -> None:
        # CCN Yên Lạc: founded in 2021 without an investor, under construction since April 2025.
        rows = (
            Row(as_of="2023-06", stage="established", grade="sourced_weak"),
            Row(as_of="2025-04", stage="under_construction"),
        )
        assert self.stage(*rows) == ("under_construction", False)
        assert self.stage(*rows, on=datetime.date(2025, 3, 31)) == ("established", False)
        assert self.stage(*rows, on=datetime.date(2023, 5, 31)) is None

    def test_a_doubtful_one_counts_only_alone_and_is_flagged(self) -> None:
        doubtful = Row(as_of="2025", grade="doubtful", stage="operating")
        assert self.stage(doubtful) == ("operating", True)
        assert self.stage(doubtful, Row(as_of="2007", stage="established")) == ("established", False)

    def test_a_retracted_one_never_counts(self) -> None:
        assert self.stage(Row(retracted_at=RECORDED)) is None

    def test_of_two_on_one_day_the_site_has_reached_the_further(self) -> None:
        assert self.stage(Row(stage="established"), Row(stage="operating")) == ("operating", False)
