"""The world as of another day, by an old district and a new ward; and all of it on a map."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_old_district_and_a_new_ward_find_the_sites_as_they_were_in_2023(page: Any) -> None:
    page.goto("/admin/parks/site/?counted_mid_2023__exact=1")
    page.click(".tn-day button:text-is('30/6/2023')")
    expect(page.get_by_text("Đang xem theo ngày 30/06/2023")).to_be_visible()
    rows = page.locator("#result_list tbody tr")
    before = rows.count()
    for place, found in (("huyen phu binh", "KCN Điềm Thụy"), ("phuong van xuan", "KCN Yên Bình")):
        page.click("a:has-text('Bộ lọc')")
        page.fill("#tn-place", place)
        page.press("#tn-place", "Enter")
        expect(page.locator("#changelist-search [name=place]")).to_have_value(place)
        expect(rows.locator(f"th a:text-is('{found}')")).to_be_visible()
        assert rows.count() < before
        picture(page, f"50-{place}")
    page.click(".tn-day button:text-is('Hôm nay')")
    expect(page.get_by_text("Đang xem theo ngày")).to_have_count(0)


def test_the_map_shows_sites_by_kind_and_leads_to_them(page: Any) -> None:
    page.goto("/admin/map/")
    signs = page.locator("svg a")
    before = signs.count()
    page.select_option("[name=kind]", "park")
    page.click("button:text-is('Lọc')")
    expect(page.locator("[name=kind]")).to_have_value("park")
    assert 0 < signs.count() < before
    picture(page, "51-map")
    signs.first.click()
    expect(page.locator(".tn-figures").first).to_be_visible()
