"""The land table out and in: new figures become facts with their ground, everything else stays as it is."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tablib import Dataset

from parks.exchange.formats import FORMATS, Figure
from parks.exchange.land import KEPT, SAME_GROUND, LandSheet
from parks.models import Fact, Hold, Remit, Site, Source
from parks.services import record_fact, retract_evidence

pytestmark = pytest.mark.usefixtures("catalogue")
DAY = datetime.date(2026, 11, 24)
PARK = "KCN-SONG-CONG-1"
OCCUPANCY = {
    "Tỷ lệ lấp đầy (%)": "98,5",
    "Tỷ lệ lấp đầy: thời điểm": "6/2026",
    "Tỷ lệ lấp đầy: độ tin cậy": "có nguồn",
}


@pytest.fixture
def lan(catalogue: None) -> User:
    return User.objects.create_superuser("lan", password="x")


@pytest.fixture
def sheet(lan: User) -> Callable[..., Dataset]:
    """Return the table of all sites, with some cells of one of them changed."""

    def changed(code: str = PARK, **cells: Any) -> Dataset:
        table = LandSheet(lan, DAY).out(Site.objects.all())
        rows = [dict(row) for row in table.dict]
        row = next(row for row in rows if row["Mã khu, cụm"] == code)
        row.update(cells)
        texts = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
        return Dataset(*texts, headers=table.headers)

    return changed


def new_occupancy(**cells: str) -> dict[str, str]:
    other = Source.objects.exclude(facts__site__code=PARK).first()
    assert other is not None
    return {**OCCUPANCY, "Tỷ lệ lấp đầy: mã nguồn": other.code, **cells}


def places(reading: Any) -> list[tuple[int, str]]:
    return [(problem.row, problem.heading) for problem in reading.problems]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("day", [DAY, datetime.date(2023, 6, 30)])
def test_what_goes_out_comes_in_and_writes_nothing(lan: User, ending: str, day: datetime.date) -> None:
    park = Site.objects.get(code=PARK)
    Hold.objects.create(site=park, area_ha="1.50", state="queued", asked_by=lan)
    table = LandSheet(lan, day)
    data = FORMATS[ending].written(table.out(Site.objects.all()), table.guides())
    reading = LandSheet(lan, DAY).write(FORMATS[ending].read(data))
    assert reading.problems == reading.changes == reading.left_out == ()
    assert reading.unchanged == Site.objects.count() > 50


def test_what_is_not_known_is_empty_or_said_to_be_unknown(lan: User) -> None:
    rows = {row["Mã khu, cụm"]: row for row in LandSheet(lan, DAY).out(Site.objects.all()).dict}
    bare = next(
        site.code for site in Site.objects.all() if not site.facts.exists() and site.kind == "cluster"
    )
    assert rows[bare]["Tỷ lệ lấp đầy (%)"] is None and rows[bare]["Tỷ lệ lấp đầy: mã nguồn"] is None
    assert rows[bare]["Đất trống suy ra (ha)"] == "nhiều nhất 75"
    known = rows[PARK]
    assert known["Tỷ lệ lấp đầy: mã nguồn"] and known["Giai đoạn: mã nguồn"]


def test_a_changed_figure_is_a_new_fact_and_the_old_one_stays(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    before = set(Fact.objects.values_list("pk", "value"))
    changed = sheet(**new_occupancy())
    reading = LandSheet(lan, DAY).check(changed)
    assert [text.split(" (")[0] for _, text in reading.changes] == ["KCN Sông Công I, Tỷ lệ lấp đầy: 98,5%"]
    assert set(Fact.objects.values_list("pk", "value")) == before
    assert LandSheet(lan, DAY).write(changed).changes == reading.changes
    new = Fact.objects.get(recorded_by=lan)
    assert (new.value, new.as_of, new.grade, new.unit) == ("98,5", "2026-06", "sourced", "%")
    assert before < set(Fact.objects.values_list("pk", "value"))
    again = LandSheet(lan, DAY).write(changed)
    assert again.changes == again.problems == () and Fact.objects.count() == len(before) + 1


def test_a_figure_that_does_not_become_current_is_not_written_twice_either(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    old = sheet(**new_occupancy(**{"Tỷ lệ lấp đầy: thời điểm": "2010"}))
    assert len(LandSheet(lan, DAY).write(old).changes) == 1
    assert LandSheet(lan, DAY).write(old).changes == ()


@pytest.mark.parametrize(
    ("typed", "value", "qualifier"),
    [
        ("khoảng 70", "70", "about"),
        ("ít nhất 70,5 %", "70,5", "at_least"),
        ("≤ 70", "70", "at_most"),
        ("70.5", "70.5", "exact"),
    ],
)
def test_figures_are_read_as_officers_type_them(
    lan: User, sheet: Callable[..., Dataset], typed: str, value: str, qualifier: str
) -> None:
    LandSheet(lan, DAY).write(sheet(**new_occupancy(**{"Tỷ lệ lấp đầy (%)": typed})))
    new = Fact.objects.get(recorded_by=lan)
    assert (new.value, new.qualifier) == (value, qualifier)


def test_every_error_has_its_row_and_column_and_nothing_is_written(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    before = Fact.objects.count()
    good = new_occupancy()
    for cells, wrong in (
        ({"Tỷ lệ lấp đầy (%)": "nhiều"}, ["Tỷ lệ lấp đầy (%)"]),
        ({"Tỷ lệ lấp đầy (%)": "101"}, ["Tỷ lệ lấp đầy (%)"]),
        ({"Tỷ lệ lấp đầy (%)": "1.234"}, ["Tỷ lệ lấp đầy (%)"]),
        ({"Tỷ lệ lấp đầy: thời điểm": ""}, ["Tỷ lệ lấp đầy: thời điểm"]),
        ({"Tỷ lệ lấp đầy: thời điểm": "2099"}, ["Tỷ lệ lấp đầy: thời điểm"]),
        ({"Tỷ lệ lấp đầy: thời điểm": "hôm qua"}, ["Tỷ lệ lấp đầy: thời điểm"]),
        (
            {"Tỷ lệ lấp đầy: mã nguồn": "không có", "Tỷ lệ lấp đầy: độ tin cậy": "chắc"},
            ["Tỷ lệ lấp đầy: mã nguồn", "Tỷ lệ lấp đầy: độ tin cậy"],
        ),
        ({"Tỷ lệ lấp đầy: độ tin cậy": "ước tính"}, ["Tỷ lệ lấp đầy: độ tin cậy"]),
    ):
        table = sheet(**good | cells)
        row = [line["Mã khu, cụm"] for line in table.dict].index(PARK) + 2
        reading = LandSheet(lan, DAY).write(table)
        assert places(reading) == [(row, heading) for heading in wrong], cells
    assert Fact.objects.count() == before


def test_another_figure_of_the_same_source_and_date_is_a_contradiction(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    reading = LandSheet(lan, DAY).write(sheet(**{"Tỷ lệ lấp đầy (%)": "12"}))
    assert [problem.text for problem in reading.problems] == [SAME_GROUND]
    assert reading.problems[0].heading == "Tỷ lệ lấp đầy (%)"


def test_an_emptied_cell_deletes_nothing_and_says_so(lan: User, sheet: Callable[..., Dataset]) -> None:
    reading = LandSheet(lan, DAY).write(sheet(**{"Tỷ lệ lấp đầy (%)": ""}))
    assert [text for _, text in reading.left_out] == [f"Tỷ lệ lấp đầy: {KEPT}"]
    assert reading.changes == reading.problems == ()


def test_what_is_worked_out_is_left_out_with_a_word(lan: User, sheet: Callable[..., Dataset]) -> None:
    reading = LandSheet(lan, DAY).write(
        sheet(**{"Đang giữ (ha)": "7", "Còn lại sau giữ (ha)": "3", "Giai đoạn": "trong quy hoạch"})
    )
    assert [text.split(":")[0] for _, text in reading.left_out] == [
        "Giai đoạn",
        "Đang giữ (ha)",
        "Còn lại sau giữ (ha)",
    ]
    assert reading.changes == ()


def test_what_was_retracted_is_not_brought_back_by_an_old_sheet(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    changed = sheet(**new_occupancy())
    LandSheet(lan, DAY).write(changed)
    retract_evidence(row=Fact.objects.get(recorded_by=lan), reason="nhầm cụm", user=lan)
    reading = LandSheet(lan, DAY).write(changed)
    assert reading.changes == () and "nhầm cụm" in reading.left_out[0][1]


def test_a_clusters_officer_writes_no_park_and_is_told_in_its_row(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    mai = User.objects.create_user("mai", password="x")
    Remit.objects.create(user=mai, kind="cluster")
    reading = LandSheet(mai, DAY).write(sheet(**new_occupancy()))
    assert [(problem.heading, "ngoài phạm vi" in problem.text) for problem in reading.problems] == [
        ("Mã khu, cụm", True)
    ]
    assert not Fact.objects.filter(recorded_by=mai).exists()
    assert LandSheet(mai, DAY).write(sheet()).problems == ()


def test_a_site_in_two_rows_is_refused(lan: User, sheet: Callable[..., Dataset]) -> None:
    table = sheet()
    table.append(table[0])
    assert places(LandSheet(lan, DAY).check(table)) == [(len(table) + 1, "Mã khu, cụm")]


def test_more_facts_ask_no_more(lan: User, sheet: Callable[..., Dataset]) -> None:
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as out:
            LandSheet(lan, DAY).out(Site.objects.all())
        table = sheet()
        with CaptureQueriesContext(connection) as back:
            LandSheet(lan, DAY).check(table)
        return len(out), len([each for each in back if "SAVEPOINT" not in each["sql"]])

    before = asked()
    source = Source.objects.first()
    assert source is not None
    for site in Site.objects.all()[:10]:
        for value in ("11", "12"):
            ground = {"source": source, "grade": "sourced", "as_of": f"20{value}"}
            record_fact(site=site, quantity="area_leased_ha", value=value, user=lan, **ground)
    assert asked() == before
    assert before[0] <= 9 and before[1] <= 12


def test_a_number_of_a_cell_is_not_ambiguous_where_a_typed_one_is(
    lan: User, sheet: Callable[..., Dataset]
) -> None:
    table = sheet(**new_occupancy())
    place = table.headers.index("Diện tích quy hoạch (ha)")
    rows = [list(row) for row in table]
    row = next(row for row in rows if row[0] == PARK)
    ground = [new_occupancy()[f"Tỷ lệ lấp đầy: {part}"] for part in ("thời điểm", "mã nguồn", "độ tin cậy")]
    row[place : place + 4] = [Figure("1.234"), *ground]
    LandSheet(lan, DAY).write(Dataset(*rows, headers=table.headers))
    assert Fact.objects.get(recorded_by=lan, quantity="area_planned_ha").number == Decimal("1.234")
