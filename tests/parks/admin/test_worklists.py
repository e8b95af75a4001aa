"""The pages of the work lists: read by who may see figures, worked through from the list and back to it."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parks.dates import today
from parks.models import Fact, Remit, Site, Source
from parks.services import record_fact
from parks.worklists import disagreements, stale
from tests.officers import administrator, role, words

__all__ = ["administrator"]
pytestmark = pytest.mark.usefixtures("catalogue")
DISAGREEMENTS, STALE, UNCONFIRMED = (
    "/admin/work/disagreements/",
    "/admin/work/stale/",
    "/admin/work/unconfirmed/",
)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_figures_stand_side_by_side_with_what_can_be_done() -> None:
    officer = role("officer")
    html = page(officer, DISAGREEMENTS)
    row = next(each for each in disagreements(today()) if each.site.code == "KCN-TAY-PHO-YEN")
    shown = words(html)
    assert "Nguồn nói khác nhau" in shown and "499,07 ha đang dùng:" in shown and "868 ha" in shown
    for fact in row.figures:
        for act in ("pin", "retract"):
            address = reverse(f"admin:parks_fact_{act}", args=[fact.pk])
            assert f'href="{address}?next={quote(DISAGREEMENTS, safe="")}"' in html


def test_a_choice_leads_back_to_the_list_which_is_shorter_by_one() -> None:
    officer = role("officer")
    row = disagreements(today())[0]
    before = len(disagreements(today()))
    act = f"{reverse('admin:parks_fact_pin', args=[row.figures[1].pk])}?next={DISAGREEMENTS}?kind=park"
    done = officer.post(act, {"pin_reason": "đã hỏi ban quản lý"})
    assert done.headers["Location"] == f"{DISAGREEMENTS}?kind=park"
    assert len(disagreements(today())) == before - 1


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_no_act_leads_out_of_the_desk(elsewhere: str) -> None:
    row = disagreements(today())[0]
    act = f"{reverse('admin:parks_fact_pin', args=[row.figures[1].pk])}?next={quote(elsewhere)}"
    officer = role("officer")
    home = reverse("admin:parks_site_change", args=[row.site.pk])
    assert f'href="{home}">Thôi</a>' in page(officer, act)
    done = officer.post(act, {"pin_reason": "đã hỏi"})
    assert done.headers["Location"] == home


def test_a_new_figure_opens_with_site_and_quantity_filled_in_and_leads_back() -> None:
    officer = role("officer")
    row = stale(today())[0]
    wanted = (
        f"{reverse('admin:parks_fact_add')}?site={row.site.code}&amp;quantity={row.fact.quantity}&amp;next="
    )
    html = page(officer, STALE)
    assert wanted in html
    opened = page(
        officer, f"/admin/parks/fact/add/?site={row.site.code}&quantity={row.fact.quantity}&next={STALE}"
    )
    assert f'value="{row.site.pk}" selected' in opened and f'value="{row.fact.quantity}" selected' in opened
    assert f'href="{STALE}"' in opened


def test_a_name_is_confirmed_from_the_list() -> None:
    officer, site = role("officer"), Site.objects.get(code="CCN-CAO-NGAN-1")
    confirm = reverse("admin:parks_site_confirm", args=[site.pk])
    assert f"{confirm}?next=" in page(officer, UNCONFIRMED)
    source = Source.objects.first()
    assert source is not None
    done = officer.post(f"{confirm}?next={UNCONFIRMED}", {"source": source.pk})
    assert done.headers["Location"] == UNCONFIRMED
    assert "CCN-CAO-NGAN-1" not in page(officer, UNCONFIRMED)


def test_filters_by_kind_area_and_place_old_or_new() -> None:
    reader = role("reader")
    assert "KCN Tây Phổ Yên" in page(reader, f"{DISAGREEMENTS}?kind=park")
    assert "KCN Tây Phổ Yên" not in page(reader, f"{DISAGREEMENTS}?kind=cluster")
    area = Site.objects.get(code="KCN-TAY-PHO-YEN").planning_area.code
    assert "KCN Tây Phổ Yên" in page(reader, f"{DISAGREEMENTS}?area={area}")
    assert "KCN Tây Phổ Yên" not in page(reader, f"{DISAGREEMENTS}?area=dai-tu-none")
    assert "Không có gì trong phạm vi đã lọc." in page(reader, f"{DISAGREEMENTS}?area=dai-tu-none")
    assert "KCN Tây Phổ Yên" in page(reader, f"{DISAGREEMENTS}?place=pho+yen")
    wrong = page(reader, f"{DISAGREEMENTS}?place=Atlantis")
    assert "Không có địa bàn cũ hay mới nào tên “Atlantis”" in wrong and 'value="Atlantis"' in wrong


def test_the_list_is_as_of_the_chosen_day() -> None:
    reader = role("reader")
    moved = reader.get(f"{DISAGREEMENTS}?on=2023-06-30&kind=park")
    assert moved.headers["Location"] == f"{DISAGREEMENTS}?kind=park"
    shown = words(page(reader, DISAGREEMENTS))
    assert "Đang xem theo ngày 30/06/2023" in shown and "KCN Tây Phổ Yên" not in shown


def test_who_only_looks_is_offered_no_act() -> None:
    reader = role("reader")
    for address in (DISAGREEMENTS, STALE, UNCONFIRMED):
        html = page(reader, address)
        for offered in ("Chọn dùng</a>", "Rút lại</a>", "Ghi số mới</a>", "Xác nhận</a>"):
            assert offered not in html


def test_an_officer_is_offered_acts_within_the_remit_alone() -> None:
    officer = role("officer_parks")
    html = page(officer, STALE)
    offered = {each.site.kind: f"site={each.site.code}&amp;" in html for each in stale(today())}
    assert offered == {"park": True, "cluster": False}
    Remit.objects.create(user=User.objects.get(username="officer_parks"), kind="cluster")
    html = page(officer, STALE)
    offered = {each.site.kind: f"site={each.site.code}&amp;" in html for each in stale(today())}
    assert offered == {"park": False, "cluster": True}


def test_an_empty_list_says_so() -> None:
    reader = role("reader")
    Site.objects.update(identity="sure")
    assert "Mọi khu, cụm đều đã xác nhận tên gọi." in words(page(reader, UNCONFIRMED))


def test_more_rows_are_no_more_queries(administrator: Client) -> None:
    def asked(address: str) -> int:
        administrator.get(address)
        with CaptureQueriesContext(connection) as queries:
            administrator.get(address)
        return len(queries)

    before = {address: asked(address) for address in (DISAGREEMENTS, STALE, UNCONFIRMED)}
    source = Source.objects.first()
    assert source is not None
    for site in Site.objects.all():
        for value, as_of in (("11", "2015"), ("12", "2016")):
            record_fact(
                site=site,
                quantity="power_left_mw",
                value=value,
                as_of=as_of,
                source=source,
                grade="sourced",
                user=None,
            )
    assert Fact.objects.filter(quantity="power_left_mw").count() > 80
    Site.objects.update(identity="unconfirmed")
    assert {address: asked(address) for address in before} == before
    assert max(before.values()) <= 12


def test_long_lists_have_pages() -> None:
    reader = role("reader")
    source = Source.objects.first()
    assert source is not None
    for site in Site.objects.all():
        for quantity in ("power_left_mw", "occupancy_pct", "area_leased_ha"):
            record_fact(
                site=site,
                quantity=quantity,
                value="11",
                as_of="2015",
                source=source,
                grade="sourced",
                user=None,
            )
    shown = words(page(reader, STALE))
    assert "Trang 1 trên 2" in shown and "Trang 2 trên 2" in words(page(reader, f"{STALE}?p=2"))
    assert "Trang 2 trên 2" in words(page(reader, f"{STALE}?p=999")) and "Trang 1" in words(
        page(reader, f"{STALE}?p=x")
    )


def test_the_sidebar_and_the_first_page_lead_here(administrator: Client) -> None:
    first = page(administrator, "/admin/")
    for address in (DISAGREEMENTS, STALE, UNCONFIRMED):
        assert first.count(f'href="{address}"') >= 2
