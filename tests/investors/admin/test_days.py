"""Projects as of a day and at a place: what is kept of the past, and to whom it is told."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from investors.log_services import offer_site
from investors.models import Project, StageChange
from investors.services import register_project
from matching.keeping import match_project
from matching.models import MatchRun, Reply
from parks.models import Site
from tests.officers import role, words

LIST = "/admin/investors/project/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def project(catalogue: None, administrator: Client) -> Project:
    facts = {"name": "Thấu kính", "lines": [{"code": "2670"}], "land": {"area_ha": 3}}
    return register_project(facts=facts, user=User.objects.get(username="lan"))


def stages(client: Client, ago: int, **query: str) -> list[str]:
    day = f"{timezone.localdate() - ago * DAY}"
    page = client.get(LIST, {"on": day, **query}, follow=True)
    return [getattr(row, "stage_then", row.stage) for row in page.context["cl"].result_list]


def test_a_case_is_at_the_stage_of_that_day(administrator: Client, project: Project) -> None:
    now = timezone.now()
    Project.objects.update(created_at=now - 9 * DAY, stage="site_offered")
    for ago, came, went in ((6, "enquiry", "screening"), (3, "screening", "site_offered")):
        StageChange.objects.create(
            project=project, from_stage=came, to_stage=went, changed_at=now - ago * DAY
        )
    found = {ago: stages(administrator, ago) for ago in (10, 9, 7, 6, 4, 3, 0)}
    assert found == {
        10: [], 9: ["enquiry"], 7: ["enquiry"], 6: ["screening"], 4: ["screening"], 3: ["site_offered"], 0: ["site_offered"],
    }  # fmt: skip
    assert stages(administrator, 4, stage__exact="screening") == ["screening"]
    assert stages(administrator, 4, stage__exact="site_offered") == []
    assert "các cột khác theo hôm nay" in words(administrator.get(LIST).content)


def test_a_project_is_matched_as_of_the_chosen_day(
    rules: None, administrator: Client, project: Project
) -> None:
    page = administrator.get(f"{LIST}{project.pk}/change/", {"on": "2023-06-30"})
    assert "Đối sánh theo ngày 30/06/2023" in words(page.content)
    administrator.post(f"{LIST}{project.pk}/match/")
    assert MatchRun.objects.get().on == datetime.date(2023, 6, 30)


def test_what_belongs_to_a_case_is_found_by_the_place_of_a_site_offered(
    rules: None, administrator: Client, project: Project
) -> None:
    lan = User.objects.get(username="lan")
    offer_site(project=project, site=Site.objects.get(code="KCN-DIEM-THUY"), user=lan, channel="phone")
    project.conversations.create(by=lan, channel="phone", summary="đã hỏi")
    project.enquiries.create(text="Xin 3 ha", owner=lan, created_by=lan)
    run = match_project(project=project, user=lan)
    Reply.objects.create(run=run, site_codes=["KCN-DIEM-THUY"], made_by=lan, expires_on=timezone.localdate())
    runs = "/admin/matching/matchrun/"
    of_cases = (f"/admin/investors/{name}/" for name in ("conversation", "offer", "enquiry"))
    for page in (LIST, runs, "/admin/matching/reply/", *of_cases):
        for place, count in (("diem thuy", 1), ("Huyện Phú Bình", 1), ("Võ Nhai", 0)):
            assert len(administrator.get(page, {"place": place}).context["cl"].result_list) == count, page
    project.investor = project.investor or _hidden(lan)
    project.save()
    reader = role("reader")
    for page in (LIST, runs):
        assert len(reader.get(page).context["cl"].result_list) == 1, page
        assert len(reader.get(page, {"place": "diem thuy"}).context["cl"].result_list) == 0, page


def _hidden(user: User) -> object:
    from investors.models import Investor

    return Investor.objects.create(name="Kín", confidential=True, created_by=user)
