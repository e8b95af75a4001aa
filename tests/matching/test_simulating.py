"""Simulating a draft: the moves are those that ranking each project both ways finds, one by one."""

import copy

import pytest
import yaml
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.models import Project
from investors.services import register_project
from matching import snapshot
from matching.engine import Matcher, Ruleset, parse, rank
from matching.engine.rows import Rows
from matching.gather import project_facts
from matching.keeping import match_project
from matching.models import MatchRun
from matching.recomputing import facts_of_run, sites_of
from matching.services import match
from matching.simulating import simulate
from parks.dates import today
from tests.catalogue import RULESET

pytestmark = pytest.mark.usefixtures("rules")
DOCUMENT = yaml.safe_load(RULESET.read_text(encoding="utf-8"))
CODES = ("2670", "1410", "2610", "2394", "1072", "2029")


def other(change) -> Ruleset:
    """Return the ruleset with a change."""
    document = copy.deepcopy(DOCUMENT)
    change(document, {rule["criterion"]: rule for rule in document["rules"]})
    return parse(document)


def access_before_all(document, rules) -> None:
    rules["access"]["weights"], rules["high_tech"]["weights"] = (
        rules["high_tech"]["weights"],
        rules["access"]["weights"],
    )


def no_land(document, rules) -> None:
    rules["on_offer"]["params"]["delisted"] += [
        code for code in snapshot.current().site_rows if code.startswith("KCN")
    ]


def dearer(document, rules) -> None:
    for row in document["exchange"]:
        if row["currency"] == "USD":
            row["low"], row["high"] = row["low"] * 40, row["high"] * 40


def bans_garments(document, rules) -> None:
    rules["prohibited_line"]["params"]["lines"].append(
        {"name_vi": "may", "name_en": "garments", "codes": ["14"], "words": ["áo"]}
    )


def register(code: str, size: int) -> Project:
    return register_project(
        facts={
            "name": f"Dự án {code} {size}", "lines": [{"code": code, "product": "áo"}], "land": {"area_ha": size},
            "capital": {"amount": 2_000_000 * size, "currency": "USD"}, "jobs": {"total": 100 * size},
        }
    )  # fmt: skip


@pytest.fixture
def projects() -> list[Project]:
    return [register(code, size) for size, code in enumerate(CODES, start=2)]


def first(rows: Rows, facts) -> str | None:
    placed = rank(rows.of(facts)).placed
    return rows.matcher.sites.codes[placed[0].site] if placed else None


@pytest.mark.parametrize("change", [access_before_all, no_land, dearer, bans_garments])
def test_it_finds_what_ranking_each_project_both_ways_finds(projects: list[Project], change) -> None:
    after, expected = other(change), {}
    for project in projects:
        asked = match(project=project.facts())
        before = first(asked.rows, asked.gathered.facts)
        facts = project_facts(project.facts(), after, today(), asked.snapshot.sectors).facts
        now = first(Rows(Matcher(after, asked.row.matcher.sites)), facts)
        if before != now:
            expected[project.pk] = (before, now)
    found = simulate(ruleset=after, on=today())
    assert (
        {one.project.pk: (one.move.before, one.move.after) for one in found.project_moves} == expected != {}
    )
    assert (found.projects, found.against) == (len(projects), "2026.1")


def test_it_names_the_ban_that_leaves_a_project_nowhere(projects: list[Project]) -> None:
    (moved,) = simulate(ruleset=other(bans_garments), on=today()).project_moves
    assert moved.project == projects[1] and moved.move.after is None
    assert moved.move.criterion == "prohibited_line"


def test_closed_projects_and_those_without_a_line_are_left_out(projects: list[Project]) -> None:
    Project.objects.filter(pk=projects[1].pk).update(stage=Project.Stage.WITHDRAWN)
    Project.objects.create(name="Chưa rõ")
    found = simulate(ruleset=other(bans_garments), on=today())
    assert found.projects == len(projects) - 1 and found.project_moves == ()


def test_kept_runs_are_taken_with_the_facts_that_they_hold(projects: list[Project]) -> None:
    user = User.objects.create_user("can-bo")
    runs = [match_project(project=project, user=user) for project in projects]
    Project.objects.update(land_area_ha=1, stage=Project.Stage.WITHDRAWN)
    after, expected = other(access_before_all), {}
    for run in MatchRun.objects.filter(pk__in=[one.pk for one in runs]):
        places = run.answer["sites"]
        now = first(Rows(Matcher(after, sites_of(run))), facts_of_run(run))
        before = places[0]["site"] if places else None
        if before != now:
            expected[run.pk] = (before, now)
    found = simulate(ruleset=after, on=today())
    assert {one.run.pk: (one.move.before, one.move.after) for one in found.run_moves} == expected != {}
    assert found.runs == len(runs) and found.projects == 0


def test_a_draft_like_the_one_in_force_moves_nobody(projects: list[Project]) -> None:
    match_project(project=projects[0], user=User.objects.create_user("can-bo"))
    found = simulate(ruleset=parse(DOCUMENT), on=today())
    assert (found.project_moves, found.run_moves, found.runs) == ((), (), 1)


def test_the_number_of_queries_does_not_grow_with_projects_and_runs(projects: list[Project]) -> None:
    user = User.objects.create_user("can-bo")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            simulate(ruleset=parse(DOCUMENT), on=today())
        return len(counted)

    match_project(project=projects[0], user=user)
    queries()
    one = queries()
    for project in projects:
        match_project(project=project, user=user)
        register("1410", 9)
    assert queries() == one <= 8
