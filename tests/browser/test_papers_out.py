"""What leaves the desk on paper: the dossier of a project, the sheet of a site, the report of the week."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import case, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STARTS = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-"}


def take(page: Any, link: str) -> str:
    """Press a link to a file and return its name, its kind told by what is in it."""
    with page.expect_download() as taken:
        page.locator(link).first.click()
    name = str(taken.value.suggested_filename)
    assert Path(taken.value.path()).read_bytes().startswith(STARTS[name.rpartition(".")[2]])
    return name


def test_the_dossier_of_a_case_and_the_sheet_of_its_first_site_are_taken_as_word_and_pdf(page: Any) -> None:
    case(page, "Thấu kính 0")
    page.click("form[action$='/match/'] button")
    expect(page.locator("h2", has_text="Bị loại")).to_be_visible()
    picture(page, "40-dossier-links")
    assert take(page, "a[href*='/dossiers/run/'][href$='.docx']").endswith(".docx")
    assert take(page, "a[href*='/dossiers/run/'][href$='.pdf']").endswith(".pdf")
    page.goto("/admin/parks/site/?q=song+cong+ii")
    page.click("#result_list a:text-is('KCN Sông Công II')")
    assert take(page, "a[href*='/dossiers/site/'][href$='.docx']").endswith(".docx")
    assert take(page, "a[href*='/dossiers/site/'][href$='.pdf']").endswith(".pdf")


def test_the_report_of_the_week_is_read_and_taken_as_pdf_and_excel(page: Any) -> None:
    page.goto("/admin/reports/")
    expect(page.locator(".tn-cards .tn-card").first).to_be_visible()
    expect(page.locator("h2[id]")).not_to_have_count(0)
    picture(page, "41-report")
    assert take(page, "a.tn-button:text-is('PDF')").endswith(".pdf")
    assert take(page, "a.tn-button:text-is('Excel')").endswith(".xlsx")
