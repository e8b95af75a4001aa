"""Screen, Excel and PDF say the same figures, for all are made of the same tables."""

import datetime
import io
import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from openpyxl import load_workbook

from investors.models import Project, StageChange
from matching import reports
from matching.admin.report_parts import parts
from matching.dossiers import UnusableTemplate
from matching.reports.tables import Figure, Table, shown
from parks.dates import today
from tests.desk import furnish

pytestmark = pytest.mark.usefixtures("rules")
HOSTILE = '=HYPERLINK("http://x") #panic() <b>$x$ */'


@pytest.fixture
def report(rules: None) -> reports.Report:
    """Return the report of a desk with four of everything, one of it refused for a reason that looks like a formula."""
    desk = furnish(4)
    project = desk.projects[0]
    Project.objects.filter(pk=project.pk).update(stage="refused", name=HOSTILE, land_area_ha="12.50")
    StageChange.objects.create(project=project, from_stage="enquiry", to_stage="refused", reason=HOSTILE)
    chief = User.objects.create_superuser("truong", first_name="Bình", last_name="Trần")
    return reports.gather_report(period=reports.week_of(today()), user=chief)


def tables(report: reports.Report) -> list[Table]:
    return [table for part in reports.sections(report) for table in part.tables]


def test_every_row_has_a_cell_for_each_column(report: reports.Report) -> None:
    assert len(tables(report)) > 10
    for table in tables(report):
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.title
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                assert isinstance(cell, Figure) <= (column.kind == "figures"), (table.title, column.heading)


def test_the_workbook_read_again_has_the_figures_of_the_screen(report: reports.Report) -> None:
    book = load_workbook(io.BytesIO(reports.excel(report)))
    assert book.sheetnames == ["Báo cáo", *(table.sheet for table in tables(report))]
    compared = 0
    for table in tables(report):
        read = [list(row) for row in book[table.sheet].iter_rows(min_row=2)]
        assert len(read) == len(table.rows)
        for row, cells in zip(table.rows, read, strict=True):
            assert not any(cell.data_type == "f" for cell in cells)
            for cell, column in zip(row, table.columns, strict=True):
                written = cells.pop(0).value
                if column.kind == "figures":
                    note = cells.pop(0).value or ""
                    assert cell.note in note if isinstance(cell, Figure) else note == ""  # type: ignore[operator]
                value = cell.value if isinstance(cell, Figure) else cell
                if isinstance(value, int | Decimal):
                    assert Decimal(str(written)) == value
                    compared += 1
                else:
                    assert (written or "").lstrip("'") == ("chưa biết" if value is None else value)
    assert compared > 300


def test_the_screen_and_the_pdf_say_each_cell_alike(report: reports.Report) -> None:
    printed = reports.document_context(report)
    assert json.loads(json.dumps(printed)) == printed
    for part, on_paper in zip(parts(report), printed["sections"], strict=True):
        assert (part["title"], list(part["notes"])) == (on_paper["title"], on_paper["notes"])
        for table, sheet in zip(part["tables"], on_paper["tables"], strict=True):
            for row, line in zip(table["rows"], sheet["rows"], strict=True):
                said = [f"{one['text']} ({one['note']})" if one.get("note") else one["text"] for one in row]
                assert said == [one["text"] for one in line]


def test_the_pdf_carries_the_words(report: reports.Report, tmp_path: Path) -> None:
    made = reports.document(report)
    assert made.startswith(b"%PDF")
    file = tmp_path / "a.pdf"
    file.write_bytes(made)
    try:
        told = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("no pdftotext here: the text layer of the PDF was not looked at")
    said = " ".join(told.decode().split())
    assert "tuần" in said and "Trần Bình" in said and report.period.days in said
    assert all(part.title in said for part in reports.sections(report))


def test_an_office_uses_its_own_template(report: reports.Report, settings: Any, tmp_path: Path) -> None:
    settings.DOSSIERS_FOLDER = tmp_path
    own = tmp_path / "bao-cao.typ"
    own.write_text("#let data = json(bytes(sys.inputs.data))\nBÁO CÁO #data.name")
    assert reports.document(report).startswith(b"%PDF")
    own.write_text("#let data = json(bytes(sys.inputs.data))\n#data.khong_co")
    with pytest.raises(UnusableTemplate, match="khong_co"):
        reports.document(report)


def test_numbers_are_written_as_vietnamese_do() -> None:
    assert shown(10**15 + 1) == "1.000.000.000.000.001"
    assert shown(Decimal("1234.50")) == "1.234,5"
    assert shown(None) == shown(Figure(None)) == "chưa biết"
    assert shown(Figure(Decimal("97"), "2022, nguồn yếu", "ít nhất")) == "ít nhất 97 (2022, nguồn yếu)"


def test_weak_figures_are_marked_and_unknown_ones_said_so(report: reports.Report) -> None:
    parks = next(table for table in tables(report) if table.sheet == "Đất khu công nghiệp")
    song_cong = next(row for row in parks.rows if row[0] == "KCN Sông Công I")
    occupancy = next(
        cell for cell, column in zip(song_cong, parks.columns, strict=True) if column.heading == "Lấp đầy (%)"
    )
    assert isinstance(occupancy, Figure) and occupancy.weak and "nguồn yếu" in occupancy.note
    assert shown(song_cong[3]) == "chưa biết"


def test_no_investor_is_named(report: reports.Report) -> None:
    assert "Hàn Việt" not in json.dumps(reports.document_context(report), ensure_ascii=False)


def test_a_period_in_which_nothing_happened_is_reported_too(rules: None) -> None:
    user = User.objects.create_superuser("truong")
    empty = reports.gather_report(period=reports.quarter_of(datetime.date(2020, 1, 1)), user=user)
    assert reports.document(empty).startswith(b"%PDF") and reports.excel(empty).startswith(b"PK")
