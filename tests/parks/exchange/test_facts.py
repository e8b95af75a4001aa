"""All figures out and in again: nothing is lost, nothing recorded is changed, new ones are recorded with a source."""

import pytest
from django.contrib.auth.models import User
from tablib import Dataset

from parks.exchange.facts import RECORDED, FactTable
from parks.exchange.formats import FORMATS
from parks.models import Fact, Remit
from parks.services import retract_evidence

pytestmark = pytest.mark.usefixtures("catalogue")
HEADINGS = ["Mã khu, cụm", "dai luong", "Giá trị", "Thời điểm", "Mã nguồn", "Độ tin cậy"]


@pytest.fixture
def lan(catalogue: None) -> User:
    return User.objects.create_superuser("lan", password="x")


def _sheet(*rows: list[str]) -> Dataset:
    return Dataset(*rows, headers=HEADINGS)


def _row(**changed: str) -> list[str]:
    source = Fact.objects.first().source.code
    row = {"site": "KCN-SONG-CONG-1", "quantity": "ty le lap day", "value": "98,5", "as_of": "2026-06"}
    return list((row | {"source": source, "grade": "có nguồn"} | changed).values())


@pytest.mark.parametrize("ending", FORMATS)
def test_what_goes_out_comes_in_as_it_was(lan: User, ending: str) -> None:
    Fact.objects.filter(pk=Fact.objects.first().pk).update(note="=1+1\r\nhai dòng")
    retract_evidence(row=Fact.objects.last(), reason="@nhầm", user=lan)
    data = FORMATS[ending].written(FactTable(lan).out(Fact.objects.all()))
    table = FORMATS[ending].read(data)
    reading = FactTable(lan).write(table)
    assert reading.problems == () and reading.changes == ()
    assert reading.unchanged == len(table) == Fact.objects.count() > 400


def test_a_row_without_a_code_is_recorded(lan: User) -> None:
    before = Fact.objects.count()
    assert FactTable(lan).check(_sheet(_row())).changes == ((2, "KCN Sông Công I, Tỷ lệ lấp đầy: 98,5%"),)
    assert Fact.objects.count() == before
    FactTable(lan).write(_sheet(_row()))
    fact = Fact.objects.get(value="98,5", site__code="KCN-SONG-CONG-1")
    assert (fact.recorded_by, fact.grade, fact.as_of, fact.qualifier) == (lan, "sourced", "2026-06", "exact")
    assert fact.history.get().history_user == lan


def test_every_problem_is_named_by_row_and_column_and_nothing_is_written(lan: User) -> None:
    before = Fact.objects.count()
    reading = FactTable(lan).write(
        _sheet(
            _row(), _row(value="nhiều"), _row(site="KCN-KHONG", grade="chắc", source=""), _row(as_of="2099")
        )
    )
    assert [(problem.row, problem.heading) for problem in reading.problems] == [
        (3, "Giá trị"),
        (4, "Mã khu, cụm"),
        (4, "Mã nguồn"),
        (4, "Độ tin cậy"),
        (5, "Thời điểm"),
    ]
    assert reading.problems[0].cell == "nhiều"
    assert Fact.objects.count() == before


def test_what_is_recorded_is_not_changed(lan: User) -> None:
    table = FactTable(lan).out(Fact.objects.filter(quantity="occupancy_pct")[:1])
    row = list(table[0])
    row[table.headers.index("Giá trị")] = "12"
    reading = FactTable(lan).write(Dataset(row, headers=table.headers))
    assert [(problem.heading, problem.text) for problem in reading.problems] == [("Giá trị", RECORDED)]


def test_headings_are_read_without_diacritics_and_a_wrong_one_is_named(lan: User) -> None:
    reading = FactTable(lan).check(Dataset(["x"] * 6, headers=[*HEADINGS[:5], "Độ tin cây gì"]))
    assert [(problem.heading, problem.text) for problem in reading.problems] == [
        ("Độ tin cây gì", "Không có cột này. Có phải là “Độ tin cậy”?"),
        ("Độ tin cậy", "Thiếu cột này."),
    ]


def test_a_parks_officer_s_sheet_writes_no_cluster(lan: User) -> None:
    mai = User.objects.create_user("mai", password="x")
    Remit.objects.create(user=mai, kind="park")
    cluster = Fact.objects.filter(site__kind="cluster").first().site.code
    reading = FactTable(mai).write(_sheet(_row(), _row(site=cluster)))
    assert [(problem.row, problem.heading) for problem in reading.problems] == [(3, "Mã khu, cụm")]
    assert "ngoài phạm vi" in reading.problems[0].text
    assert not Fact.objects.filter(value="98,5", recorded_by=mai).exists()
    assert not FactTable(mai).write(_sheet(_row())).problems
