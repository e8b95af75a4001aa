"""Numbers, ranges, dates and facts as each language writes them."""

from decimal import Decimal
from typing import Any

import pytest

from matching.wording.en import ENGLISH
from matching.wording.speech import Speech
from matching.wording.vi import VIETNAMESE

VI, EN = Speech(VIETNAMESE), Speech(ENGLISH)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (1200, "1.200", "1,200"),
        (33.3, "33,3", "33.3"),
        (33.0, "33", "33"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1234567.125, "1.234.567,125", "1,234,567.125"),
        (Decimal("0.5"), "0,5", "0.5"),
        (0.00002, "0,00002", "0.00002"),
        (-4.5, "-4,5", "-4.5"),
        ("196.80", "196,80", "196.80"),
        ("1200", "1.200", "1,200"),
        (">70", ">70", ">70"),
        ("đang hoạt động", "đang hoạt động", "đang hoạt động"),
    ],
)
def test_numbers(value: Any, vietnamese: str, english: str) -> None:
    assert VI.number(value) == vietnamese
    assert EN.number(value) == english


@pytest.mark.parametrize(
    ("low", "high", "vietnamese", "english"),
    [
        (0, None, "chưa biết", "not known"),
        (0, 33.3, "từ 0 đến 33,3 ha", "at most 33.3 ha"),
        (20, 33.2847, "từ 20 đến 33,28 ha", "20 to 33.28 ha"),
        (20, None, "ít nhất 20 ha", "at least 20 ha"),
        (8, 8, "8 ha", "8 ha"),
        (0, 0, "0 ha", "0 ha"),
    ],
)
def test_ranges(low: float, high: float | None, vietnamese: str, english: str) -> None:
    span = {"low": low, "high": high}
    assert VI.range(span, "ha") == vietnamese
    assert EN.range(span, "ha") == english


@pytest.mark.parametrize(
    ("date", "vietnamese", "english"),
    [
        ("2025", "2025", "2025"),
        ("2025-04", "4/2025", "April 2025"),
        ("2025-04-29", "29/4/2025", "29 April 2025"),
        ("mid-2025", "mid-2025", "mid-2025"),
    ],
)
def test_dates(date: str, vietnamese: str, english: str) -> None:
    assert VI.date(date) == vietnamese
    assert EN.date(date) == english


def a_fact(**changed: str) -> dict[str, str]:
    plain = {
        "quantity": "occupancy_pct",
        "value": "97.5",
        "unit": "%",
        "as_of": "2025",
        "grade": "sourced",
        "source": "Lao Động",
        "url": "",
    }
    return {**plain, **changed}


def test_a_fact_says_what_who_and_when() -> None:
    assert VI.fact(a_fact()) == "tỷ lệ lấp đầy 97,5%, theo “Lao Động”, 2025"
    assert EN.fact(a_fact()) == "occupancy 97.5% according to “Lao Động”, 2025"


def test_a_fact_says_how_weak_it_is_and_that_it_has_no_date() -> None:
    text = VI.fact(a_fact(grade="sourced_weak", as_of=""))
    assert text == "tỷ lệ lấp đầy 97,5%, theo “Lao Động”, không ghi ngày, nguồn yếu"


def test_a_qualified_figure_says_so() -> None:
    fact = a_fact(quantity="area_planned_ha", value="70", unit="ha", qualifier="at_least")
    assert VI.fact(fact) == "diện tích quy hoạch ít nhất 70 ha, theo “Lao Động”, 2025"


def test_a_fact_without_its_quantity_still_says_the_figure() -> None:
    fact = {**a_fact(value="5", unit="m3/day")}
    del fact["quantity"]
    assert EN.fact(fact) == "5 m³/day according to “Lao Động”, 2025"


def test_a_long_title_is_cut_between_words() -> None:
    title = "Trịnh Việt Hùng, " + "phát triển công nghiệp " * 8
    said = VI.source(a_fact(source=title))
    assert said.startswith("theo “Trịnh Việt Hùng, phát triển")
    assert "…”, 2025" in said
    assert len(said) < 105


def test_a_long_title_is_not_cut_inside_brackets() -> None:
    title = (
        "Lao Động Spanish edition, series of large KCN in Thái Nguyên (mid-2025; a machine's own translation)"
    )
    assert EN.source(a_fact(source=title)) == (
        "“Lao Động Spanish edition, series of large KCN in Thái Nguyên…”, 2025"
    )


def test_lists() -> None:
    assert VI.listed([]) == ""
    assert VI.listed(["một"]) == "một"
    assert VI.listed(["một", "hai", "ba"]) == "một, hai và ba"
    assert EN.listed(["one", "two"], "or") == "one or two"


def test_a_long_title_keeps_who_published_it() -> None:
    title = "Thái Nguyên: Cụm công nghiệp Tân Dương - Hướng phát triển mới cho huyện Định Hóa (Báo Xây dựng)"
    assert EN.source(a_fact(source=title)) == (
        "“Thái Nguyên: Cụm công nghiệp Tân Dương - Hướng phát triển mới… (Báo Xây dựng)”, 2025"
    )
