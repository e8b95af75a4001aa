"""The page that allocates land: it runs, says what is wrong beside the field, keeps what was typed, and writes nothing."""

import io
import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from investors.models import Investor, Project
from investors.services import register_project
from matching import snapshot
from tests.officers import administrator, onlooker, stranger, words

__all__ = ["administrator", "onlooker", "stranger"]
ASKED = {"act": "run", "which": "open", "land": "optimistic", "seconds": "10"}


@pytest.fixture
def projects(rules: None) -> None:
    """Store the invented projects of docs/allocation.md."""
    text = (settings.BASE_DIR / "docs" / "examples" / "allocation.json").read_text(encoding="utf-8")
    for one in json.loads(text)["projects"]:
        project = register_project(facts=one["facts"])
        Project.objects.filter(pk=project.pk).update(code=one["code"])


def send(client: Client, **changed: Any) -> HttpResponse:
    """Return the answer to the form."""
    return client.post(reverse("allocation"), {**ASKED, **changed})


def test_the_form_offers_the_open_projects_and_leads_there_from_the_sidebar(projects: None, onlooker: Client):
    page = onlooker.get(reverse("allocation"))
    assert page.status_code == 200 and "Lắp ráp mô-đun camera (bịa)" in words(page.content)
    assert "Phân bổ đất" in words(onlooker.get(reverse("admin:index")).content)
    assert 'id="result"' not in page.content.decode()


def test_a_proposal_says_who_goes_where_who_was_displaced_and_how_good_it_is(
    projects: None, onlooker: Client
):
    text = words(send(onlooker).content)
    assert "Bố trí được 6 trên 6 hồ sơ, tổng 252,86 điểm." in text
    assert "không phương án nào vượt 252,86 điểm: phương án này kém nhiều nhất 0%" in text
    assert "KCN Yên Bình: phần đất cần đã dành cho BIA-1." in text
    assert "Mỗi ha đất thêm ở đây làm tổng điểm cao hơn khoảng" in text
    assert "Chưa có số liệu nào cho biết chắc chắn" in words(send(onlooker, land="pessimistic").content)


def test_only_the_chosen_projects_take_part_and_what_is_fixed_is_kept(projects: None, onlooker: Client):
    page = send(
        onlooker, which="chosen", project=["BIA-2"], **{"pin-BIA-2": "KCN-YEN-BINH", "pin-BIA-1": "X"}
    )
    text = words(page.content)
    assert "Bố trí được 1 trên 1 hồ sơ" in text and "ghim" in text
    assert 'name="pin-BIA-1" value="X"' in page.content.decode()  # not chosen: not asked, and not lost


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"which": "chosen"}, "Chưa chọn hồ sơ nào."),
        ({"which": "chosen", "project": ["\x00", "BIA-1"]}, "Không có hồ sơ"),
        ({"land": "x\x00"}, "Cách tính đất là"),
        ({"seconds": "1e9"}, "Thời gian tính từ 1 đến 60 giây."),
        ({"pin-BIA-1": "KCN-X, \x00"}, "Không có khu, cụm mã KCN-X."),
        ({"pin-\x00": "KCN-YEN-BINH"}, "không ở trong các hồ sơ được chọn"),
        ({"pin-BIA-1": "KCN-YEN-BINH", "pin-BIA-2": "KCN-YEN-BINH"}, "cần 2,7 ha, vượt 2 ha"),
        ({"act": "xlsx", "forbid-BIA-1": "=1"}, "Không có khu, cụm mã =1."),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(
    projects: None, onlooker: Client, changed: dict[str, Any], said: str
):
    page = send(onlooker, q="mô", **changed)
    assert page.status_code == 200 and said in words(page.content)
    assert 'id="result"' not in page.content.decode() and 'value="mô"' in page.content.decode()
    for name in ("pin-BIA-1", "forbid-BIA-1"):
        if name in changed:
            assert f'name="{name}" value="{changed[name]}"' in page.content.decode()


def test_searching_finds_with_or_without_marks_and_keeps_the_ticks(projects: None, onlooker: Client):
    page = send(onlooker, act="search", q="che bien", which="chosen", project=["BIA-1"]).content.decode()
    assert "BIA-6" in page and "BIA-5" not in page
    assert 'value="BIA-1" aria-label="Chọn BIA-1" checked' in page


def test_the_sheet_has_every_project(projects: None, onlooker: Client):
    sheet = load_workbook(io.BytesIO(send(onlooker, act="xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 7 and {row[0] for row in rows[1:]} == {f"BIA-{n}" for n in range(1, 7)}


def test_nobody_without_the_permission_reads_or_runs_it(projects: None, stranger: Client):
    assert stranger.get(reverse("allocation")).status_code == 403
    assert send(stranger).status_code == 403


def test_no_investor_is_named(projects: None, administrator: Client):
    secret = Investor.objects.create(name="Nhà đầu tư kín tiếng", confidential=True)
    Project.objects.update(investor=secret)
    assert "kín tiếng" not in words(send(administrator).content)


def test_the_page_asks_as_often_for_one_project_as_for_many(projects: None, onlooker: Client):
    snapshot.current()

    def queries(*codes: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert 'id="result"' in send(onlooker, which="chosen", project=codes).content.decode()
        return len(asked)

    assert queries("BIA-1") == queries(*(f"BIA-{n}" for n in range(1, 7)))
