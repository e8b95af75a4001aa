"""Figures as Vietnamese print them."""

import math

import pytest

from parks.admin import show
from parks.models import Fact


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "shown"),
    [
        ("196.88", "ha", "exact", "196,88 ha"),
        ("250.0", "ha", "exact", "250,0 ha"),
        ("15000", "VND/m2/year", "exact", "15.000 đồng/m²/năm"),
        ("70", "ha", "at_least", "ít nhất 70 ha"),
        ("200", "km", "about", "khoảng 200 km"),
        ("A 180 (sẽ là 191,1), B 170", "ha", "exact", "A 180 (sẽ là 191,1), B 170"),
    ],
)
def test_a_figure_keeps_its_decimals(value: str, unit: str, qualifier: str, shown: str) -> None:
    assert show.figure(Fact(quantity="x", value=value, unit=unit, qualifier=qualifier)) == shown


def test_a_year_takes_no_thousands_mark() -> None:
    assert (
        show.figure(Fact(quantity="established_year", value="1999", unit="year", qualifier="exact")) == "1999"
    )


@pytest.mark.parametrize(
    ("lo", "hi", "shown"),
    [
        (0, math.inf, "chưa biết"),
        (0, 5.906, "nhiều nhất 5,91 ha"),
        (10, 75, "10 đến 75 ha"),
        (8, 8, "8 ha"),
        (70, math.inf, "từ 70 ha trở lên"),
    ],
)
def test_an_interval_is_said_in_words(lo: float, hi: float, shown: str) -> None:
    assert show.interval(lo, hi) == shown


@pytest.mark.parametrize(
    ("partial", "shown"),
    [("2022", "2022"), ("2022-07", "7/2022"), ("1999-09-01", "01/09/1999"), ("", "không ghi ngày")],
)
def test_a_partial_date_stays_partial(partial: str, shown: str) -> None:
    assert show.when(partial) == shown
