"""Weeks and quarters: where they begin and end in Vietnam, what names them, what does not."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from matching.reports.period import Period, quarter_of, read_period, week_of

TODAY = datetime.date(2026, 11, 26)
DAYS = st.dates(datetime.date(2000, 1, 3), datetime.date(2090, 12, 31))


def test_a_week_is_monday_to_sunday_of_vietnam() -> None:
    week = read_period("2026-W47", TODAY)
    assert (week.first, week.last) == (datetime.date(2026, 11, 16), datetime.date(2026, 11, 22))
    # Vietnam is seven hours ahead: its Monday begins on Sunday afternoon in Greenwich.
    assert week.starts.astimezone(datetime.UTC) == datetime.datetime(2026, 11, 15, 17, tzinfo=datetime.UTC)
    assert week.ends.astimezone(datetime.UTC) == datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ((2026, 12, 31), "2026-W53"),
        ((2027, 1, 1), "2026-W53"),
        ((2027, 1, 3), "2026-W53"),
        ((2027, 1, 4), "2027-W01"),
        ((2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_bears_the_year_of_most_of_its_days(day: tuple[int, int, int], key: str) -> None:
    assert week_of(datetime.date(*day)).key == key


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-Q1", (2026, 1, 1), (2026, 3, 31)),
        ("2026-Q2", (2026, 4, 1), (2026, 6, 30)),
        ("2026-Q3", (2026, 7, 1), (2026, 9, 30)),
        ("2025-Q4", (2025, 10, 1), (2025, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(key: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    quarter = read_period(key, TODAY)
    assert (quarter.first, quarter.last) == (datetime.date(*first), datetime.date(*last))


@given(DAYS)
def test_periods_follow_one_another_without_gap_and_their_names_lead_back(day: datetime.date) -> None:
    for period in (week_of(day), quarter_of(day)):
        assert period.first <= day <= period.last
        assert period.after.first - period.last == datetime.timedelta(days=1)
        assert period.after.before == period == read_period(period.key, day)
        assert period.ends == period.after.starts


@pytest.mark.parametrize("typed", ["2026-W47", "2026-w47", "2026W47", " 2026-W47 "])
def test_a_week_is_read_as_it_is_typed(typed: str) -> None:
    assert read_period(typed, TODAY) == week_of(datetime.date(2026, 11, 20))


def test_nothing_is_this_week() -> None:
    assert read_period("", TODAY) == week_of(TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "2025-W53",
        "2026-W00",
        "2026-Q0",
        "2026-Q5",
        "1999-Q4",
        "0000-W01",
        "tuần 47",
        "2026",
        "\x00",
        "W" * 99,
        "２０２６-W４７",
    ],
)
def test_what_names_no_period_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="2026-W48"):
        read_period(typed, TODAY)


@pytest.mark.parametrize("typed", ["2026-W49", "2027-Q1", "9999-W01"])
def test_a_period_to_come_has_no_report(typed: str) -> None:
    with pytest.raises(ValidationError, match="chưa đến"):
        read_period(typed, TODAY)


def test_it_is_called_as_people_call_it() -> None:
    assert week_of(datetime.date(2026, 1, 5)).name == "Tuần 2 năm 2026"
    assert Period("2026-Q3", TODAY, TODAY).name == "Quý 3 năm 2026"
