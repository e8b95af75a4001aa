"""The tables of stages: every need holds a case up, every move that is not in the table is refused."""

import datetime
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from investors import stages
from investors.models import Investor, Offer, Project, ProjectFile, ProjectHold, ProjectLine, StageChange
from investors.papers import missing_papers
from investors.services import store_investor, store_project
from investors.stage_services import change_stage
from parks.dates import today
from parks.models import Hold, LandStock, PlanningArea, Sector, Site
from parks.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("an", is_staff=True)


@pytest.fixture
def whole(officer: User) -> Project:
    """Return a project that lacks nothing for any stage."""
    sector = Sector.objects.create(edition="2018", code="2670", level=4, name_vi="x", intensity="high")
    area = PlanningArea.objects.create(code="PHO-YEN", name_vi="Phổ Yên", name_en="Pho Yen", mountain=False)
    site = Site.objects.create(code="KCN-X", kind="park", name_vi="Khu X", name_en="X", planning_area=area)
    LandStock.objects.create(site=site, free_ha=20)
    project = store_project(
        project=Project(
            name="Thấu kính",
            investor=store_investor(investor=Investor(name="Hàn Việt")),
            owner=officer,
            land_area_ha=5,
            capital_amount=10,
            capital_currency="USD",
            jobs_total=0,
            utilities_power_mw=1,
            environment_wastewater_m3_day=0,
            technology_equipment="new",
            process_flags=[],
            environment_sensitive_factors=[],
            licence_number="123",
            licensed_on=today(),
            building_from=today(),
            operating_from=today(),
        )
    )
    ProjectLine.objects.create(project=project, sector=sector)
    Offer.objects.create(project=project, site=site, by=officer, channel="email", response="accepted")
    hold = Hold.objects.create(
        site=site, area_ha=5, state="active", asked_by=officer, held_from=today(), until=today()
    )
    ProjectHold.objects.create(hold=hold, project=project)
    for missing in missing_papers(project):
        ProjectFile.objects.create(
            project=project, paper=missing.paper, name="a.pdf", size=1, uploaded_by=officer
        )
    return project


def _without(**columns: Any) -> Callable[[Project], object]:
    return lambda project: Project.objects.filter(pk=project.pk).update(**columns)


# How each need comes to be missing; the test below fails for a need that stands in the table and not here.
LACKING: dict[str, Callable[[Project], object]] = {
    "investor_id": _without(investor=None),
    "lines": lambda project: project.lines.all().delete(),
    "land_area_ha": _without(land_area_ha=None),
    "capital_amount": _without(capital_amount=None, capital_currency=None),
    "owner_id": _without(owner=None),
    "jobs_total": _without(jobs_total=None),
    "utilities_power_mw": _without(utilities_power_mw=None),
    "environment_wastewater_m3_day": _without(environment_wastewater_m3_day=None),
    "offers": lambda project: project.offers.all().delete(),
    "accepted_offer": lambda project: project.offers.update(response="waiting"),
    "hold": lambda project: Hold.objects.update(
        held_from=today() - datetime.timedelta(9), until=today() - datetime.timedelta(1)
    ),
    "technology_equipment": _without(technology_equipment=None),
    "environment_group": _without(process_flags=None),
    "papers": lambda project: project.files.filter(paper="proposal").update(removed_at=timezone.now()),
    "licence_number": _without(licence_number=""),
    "licensed_on": _without(licensed_on=None),
    "building_from": _without(building_from=None),
    "operating_from": _without(operating_from=None),
}
NEEDS = [(stage, need) for stage, needs in stages.REQUIRED.items() for need in needs]


def test_every_need_is_tried() -> None:
    assert {need.key for _, need in NEEDS} == set(LACKING)


def test_a_case_that_lacks_nothing_goes_to_the_end_in_one_move(whole: Project, officer: User) -> None:
    change = change_stage(project=whole, to_stage="operating", user=officer)
    stored = Project.objects.get()
    assert (stored.stage, stored.stage_since, stored.version) == ("operating", change.changed_at, 2)
    assert (change.from_stage, change.to_stage, change.changed_by) == ("enquiry", "operating", officer)
    assert stored.history.first().history_user == officer


@pytest.mark.parametrize(("stage", "need"), NEEDS, ids=[need.key for _, need in NEEDS])
def test_each_need_of_the_table_holds_the_case_up(
    whole: Project, officer: User, stage: str, need: stages.Need
) -> None:
    LACKING[need.key](whole)
    project = Project.objects.get()
    assert need in stages.missing_for(project, stage)
    before = stages.PATH[stages.PATH.index(stage) - 1]
    assert need not in stages.missing_for(project, before)
    # Later stages require it too.
    for later in stages.PATH[stages.PATH.index(stage) :]:
        with pytest.raises(ValidationError) as refused:
            change_stage(project=Project.objects.get(), to_stage=later, user=officer)
        assert need.label in str(refused.value.message_dict["to_stage"])
    assert not StageChange.objects.exists()
    assert Project.objects.get().stage == "enquiry"


def test_handed_over_land_counts_as_held(whole: Project) -> None:
    LACKING["hold"](whole)
    Hold.objects.update(state="used", ended_on=today(), end_reason="đã giao")
    assert not stages.missing_for(whole, "land_held")


def test_only_the_moves_of_the_table_are_made(whole: Project, officer: User) -> None:
    for from_stage, to_stage in itertools.product(Project.Stage.values, repeat=2):
        Project.objects.update(stage=from_stage)
        project = Project.objects.get()
        if to_stage in stages.MOVES[from_stage]:
            change_stage(project=project, to_stage=to_stage, user=officer, reason="vì vậy")
            assert Project.objects.get().stage == to_stage
        else:
            with pytest.raises(ValidationError):
                change_stage(project=project, to_stage=to_stage, user=officer, reason="vì vậy")
            assert Project.objects.get().stage == from_stage


@pytest.mark.parametrize(
    ("from_stage", "to_stage"),
    [
        ("screening", "refused"),
        ("land_held", "withdrawn"),
        ("land_held", "screening"),
        ("refused", "screening"),
        ("operating", "building"),
    ],
)
def test_going_back_ending_and_reopening_say_why(
    whole: Project, officer: User, from_stage: str, to_stage: str
) -> None:
    Project.objects.update(stage=from_stage)
    with pytest.raises(ValidationError) as refused:
        change_stage(project=Project.objects.get(), to_stage=to_stage, user=officer, reason="  ")
    assert list(refused.value.message_dict) == ["reason"]
    change_stage(project=Project.objects.get(), to_stage=to_stage, user=officer, reason="nhà đầu tư đổi ý")
    assert StageChange.objects.get().reason == "nhà đầu tư đổi ý"


def test_a_case_goes_back_though_it_lacks_something(whole: Project, officer: User) -> None:
    Project.objects.update(stage="licensed", jobs_total=None)
    change_stage(project=Project.objects.get(), to_stage="site_offered", user=officer, reason="làm lại")
    assert Project.objects.get().stage == "site_offered"


def test_a_reopened_case_has_what_the_stage_requires(whole: Project, officer: User) -> None:
    Project.objects.update(stage="withdrawn", jobs_total=None)
    with pytest.raises(ValidationError, match="lao động"):
        change_stage(project=Project.objects.get(), to_stage="land_held", user=officer, reason="trở lại")
    change_stage(project=Project.objects.get(), to_stage="screening", user=officer, reason="trở lại")


def test_of_two_officers_the_second_is_told(whole: Project, officer: User) -> None:
    late = Project.objects.get()
    change_stage(project=Project.objects.get(), to_stage="screening", user=officer)
    with pytest.raises(ChangedMeanwhile):
        change_stage(project=late, to_stage="refused", user=officer, reason="x")
    assert Project.objects.get().stage == "screening" and StageChange.objects.count() == 1


def test_what_comes_next() -> None:
    assert [stages.next_stage(stage) for stage in stages.PATH] == [*stages.PATH[1:], None]
    assert [stages.next_stage(stage) for stage in stages.ENDED] == [None, None]
    assert set(stages.OPEN) | set(stages.CLOSED) == set(Project.Stage.values) == set(stages.MOVES)
