"""Allocating land to stored projects: what is asked, what counts as land, what the answer says, that nothing is written."""

import json
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.hold_services import hold_land
from investors.models import Investor, Project
from investors.services import register_project
from matching import snapshot
from matching.allocating import Land, NotAsked, Proposal, propose_allocation, read_asked, solving, words
from matching.engine.allocation import NOWHERE, Problem, allocate
from parks.dates import today
from parks.models import Hold, Site

EXAMPLE = settings.BASE_DIR / "docs" / "examples" / "allocation.json"

PAGE = settings.BASE_DIR / "docs" / "allocation.md"


@pytest.fixture
def projects(rules: None) -> dict[str, Project]:
    """Store the invented projects of docs/allocation.md."""
    found = {}
    for one in json.loads(EXAMPLE.read_text(encoding="utf-8"))["projects"]:
        project = register_project(facts=one["facts"])
        project.code = one["code"]
        Project.objects.filter(pk=project.pk).update(code=project.code)
        found[project.code] = project
    return found


def proposed(*codes: str, user: User | None = None, **options: Any) -> Proposal:
    """Return the proposal for some projects, or all open ones."""
    options.setdefault("land", Land.OPTIMISTIC)
    return propose_allocation(asked=read_asked(codes=codes or None, **options), user=user)


def places(proposal: Proposal) -> dict[str, str | None]:
    return {each.project.code: each.site.code if each.site else None for each in proposal.placed}


def errors(*codes: str, **options: Any) -> dict[str, list[str]]:
    """Return why a question is refused."""
    with pytest.raises(NotAsked) as refused:
        proposed(*codes, **options)
    return dict(refused.value.errors)


def test_the_whole_proposal_adds_up_and_names_who_took_whose_place(projects: dict[str, Project]):
    proposal = proposed()
    found = proposal.allocation
    assert found.objective == found.bound == sum(each.points for each in proposal.placed)
    assert set(places(proposal)) == set(projects)
    missed = {each.project.code: each.displaced for each in proposal.placed if each.displaced}
    assert list(missed) == ["BIA-2"]
    assert missed["BIA-2"].wanted.code == places(proposal)["BIA-1"] == "KCN-YEN-BINH"
    assert [winner.code for winner in missed["BIA-2"].winners] == ["BIA-1"]
    for land in proposal.lands:
        here = [each for each in proposal.placed if each.site == land.site]
        assert (land.used, land.projects) == (sum(each.area for each in here), len(here))
        assert land.left is None or land.left >= 0


def test_only_land_that_is_surely_free_counts_unless_an_officer_says_otherwise(projects: dict[str, Project]):
    careful = proposed(land=Land.PESSIMISTIC)
    assert read_asked(codes=None).land is Land.PESSIMISTIC
    assert careful.nothing_known and set(places(careful).values()) == {None}
    assert {each.why_not for each in careful.placed} == {"no_land"}
    assert not proposed().nothing_known


def test_a_site_without_an_upper_bound_limits_nothing_and_says_so(projects: dict[str, Project]):
    land = {each.site.code: each for each in proposed().lands}
    without = land["KCN-THUONG-DINH"]
    assert (without.offered.capacity, without.left, without.offered.known) == (None, None, False)
    assert land["KCN-YEN-BINH"].offered.capacity == 200 and land["KCN-YEN-BINH"].offered.known


def test_what_others_hold_is_taken_and_what_a_project_holds_stays_its_own(
    projects: dict[str, Project], admin_user: User
):
    hold_land(
        project=projects["BIA-2"],
        site=Site.objects.get(code="KCN-YEN-BINH"),
        area_ha=Decimal("1.2"),
        days=30,
        user=admin_user,
    )
    before = Hold.objects.count()
    with_it, without_it = proposed(), proposed("BIA-1")
    assert places(with_it)["BIA-2"] == "KCN-YEN-BINH" != places(with_it)["BIA-1"]
    assert places(without_it)["BIA-1"] == places(with_it)["BIA-1"]
    land = next(each for each in with_it.lands if each.site.code == "KCN-YEN-BINH")
    assert (land.offered.capacity, land.offered.held, land.used) == (80, 120, 0)
    assert Hold.objects.count() == before


def test_the_hold_of_a_confidential_case_counts_as_anybodys_for_who_is_not_on_the_case(
    projects: dict[str, Project], admin_user: User
):
    secret = Investor.objects.create(name="Kín", confidential=True, created_by=admin_user)
    Project.objects.filter(code="BIA-2").update(investor=secret)
    site = Site.objects.get(code="KCN-YEN-BINH")
    project = Project.objects.get(code="BIA-2")
    hold_land(project=project, site=site, area_ha=Decimal("1.2"), days=30, user=admin_user)
    colleague = User.objects.create_user("lan", is_staff=True)
    assert places(proposed(user=admin_user))["BIA-2"] == "KCN-YEN-BINH"
    assert places(proposed(user=colleague))["BIA-2"] != "KCN-YEN-BINH"


def test_pins_and_forbids_are_kept(projects: dict[str, Project]):
    proposal = proposed(pins=["BIA-2=KCN-YEN-BINH"], forbids=["BIA-5=CCN-AN-KHANH-1"])
    assert places(proposal)["BIA-2"] == "KCN-YEN-BINH" != places(proposal)["BIA-1"]
    assert places(proposal)["BIA-5"] not in (None, "CCN-AN-KHANH-1")
    assert [each.project.code for each in proposal.placed if each.pinned] == ["BIA-2"]
    displaced = next(each.displaced for each in proposal.placed if each.project.code == "BIA-1")
    assert displaced and displaced.said.reason == "pinned"


def test_what_clashes_is_said_by_name(projects: dict[str, Project]):
    (too_much,) = errors(pins=["BIA-1=KCN-YEN-BINH", "BIA-2=KCN-YEN-BINH"])["pins"]
    assert "cần 2,7 ha, vượt 2 ha" in too_much and "BIA-1, BIA-2" in too_much
    (both,) = errors(pins=["BIA-5=CCN-AN-KHANH-1"], forbids=["BIA-5=CCN-AN-KHANH-1"])["pins"]
    assert "vừa bị ghim vừa bị loại trừ" in both
    (barred,) = errors(pins=["BIA-1=CCN-AN-KHANH-1"])["pins"]  # it wishes for parks alone
    assert "BIA-1 bị ghim vào CCN An Khánh 1, nơi dự án này vướng “Yêu cầu của nhà đầu tư”." in barred
    planned = errors(pins=["BIA-5=CCN-KIM-SON", "BIA-1=KCN-YEN-BINH", "BIA-6=CCN-CAO-NGAN-1"])["pins"]
    assert ["“Thuộc diện giới thiệu”, “Quy định về cụm công nghiệp”" in each for each in planned] == [
        True,
        False,
    ]
    assert "BIA-6" in planned[1] and "vướng “Thuộc diện giới thiệu”." in planned[1]
    (twice,) = errors(pins=["BIA-5=CCN-AN-KHANH-1", "BIA-5=CCN-YEN-LAC"])["pins"]
    assert "nhiều nơi" in twice


def test_every_mistake_in_what_is_typed_is_told_at_once(projects: dict[str, Project]):
    found = errors("BIA-1", land="x", pins=["BIA-1", "BIA-9=KCN-YEN-BINH", "BIA-1=\x00"], seconds="nan")
    assert set(found) == {"land", "pins", "seconds"} and len(found["pins"]) == 3
    assert errors("BIA-1", "\x00")["projects"] == ["Không có hồ sơ \x00."]
    assert errors(" ")["projects"] == ["Chưa chọn hồ sơ nào."]


def test_who_states_no_area_is_left_out_and_told(projects: dict[str, Project]):
    Project.objects.filter(code="BIA-6").update(land_area_ha=None)
    Project.objects.filter(code="BIA-4").update(land_area_ha=None, land_min_area_ha=5)
    placed = {each.project.code: each for each in proposed().placed}
    assert (placed["BIA-6"].why_not, placed["BIA-6"].site) == ("no_area", None)
    assert placed["BIA-4"].area == 500 and placed["BIA-4"].site
    assert errors(pins=["BIA-6=CCN-AN-KHANH-1"])["pins"] == [words.unknown_need(projects["BIA-6"])]


def test_only_open_cases_take_part_unless_they_are_named(projects: dict[str, Project]):
    Project.objects.filter(code="BIA-6").update(stage=Project.Stage.WITHDRAWN)
    assert "BIA-6" not in places(proposed())
    assert list(places(proposed("BIA-6"))) == ["BIA-6"]


def test_the_number_of_queries_does_not_grow_with_the_projects(projects: dict[str, Project]):
    snapshot.current()

    def queries(*codes: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            proposed(*codes)
        return len(asked)

    assert queries("BIA-1") == queries(*projects) < 16


def large() -> Problem:
    """Return a problem that is solved in a process of its own."""
    chance = np.random.default_rng(3)
    shape = (90, 30)
    need = np.repeat(chance.integers(10, 900, (shape[0], 1)), shape[1], axis=1)
    capacity = np.full(shape[1], need[:, 0].sum() // 60)
    return Problem(chance.integers(2_000, 9_000, shape), need, need > 0, capacity)


def test_a_large_problem_is_solved_apart_with_the_same_answer():
    of = large()
    found = solving.solve(of, 60)
    assert not found.stopped and found.seconds > 0
    assert (found.allocation.places == allocate(of).places).all()


def test_a_solver_that_takes_too_long_is_stopped_and_prices_decide():
    found = solving.solve(large(), 0.01)
    assert found.stopped and (found.allocation.places != NOWHERE).any()
    assert found.allocation.objective <= found.allocation.bound


def test_the_command_prints_the_proposal_as_text_json_and_csv(
    projects: dict[str, Project], capsys: pytest.CaptureFixture[str], tmp_path: Any
):
    sheet = tmp_path / "a.csv"
    call_command("allocate", "--land", "optimistic", "--csv", str(sheet))
    text = capsys.readouterr().out
    assert f"ngày {today():%d/%m/%Y}" in text and "Bố trí được 6 trên 6 hồ sơ" in text
    assert "KCN Yên Bình: phần đất cần đã dành cho BIA-1." in text
    assert sheet.read_text(encoding="utf-8-sig").count("\n") == 7
    call_command("allocate", "BIA-1", "--land", "optimistic", "--json")
    found = json.loads(capsys.readouterr().out)
    assert [each["site"] for each in found["projects"]] == ["KCN-YEN-BINH"]
    assert found["objective"] == found["bound"] == found["projects"][0]["points"]


def test_the_documentation_shows_what_the_command_prints_for_the_invented_projects(
    projects: dict[str, Project], capsys: pytest.CaptureFixture[str]
):
    call_command("allocate", "--land", "optimistic")
    printed = capsys.readouterr().out
    shown = PAGE.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    assert shown == printed[printed.index("Dự án:") :]


def test_the_command_refuses_with_sentences(projects: dict[str, Project]):
    with pytest.raises(CommandError, match="Không có hồ sơ X"):
        call_command("allocate", "X")
    with pytest.raises(CommandError, match="vướng “Yêu cầu của nhà đầu tư”"):
        call_command("allocate", "--land", "optimistic", "--pin", "BIA-1=CCN-AN-KHANH-1")
    with pytest.raises(CommandError, match="vượt 2 ha"):
        call_command(
            "allocate", "--land", "optimistic", "--pin", "BIA-1=KCN-YEN-BINH", "--pin", "BIA-2=KCN-YEN-BINH"
        )
