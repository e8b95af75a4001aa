"""An enquiry is pasted, read, matched and answered with a letter and a short link."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_enquiry_is_answered_within_the_hour(page: Any) -> None:
    page.goto("/admin/")
    page.click("a[href='/admin/investors/enquiry/']")
    page.locator("a[href*='/admin/investors/enquiry/add/']").last.click()
    expect(page.locator("[name=text]")).to_be_focused()
    page.keyboard.type(
        "Công ty Hàn Quốc làm thấu kính, cần 8 ha ở Phổ Yên. Em là Nguyễn Văn Minh, 0912 345 678"
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reading tr", has_text="Diện tích cần")).to_contain_text("“8 ha”")
    expect(page.locator("[name=land_area_ha]")).to_have_value("8")
    picture(page, "14-read")
    page.click("button[name=_match]")
    letter = page.locator("[name=text]")
    expect(letter).to_have_value(re.compile("Kính gửi Nguyễn Văn Minh"))
    page.locator("[data-copies]").press("Enter")
    expect(page.locator("[data-copied]")).to_contain_text("Đã ")
    picture(page, "15-letter")
    page.select_option("[name=channel]", "zalo")
    page.click("button[name=_sent]")
    expect(page.get_by_text("Đã ghi: thư đã gửi qua Zalo.")).to_be_visible()
    expect(page.locator(".tn-chip.tn-met").first).to_contain_text("đã trả lời sau")
    page.goto(page.locator("a[href*='/s/']").first.get_attribute("href"))
    expect(page.locator(".places > li")).to_have_count(3)
    picture(page, "16-public")
