"""The page of reports: one control of the period, and the same report as files."""

import pytest
from django.test import Client
from django.urls import reverse

from matching import reports
from parks.dates import today
from tests.officers import role, words

pytestmark = pytest.mark.usefixtures("rules")
PAGE = "/admin/reports/"


def test_the_page_is_of_this_week_and_leads_to_others(administrator: Client) -> None:
    week = reports.week_of(today())
    page = administrator.get(PAGE).content.decode()
    assert week.name in page and f'value="{week.key}"' in page
    assert f"{PAGE}?period={week.before.key}" in page
    assert f"period={reports.quarter_of(today()).key}" in page
    assert f"{PAGE}?period={week.after.key}" not in page  # that is still to come


def test_an_old_period_leads_on_to_the_next(administrator: Client) -> None:
    page = administrator.get(PAGE, {"period": "2026-Q3"}).content.decode()
    assert "01/07/2026 đến 30/09/2026" in page
    assert f"{PAGE}?period=2026-Q2" in page and f"{PAGE}?period=2026-Q4" in page


@pytest.mark.parametrize("typed", ["2026-W99", "<script>", "\x00", "9" * 400, "9999-W01"])
def test_a_period_that_is_none_is_said_beside_the_field_and_kept(administrator: Client, typed: str) -> None:
    response = administrator.get(PAGE, {"period": typed})
    if response.status_code == 400:
        return  # an address with a NUL is refused before any page sees it
    assert response.status_code == 200
    page = response.content.decode()
    assert 'role="alert"' in page and "Dưới đây là tuần này." in page
    assert "<script>" not in page.split("tn-period")[1][:400]
    assert response.context["typed"] == typed
    assert administrator.get(reverse("report_file", args=["pdf"]), {"period": typed}).status_code == 302


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK\x03\x04"), ("pdf", b"%PDF")])
def test_the_files_bear_the_period_in_their_name(administrator: Client, kind: str, start: bytes) -> None:
    response = administrator.get(reverse("report_file", args=[kind]), {"period": "2026-q3"})
    assert response.content.startswith(start)
    assert response.headers["Content-Disposition"] == f'attachment; filename="bao-cao-2026-Q3.{kind}"'
    assert administrator.get(reverse("report_file", args=["docx"])).status_code == 404


def test_the_sidebar_leads_there_for_those_who_may_see_cases() -> None:
    assert 'href="/admin/reports/"' in role("reader").get("/admin/").content.decode()
    assert 'href="/admin/reports/"' not in role("administrator").get("/admin/").content.decode()


def test_the_page_speaks_vietnamese_alone(administrator: Client) -> None:
    said = words(administrator.get(PAGE).content)
    for raw in ("None", "open_at_end", "site_offered", "sourced_weak", "park", "unknown", "Figure("):
        assert raw not in said, raw


def test_a_template_that_cannot_be_filled_leads_back_and_says_so(
    administrator: Client, settings, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    settings.DOSSIERS_FOLDER = tmp_path
    (tmp_path / "bao-cao.typ").write_text("#khong_co")
    response = administrator.get(reverse("report_file", args=["pdf"]), {"period": "2026-Q3"}, follow=True)
    assert response.redirect_chain[0][0] == f"{PAGE}?period=2026-Q3"
    assert "bao-cao.typ không điền được" in response.content.decode()
