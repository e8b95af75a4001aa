"""One control for the day that is looked at; one filter for places, old and new."""

import pytest
from django.test import Client

from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")
LIST = "/admin/parks/site/"


def listed(client: Client, **query: str) -> set[str]:
    return {site.code for site in client.get(LIST, query).context["cl"].result_list}


def test_the_chosen_day_counts_on_list_and_page_until_it_is_taken_back(administrator: Client) -> None:
    assert "Đang xem theo ngày" not in words(administrator.get(LIST).content)
    response = administrator.post("/admin/day/", {"on": "2023-06-30", "next": f"{LIST}?kind__exact=park"})
    assert response.headers["Location"] == f"{LIST}?kind__exact=park"
    then = words(administrator.get(LIST, {"q": "KCN-DIEM-THUY"}).content)
    assert "Đang xem theo ngày 30/06/2023" in then and "100 % (12/2024)" not in then
    administrator.post("/admin/day/", {"on": ["2023-06-30", ""]})
    now = words(administrator.get(LIST, {"q": "KCN-DIEM-THUY"}).content)
    assert "Đang xem theo ngày" not in now and "100 % (12/2024)" in now


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
