"""An officer's day in a real browser, against the server that `make run` starts: log in, correct a figure, match."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
# Set to a folder to keep a picture of each page that is visited.
PICTURES = os.environ.get("BROWSER_PICTURES", "")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Start the service on a fresh database; yield its address and the administrator's password."""
    if CHROMIUM is None:
        pytest.skip("NOT TRIED IN A BROWSER: there is no chromium on this machine")
    if connection.vendor != "sqlite":
        pytest.skip("tried in a browser once, in the run on SQLite: the service here has its own database")
    folder = tmp_path_factory.mktemp("service")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PARKS_", "DJANGO_"))},
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PORT": str(port),
        "PARKS_FILES": str(folder / "files"),
        "PARKS_SECRET_KEY": "only-for-this-test-and-long-enough-0123456789",
    }
    output = folder / "output.txt"
    with output.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C meant for the tests stops it through `finally`
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/api/health", server, output)
        password = re.search(r"Password: (\S+)", output.read_text())
        assert password, output.read_text()
        yield address, password[1]
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes], output: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, output.read_text()
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the service did not answer: {output.read_text()}")


@pytest.fixture(scope="module")
def page(service: tuple[str, str]) -> Iterator[Any]:
    """Return a page of a browser that is logged in; anything the browser complains of fails the test."""
    from playwright.sync_api import sync_playwright

    address, password = service
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN", base_url=address)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("requestfailed", lambda request: _note_unanswered(page, request))
        page.on("response", lambda answer: _note_failure(page, answer))
        page.goto("/admin/")
        page.fill("[name=username]", "admin")
        page.fill("[name=password]", password)
        page.click("[type=submit]")
        yield page
        browser.close()


def _note_unanswered(page: Any, request: Any) -> None:
    if request.failure != "net::ERR_ABORTED":  # left behind by going on to the next page
        page.complaints.append(f"{request.failure}: {request.url}")


def _note_failure(page: Any, answer: Any) -> None:
    if answer.status >= 400 and not answer.url.endswith("/favicon.ico"):
        page.complaints.append(f"{answer.status}: {answer.url}")


def picture(page: Any, name: str) -> None:
    """Keep a picture of the page where a folder for them is named."""
    if PICTURES:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{PICTURES}/{name}.png")


def choose(page: Any, field: str, typed: str, shown: str) -> None:
    """Look something up in a field that searches as one types, and take the answer."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option", has_text=shown).first.click()


def test_an_officer_corrects_a_figure_and_matches_a_project(page: Any) -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)
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
    assert page.complaints == []


def test_an_officer_attaches_a_paper_and_settles_what_sources_dispute(page: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    right, wrong = tmp_path / "Đề xuất dự án.pdf", tmp_path / "lạ.pdf"
    right.write_bytes(b"%PDF-1.4\ntrailer<<>>\n%%EOF\n")
    wrong.write_bytes(b"MZ")
    page.complaints.clear()
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
    assert page.complaints == []


def test_the_desk_is_worked_without_a_mouse(page: Any) -> None:
    from playwright.sync_api import expect

    page.complaints.clear()
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
    page.locator(".tn-day button", has_text="Hôm nay").press("Enter")
    expect(page.get_by_text("Đang xem theo ngày")).to_have_count(0)
    keys.press("j")
    keys.press("Enter")
    page.locator("a:text-is('Ghi số mới')").first.press("Enter")
    expect(page.locator("[name=value]")).to_be_focused()
    keys.type("12,5")
    keys.press("Control+s")
    expect(page.get_by_text("Chưa ghi được")).to_be_visible()
    expect(page.locator("[name=value]")).to_have_value("12,5")
    picture(page, "13-refused")
    assert page.complaints == []


def test_an_enquiry_is_answered_within_the_hour(page: Any) -> None:
    from playwright.sync_api import expect

    page.complaints.clear()
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
    assert page.complaints == []
