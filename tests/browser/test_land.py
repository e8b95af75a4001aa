"""Land is held for a case and queued for behind it; the land table goes out to Excel, is changed, and comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.hands import act, case, choose, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def hold(page: Any, name: str, area: str) -> None:
    """Hold land in KCN Yên Bình 3 for a case."""
    case(page, name)
    act(page, "Giữ đất")
    choose(page, "site", "yen binh 3", "KCN Yên Bình 3")
    page.fill("[name=area_ha]", area)
    page.click("button:text-is('Giữ đất')")


def test_land_is_held_and_the_next_waits_behind_it(seat: Callable[[str], Any]) -> None:
    page = seat("officer_parks")
    hold(page, "Thấu kính 0", "400")
    expect(page.locator(".tn-fields")).to_contain_text("nhiều nhất")
    expect(page.locator("[name=area_ha]")).to_have_value("400")
    picture(page, "20-too-much")
    hold(page, "Thấu kính 0", "200,5")
    expect(page.locator("#log tr", has_text="KCN Yên Bình 3").first).to_contain_text("đang giữ")
    picture(page, "21-held")
    hold(page, "Thấu kính 1", "150")
    expect(page.locator("#log tr", has_text="KCN Yên Bình 3").first).to_contain_text("chờ lượt")

    page.goto("/admin/parks/site/?q=yen+binh+3")
    row = page.locator("#result_list tbody tr", has_text="KCN Yên Bình 3")
    expect(row).to_contain_text("200,5, chờ 1")
    picture(page, "22-land-table")
    row.locator("th a").first.click()
    expect(page.locator("table", has_text="Giữ đến hết ngày")).to_contain_text("đang chờ lượt")
    picture(page, "23-site-with-holds")


def test_the_land_table_goes_out_to_excel_and_comes_back_with_one_figure_more(
    seat: Callable[[str], Any], tmp_path: Path
) -> None:
    page = seat("officer_parks")
    page.goto("/admin/parks/site/?q=tay+pho+yen")
    with page.expect_download() as taken:
        page.evaluate("document.querySelector(\"a[href*='/site/export/']\").click()")
    sheet = tmp_path / taken.value.suggested_filename
    taken.value.save_as(sheet)
    book = openpyxl.load_workbook(sheet)
    table = book.worksheets[0]
    column = {cell.value: cell.column for cell in table[1]}
    row = next(cells[0].row for cells in table.iter_rows(min_row=2) if cells[0].value == "KCN-TAY-PHO-YEN")
    ground = table.cell(row, column["Diện tích quy hoạch: mã nguồn"]).value

    def read_in(figure: str, file: Path) -> None:
        cells = {"(ha)": figure, ": thời điểm": "10/2026", ": mã nguồn": ground, ": độ tin cậy": "có nguồn"}
        for part, text in cells.items():
            name = "Diện tích còn trống" + (" (ha)" if part == "(ha)" else part)
            table.cell(row, column[name]).value = text
        book.save(file)
        page.goto("/admin/parks/site/import/")
        page.set_input_files("[name=file]", file)
        page.click("button:text-is('Kiểm tra tệp')")

    read_in("mười", tmp_path / "sai.xlsx")
    expect(page.locator(".tn-table tr", has_text="mười")).to_contain_text("không phải là số")
    picture(page, "24-refused-sheet")
    read_in("120,5", tmp_path / "đúng.xlsx")
    expect(page.locator(".tn-summary")).to_contain_text("sẽ ghi 1 chỗ mới")
    expect(page.locator(".tn-table")).to_contain_text("120,5 ha")
    picture(page, "25-dry-run")
    page.click("button:text-is('Ghi tất cả')")
    expect(page.get_by_text("Đã ghi 1 chỗ mới")).to_be_visible()
    page.goto("/admin/parks/site/?q=tay+pho+yen")
    expect(page.locator("#result_list tbody tr", has_text="KCN Tây Phổ Yên")).to_contain_text("120,5")
