"""Which papers a case still needs."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from investors.models import Project, ProjectFile
from investors.papers import PAPERS, missing_papers
from investors.services import store_project

pytestmark = pytest.mark.django_db

ALWAYS = ["request", "proposal", "legal_status", "finance", "land_need"]


def _project(**facts: object) -> Project:
    return store_project(project=Project(name="Thấu kính", **facts))


def _missing(project: Project) -> list[str]:
    return [one.paper for one in missing_papers(project)]


def _attach(project: Project, paper: str, **columns: object) -> ProjectFile:
    by = User.objects.get_or_create(username="lan")[0]
    return ProjectFile.objects.create(
        project=project, paper=paper, name="a.pdf", size=1, uploaded_by=by, **columns
    )


@pytest.mark.parametrize(
    ("facts", "also"),
    [
        ({}, ["environment"]),
        ({"environment_group": "I"}, ["environment"]),
        ({"environment_group": "II"}, ["environment"]),
        ({"environment_group": "III"}, []),
        ({"environment_group": "IV", "technology_equipment": "new"}, []),
        ({"environment_group": "IV", "technology_equipment": "used"}, ["technology"]),
        ({"environment_group": "IV", "technology_equipment": "mixed"}, ["technology"]),
        ({"environment_group": "IV", "technology_lists": ["restricted"]}, ["technology"]),
        ({"environment_group": "IV", "technology_lists": ["strategic"]}, ["incentives"]),
        ({"environment_group": "IV", "technology_lists": []}, []),
        ({"environment_group": "IV", "technology_certificates": ["eco_enterprise"]}, ["certificate"]),
    ],
)
def test_what_the_project_states_decides_what_it_needs(facts: dict[str, object], also: list[str]) -> None:
    assert _missing(_project(**facts)) == ALWAYS + also


def test_an_attached_paper_is_no_longer_missing() -> None:
    project = _project(environment_group="IV")
    _attach(project, "finance")
    assert _missing(project) == ["request", "proposal", "legal_status", "land_need"]


def test_a_removed_file_and_the_file_of_another_project_do_not_count() -> None:
    project = _project(environment_group="IV")
    _attach(project, "finance", removed_at=timezone.now())
    _attach(_project(), "proposal")
    assert _missing(project) == ALWAYS


def test_each_says_its_name_its_ground_and_how_well_that_is_known() -> None:
    first = missing_papers(_project())[0]
    assert first.label == "văn bản đề nghị thực hiện dự án"
    assert first.ground == "Thông tư 55/2026/TT-BTC, mẫu I.1.5"
    assert {paper.standing for paper in PAPERS} == {"secondary", "known"}


def test_the_table_knows_only_papers_that_a_file_can_be() -> None:
    assert {paper.key for paper in PAPERS} <= set(ProjectFile.Paper.values)
