"""All open projects matched again: what is kept, who moved, and which finding moved them."""

from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.models import Project
from investors.services import register_project, store_project
from matching.keeping import match_project
from matching.kept_runs import render_run
from matching.models import MatchRun, RunOutcome
from matching.outcomes import outcome_of
from matching.recomputing import whole_answer
from matching.rematching import Rematched, rematch
from matching.replaying import replay
from matching.verifying import verify
from parks.models import Site, Source
from parks.services import record_fact
from tests.matching.questions import ALL

QUESTIONS = [ALL[name]["project"] for name in ("lenses", "garments", "refused", "nowhere_now", "heavy")]


@pytest.fixture
def officer(rules: None) -> User:
    return User.objects.create_superuser("can-bo", password="x")


@pytest.fixture
def projects(officer: User) -> list[Project]:
    """Return a registered project for every question of the tests."""
    return [register_project(facts={"name": f"Dự án {n}", **facts}) for n, facts in enumerate(QUESTIONS)]


def again(user: User) -> Rematched:
    return rematch(user=user)


def fill(code: str) -> None:
    """Let the one place that an officer saw be full from now on."""
    source = Source.objects.order_by("pk").first()
    record_fact(
        site=Site.objects.get(code=code), quantity="occupancy_pct", value="100", source=source,
        grade="verified", user=None, as_of="2026-11-01",
    )  # fmt: skip


def test_the_first_time_every_open_project_gets_a_run(projects: list[Project], officer: User) -> None:
    Project.objects.filter(pk=projects[0].pk).update(stage="refused")
    store_project(project=Project(name="Chưa có ngành nghề"))
    found = again(officer)
    assert (found.projects, found.kept, found.moved) == (len(projects) - 1, len(projects) - 1, ())
    assert not MatchRun.objects.filter(project=projects[0]).exists()
    assert verify().breaks == ()


def test_a_short_run_reads_as_the_whole_one_would(projects: list[Project], officer: User) -> None:
    again(officer)
    shorts = list(MatchRun.objects.all())
    whole = {project.pk: match_project(project=project, user=officer) for project in projects}
    for run in shorts:
        assert run.answer["short"] and len(str(run.answer)) < 20_000
        expected = {**whole[run.project_id].answer, "id": str(run.pk)}
        assert whole_answer(run) == expected
        assert (
            render_run(run=run, language="vi")["sites"]
            == render_run(run=whole[run.project_id], language="vi")["sites"]
        )
        assert replay(run).same and replay(run).intact
        columns = ("verdict", "barred_by", "plot_met", "plot_unknown", "plot_unmet")
        noted = RunOutcome.objects.get(run=run)
        assert {name: getattr(noted, name) for name in columns} == outcome_of(expected)


def test_nothing_is_kept_where_nothing_has_changed(projects: list[Project], officer: User) -> None:
    match_project(project=projects[0], user=officer)  # a whole run counts as one before
    assert again(officer).kept == len(projects) - 1
    found = again(officer)
    assert (found.projects, found.kept, found.moved) == (len(projects), 0, ())


def test_what_has_changed_is_kept_and_who_moved_is_told_with_the_finding(
    projects: list[Project], officer: User
) -> None:
    again(officer)
    before = {run.project_id: run.answer for run in MatchRun.objects.all()}
    first = before[projects[0].pk]["sites"][0]["site"]
    fill(first)
    found = again(officer)
    after: dict[int, Any] = {}
    for run in MatchRun.objects.order_by("number"):
        after[run.project_id] = run.answer
    changed = {pk for pk in after if after[pk] != before[pk]}
    assert found.kept == len(changed) > 0
    expected = {
        pk: (_first(before[pk]), _first(after[pk])) for pk in after if _first(before[pk]) != _first(after[pk])
    }
    assert {one.project.pk: (one.move.before, one.move.after) for one in found.moved} == expected
    assert projects[0].pk in expected and all(old == first for old, _ in expected.values())
    assert {one.move.criterion for one in found.moved} <= {"plot_fit", "land"}


def _first(answer: Any) -> str | None:
    return answer["sites"][0]["site"] if answer["sites"] else None


def test_a_project_that_was_changed_is_judged_by_what_it_was_then(
    projects: list[Project], officer: User
) -> None:
    again(officer)
    Project.objects.filter(pk=projects[1].pk).update(land_area_ha=60_000, land_min_area_ha=60_000)
    found = again(officer)
    assert found.kept == 1
    assert MatchRun.objects.order_by("-number")[0].project_id == projects[1].pk


def test_more_projects_ask_no_more_questions(projects: list[Project], officer: User) -> None:
    def asked(some: list[Project]) -> int:
        with CaptureQueriesContext(connection) as queries:
            rematch(user=officer, projects=Project.objects.filter(pk__in=[one.pk for one in some]))
        return len(queries)

    asked(projects[:1])  # the first run of a database also begins its chain
    assert asked(projects[1:2]) == asked(projects[2:]) <= 16


def test_a_short_run_is_shown_like_any_other(projects: list[Project], officer: User) -> None:
    again(officer)
    client = Client()
    client.force_login(officer)
    run = MatchRun.objects.get(project=projects[0])
    page = client.get(f"/admin/matching/matchrun/{run.pk}/change/")
    assert page.status_code == 200 and "tn-finding" in page.content.decode()
    assert client.get("/admin/matching/matchrun/").status_code == 200
    assert client.get(f"/api/match/runs/{run.pk}").json()["sites"][0]["findings"]
    assert client.get(f"/admin/dossiers/run/{run.pk}.docx").status_code == 200


def test_an_engine_that_computes_otherwise_leaves_order_and_points_as_kept(
    projects: list[Project], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(officer)
    run = MatchRun.objects.get(project=projects[0])
    other = {**whole_answer(run)}
    other["sites"] = [{**other["sites"][0], "score": 1.0}, *other["sites"][1:]]
    monkeypatch.setattr("matching.recomputing.answer_again", lambda *_: other)
    shown = render_run(run=run, language="vi")
    assert [one["score"] for one in shown["sites"]] == [one["score"] for one in run.answer["sites"]]
    assert all(one["findings"] == [] for one in shown["sites"])
    assert shown["notes"][-1]["code"] == "details_not_kept" and "lưu ngắn" in shown["notes"][-1]["sentence"]


# --- The command


def told(**options: Any) -> str:
    out = StringIO()
    call_command("rematch", stdout=out, **options)
    return out.getvalue()


def test_the_command_says_who_moved_and_why(projects: list[Project], officer: User) -> None:
    count = len(projects)
    assert told() == f"{count} open projects matched, {count} runs kept, 0 first choices moved.\n"
    fill(MatchRun.objects.get(project=projects[0]).answer["sites"][0]["site"])
    text = told(user="can-bo")
    assert f"{projects[0].code} {projects[0].name}: " in text and " → " in text
    assert "0 runs kept" not in text and f"{count} open projects matched" in text


def test_a_terminal_gets_a_bar_that_is_no_error(
    projects: list[Project], officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = StringIO()
    screen.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("django.core.management.color.supports_color", lambda: True)
    told(user="can-bo")
    count = len(projects)
    assert screen.getvalue() == f"\r[{'#' * 40}] {count}/{count}\n"


def test_the_page_of_the_documentation_shows_what_the_command_prints(officer: User) -> None:
    page = (settings.BASE_DIR / "docs" / "kept-runs.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- rematch-example -->")[2].split("```text\n")[1].partition("```")[0]
    project = register_project(facts=QUESTIONS[0])
    told()
    fill("KCN-YEN-BINH")
    assert told() == f"{project.code} {shown}"


def test_the_command_asks_whose_runs_they_are(projects: list[Project], officer: User) -> None:
    with pytest.raises(CommandError, match="no active person ai-do"):
        told(user="ai-do")
    User.objects.create_superuser("nguoi-khac", password="x")
    with pytest.raises(CommandError, match="--user NAME"):
        told()
