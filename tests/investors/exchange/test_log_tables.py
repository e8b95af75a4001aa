"""Offers and holds as tables: what the list shows, texts that no spreadsheet calculates, cases for those who may see them."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from investors.hold_services import hold_land
from investors.log_services import offer_site
from investors.models import Investor, Project
from investors.services import register_project
from parks.dates import today
from parks.exchange.formats import CSV, XLSX
from parks.models import Hold, Remit, Site
from tests.officers import role

pytestmark = pytest.mark.usefixtures("rules")
FORMULA = '=HYPERLINK("http://x")'
OFFERS, HOLDS = "/admin/investors/offer/", "/admin/parks/hold/"


@pytest.fixture
def lan(rules: None) -> User:
    user = User.objects.create_user("lan", first_name="Lan", last_name="Trần")
    Remit.objects.create(user=user)
    return user


def case(name: str, lan: User, *, confidential: bool = False) -> Project:
    investor = Investor.objects.create(name=f"Hãng {name}", confidential=confidential, created_by=lan)
    return register_project(facts={"name": name, "lines": [{"code": "2670"}]}, investor=investor, user=lan)


def test_offers_are_put_out_as_the_list_is_filtered(lan: User) -> None:
    project = case("Thấu kính", lan)
    for code in ("KCN-SONG-CONG-2", "KCN-DIEM-THUY"):
        site = Site.objects.get(code=code)
        offer_site(
            project=project, site=site, user=lan, channel="phone", area_ha=Decimal("2.50"), note=FORMULA
        )
    offer_site(project=case("Kín", lan, confidential=True), site=site, user=lan, channel="phone")
    reader = role("reader")
    (row,) = CSV().read(reader.get(f"{OFFERS}export-csv/", {"place": "diem thuy"}).content).dict
    assert row["Mã hồ sơ"] == project.code and row["Nhà đầu tư"] == "Hãng Thấu kính"
    assert (row["Mã khu, cụm"], row["Diện tích (ha)"], row["Cán bộ"]) == (
        "KCN-DIEM-THUY", "2,50", "Trần Lan",
    )  # fmt: skip
    assert row["Giới thiệu ngày"] == today().isoformat() and row["Trả lời"] == "chờ trả lời"
    assert f"'{FORMULA}".replace('"', '""') in reader.get(f"{OFFERS}export-csv/").content.decode()
    assert len(XLSX().read(reader.get(f"{OFFERS}export/").content)) == 2


def test_holds_name_their_case_to_those_who_may_see_it(lan: User) -> None:
    site, secret = Site.objects.get(code="KCN-YEN-BINH"), case("Kín", lan, confidential=True)
    for project in (case("Thấu kính", lan), secret):
        hold_land(project=project, site=site, area_ha=Decimal(1), days=30, user=lan)
    Hold.objects.create(
        site=site,
        area_ha=1,
        state="released",
        asked_by=lan,
        ended_on=today() - datetime.timedelta(days=1),
        ended_by=lan,
        end_reason=FORMULA,
    )
    rows = CSV().read(role("reader").get(f"{HOLDS}export-csv/").content).dict
    assert {row["Tên dự án"] for row in rows} == {"Thấu kính", "(giữ kín tên)", ""}
    assert secret.code not in str(rows)
    ended = next(row for row in rows if row["Lý do kết thúc"])
    assert (ended["Lý do kết thúc"], ended["Tình trạng"], ended["Người kết thúc"]) == (
        FORMULA, "đã trả lại", "Trần Lan",
    )  # fmt: skip
    own = CSV().read(role("administrator").get(f"{HOLDS}export-csv/", {"now": "released"}).content).dict
    assert [row["Mã giữ đất"] for row in own] == [ended["Mã giữ đất"]]
