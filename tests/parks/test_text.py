"""The search key: lower case, no diacritics, the same however the text was composed."""

import unicodedata

import pytest

from parks.text import search_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("KCN Điềm Thụy", "kcn diem thuy"),
        ("  Định   Hóa ", "dinh hoa"),
        ("Đồng Hỷ", "dong hy"),
        ("Phường Quyết Thắng", "phuong quyet thang"),
    ],
)
def test_diacritics_and_case_fall_away(written: str, key: str) -> None:
    assert search_key(written) == key
    assert search_key(unicodedata.normalize("NFD", written)) == key


def test_parts_are_joined_and_empty_ones_left_out() -> None:
    assert search_key("KCN Yên Bình", "", "KCN-YEN-BINH") == "kcn yen binh kcn-yen-binh"
