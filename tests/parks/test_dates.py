"""Dates as sources print them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from parks.dates import start_of, validate_partial_date


@pytest.mark.parametrize(
    ("printed", "start"),
    [
        ("2023", datetime.date(2023, 1, 1)),
        ("2023-06", datetime.date(2023, 6, 1)),
        ("2023-06-30", datetime.date(2023, 6, 30)),
        ("2024-02-29", datetime.date(2024, 2, 29)),
    ],
)
def test_a_date_counts_from_the_start_of_its_period(printed: str, start: datetime.date) -> None:
    assert start_of(printed) == start


def test_no_date_counts_from_no_day() -> None:
    assert start_of("") is None


@pytest.mark.parametrize(
    "wrong",
    [
        "23",
        "2023-6",
        "2023/06",
        "2023-13",
        "2023-02-30",
        "0000",
        "06-2023",
        "2023-06-30T00:00",
        "2023\n",
        "２０２３",
    ],
)
def test_anything_else_is_refused_with_what_to_write(wrong: str) -> None:
    with pytest.raises(ValueError):
        start_of(wrong)
    with pytest.raises(ValidationError, match="2023-06-30"):
        validate_partial_date(wrong)
