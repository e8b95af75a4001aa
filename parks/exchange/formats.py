"""The two formats of a table. Texts are written as texts, and what a spreadsheet might take for a formula is quoted."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from tablib import Dataset

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 300
# What a spreadsheet reads as the beginning of a formula, behind any number of quotes that are there already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
# Control characters that no sheet can hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# More digits than these no spreadsheet keeps.
DIGITS = 15
# Whole thousands or decimals? Behind a comma, a fourth digit says that it is decimals.
_THREE_DECIMALS = re.compile(r"[0-9]+,[0-9]{3}")
Cell = str | int | Decimal | datetime.date | None


class Figure(str):
    """What a cell with a number shows: its point is the decimal mark, which of a typed text nobody can tell."""

    __slots__ = ()


def written_figure(number: Decimal) -> str:
    """Return a number as text, with a comma, its decimals as they are, and never to be taken for thousands."""
    text = f"{number:f}".replace(".", ",")
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text.lstrip("-")) else text


def neutralised(text: str) -> str:
    """Return the text with a quote in front where a spreadsheet would calculate it; see `restored`."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return the text that `neutralised` was given."""
    return text[1:] if _QUOTED.match(text) else text


def flat(text: str) -> str:
    """Return a text as a sheet can hold it: its line ends are those of a workbook, what nobody can print is a space."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class XLSX:
    """An Excel workbook: texts are text cells, numbers and dates are such. Only the first sheet is read back."""

    ending = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def written(self, table: Dataset, guides: Iterable[Dataset] = ()) -> bytes:
        """Return the table as a file, with a sheet for each guide to it behind, by its title."""
        book = Workbook(write_only=True)
        for part in (table, *guides):
            sheet = book.create_sheet(part.title or "Bảng")
            sheet.freeze_panes = "A2"
            for position, heading in enumerate(part.headers or (), 1):
                letter = get_column_letter(position)
                sheet.column_dimensions[letter].width = max(12, min(40, len(heading) + 4))
            for row in (part.headers or (), *part):
                sheet.append([_cell(sheet, value) for value in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def read(self, data: bytes) -> Dataset:
        """Return the table of the first sheet. Raises ValidationError with what is wrong with the file."""
        _refuse_bombs(data)
        try:
            # Formulas stay visible as such: a figure that Excel has calculated is nobody's statement.
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            sheet = book.worksheets[0]
            rows = [
                [_read_cell(cell) for cell in row]
                for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
            ]
        except (InvalidFileException, KeyError, IndexError, ValueError, zipfile.BadZipFile, OSError) as error:
            raise ValidationError(
                "Không đọc được tệp Excel này. Xin lưu lại thành .xlsx rồi thử lại."
            ) from error
        return _table(rows)


class CSV:
    """Comma-separated values in UTF-8, with the mark by which Excel knows it; semicolons are read too."""

    ending = "csv"
    media_type = "text/csv; charset=utf-8"

    def written(self, table: Dataset, guides: Iterable[Dataset] = ()) -> bytes:
        """Return the table as a file; there is no place for guides in it."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        for row in (table.headers or (), *table):
            writer.writerow([_plain(value) for value in row])
        return stream.getvalue().encode("utf-8-sig")

    def read(self, data: bytes) -> Dataset:
        """Return the table. Raises ValidationError with what is wrong with the file."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(
                "Tệp CSV không ở bảng mã UTF-8. Trong Excel: lưu thành “CSV UTF-8”."
            ) from error
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        try:
            rows: list[list[Any]] = [
                [restored(cell) for cell in row]
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            ]
        except csv.Error as error:
            raise ValidationError("Không đọc được tệp CSV này.") from error
        return _table(rows)


FORMATS = {each.ending: each for each in (XLSX(), CSV())}


def read_table(name: str, data: bytes) -> Dataset:
    """Return the table in a file, by the ending of its name. Raises ValidationError with what is wrong."""
    chosen = FORMATS.get(name.rpartition(".")[2].lower())
    if chosen is None:
        raise ValidationError("Chỉ nhận tệp .xlsx hoặc .csv.")
    if len(data) > MOST_BYTES:
        raise ValidationError("Tệp lớn quá 10 MB: xin chia thành nhiều tệp.")
    return chosen.read(data)


def _cell(sheet: Any, value: Cell) -> WriteOnlyCell:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > DIGITS:
        value = written_figure(value)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=_UNPRINTABLE.sub(" ", neutralised(value)))
        cell.data_type = "s"  # openpyxl itself would take a text that opens with "=" for a formula
        return cell
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, Decimal):
        # As printed: the decimals say how finely the source measures, so the sheet shows them all.
        decimals = max(0, -int(value.as_tuple().exponent))
        cell.number_format = "0" + (f".{'0' * decimals}" if decimals else "")
    elif isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return written_figure(value)
    return neutralised(value) if isinstance(value, str) else str(value)


def _read_cell(cell: Any) -> str:
    """Return what a cell shows, as text: figures with the decimals of their format, dates as 2023-06-30."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise ValidationError(f"Ô {cell.coordinate} là công thức: xin dán giá trị rồi nhập lại.")
    if cell.data_type == "e":
        raise ValidationError(f"Ô {cell.coordinate} báo lỗi ({value}): xin sửa rồi nhập lại.")
    if isinstance(value, datetime.datetime):
        if value.day == 1 and "d" not in cell.number_format.lower():
            return f"{value:%Y-%m}"  # a month that was typed, which Excel keeps as its first day
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return Figure(_figure(value, cell.number_format or ""))
    return restored(str(value))


def _figure(value: float, shown_as: str) -> str:
    figure = Decimal(repr(value))
    if "%" in shown_as:
        figure *= 100
    fixed = re.search(r"0\.(0+)", shown_as)
    decimals = len(fixed[1]) if fixed else 0
    text = f"{figure:f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{rest}" if rest else whole


def _refuse_bombs(data: bytes) -> None:
    """Refuse a workbook that unpacks to more than can be held, or whose parts declare entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise ValidationError("Tệp Excel này giải nén ra quá lớn: không đọc.")
            for part in archive.infolist():
                with archive.open(part) as stream:
                    if b"<!DOCTYPE" in stream.read(2048).replace(b"\x00", b""):
                        raise ValidationError("Tệp Excel này có khai báo lạ: không đọc.")
    except zipfile.BadZipFile as error:
        raise ValidationError("Tệp này không phải là tệp Excel (.xlsx).") from error


def _table(rows: Iterable[list[str]]) -> Dataset:
    """Return the rows under their headings; empty rows at the end and empty columns on the right do not count."""
    kept = list(_until_last(rows))
    if not kept:
        raise ValidationError("Tệp không có dòng nào.")
    headings = [heading.strip() for heading in kept[0]]
    while headings and not headings[-1]:
        headings.pop()
    if len(kept) - 1 > MOST_ROWS:
        raise ValidationError(f"Tệp có hơn {MOST_ROWS} dòng: xin chia thành nhiều tệp.")
    if len(headings) > MOST_COLUMNS:
        raise ValidationError(f"Tệp có hơn {MOST_COLUMNS} cột.")
    table = Dataset(headers=headings)
    for number, row in enumerate(kept[1:], 2):
        if any(cell.strip() for cell in row[len(headings) :]):
            raise ValidationError(f"Dòng {number} có ô ở cột không có tiêu đề.")
        table.append([*row[: len(headings)], *[""] * (len(headings) - len(row))])
    return table


def _until_last(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    waiting: list[list[str]] = []
    for row in rows:
        waiting.append(row)
        if any(cell.strip() for cell in row):
            yield from waiting
            waiting = []
