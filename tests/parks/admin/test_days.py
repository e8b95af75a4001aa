"""One control for the day that is looked at; one filter for places, old and new."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from parks.dates import today
from parks.days import read_day
from parks.evidence import current_status
from parks.models import Hold, PlanningArea, Plot, Remit, Site, Source, Tenant
from tests.officers import words
from tests.parks.test_land_triggers import DAY

pytestmark = pytest.mark.usefixtures("catalogue")
LIST = "/admin/parks/site/"


def listed(client: Client, **query: str) -> set[str]:
    return {site.code for site in client.get(LIST, query).context["cl"].result_list}


def test_the_chosen_day_counts_on_list_and_page_until_it_is_taken_back(administrator: Client) -> None:
    assert "Đang xem theo ngày" not in words(administrator.get(LIST).content)
    response = administrator.post("/admin/day/", {"on": "2023-06-30", "next": f"{LIST}?kind__exact=park"})
    assert response.headers["Location"] == f"{LIST}?kind__exact=park"
    then = words(administrator.get(LIST, {"q": "KCN-DIEM-THUY"}).content)
    assert "Đang xem theo ngày 30/06/2023" in then and "100% (12/2024)" not in then
    administrator.post("/admin/day/", {"on": ["2023-06-30", ""]})
    now = words(administrator.get(LIST, {"q": "KCN-DIEM-THUY"}).content)
    assert "Đang xem theo ngày" not in now and "100% (12/2024)" in now


def test_an_address_with_a_day_chooses_it(administrator: Client) -> None:
    response = administrator.get(LIST, {"on": "2023-06-30", "kind__exact": "park"}, follow=True)
    assert "Đang xem theo ngày 30/06/2023" in words(response.content)
    assert "on=" not in response.request["QUERY_STRING"]


@pytest.mark.parametrize("wrong", ["hôm qua", "1999-12-31", "2999-01-01", "2023-02-30"])
def test_a_day_that_is_none_is_told_and_changes_nothing(administrator: Client, wrong: str) -> None:
    response = administrator.post("/admin/day/", {"on": wrong, "next": LIST}, follow=True)
    page = words(response.content)
    assert "Ghi một ngày từ 01/01/2000" in page and "Đang xem theo ngày" not in page


def test_the_way_back_stays_on_this_server(administrator: Client) -> None:
    for elsewhere in ("https://ke-gian.example/", "//ke-gian.example/"):
        response = administrator.post("/admin/day/", {"on": "", "next": elsewhere})
        assert response.headers["Location"] == "/admin/"


def test_old_and_new_places_find_the_same_sites(administrator: Client) -> None:
    old = listed(administrator, place="huyện Phú Lương")
    assert "CCN-YEN-NINH" in old
    assert "CCN-YEN-NINH" in listed(administrator, place="Xã Yên Trạch") & listed(
        administrator, place="yen ninh"
    )


def test_an_unknown_place_is_said(administrator: Client) -> None:
    response = administrator.get(LIST, {"place": "Sài Gòn"})
    assert "Không có địa bàn cũ hay mới nào tên “Sài Gòn”" in words(response.content)
    assert not response.context["cl"].result_list


def at(client: Client, page: str, day: str = "2023-06-30", **query: str) -> str:
    return words(client.get(page, {"on": day, **query}, follow=True).content)


def test_facts_of_later_days_are_not_there_and_one_of_each_quantity_counts(administrator: Client) -> None:
    facts = "/admin/parks/fact/"
    asked = {"q": "kcn-tay-pho-yen", "quantity": "area_planned_ha"}
    used = {}
    for day in ("2022-06-30", "2023-06-30", ""):
        page = administrator.get(facts, {"on": day, **asked}, follow=True)
        rows = page.context["cl"].result_list
        assert all(row.counts_from is None or row.counts_from <= read_day(day) for row in rows)
        used[day] = ([row.as_of for row in rows if row.counts_then], len(rows))
        assert ("Đang xem theo ngày" in words(page.content)) == bool(day)
    assert used == {"2022-06-30": ([], 1), "2023-06-30": (["2023-05"], 2), "": (["2026-01"], 3)}


def test_the_stage_of_a_site_is_that_of_the_day(administrator: Client) -> None:
    for day in ("2023-06-30", ""):
        rows = administrator.get("/admin/parks/status/", {"on": day}, follow=True).context["cl"].result_list
        assert rows
        for status in rows:
            found = current_status(status.site.statuses.all(), read_day(day))
            assert status.counts_then == (found is not None and found.status.pk == status.pk)


def test_holds_are_seen_as_they_stood(administrator: Client) -> None:
    term = {"held_from": today() - 5 * DAY, "until": today() - 2 * DAY}
    site, asked = Site.objects.get(code="KCN-SONG-CONG-2"), timezone.now() - 6 * DAY
    lan = User.objects.get(username="lan")
    hold = Hold.objects.create(
        site=site, area_ha=1, state="released", asked_by=lan, asked_at=asked, end_reason="xong",
        ended_on=today() - DAY, **term,
    )  # fmt: skip
    stood = {}
    for ago in (7, 6, 5, 2, 1):
        day = (today() - ago * DAY).isoformat()
        rows = administrator.get("/admin/parks/hold/", {"on": day}, follow=True).context["cl"].result_list
        stood[ago] = [row.standing for row in rows]
    assert stood == {7: [], 6: ["queued"], 5: ["active"], 2: ["active"], 1: ["released"]}
    hold.ended_on = today()
    hold.save()
    page = administrator.get("/admin/parks/hold/", {"now": "expired"})
    assert "hết hạn" in words(page.content) and [row.pk for row in page.context["cl"].result_list] == [
        hold.pk
    ]


def test_firms_and_orientation_of_later_are_not_there(administrator: Client) -> None:
    for page, column in (("/admin/parks/tenant/", "since"), ("/admin/parks/orientation/", "as_of")):
        every = administrator.get(page, {"on": "", "all": ""}, follow=True).context["cl"].result_list
        then = administrator.get(page, {"on": "2015-01-01", "all": ""}, follow=True).context["cl"].result_list
        gone = {getattr(row, column) for row in every} - {getattr(row, column) for row in then}
        assert gone and all(date > "2015-01-01" for date in gone), page


def test_a_page_that_does_not_follow_the_day_says_so(administrator: Client) -> None:
    assert "Trang này theo hôm nay" not in words(administrator.get("/admin/parks/source/").content)
    assert "các phần khác theo hôm nay" in at(administrator, "/admin/")
    assert "Trang này theo hôm nay" in words(administrator.get("/admin/parks/source/").content)
    assert "Trang này theo hôm nay" not in at(administrator, "/admin/parks/fact/")
    assert "Trang này theo hôm nay" not in at(administrator, "/admin/work/stale/")


@pytest.mark.parametrize("page", ["fact", "status", "orientation", "tenant", "plot", "hold"])
def test_one_filter_of_places_on_every_list_about_sites(administrator: Client, page: str) -> None:
    site = Site.objects.get(code="CCN-YEN-NINH")
    Plot.objects.create(
        code="p", site=site, name="1", area_ha=1, state="free", source=Source.objects.first(), grade="sourced"
    )
    Hold.objects.create(site=site, area_ha=1, state="queued", asked_by=User.objects.get(username="lan"))
    Tenant.objects.create(code="t", site=site, name="May", source=Source.objects.first(), grade="sourced")
    here = {"CCN-YEN-NINH", "PHU-LUONG"}
    for place in ("huyện Phú Lương", "yen ninh", "Xã Yên Trạch"):
        rows = (
            administrator.get(f"/admin/parks/{page}/", {"place": place, "all": ""}).context["cl"].result_list
        )
        found = {row.site.code if row.site else row.planning_area.code for row in rows}
        assert found & here, place
        if place != "huyện Phú Lương":
            assert found <= here | set(
                Site.objects.filter(planning_area__code="PHU-LUONG").values_list("code", flat=True)
            )
    elsewhere = (
        administrator.get(f"/admin/parks/{page}/", {"place": "Võ Nhai", "all": ""}).context["cl"].result_list
    )
    assert not here & {row.site.code if row.site else row.planning_area.code for row in elsewhere}


def test_areas_and_remits_are_found_by_the_communes_of_today(administrator: Client) -> None:
    area = PlanningArea.objects.get(code="PHU-LUONG")
    Remit.objects.create(user=User.objects.get(username="lan"), planning_area=area)
    for page in ("/admin/parks/planningarea/", "/admin/parks/remit/"):
        for place, count in (("Xã Yên Trạch", 1), ("huyện Phú Lương", 1), ("Võ Nhai", 0)):
            rows = administrator.get(page, {"place": place}).context["cl"].result_list
            assert sum(area in (row, getattr(row, "planning_area", None)) for row in rows) == count, page
