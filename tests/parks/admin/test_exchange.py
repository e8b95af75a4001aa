"""Sheets in and out on the list of figures: looked at first, written once, by whom it belongs to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.exchange.formats import CSV
from parks.models import Fact
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")
LIST, IMPORT = "/admin/parks/fact/", "/admin/parks/fact/import/"
HEADINGS = "Mã khu, cụm;Đại lượng;Giá trị;Thời điểm;Mã nguồn;Độ tin cậy\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.FILES_FOLDER = tmp_path
    yield


def _sheet(value: str = "98,5", name: str = "số liệu.csv") -> SimpleUploadedFile:
    source = Fact.objects.first().source.code
    text = f"{HEADINGS}KCN-SONG-CONG-1;Tỷ lệ lấp đầy;{value};2026-06;{source};có nguồn\n".replace(
        "Mã khu, cụm", '"Mã khu, cụm"'
    )
    return SimpleUploadedFile(name, text.encode())


def _token(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]  # type: ignore[index]


def test_a_sheet_is_shown_first_and_written_when_confirmed(administrator: Client) -> None:
    before = Fact.objects.count()
    page = administrator.post(IMPORT, {"file": _sheet()})
    assert "sẽ ghi 1 chỗ mới" in words(page.content) and "98,5%" in words(page.content)
    assert Fact.objects.count() == before
    token = _token(page.content.decode())
    done = administrator.post(IMPORT, {"token": token}, follow=True)
    assert "Đã ghi 1 chỗ mới; 0 dòng không đổi." in words(done.content)
    assert Fact.objects.count() == before + 1
    again = administrator.post(IMPORT, {"token": token})
    assert "đã được ghi rồi" in words(again.content)
    assert Fact.objects.count() == before + 1


def test_errors_stand_by_row_and_column(administrator: Client) -> None:
    page = administrator.post(IMPORT, {"file": _sheet("nhiều lắm")})
    text = words(page.content)
    assert "Chưa ghi gì." in text and "2 Giá trị nhiều lắm" in text and "không phải là số" in text
    assert 'name="token"' not in page.content.decode()


@pytest.mark.parametrize(
    ("name", "said"), [("a.exe", "Chỉ nhận tệp .xlsx hoặc .csv."), ("a.xlsx", "không phải là tệp Excel")]
)
def test_a_file_of_another_kind_is_refused_beside_the_field(
    administrator: Client, name: str, said: str
) -> None:
    assert said in words(administrator.post(IMPORT, {"file": _sheet(name=name)}).content)


def test_nobody_confirms_the_sheet_of_another(administrator: Client) -> None:
    token = _token(administrator.post(IMPORT, {"file": _sheet()}).content.decode())
    colleague = with_permissions("mai", {"view", "add"})
    assert colleague.post(IMPORT, {"token": token}).status_code == 403
    assert "chọn lại tệp" in words(colleague.post(IMPORT, {"token": f"{token}x"}).content)
    assert not Fact.objects.filter(value="98,5", as_of="2026-06").exists()


def test_who_only_looks_writes_tables_and_reads_none(onlooker: Client, stranger: Client) -> None:
    assert onlooker.get(IMPORT).status_code == 403
    assert onlooker.get(f"{LIST}export/").status_code == 200
    assert stranger.get(f"{LIST}export/").status_code == 403
    text = words(onlooker.get(LIST).content)
    assert "Xuất ra Excel" in text and "Nhập từ Excel" not in text


def test_a_table_holds_the_rows_of_the_list_as_filtered(onlooker: Client) -> None:
    asked = {"quantity": "occupancy_pct", "q": "song cong"}
    response = onlooker.get(f"{LIST}export-csv/", asked)
    assert re.fullmatch(
        r'attachment; filename="so-lieu-[0-9-]{10}\.csv"', response.headers["Content-Disposition"]
    )
    rows = CSV().read(response.content).dict
    assert {row["Đại lượng"] for row in rows} == {"Tỷ lệ lấp đầy"}
    assert {"Sông Công" in row["Tên khu, cụm"] for row in rows} == {True}
    page = onlooker.get(LIST, asked).content.decode()
    assert "/admin/parks/fact/export/?quantity=occupancy_pct&amp;q=song+cong" in page


def test_a_longer_table_asks_no_more(onlooker: Client) -> None:
    def asked(**filters: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            onlooker.get(f"{LIST}export-csv/", filters)
        return len(queries)

    assert asked() == asked(grade="sourced") <= 12


def test_the_page_has_no_english(administrator: Client) -> None:
    text = words(administrator.get(IMPORT).content)
    assert "Nhập từ Excel, CSV: số liệu" in text and "Mã khu, cụm (bắt buộc)" in text
    assert not re.search(r"\b(Import|Export|Submit|Format|Row|Error)\b", text)


SITES = "/admin/parks/site/"


def test_the_land_table_holds_the_sites_as_filtered_as_of_the_chosen_day(onlooker: Client) -> None:
    response = onlooker.get(f"{SITES}export-csv/", {"on": "2023-06-30", "kind": "park"}, follow=True)
    rows = CSV().read(response.content).dict
    assert {(row["Loại"], row["Tính đến ngày"]) for row in rows} == {("khu công nghiệp", "2023-06-30")}
    searched = CSV().read(onlooker.get(f"{SITES}export-csv/", {"q": "song cong"}).content).dict
    assert 0 < len(searched) < 20
    workbook = onlooker.get(f"{SITES}export/")
    assert 'filename="bang-dat-' in workbook.headers["Content-Disposition"]


def test_a_filter_that_is_none_leads_back_to_the_list(onlooker: Client) -> None:
    assert onlooker.get(f"{SITES}export/", {"color": "red"}).headers["Location"] == f"{SITES}?e=1"


def test_more_rows_than_a_sheet_is_read_with_are_not_put_out(
    onlooker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parks.exchange.tables.MOST_ROWS", 5)
    page = onlooker.get(f"{SITES}export/", {"kind": "cluster"}, follow=True)
    assert page.redirect_chain == [(f"{SITES}?kind=cluster", 302)]
    assert "hơn 5 dòng: xin lọc bớt" in words(page.content)


def test_a_land_table_is_read_by_those_who_may_record_figures(
    administrator: Client, onlooker: Client
) -> None:
    table = administrator.get(f"{SITES}export/").content
    page = administrator.post(f"{SITES}import/", {"file": SimpleUploadedFile("dat.xlsx", table)})
    assert "không có gì mới" in words(page.content)
    assert onlooker.get(f"{SITES}import/").status_code == 403
