"""A case moves on, once nothing is missing; a talk leaves a step that is finished from the list; doubles are merged."""

import datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import act, case, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_case_moves_to_its_next_stage_when_nothing_is_missing(page: Any) -> None:
    case(page, "Thấu kính 3")
    expect(page.get_by_text("Còn thiếu:")).to_contain_text("diện tích cần hoặc diện tích tối thiểu")
    act(page, "Chuyển giai đoạn")
    expect(page.locator(".tn-warning")).to_contain_text("diện tích cần hoặc diện tích tối thiểu")
    page.click("button:text-is('Chuyển giai đoạn')")
    expect(page.get_by_text("Chưa ghi được")).to_be_visible()
    picture(page, "30-stage-refused")
    page.click("a:text-is('Thôi')")
    page.fill("[name=land_area_ha]", "5")
    page.click("button[name=_continue]")
    expect(page.get_by_text("Còn thiếu:")).to_have_count(0)
    act(page, "Chuyển giai đoạn")
    page.click("button:text-is('Chuyển giai đoạn')")
    expect(page.get_by_text("Đã chuyển giai đoạn của hồ sơ.")).to_be_visible()
    expect(page.get_by_text("Tiếp theo: đã giới thiệu địa điểm")).to_be_visible()
    picture(page, "31-stage-moved")


def test_a_talk_is_noted_with_its_next_step_which_is_finished_from_the_list(page: Any) -> None:
    case(page, "Thấu kính 1")
    act(page, "Thêm trao đổi")
    page.select_option("[name=channel]", "phone")
    page.fill("[name=summary]", "Hỏi giá thuê đất")
    page.fill("[name=deadline]", f"{datetime.date.today() + datetime.timedelta(days=2):%d/%m/%Y}")
    page.click("button:text-is('Thêm trao đổi')")
    expect(page.get_by_text("Có hạn thì ghi việc tiếp theo.")).to_be_visible()
    page.fill("[name=next_step]", "Gửi bảng giá thuê")
    page.click("button:text-is('Thêm trao đổi')")
    expect(page.locator("#log li", has_text="Hỏi giá thuê đất")).to_contain_text("Gửi bảng giá thuê")
    picture(page, "32-talk")
    page.goto("/admin/investors/conversation/?q=bang+gia+thue")
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    rows.locator("input.action-select").check()
    page.select_option("select[name=action]", "finish_ticked")
    page.click("button[name=index]")
    expect(page.get_by_text("Đã ghi xong 1 việc.")).to_be_visible()
    picture(page, "33-step-done")


def test_two_rows_of_one_investor_are_merged(page: Any) -> None:
    for name in ("Công ty TNHH Á Châu", "CÔNG TY TNHH A CHAU"):
        page.goto("/admin/investors/investor/add/")
        page.fill("[name=name]", name)
        page.click("button[name=_save]")
    page.goto("/admin/work/investors/")
    pair = page.locator("tr", has_text="CÔNG TY TNHH A CHAU")
    expect(pair).to_contain_text("cùng tên")
    picture(page, "34-doubles")
    pair.locator("a:text-is('So sánh, gộp')").click()
    page.check("[name=kept][value=first]")
    page.check("[name=name][value=first]")
    picture(page, "35-merge")
    page.click("button:text-is('Gộp')")
    expect(page.locator("[name=name]")).to_have_value("Công ty TNHH Á Châu")
    page.goto("/admin/work/investors/")
    expect(page.get_by_text("CÔNG TY TNHH A CHAU")).to_have_count(0)
