"""Dossiers say what the screen says, keep every letter, and let nobody read a name that is kept back."""

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from docx import Document

from investors.models import CaseMember, Investor
from investors.services import register_project, store_investor, store_project
from matching import dossiers
from matching.dossiers.rendering import printable
from matching.keeping import match_project
from matching.models import MatchRun
from matching.run_page import run_page
from parks.dates import today
from parks.models import Site
from tests.matching.conftest import EXAMPLE

pytestmark = pytest.mark.usefixtures("rules")
HOSTILE = '{{7*7}} #panic() $x$ <w:p>&amp;</w:p> =1+1 {% raw %} */ "a" \x07'
SECRET = "Bí Mật Quang Học"


def words_of(made: bytes) -> str:
    """Return what a Word file says, tables with it, in order of reading."""
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))[0]
    return "\n".join("".join(node.itertext()) for node in body)


@pytest.fixture
def owner() -> User:
    return User.objects.create_user("lan", is_staff=True, first_name="Lan", last_name="Nguyễn")


def make_run(owner: User, name: str = "Thấu kính Đông Á") -> MatchRun:
    facts = {key: value for key, value in EXAMPLE["project"].items() if key != "investor"}
    project = register_project(facts={**facts, "name": name})
    project.investor = store_investor(investor=Investor(name=SECRET, nationality="KR", confidential=True))
    project.owner = owner
    store_project(project=project)
    return match_project(project=project, user=owner)


@pytest.fixture
def run(owner: User) -> MatchRun:
    return make_run(owner)


def test_the_word_file_says_the_numbers_of_the_screen(run: MatchRun, owner: User) -> None:
    page, said = (
        run_page(run),
        words_of(dossiers.word("to-trinh", dossiers.project_context(run=run, user=owner))),
    )
    assert page.summary in said
    for site in page.sites[:5]:
        assert f"{site.rank}{site.name}{site.place}{site.outcome_label}{site.score}{site.ceiling}" in said
    assert page.barred[0].name in said
    assert all(one.label in said for one in page.missing)
    assert "văn bản đề nghị thực hiện dự án" in said and "chỉ nhớ, phải kiểm tra" in said
    assert run.data_version in said and SECRET in said and "Nguyễn" in said
    assert "Vùng quy hoạchkhông giới hạn" in said
    assert "1.000.000 sản phẩm/năm" in said
    assert "{{" not in said and "{%" not in said


def test_the_land_is_that_of_the_site_with_what_is_held_taken_off(run: MatchRun, owner: User) -> None:
    context = dossiers.project_context(run=run, user=owner)
    assert [row["name"] for row in context["land"]] == [one["name"] for one in context["sites"]]
    first = Site.objects.get(code=context["sites"][0]["code"])
    sheet = dossiers.site_context(site=first, on=run.on, user=owner)
    assert context["land"][0] == {"name": first.name_vi, **sheet["land"]}


def test_the_name_is_for_the_case_team_alone(run: MatchRun, owner: User) -> None:
    member, colleague = (User.objects.create_user(name, is_staff=True) for name in ("minh", "hoa"))
    CaseMember.objects.create(project=run.project, user=member)
    told = {
        user.username: words_of(dossiers.word("to-trinh", dossiers.project_context(run=run, user=user)))
        for user in (owner, member, colleague)
    }
    assert SECRET in told["lan"] and SECRET in told["minh"]
    assert SECRET not in told["hoa"] and "(giữ kín tên)" in told["hoa"]
    assert "Hàn Quốc" in told["lan"] and "Hàn Quốc" not in told["hoa"]
    assert "năng lực tài chính" in told["lan"] and "năng lực tài chính" not in told["hoa"]
    assert "chỉ tổ hồ sơ được xem" in told["hoa"]


@pytest.mark.parametrize("name", [HOSTILE, "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựđĐƯƠ"])
def test_what_was_typed_stays_text(owner: User, name: str) -> None:
    run = make_run(owner)
    context = {**dossiers.project_context(run=run, user=owner), "project": name}
    assert printable(name) in words_of(dossiers.word("to-trinh", context))
    assert dossiers.pdf("to-trinh", context).startswith(b"%PDF")


def test_the_pdf_carries_the_same_words(run: MatchRun, owner: User, tmp_path: Path) -> None:
    context = dossiers.project_context(run=run, user=owner)
    made = dossiers.pdf("to-trinh", context)
    assert b"LibertinusSerif" in made.replace(b" ", b"")
    file = tmp_path / "a.pdf"
    file.write_bytes(made)
    try:
        told = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("no pdftotext here: the text layer of the PDF was not looked at")
    said = " ".join(told.decode().split())
    for one in context["sites"]:
        assert one["score"] in said and one["ceiling"] in said
    assert "Thấu kính Đông Á" in said and SECRET in said


@pytest.mark.parametrize("make", [dossiers.word, dossiers.pdf])
def test_the_sheet_of_every_site_can_be_made(make: Any, owner: User) -> None:
    for code in ("KCN-YEN-BINH", "CCN-MINH-DUC-1", "CNTT-YEN-BINH"):
        context = dossiers.site_context(site=Site.objects.get(code=code), on=today(), user=owner)
        assert len(make("phieu-khu-cum", context)) > 5000


def test_the_sheet_says_each_figure_with_its_source(owner: User) -> None:
    context = dossiers.site_context(site=Site.objects.get(code="KCN-YEN-BINH"), on=today(), user=owner)
    said = words_of(dossiers.word("phieu-khu-cum", context))
    for section in context["sections"]:
        for row in section["figures"]:
            assert (
                "".join(printable(row[key]) for key in ("label", "text", "when", "grade", "source")) in said
            )
    assert context["land"]["left"] in said and "KCN Yên Bình" in said


def test_an_office_uses_its_own_template(run: MatchRun, owner: User, settings: Any, tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("SỞ CÔNG THƯƠNG trình: {{ project }}")
    own.save(str(tmp_path / "to-trinh.docx"))
    settings.DOSSIERS_FOLDER = tmp_path
    context = dossiers.project_context(run=run, user=owner)
    assert words_of(dossiers.word("to-trinh", context)).strip() == "SỞ CÔNG THƯƠNG trình: Thấu kính Đông Á"
    assert dossiers.pdf("to-trinh", context).startswith(b"%PDF")


@pytest.mark.parametrize("typed", ["{{ khong_co }}", "{{ project", "{{ ''.__class__.__mro__ }}"])
def test_a_template_that_cannot_be_filled_says_so(settings: Any, tmp_path: Path, typed: str) -> None:
    own = Document()
    own.add_paragraph(typed)
    own.save(str(tmp_path / "to-trinh.docx"))
    settings.DOSSIERS_FOLDER = tmp_path
    with pytest.raises(dossiers.UnusableTemplate, match=r"Mẫu to-trinh\.docx không điền được"):
        dossiers.word("to-trinh", {"project": "a"})
    (tmp_path / "to-trinh.typ").write_text("#let data = json(bytes(sys.inputs.data))\n#data.khong_co")
    with pytest.raises(dossiers.UnusableTemplate, match="khong_co"):
        dossiers.pdf("to-trinh", {"project": "a"})


def test_the_templates_that_came_along_ask_for_official_paper() -> None:
    for name in ("to-trinh", "phieu-khu-cum"):
        section = Document(str(settings.BASE_DIR / "dossiers" / f"{name}.docx")).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        with zipfile.ZipFile(settings.BASE_DIR / "dossiers" / f"{name}.docx") as file:
            assert b"Times New Roman" in file.read("word/styles.xml")
