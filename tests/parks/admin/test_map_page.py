"""The page of the map: narrowed by kind, stage and area, as of the chosen day, whatever is typed into its address."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.attributions import ATTRIBUTIONS
from parks.models import Site
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")
PAGE = "/admin/map/"


def shown(client: Client, **asked: str) -> set[str]:
    part = client.get(PAGE, asked).context["map"]
    return {site.name for site in (*part.placed, *part.unplaced)}


def test_it_shows_every_site_and_prints_whose_data_it_is(onlooker: Client) -> None:
    page = onlooker.get(PAGE)
    assert shown(onlooker) == set(Site.objects.values_list("name_vi", flat=True))
    assert all(line in words(page.content) for line in ATTRIBUTIONS)
    assert "±1–4 km" in words(page.content) and "Chưa có tọa độ (18)" in words(page.content)


def test_kind_stage_and_area_narrow_it_together(onlooker: Client) -> None:
    parks = shown(onlooker, kind="park")
    assert parks == set(Site.objects.filter(kind="park").values_list("name_vi", flat=True))
    working = shown(onlooker, kind="park", stage="operating")
    assert "KCN Điềm Thụy" in working < parks
    area = Site.objects.get(code="KCN-DIEM-THUY").planning_area.code
    assert "KCN Điềm Thụy" in shown(onlooker, kind="park", stage="operating", area=area) < working


def test_it_is_of_the_chosen_day(onlooker: Client) -> None:
    assert "KCN Phú Bình" not in shown(onlooker, stage="planned")
    onlooker.post("/admin/day/", {"on": "2023-06-30"})
    assert "KCN Phú Bình" in shown(onlooker, stage="planned")


def test_a_filter_that_is_none_leaves_nothing_and_says_so(onlooker: Client) -> None:
    page = onlooker.get(PAGE, {"kind": "lâu đài", "stage": "<b>"})
    assert page.status_code == 200 and "Không có khu, cụm nào" in words(page.content)


def test_it_asks_the_database_no_more_for_all_sites_than_for_one(onlooker: Client) -> None:
    onlooker.get(PAGE)
    asked = []
    for kind in ("", "it_zone"):
        with CaptureQueriesContext(connection) as queries:
            onlooker.get(PAGE, {"kind": kind})
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 6


def test_a_stranger_sees_no_map(stranger: Client) -> None:
    assert stranger.get(PAGE).status_code == 403
