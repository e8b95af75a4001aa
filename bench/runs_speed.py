"""How long it takes to match all open projects again, to simulate a draft and to compute kept runs once more, in a database of its own.

By the processor's clock: the database is SQLite, in the same process. The yardstick is the engine alone on the same
projects, read, assessed and ranked in blocks.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any

from bench import catalogue, children, made_up
from bench.engine_speed import RULESETS, settle
from bench.measured import Measured, at_most, ratios

SECTION = "Kept runs (SQLite, one processor)"
PROJECTS, WHOLE, SIMULATED = 10_000, 200, 1_000
WANTED_SECONDS = 10.0
_SEED, _BLOCK = 2026, 500


def measure(folder: Path, environ: Mapping[str, str], rounds: int) -> list[Measured]:
    """Measure in a copy of the prepared database."""
    own = dict(environ) | catalogue.environment(folder, "runs")
    shutil.copy(folder / "bench.sqlite3", folder / "runs.sqlite3")
    found = children.run("bench.runs_speed:times", core=children.FIRST_CORE, environ=own, rounds=rounds)
    name = f"{PROJECTS:,} projects".replace(",", " ")
    goal = at_most(WANTED_SECONDS)
    return [
        Measured(
            SECTION,
            f"{name} matched again, all runs kept: time ÷ engine alone",
            ratios(found["all"], found["engine"]),
        ),
        Measured(SECTION, f"{name} matched again, all runs kept", tuple(found["all"]), "s", goal),
        Measured(SECTION, f"{name} matched again, nothing changed", tuple(found["none"]), "s", goal),
        Measured(
            SECTION, "a draft simulated over 1 000 open projects", tuple(found["draft"]), "s", at_most(2.0)
        ),
        Measured(SECTION, "the same, and over 500 kept runs", tuple(found["draft and runs"]), "s"),
        Measured(SECTION, "1 000 short runs replayed", tuple(found["short"]), "s", goal),
        Measured(SECTION, "1 000 whole runs replayed", tuple(found["whole"]), "s", goal),
    ]


def times(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each round."""
    import django

    django.setup()
    from django.contrib.auth.models import User

    from matching.keeping import match_project
    from matching.models import MatchRun
    from matching.rematching import rematch
    from matching.replaying import read_for_replay, replay_each

    person = User.objects.filter(is_superuser=True)[0]
    projects = _register(PROJECTS)
    settle()
    names = ("all", "none", "engine", "short", "whole", "draft", "draft and runs")
    found: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        found["engine"].append(_timed(_engine_alone))
        _remove_runs()
        found["all"].append(_commanded(lambda: rematch(user=person)))
        assert MatchRun.objects.count() == PROJECTS
        found["none"].append(_commanded(lambda: rematch(user=person)))
        runs = read_for_replay(MatchRun.objects.all())
        some = runs[:1_000]
        found["short"].append(_commanded(lambda some=some: _all_same(replay_each(some.iterator(100)))))
    _simulate(projects[SIMULATED:], rounds, found)
    _remove_runs()
    for project in projects[:WHOLE]:
        match_project(project=project, user=person)
    for _ in range(rounds):
        runs = read_for_replay(MatchRun.objects.all())
        took = _commanded(lambda runs=runs: _all_same(replay_each(runs.iterator(100))))
        found["whole"].append(took * 1_000 / WHOLE)
    return found


def _remove_runs() -> None:
    """Begin the chain anew; nothing else may remove a kept run: the triggers stand aside."""
    from django.db import connection

    from matching import triggers
    from matching.models import MatchRun, RunChain

    with connection.schema_editor() as editor:
        triggers.remove(None, editor)
        MatchRun.objects.all().delete()
        RunChain.objects.update(number=0, digest="")
        triggers.install(None, editor)


def _simulate(others: list[Any], rounds: int, found: dict[str, list[float]]) -> None:
    """Time what a draft with two weights exchanged would change, with the other projects at an end."""
    import yaml

    from investors.models import Project
    from matching.engine import parse
    from matching.simulating import simulate
    from parks.dates import today

    Project.objects.filter(pk__gte=others[0].pk).update(stage=Project.Stage.WITHDRAWN)
    document = yaml.safe_load(max(RULESETS.glob("*.yaml")).read_text(encoding="utf-8"))
    rules = {rule["criterion"]: rule for rule in document["rules"]}
    one, other = rules["land"], rules["high_tech"]
    one["weights"], other["weights"] = other["weights"], one["weights"]
    draft = parse(document)
    for _ in range(rounds):
        found["draft"].append(_timed(lambda: simulate(ruleset=draft, on=today(), with_runs=False)))
        found["draft and runs"].append(_timed(lambda: simulate(ruleset=draft, on=today())))


def _register(count: int) -> list[Any]:
    """Write made-up projects, without the histories that an officer's form would write."""
    from investors.facts import columns_of
    from investors.models import Project, ProjectLine
    from parks.models import Sector

    bodies = [json.loads(body)["project"] for body in made_up.questions(count, _SEED)]
    rows = [
        Project(name=f"Dự án {n}", code=f"DA-B-{n}", search_text="", **columns_of(body, Project))
        for n, body in enumerate(bodies)
    ]
    made = Project.objects.bulk_create(rows, batch_size=200)
    sectors = {row.code: row for row in Sector.objects.filter(edition="2018")}
    ProjectLine.objects.bulk_create(
        ProjectLine(project=row, position=1, sector=sectors[body["lines"][0]["code"]])
        for row, body in zip(made, bodies, strict=True)
    )
    return made


def _engine_alone() -> None:
    from matching import snapshot
    from matching.engine.rankings import rank_each
    from matching.services import ruleset_for
    from parks.dates import today

    state = snapshot.current()
    published, _ = ruleset_for(state, today())
    matcher = state.rows(published, today()).matcher
    asked = made_up.projects(PROJECTS, _SEED)
    for assessment in matcher.in_blocks(asked, _BLOCK):
        for _ in rank_each(matcher, assessment):
            pass


def _all_same(replayed: Any) -> None:
    for one in replayed:
        assert one.same and one.intact


def _commanded(act: Callable[[], object]) -> float:
    """Time what a command does, in the way it does it."""
    from matching.collecting import collecting_rarely

    with collecting_rarely():
        return _timed(act)


def _timed(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began
