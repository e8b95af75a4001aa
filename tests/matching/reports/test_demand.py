"""Demand that could not be met: from the newest run of each project, and only where it found no land for sure."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from investors.models import Project
from investors.services import register_project
from matching.keeping import keep, match_project
from matching.models import MatchRun, RunOutcome
from matching.outcomes import outcome_of
from matching.reports.demand import ANYWHERE, NOWHERE, SHORT, UNSURE
from matching.reports.figures import Report
from matching.reports.gather import gather_report
from matching.reports.period import week_of
from matching.reports.section_demand import demand_section
from matching.services import match
from parks.dates import HANOI

pytestmark = pytest.mark.usefixtures("rules")
WEEK = week_of(datetime.date(2026, 11, 22))
LATER = datetime.datetime(2026, 12, 20, tzinfo=HANOI)


@pytest.fixture
def owner(rules: None) -> User:
    return User.objects.create_user("lan", is_staff=True)


def project(area: float | None, **facts: Any) -> Project:
    land = {} if area is None else {"land": {"area_ha": area}}
    return register_project(facts={"name": f"Cần {area}", "lines": [{"code": "2670"}], **land, **facts})


def report(owner: User) -> Report:
    return gather_report(period=WEEK, user=owner, now=LATER)


def outcome(of: Project, owner: User, hour: int = 9, day: int = 18, **given: Any) -> RunOutcome:
    """Keep an outcome of a run in the week, as if its run had come to that."""
    run = match_project(project=of, user=owner)
    counted = {"verdict": "match", "plot_met": 0, "plot_unknown": 0, "plot_unmet": 0, **given}
    made = datetime.datetime(2026, 11, day, hour, tzinfo=HANOI)
    RunOutcome.objects.filter(pk=run.pk).update(made_at=made, **counted)
    return RunOutcome.objects.get(pk=run.pk)


def test_a_run_keeps_what_it_came_to(owner: User) -> None:
    run = match_project(project=project(300), user=owner)
    kept, answer = run.outcome, run.answer
    assert (kept.project, kept.made_at, kept.verdict) == (run.project, run.created_at, answer["verdict"])
    plots = [one for site in answer["sites"] for one in site["findings"] if one["criterion"] == "plot_fit"]
    assert kept.plot_met + kept.plot_unknown == len(plots) == answer["counts"]["not_barred"]
    offered = answer["counts"]["on_offer"]
    assert kept.plot_met + kept.plot_unknown + kept.plot_unmet == offered and kept.plot_unmet > 0


def test_where_no_area_is_stated_no_plot_is_counted(owner: User) -> None:
    kept = match_project(project=project(None), user=owner).outcome
    assert (kept.plot_met, kept.plot_unknown, kept.plot_unmet) == (0, 0, 0)


def test_a_site_that_is_not_on_offer_is_no_site_without_land() -> None:
    def barred(*because: str) -> dict[str, Any]:
        return {"because": list(because)}

    answer = {
        "verdict": "nowhere_now",
        "sites": [],
        "summary_facts": {"because": [["plot_fit", 2], ["energy_norm", 1]]},
        "barred": [
            barred("on_offer", "plot_fit"),
            barred("plot_fit"),
            barred("energy_norm", "plot_fit"),
            barred("on_offer"),
        ],
    }
    assert outcome_of(answer) == {
        "verdict": "nowhere_now",
        "barred_by": ["plot_fit", "energy_norm"],
        "plot_met": 0,
        "plot_unknown": 0,
        "plot_unmet": 2,
    }


def test_a_run_of_no_project_keeps_none(owner: User) -> None:
    run = keep(matched=match(project={"lines": [{"code": "1410"}]}), user=owner, limit=1, include=())
    assert MatchRun.objects.get() == run and not RunOutcome.objects.exists()


def test_the_newest_run_of_the_period_says_whether_there_was_land(owner: User) -> None:
    nowhere, short, unsure, met, unstated, again, later = (
        project(area) for area in (300, 40, 5, 3, None, 7, 8)
    )
    outcome(nowhere, owner, verdict="nowhere_now", barred_by=["plot_fit"], plot_unmet=40)
    outcome(short, owner, plot_unmet=2, plot_unknown=3)
    outcome(unsure, owner, plot_unknown=5)
    outcome(met, owner, plot_met=1, plot_unmet=9)
    outcome(unstated, owner)
    outcome(again, owner, hour=8, verdict="nowhere_now")
    outcome(again, owner, hour=9, plot_met=1)
    outcome(later, owner, verdict="nowhere_now")
    outcome(later, owner, day=23, hour=0, plot_met=1)
    demand = report(owner).demand
    found = {one.asked.code: one for one in demand.unmet}
    assert {code: one.kind for code, one in found.items()} == {
        nowhere.code: NOWHERE,
        short.code: SHORT,
        unsure.code: UNSURE,
        later.code: NOWHERE,  # the run that found land is of the week after
    }
    assert [one.asked.hectares for one in demand.unmet] == [300, 8, 40, 5]
    assert found[nowhere.code].barred_by == ("plot_fit",)
    assert (found[short.code].plot_unmet, found[short.code].plot_unknown) == (2, 3)


def test_what_was_asked_is_added_up_by_division_and_the_rest_is_counted(owner: User) -> None:
    stated = project(2.5, utilities={"power_mw": 1.5})
    least = project(None, land={"min_area_ha": 1})
    silent = project(None)
    other = project(10)
    other.lines.update(sector=register_project(facts={"lines": [{"code": "1410"}]}).lines.get().sector)
    for one in (stated, least, silent, other):
        outcome(one, owner, verdict="refused")
    clothes, lenses = sorted(report(owner).demand.short, key=lambda one: one.key)
    assert (clothes.key, clothes.projects, clothes.hectares) == ("14", 1, 10)
    assert (lenses.key, lenses.projects) == ("26", 3)
    assert (lenses.hectares, lenses.unstated) == (Decimal("3.5"), 1)
    assert (lenses.megawatts, lenses.power_unstated) == (Decimal("1.5"), 2)


def test_what_was_asked_is_added_up_by_the_area_that_was_wished_for(owner: User) -> None:
    here, there = {"planning_areas": ["DAI-TU"]}, {"planning_areas": ["DAI-TU", "PHO-YEN"]}
    asked = [project(10, preferences=here), project(2.5, preferences=there), project(None, preferences=there)]
    for one in (*asked, project(4), project(3, preferences={"planning_areas": []})):
        outcome(one, owner, verdict="nowhere_now")
    found = report(owner)
    by_area = {one.key: (one.projects, one.hectares, one.unstated) for one in found.demand.short_by_area}
    assert by_area == {
        "DAI-TU": (3, Decimal("12.5"), 1),
        "PHO-YEN": (2, Decimal("2.5"), 1),
        ANYWHERE: (2, Decimal(7), 0),
    }
    table = next(one for one in demand_section(found).tables if one.sheet == "Thiếu đất theo vùng")
    assert [row[1] for row in table.rows] == ["Đại Từ", "không giới hạn", "Phổ Yên"]


def test_beside_what_is_asked_stands_the_largest_piece_where_it_is_wished(owner: User) -> None:
    anywhere, there = (
        project(300),
        project(200, preferences={"planning_areas": ["DAI-TU"], "kinds": ["cluster"]}),
    )
    for one in (anywhere, there):
        outcome(one, owner, verdict="nowhere_now")
    found = {one.asked.code: one for one in report(owner).demand.unmet}
    land = [site for kind in report(owner).land for site in kind.sites if site.on_offer]
    wide, narrow = found[anywhere.code].largest, found[there.code].largest
    assert wide is not None and wide.most == max(
        site.plot_most for site in land if site.plot_most is not None
    )
    assert narrow is not None and found[there.code].asked.areas == ("DAI-TU",)
    here = [site.plot_most for site in land if site.area == "DAI-TU" and site.kind == "cluster"]
    assert here and narrow.most == max(here) < wide.most
