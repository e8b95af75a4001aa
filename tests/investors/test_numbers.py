"""Numbers as officers type them; what can be read two ways is refused with both readings."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from investors.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", "8"),
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("1200", "1200"),
        ("80.000.000", "80000000"),
        ("80,000,000", "80000000"),
        ("80 000 000", "80000000"),
        ("1.200,5", "1200.5"),
        ("1,200.5", "1200.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("-5", "-5"),
    ],
)
def test_both_ways_of_writing_are_read(typed: str, meant: str) -> None:
    assert read_number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1.200", "1,200", "12.500", "999,999"])
def test_what_may_be_two_numbers_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_number(typed)
    assert refused.value.code == "ambiguous"


def test_the_refusal_names_both_readings_and_how_to_write_each() -> None:
    with pytest.raises(ValidationError, match=r"1,2 hay 1200: xin viết 1200 .* hoặc 1,2000? nếu"):
        read_number("1.200")
    assert read_number("1,2000") == Decimal("1.2")


def test_of_a_whole_number_only_one_reading_is_possible() -> None:
    assert read_number("1.200", whole=True) == 1200
    with pytest.raises(ValidationError):
        read_number("8,5", whole=True)


@pytest.mark.parametrize(
    "typed", ["abc", "NaN", "1e308", "Infinity", "1..2", "1,2,3", "--5", "١٢", "8ha", "", "1.20.000", "\x00"]
)
def test_anything_else_is_no_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_number(typed)


@pytest.mark.parametrize("number", ["8", "8.50", "80000000", "0.125", "0"])
def test_what_is_written_reads_back(number: str) -> None:
    assert read_number(write_number(Decimal(number))) == Decimal(number)
