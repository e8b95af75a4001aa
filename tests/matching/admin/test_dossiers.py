"""Who takes dossiers away, what they get, and what a broken template leads to."""

import datetime
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from investors.services import register_project
from matching.admin.dossiers import proposal_name
from matching.keeping import match_project
from matching.models import MatchRun
from tests.matching.conftest import EXAMPLE
from tests.officers import words

pytestmark = pytest.mark.usefixtures("rules")
KINDS = {"docx": b"PK\x03\x04", "pdf": b"%PDF"}


@pytest.fixture
def run(administrator: Client) -> MatchRun:
    facts = {key: value for key, value in EXAMPLE["project"].items() if key != "investor"}
    user = administrator.get("/admin/").wsgi_request.user
    return match_project(project=register_project(facts=facts), user=user)


def addresses(run: MatchRun, kind: str) -> list[str]:
    return [
        reverse("dossier_proposal", args=[run.pk, kind]),
        reverse("dossier_sheet", args=["KCN-YEN-BINH", kind]),
    ]


@pytest.mark.parametrize(("kind", "start"), KINDS.items())
def test_an_officer_takes_the_proposal_and_the_sheet(
    administrator: Client, run: MatchRun, kind: str, start: bytes
) -> None:
    names = [f"to-trinh-{run.project.code}.{kind}", f"phieu-KCN-YEN-BINH.{kind}"]  # type: ignore[union-attr]
    for address, name in zip(addresses(run, kind), names, strict=True):
        response = administrator.get(address)
        assert response.status_code == 200 and response.content.startswith(start)
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in response.headers["Cache-Control"]


def test_the_proposal_of_a_run_without_a_project_is_called_by_the_hour_in_vietnam() -> None:
    late = datetime.datetime(2026, 11, 25, 18, 30, tzinfo=datetime.UTC)
    assert proposal_name(MatchRun(created_at=late)) == "to-trinh-20261126-0130"


def test_the_run_leads_to_them(administrator: Client, run: MatchRun) -> None:
    page = administrator.get(reverse("admin:matching_matchrun_change", args=[run.pk])).content.decode()
    first = run.answer["sites"][0]["site"]
    for kind in KINDS:
        assert reverse("dossier_proposal", args=[run.pk, kind]) in page
        assert reverse("dossier_sheet", args=[first, kind]) in page


def test_who_may_not_read_the_run_or_the_site_gets_nothing(run: MatchRun, stranger: Client) -> None:
    for address in addresses(run, "pdf"):
        assert stranger.get(address).status_code == 403
        assert Client().get(address).headers["Location"].startswith("/admin/login/")


def test_what_there_is_not_is_not_found(administrator: Client, run: MatchRun) -> None:
    for address in (
        *addresses(run, "exe"),
        reverse("dossier_proposal", args=[uuid.uuid4(), "pdf"]),
        reverse("dossier_sheet", args=["NOWHERE", "pdf"]),
    ):
        assert administrator.get(address).status_code == 404


def test_a_template_that_cannot_be_filled_is_told_on_a_page(
    administrator: Client, run: MatchRun, settings: Any, tmp_path: Path
) -> None:
    broken = Document()
    broken.add_paragraph("{{ khong_co }}")
    broken.save(str(tmp_path / "to-trinh.docx"))
    settings.DOSSIERS_FOLDER = tmp_path
    response = administrator.get(reverse("dossier_proposal", args=[run.pk, "docx"]))
    assert response.status_code == 422
    assert "Mẫu to-trinh.docx không điền được" in words(response.content)
