"""One page says what is known of a site, on whose word, what disagrees, and why the current figure is current."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parks.admin.sheet import SECTIONS, site_sheet
from parks.admin.sites import _loaded
from parks.models import Fact, Site
from parks.quantities import QUANTITIES
from parks.services import retract_evidence
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")
ON = datetime.date(2026, 11, 23)


def page_of(code: str) -> str:
    return reverse("admin:parks_site_change", args=[Site.objects.get(code=code).pk])


def sheet_of(code: str):
    return site_sheet(_loaded(str(Site.objects.get(code=code).pk)), ON)


def row_of(code: str, quantity: str):
    label = QUANTITIES[quantity].label_vi
    return next(row for section in sheet_of(code).sections for row in section.rows if row.label == label)


def test_every_quantity_has_its_section_and_only_one() -> None:
    placed = [key for keys in SECTIONS.values() for key in keys.split()]
    assert sorted(placed) == sorted(QUANTITIES)


def test_every_site_can_be_shown_and_every_fact_is_on_its_page() -> None:
    for site in Site.objects.all():
        sheet = site_sheet(_loaded(str(site.pk)), ON)
        rows = [row for section in sheet.sections for row in section.rows]
        shown = sum((row.current is not None) + len(row.others) for row in rows) + len(sheet.retracted)
        assert shown == Fact.objects.filter(site=site).count(), site.code


def test_the_current_figure_says_why_and_the_others_stand_below_it() -> None:
    row = row_of("KCN-SONG-CONG-1", "area_planned_ha")
    assert (row.current.text, row.current.when) == ("196,88 ha", "7/2022")
    assert row.current.why == "cán bộ chọn dùng: Đã gồm 1,88 ha mở rộng ngoài 195 ha."
    assert [(each.text, each.mark) for each in row.others] == [
        ("196,9 ha", "differs"),
        ("220 ha", "differs"),
        ("320 ha", "differs"),
        ("195 ha", "differs"),
    ]


def test_a_figure_older_than_its_shelf_life_is_marked() -> None:
    assert row_of("KCN-SONG-CONG-1", "occupancy_pct").current.stale
    assert not row_of("KCN-SONG-CONG-1", "area_planned_ha").current.stale


def test_free_land_is_bounded_and_says_by_what() -> None:
    sheet = sheet_of("KCN-SONG-CONG-1")
    # 196.885 ha of which at least 96.5 % is let
    assert sheet.free == "nhiều nhất 6,89 ha"
    assert sheet.free_basis == "diện tích quy hoạch, tỷ lệ lấp đầy"


def test_stale_figures_are_counted() -> None:
    rows = [row for section in sheet_of("KCN-SONG-CONG-1").sections for row in section.rows]
    stale = [row.label for row in rows if row.current.stale]
    assert "Tỷ lệ lấp đầy" in stale
    assert sheet_of("KCN-SONG-CONG-1").stale_count == len(stale)


def test_orientation_says_whether_it_is_the_sites_own() -> None:
    own = [entry for entry in sheet_of("CCN-YEN-NINH").orientation if not entry.inherited]
    inherited = [entry for entry in sheet_of("CCN-YEN-NINH").orientation if entry.inherited]
    assert [entry.lines for entry in own] == [
        (("nông sản; thực phẩm; đồ uống; thủ công nghiệp", "10, 11, 32"),)
    ]
    assert ("chế biến chè", "1076") in inherited[0].lines


def test_the_page_reads_in_vietnamese_with_sources_and_grades(administrator: Client) -> None:
    response = administrator.get(page_of("KCN-SONG-CONG-1"))
    text = words(response.content)
    for said in (
        "KCN Sông Công I",
        "Giai đoạn đang hoạt động Số liệu đã cũ",  # "chưa rõ" would read as if the stage were
        "Diện tích quy hoạch 196,88 ha 7/2022",
        "có nguồn",
        "số khác",
        "đã cũ",
        "Trạng thái theo thời gian",
        "01/09/1999 đã thành lập",
        "Phường Bách Quang",
        "Loc Khi Viet Mien Bac",
        "sai số ±",
        "Thêm số liệu",
    ):
        assert said in text, said
    source = Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-1").source
    assert f'href="{source.url.replace("&", "&amp;")}"' in response.content.decode()


def test_an_unconfirmed_site_carries_its_warning(administrator: Client) -> None:
    assert "không giới thiệu cho nhà đầu tư" in words(administrator.get(page_of("CCN-CAO-NGAN-1")).content)
    planned = words(administrator.get(page_of("CCN-YEN-NINH")).content)
    assert "không giới thiệu cho nhà đầu tư" not in planned
    assert "Giai đoạn trong quy hoạch chưa có chủ đầu tư hạ tầng" in planned


def test_who_may_only_look_is_offered_nothing_to_do(onlooker: Client, administrator: Client) -> None:
    acts = ("Thêm số liệu", "Thêm trạng thái", "Rút lại", "Chọn dùng", "Sửa thông tin chung")
    seen, done = (words(one.get(page_of("KCN-SONG-CONG-1")).content) for one in (onlooker, administrator))
    assert all(act in done for act in acts)
    assert not any(act in seen for act in acts)
    assert "196,88 ha" in seen


def test_strangers_are_refused_and_visitors_asked_to_log_in(stranger: Client) -> None:
    page = page_of("KCN-SONG-CONG-1")
    assert stranger.get(page).status_code == 403
    assert Client().get(page).headers["Location"].startswith("/admin/login/")


def test_an_unknown_site_is_not_found(administrator: Client) -> None:
    for wrong in ("999999", "abc"):
        assert administrator.get(f"/admin/parks/site/{wrong}/change/").status_code == 404


def test_the_page_takes_as_many_queries_for_a_full_site_as_for_an_empty_one(administrator: Client) -> None:
    pages = [page_of("KCN-DIEM-THUY"), page_of("CCN-CAO-NGAN-1")]
    administrator.get(pages[0])
    counts = []
    for page in pages:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            administrator.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_a_retracted_fact_leaves_the_figures_and_keeps_its_reason(administrator: Client) -> None:
    fact = Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-1")
    retract_evidence(row=fact, reason="Nhầm khu", user=User.objects.get())
    assert row_of("KCN-SONG-CONG-1", "area_planned_ha").current.text == "196,9 ha"
    text = words(administrator.get(page_of("KCN-SONG-CONG-1")).content)
    assert "Số liệu đã rút lại (1)" in text and "Nhầm khu" in text
