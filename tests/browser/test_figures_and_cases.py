"""A figure is corrected, a project is written down and matched; its papers are attached, and a dispute of sources is settled."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import choose, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_officer_corrects_a_figure_and_matches_a_project(page: Any) -> None:
    page.goto("/admin/")
    expect(page.locator("h1").first).to_have_text("Việc hôm nay")
    picture(page, "1-first-page")

    page.fill("input[name=q]", "song cong")
    page.click("button:text-is('Tìm')")
    page.click("#result_list a:text-is('KCN Sông Công II')")
    expect(page.locator(".tn-figures").first).to_be_visible()
    picture(page, "2-site")

    page.click("a:text-is('Thêm số liệu')")
    page.select_option("[name=quantity]", "area_free_ha")
    page.fill("[name=value]", "mười")
    page.fill("[name=as_of]", "2026-10")
    page.select_option("[name=grade]", "verified")
    choose(page, "source", "tap chi cong san", "Tạp chí Cộng sản")
    page.click("button:text-is('Ghi nhận')")
    expect(page.get_by_text("không phải là số")).to_be_visible()
    expect(page.locator("[name=value]")).to_have_value("mười")
    picture(page, "3-refused-fact")
    page.fill("[name=value]", "12,5")
    page.click("button:text-is('Ghi nhận')")
    expect(page.locator(".tn-figures tr", has_text="Diện tích còn trống")).to_contain_text("12,5 ha")
    picture(page, "4-fact-added")

    page.goto("/admin/investors/project/add/")
    page.fill("[name=name]", "Nhà máy may Đại Từ")
    choose(page, "lines-0-sector", "may trang phuc", "1410")
    page.locator("[name=process_flags_codes]").first.check()
    expect(page.locator("[name=process_flags_state][value=some]")).to_be_checked()
    page.fill("[name=land_area_ha]", "3,5")
    page.fill("[name=jobs_total]", "1.200")
    page.fill("[name=land_needed_from]", "01/06/2027")
    picture(page, "5-project")
    page.click("button[name=_save]")
    expect(page.locator("[name=land_area_ha]")).to_have_value("3,5")
    expect(page.locator("[name=land_needed_from]")).to_have_value("01/06/2027")
    page.click("form[action$='/match/'] button")

    expect(page.locator(".tn-summary")).to_contain_text("Nhà máy may Đại Từ")
    sites = page.locator("details.tn-site[id]")
    expect(page.locator("h2", has_text="Bị loại")).to_be_visible()  # the end of a long page has come
    assert sites.count() > 10 and page.locator("details.tn-site-barred").count() > 10
    picture(page, "6-ranking")
    sites.first.locator("summary").first.click()
    finding = sites.first.locator(".tn-finding", has_text="Định hướng ngành nghề").first
    finding.locator("summary").click()
    expect(finding).to_contain_text("Theo:")
    picture(page, "7-findings")


def test_an_officer_attaches_a_paper_and_settles_what_sources_dispute(page: Any, tmp_path: Path) -> None:
    right, wrong = tmp_path / "Đề xuất dự án.pdf", tmp_path / "lạ.pdf"
    right.write_bytes(b"%PDF-1.4\ntrailer<<>>\n%%EOF\n")
    wrong.write_bytes(b"MZ")
    page.goto("/admin/investors/project/add/")
    page.fill("[name=name]", "Nhà máy có giấy tờ")
    choose(page, "lines-0-sector", "may trang phuc", "1410")
    page.click("button[name=_save]")
    missing = page.locator("#files h2 .tn-chip")
    expect(missing).to_have_text("còn thiếu 6")
    # A choice is sent at once: there is no second press.
    page.locator("#paper-proposal input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("Tệp “lạ.pdf”: nội dung không phải là PDF.")).to_be_visible()
    page.locator("[name=files]").set_input_files(right)
    picture(page, "8-refused-file")
    page.click("button:text-is('Đính kèm')")
    expect(missing).to_have_text("còn thiếu 5")
    picture(page, "9-papers")
    with page.expect_download() as download:
        page.click("#paper-proposal a[download]")
    assert download.value.suggested_filename == right.name
    assert Path(download.value.path()).read_bytes() == right.read_bytes()

    page.click("a[href='/admin/work/disagreements/']")
    groups = page.locator(".tn-group")
    expect(groups.first).to_be_visible()
    before = groups.count()
    groups.first.locator("a:text-is('Chọn dùng')").last.click()
    page.fill("[name=pin_reason]", "đã hỏi ban quản lý")
    page.click("button:text-is('Chọn dùng')")
    expect(groups).to_have_count(before - 1)
    picture(page, "10-disagreements")
