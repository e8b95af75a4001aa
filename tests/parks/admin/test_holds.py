"""The pages on holds: land is held, waits, is prolonged, given back and handed over; nothing is edited in place."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.dates import today
from parks.models import Hold, Remit, Site, Source
from parks.services import record_fact
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")
ADD, LIST = "/admin/parks/hold/add/", "/admin/parks/hold/"
SITE = "KCN-SONG-CONG-1"  # at most 6.89 ha are free by its figures


def ask(client: Client, **changes: object) -> object:
    site = Site.objects.get(code=SITE)
    return client.post(ADD, {"site": site.pk, "area_ha": "4,5", "days": "30", "note": "", **changes})


def act(client: Client, hold: Hold, name: str, **data: object) -> object:
    return client.post(f"/admin/parks/hold/{hold.pk}/{name}/", data)


def test_land_is_held_and_who_comes_second_waits(administrator: Client) -> None:
    ask(administrator)
    ask(administrator)
    first, second = Hold.objects.order_by("pk")
    assert (first.state, first.until) == ("active", today() + datetime.timedelta(days=30))
    assert (second.state, second.until) == ("queued", None)
    page = words(administrator.get(LIST).content)
    assert "4,5 ha" in page and "đang giữ" in page and "đang chờ lượt" in page
    assert "4,5, chờ 1" in words(administrator.get("/admin/parks/site/", {"q": SITE}).content)


def test_the_page_of_the_site_shows_who_holds_and_who_waits(administrator: Client) -> None:
    ask(administrator)
    ask(administrator)
    site = Site.objects.get(code=SITE)
    page = words(administrator.get(f"/admin/parks/site/{site.pk}/change/").content)
    assert "Đang giữ theo sổ giữ đất 4,5 ha" in page and "Còn lại sau giữ đất nhiều nhất 2,39 ha" in page
    first, second = Hold.objects.order_by("pk")
    assert f"{first.code} cả khu, cụm 4,5 ha đang giữ {first.until:%d/%m/%Y} lan" in page
    assert f"{second.code} cả khu, cụm 4,5 ha đang chờ lượt chưa đến lượt lan" in page


def test_who_waits_moves_up_when_land_is_given_back(administrator: Client) -> None:
    ask(administrator)
    ask(administrator)
    first, second = Hold.objects.order_by("pk")
    response = act(administrator, first, "release", reason="")
    assert "bắt buộc" in words(response.content)  # type: ignore[attr-defined]
    first.refresh_from_db()
    assert first.state == "active"
    act(administrator, first, "release", reason="Nhà đầu tư chọn nơi khác")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.end_reason, second.state) == ("released", "Nhà đầu tư chọn nơi khác", "active")


def test_a_hold_is_prolonged_and_handed_over(administrator: Client) -> None:
    ask(administrator)
    hold = Hold.objects.get()
    act(administrator, hold, "prolong", days="20")
    hold.refresh_from_db()
    assert hold.until == today() + datetime.timedelta(days=50)
    act(administrator, hold, "use", reason="Đã ký hợp đồng thuê")
    hold.refresh_from_db()
    assert (hold.state, hold.ended_on) == ("used", today())


def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(administrator: Client) -> None:
    response = ask(administrator, area_ha="50", plot="CN-99", note="cần gấp")
    page = words(response.content)  # type: ignore[attr-defined]
    assert "chưa ghi nhận lô nào tên như vậy" in page and "cần gấp" in page
    response = ask(administrator, area_ha="50")
    assert "nhiều nhất còn 6,89 ha" in words(response.content)  # type: ignore[attr-defined]
    assert 'value="50' in response.content.decode()  # type: ignore[attr-defined]
    assert not Hold.objects.exists()


def test_a_hold_that_ran_out_says_so_and_is_found_so(administrator: Client) -> None:
    ask(administrator)
    yesterday = today() - datetime.timedelta(days=1)
    Hold.objects.update(until=yesterday, held_from=yesterday - datetime.timedelta(days=30))
    assert 'tn-unknown">hết hạn</span>' in administrator.get(LIST, {"now": "expired"}).content.decode()
    assert not administrator.get(LIST, {"now": "active"}).context["cl"].result_list


def test_outside_the_remit_nothing_is_held(db: None) -> None:
    officer = with_permissions("phong", {"view", "add", "change"})
    Remit.objects.update(kind="cluster")
    response = ask(officer)
    assert "ngoài phạm vi phụ trách" in words(response.content)  # type: ignore[attr-defined]
    assert not Hold.objects.exists()


def test_a_list_of_many_takes_as_many_queries_as_one(administrator: Client) -> None:
    counts = []
    for number in (1, 5):
        for _ in range(number):
            ask(administrator, area_ha="0,1")
        administrator.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            administrator.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_two_who_prolong_at_once_prolong_once(administrator: Client) -> None:
    ask(administrator)
    hold = Hold.objects.get()
    act(administrator, hold, "prolong", days="20", version=hold.version)
    response = act(administrator, hold, "prolong", days="20", version=hold.version)
    assert "Người khác vừa sửa bản ghi này" in words(response.content)  # type: ignore[attr-defined]
    hold.refresh_from_db()
    assert hold.until == today() + datetime.timedelta(days=50)


@pytest.mark.parametrize(("value", "drawn"), [("3,5", True), ("3-5", False)])
def test_the_split_is_drawn_where_its_figures_are_known(
    administrator: Client, value: str, drawn: bool
) -> None:
    site = Site.objects.get(code=SITE)
    source = Source.objects.order_by("pk").first()
    said = {"quantity": "area_leased_ha", "value": value, "as_of": "2026", "grade": "sourced"}
    try:
        record_fact(site=site, source=source, user=None, **said)  # type: ignore[arg-type]
    except ValidationError:
        assert not drawn
    page = administrator.get(f"/admin/parks/site/{site.pk}/change/")
    assert page.status_code == 200 and ("<title>Quỹ đất</title>" in page.content.decode()) is drawn
