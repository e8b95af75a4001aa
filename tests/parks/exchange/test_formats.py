"""Excel and CSV lose no character, and no cell ever becomes a formula."""

import datetime
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tablib import Dataset

from parks.exchange import formats
from parks.exchange.formats import CSV, XLSX, Figure, neutralised, read_table, restored

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''=1",
    "'",
    "’=1",
    "Điềm Thụy",
)
FORMATS = [XLSX(), CSV()]
PRINTED = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(st.text())
def test_neutralising_is_undone_without_loss(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(st.text())
def test_a_neutralised_text_is_never_a_formula(text: str) -> None:
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("sort", FORMATS, ids=lambda sort: sort.ending)
def test_hostile_cells_come_back_as_they_were(sort: XLSX | CSV) -> None:
    rows = [text for text in HOSTILE if "\r" not in text]
    table = Dataset(*[[text, "x"] for text in rows], headers=["Tên", "Ghi chú"])
    assert [row[0] for row in sort.read(sort.written(table))] == rows


@pytest.mark.parametrize("sort", FORMATS, ids=lambda sort: sort.ending)
@given(st.lists(st.lists(PRINTED, min_size=2, max_size=2), max_size=5))
def test_any_table_comes_back_as_it_was(sort: XLSX | CSV, rows: list[list[str]]) -> None:
    table = Dataset(*[[*row, "x"] for row in rows], headers=["Tên", "Mã", "Cuối"])
    back = sort.read(sort.written(table))
    assert back.headers == table.headers
    assert [list(row) for row in back] == [[*row, "x"] for row in rows]


def test_excel_takes_no_cell_for_a_formula() -> None:
    data = XLSX().written(Dataset(*[[text] for text in HOSTILE], headers=["=1+1"]))
    sheet = load_workbook(io.BytesIO(data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert len(cells) == len(HOSTILE) + 1
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(("sort", "shown"), [(XLSX(), "196.80"), (CSV(), "196,80")], ids=["xlsx", "csv"])
def test_a_figure_keeps_the_decimals_it_is_printed_with(sort: XLSX | CSV, shown: str) -> None:
    table = Dataset(
        [Decimal("196.80"), Decimal("97"), None, datetime.date(2023, 6, 30), "x"], headers=list("abcde")
    )
    assert list(sort.read(sort.written(table))[0]) == [shown, "97", "", "2023-06-30", "x"]


def test_no_figure_can_be_taken_for_thousands_or_loses_digits() -> None:
    table = Dataset([Decimal("1.234"), Decimal("123456789012345.678")], headers=["ha", "kg"])
    assert list(CSV().read(CSV().written(table))[0]) == ["1,2340", "123456789012345,6780"]
    small, large = XLSX().read(XLSX().written(table))[0]
    assert (small, isinstance(small, Figure)) == ("1.234", True)
    assert (large, isinstance(large, Figure)) == ("123456789012345,6780", False)


def test_a_month_typed_into_excel_stays_a_month() -> None:
    book = Workbook()
    book.active.append(["Thời điểm"])
    for shown_as in ("mmm-yy", "dd/mm/yyyy"):
        book.active.append([datetime.date(2026, 6, 1)])
        book.active.cell(book.active.max_row, 1).number_format = shown_as
    stream = io.BytesIO()
    book.save(stream)
    assert [row[0] for row in XLSX().read(stream.getvalue())] == ["2026-06", "2026-06-01"]


def test_guides_stand_behind_the_table_and_are_not_read() -> None:
    table = Dataset(["a"], headers=["Mã"])
    data = XLSX().written(table, [Dataset(["=1"], headers=["Mã nguồn"], title="Nguồn")])
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Bảng", "Nguồn"]
    assert XLSX().read(data).dict == [{"Mã": "a"}]


def test_figures_are_numbers_in_excel() -> None:
    data = XLSX().written(Dataset([Decimal("196.80")], headers=["ha"]))
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", 196.8, "0.00")


def test_a_formula_is_refused_with_its_place() -> None:
    with pytest.raises(ValidationError, match="Ô B2 là công thức"):
        XLSX().read(_workbook(["Mã", "Diện tích"], ["x", "=1+1"]))


@pytest.mark.parametrize("text", ["Mã;Tên\r\nx;a,b\r\n", 'Mã,Tên\nx,"a,b"\n', "\ufeffMã\tTên\nx\ta,b\n"])
def test_commas_semicolons_and_tabs_are_read(text: str) -> None:
    table = CSV().read(text.encode())
    assert table.headers == ["Mã", "Tên"]
    assert list(table[0]) == ["x", "a,b"]


def test_what_is_no_table_is_refused_in_words() -> None:
    for name, data, words in (
        ("a.xls", b"", "Chỉ nhận"),
        ("a.xlsx", b"PK not", "không phải là tệp Excel"),
        ("a.xlsx", _zip(**{"a.txt": b"x"}), "Không đọc được"),
        ("a.xlsx", _zip(**{"a.xml": b'<?xml version="1.0"?><!DOCTYPE x>'}), "khai báo lạ"),
        ("a.csv", "Mã\nĐ".encode("utf-16"), "UTF-8"),
        ("a.csv", b"", "không có dòng nào"),
        ("a.csv", b"a\nx,y\n", "Dòng 2"),
    ):
        with pytest.raises(ValidationError, match=words):
            read_table(name, data)


def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MOST_ROWS", 2)
    with pytest.raises(ValidationError, match="hơn 2 dòng"):
        CSV().read(b"a\n1\n2\n3\n")
    with pytest.raises(ValidationError, match="hơn 2 dòng"):
        XLSX().read(_workbook(["a"], ["1"], ["2"], ["3"]))
    monkeypatch.setattr(formats, "MOST_BYTES", 3)
    with pytest.raises(ValidationError, match="lớn quá"):
        read_table("a.csv", b"a\n1\n")


def test_a_bomb_is_not_unpacked() -> None:
    data = _zip(**{"xl/worksheets/sheet1.xml": b"0" * (formats.MOST_UNPACKED + 1)})
    assert len(data) < formats.MOST_BYTES
    with pytest.raises(ValidationError, match="giải nén ra quá lớn"):
        read_table("a.xlsx", data)


def _workbook(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
