"""The papers of a case: attached paper by paper on the project's page until the case can go on; the team's alone."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from investors import stages
from investors.file_services import attach_to_project, remove_from_project
from investors.models import CaseMember, Investor, Project, ProjectFile
from investors.papers import missing_papers
from investors.services import register_project, store_investor
from parks.models import Site
from tests.attachments import EXE, PDF, PNG, docx, folder, upload
from tests.officers import role, words

__all__ = ["folder"]
pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def project(db: None) -> Project:
    facts = {"name": "Thấu kính", "lines": [{"code": "2670"}]}
    return register_project(facts=facts, investor=None)


def page_of(client: Client, project: Project) -> str:
    return words(client.get(f"/admin/investors/project/{project.pk}/change/").content)


def attach(client: Client, project: Project, paper: str, *files: object) -> str:
    address = f"/admin/files/case/of/{project.pk}/attach/"
    response = client.post(address, {"paper": paper, "files": files})
    return response.headers.get("Location", "") or words(response.content)


def test_paper_after_paper_the_case_comes_to_have_all_it_needs(project: Project) -> None:
    officer = role("officer")
    wanted = [paper.paper for paper in missing_papers(project)]
    assert f"Giấy tờ của hồ sơ còn thiếu {len(wanted)}" in page_of(officer, project)
    for number, paper in enumerate(wanted):
        sent = attach(officer, project, paper, upload(f"{paper}.pdf", PDF + b"\n" * number))
        assert sent.endswith(f"/{project.pk}/change/#files")
    page = page_of(officer, project)
    assert "Giấy tờ của hồ sơ đã đủ" in page and "còn thiếu " not in page.split("Giấy tờ của hồ sơ")[1]
    papers = next(need for need in stages.REQUIRED["application"] if need.key == "papers")
    assert papers.met(project)
    row = ProjectFile.objects.get(paper="proposal")
    asked = words(officer.get(f"/admin/files/case/{row.pk}/remove/").content)
    assert "Thấu kính" in asked and "đề xuất dự án đầu tư" in asked and "proposal.pdf" in asked
    officer.post(f"/admin/files/case/{row.pk}/remove/")
    assert [paper.paper for paper in missing_papers(project)] == ["proposal"] and not papers.met(project)
    assert "Đã gỡ 1 tệp proposal.pdf" in page_of(officer, project)


def test_a_case_is_led_to_its_application_on_the_pages_alone() -> None:
    officer = role("officer")
    facts = {
        "name": "Thấu kính",
        "lines": [{"code": "2670"}],
        "land": {"area_ha": 2},
        "capital": {"amount": 20_000_000, "currency": "USD"},
        "jobs": {"total": 300},
        "utilities": {"power_mw": 2},
        "environment": {"wastewater_m3_day": 0, "group": "III"},
        "technology": {"equipment": "new"},
    }
    investor = store_investor(investor=Investor(name="Hàn Việt", nationality="KR", confidential=False))
    project = register_project(facts=facts, investor=investor, user=User.objects.get(username="officer"))
    page, site = f"/admin/investors/project/{project.pk}", Site.objects.get(code="KCN-SONG-CONG-1")
    officer.post(f"{page}/offer/", {"site": site.pk, "area_ha": "2", "channel": "zalo"})
    answer = f"/admin/investors/offer/{project.offers.get().pk}/answer/"
    officer.post(answer, {"response": "accepted", "version": 1})
    officer.post(f"{page}/hold/", {"site": site.pk, "area_ha": "2", "days": 30})
    refused = words(officer.post(f"{page}/stage/", {"to_stage": "application"}).content)
    assert "còn thiếu: các giấy tờ của hồ sơ." in refused
    for paper in missing_papers(project):
        attach(officer, project, paper.paper, upload(f"{paper.paper}.pdf"))
    assert officer.post(f"{page}/stage/", {"to_stage": "application"}).status_code == 302
    assert "đã nộp hồ sơ" in page_of(officer, project)
    assert Project.objects.get().stage == "application"


def test_several_files_and_papers_beyond_the_list_are_taken(project: Project) -> None:
    officer = role("officer")
    attach(officer, project, "letter", upload("Thư 1.pdf"), upload("Thư 2.docx", docx()))
    page = page_of(officer, project)
    assert "Thư, công văn trao đổi Thư 1.pdf 1 KB, officer" in page and "Thư 2.docx" in page
    assert ProjectFile.objects.filter(paper="letter").count() == 2


@pytest.mark.parametrize(
    ("paper", "files", "said"),
    [
        ("letter", [upload("y.pdf", EXE)], "Tệp “y.pdf”: nội dung không phải là PDF."),
        ("letter", [], "Chọn ít nhất một tệp."),
        ("", [upload()], "bắt buộc"),
        ("passport", [upload()], "passport"),
    ],
)
def test_what_is_wrong_is_told_and_the_paper_stays_chosen(
    project: Project, paper: str, files: list[object], said: str
) -> None:
    client = role("officer")
    address = f"/admin/files/case/of/{project.pk}/attach/"
    html = client.post(address, {"paper": paper, "files": files}).content.decode()
    assert said in words(html) and ProjectFile.objects.count() == 0
    assert ('value="letter" selected' in html) is (paper == "letter")


def test_a_paper_comes_as_it_was_sent(project: Project) -> None:
    officer = role("officer")
    attach(officer, project, "land_need", upload("Bản vẽ.png", PNG))
    taken = officer.get(f"/admin/files/case/{ProjectFile.objects.get().pk}")
    assert b"".join(taken.streaming_content) == PNG  # type: ignore[attr-defined]
    assert taken.headers["Content-Disposition"].startswith("attachment;")


def test_the_stage_bar_leads_to_where_each_need_is_met(project: Project) -> None:
    html = role("officer").get(f"/admin/investors/project/{project.pk}/change/").content.decode()
    anchors = {need.anchor for needs in stages.REQUIRED.values() for need in needs}
    assert "" not in anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


@pytest.fixture
def confidential(db: None) -> Project:
    """Return a confidential case that "chu" owns and "ban" is on, with one paper."""
    owner = User.objects.create_user("chu", is_staff=True)
    investor = store_investor(
        investor=Investor(name="Bí Mật", nationality="KR", confidential=True, created_by=owner), user=owner
    )
    project = register_project(
        facts={"name": "Thấu kính", "lines": [{"code": "2670"}]}, investor=investor, user=owner
    )
    CaseMember.objects.create(project=project, user=User.objects.create_user("ban", is_staff=True))
    attach_to_project(project=project, paper="finance", upload=upload("Vốn của Bí Mật.pdf"), user=owner)
    return project


def test_papers_of_a_confidential_case_are_for_its_team_alone(confidential: Project) -> None:
    row = ProjectFile.objects.get()
    colleague = User.objects.get(username="ban")
    for name in ("officer", "reader", "approver"):
        client = role(name)
        assert (
            "Vốn của Bí Mật"
            not in client.get(f"/admin/investors/project/{confidential.pk}/change/").content.decode()
        )
        assert client.get(f"/admin/files/case/{row.pk}").status_code == 403
        assert client.post(f"/admin/files/case/{row.pk}/remove/").status_code == 403
        attach(client, confidential, "letter", upload())
    assert ProjectFile.objects.get().removed_at is None
    member = role("officer_parks")
    CaseMember.objects.create(project=confidential, user=User.objects.get(username="officer_parks"))
    assert "Vốn của Bí Mật.pdf" in page_of(member, confidential)
    assert member.get(f"/admin/files/case/{row.pk}").status_code == 200
    remove_from_project(file=row, user=colleague)


def test_the_services_themselves_keep_a_confidential_case(confidential: Project) -> None:
    other = User.objects.create_user("khac", is_staff=True)
    with pytest.raises(ValidationError, match="giữ kín"):
        attach_to_project(project=confidential, paper="letter", upload=upload(), user=other)
    with pytest.raises(ValidationError, match="giữ kín"):
        remove_from_project(file=ProjectFile.objects.get(), user=other)


def test_who_only_looks_takes_away_and_changes_nothing(project: Project) -> None:
    attach(role("officer"), project, "letter", upload("Thư.pdf"))
    reader, row = role("reader"), ProjectFile.objects.get()
    page = page_of(reader, project)
    assert "Thư.pdf" in page and "Đính kèm" not in page
    assert reader.get(f"/admin/files/case/{row.pk}").status_code == 200
    assert reader.post(f"/admin/files/case/{row.pk}/remove/").status_code == 403
    assert Client().get(f"/admin/files/case/{row.pk}").status_code == 302
