"""The desk is worked by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_desk_is_worked_without_a_mouse(page: Any) -> None:
    page.goto("/admin/")
    keys = page.keyboard
    keys.press("Tab")
    expect(page.locator(".desk-skip")).to_be_focused()
    keys.press("?")
    expect(page.locator("#desk-help")).to_contain_text("đến khu, cụm")
    picture(page, "11-keys")
    keys.press("Escape")
    keys.press("g")
    keys.press("k")
    rows = page.locator("#result_list tbody th a")
    expect(rows.first).to_be_visible()
    keys.press("j")
    keys.press("j")
    expect(rows.nth(1)).to_be_focused()
    keys.press("f")
    expect(page.locator("#changelist-filter a").first).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#changelist-filter")).to_be_hidden()
    keys.press("d")
    keys.type("30/6/2023")
    keys.press("Enter")
    expect(page.get_by_text("Đang xem theo ngày 30/06/2023")).to_be_visible()
    picture(page, "12-day")
    with page.expect_navigation():
        page.locator(".tn-day button", has_text="Hôm nay").press("Enter")
    expect(page.get_by_text("Đang xem theo ngày")).to_have_count(0)
    keys.press("j")
    expect(rows.first).to_be_focused()
    keys.press("Enter")
    page.locator("a:text-is('Ghi số mới')").first.press("Enter")
    expect(page.locator("[name=value]")).to_be_focused()
    keys.type("12,5")
    keys.press("Control+s")
    expect(page.get_by_text("Chưa ghi được")).to_be_visible()
    expect(page.locator("[name=value]")).to_have_value("12,5")
    picture(page, "13-refused")
