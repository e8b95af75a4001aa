"""The report as an Excel workbook: a sheet that says what it is, then one a table, numbers as numbers."""

from collections.abc import Iterator
from itertools import chain

from tablib import Dataset

from matching.reports.figures import Report
from matching.reports.sections import remarks, sections
from matching.reports.tables import UNKNOWN, Cell, Column, Figure, Section, Table
from parks.exchange.formats import XLSX
from parks.exchange.formats import Cell as SheetCell

NOTE = "ghi chú"


def excel(report: Report) -> bytes:
    """Return the workbook."""
    parts = sections(report)
    return XLSX().written(_cover(report, parts), [_sheet(table) for part in parts for table in part.tables])


def _cover(report: Report, parts: tuple[Section, ...]) -> Dataset:
    """Return what the report is, and the notes and sheets of each part."""
    cover = Dataset(title="Báo cáo", headers=["Báo cáo", report.period.name])
    cover.extend([("Người lập", report.maker), *(("Lưu ý", said) for said in remarks(report))])
    for part in parts:
        cover.extend([(part.title, note) for note in part.notes])
        for table in part.tables:
            cover.append((f"Trang “{table.sheet}”", ". ".join([table.title, *table.notes])))
    return cover


def _sheet(table: Table) -> Dataset:
    """Return a table; a figure takes a second column for its note."""
    sheet = Dataset(title=table.sheet, headers=list(chain.from_iterable(map(_headings, table.columns))))
    for row in table.rows:
        cells = (_cells(column, cell) for column, cell in zip(table.columns, row, strict=True))
        sheet.append(list(chain.from_iterable(cells)))
    return sheet


def _headings(column: Column) -> list[str]:
    noted = column.kind == "figures"
    return [column.heading, f"{column.heading}: {NOTE}"] if noted else [column.heading]


def _cells(column: Column, cell: Cell) -> Iterator[SheetCell]:
    if not isinstance(cell, Figure):
        yield UNKNOWN if cell is None else cell
        if column.kind == "figures":
            yield ""
        return
    yield UNKNOWN if cell.value is None else cell.value
    yield ", ".join(part for part in (cell.before, cell.note) if part)
