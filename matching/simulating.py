"""What a draft would change: whose first choice moves, over all open projects and over kept runs, and which rule moves it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from investors.models import Project
from investors.stages import OPEN
from matching import gather, snapshot
from matching.documents import read_published
from matching.engine import Matcher, ProjectFacts, Ruleset
from matching.engine.compare import Move, moves
from matching.models import MatchRun, RulesetVersion
from matching.recomputing import facts_of_run, sites_of
from matching.services import NoRuleset

MOST_PROJECTS = 5_000  # the newest; more would keep an officer waiting
MOST_RUNS = 500


@dataclass(frozen=True)
class ProjectMove:
    """An open project of which the first choice would move."""

    project: Project
    move: Move


@dataclass(frozen=True)
class RunMove:
    """A kept run of which the first choice would be another."""

    run: MatchRun
    move: Move


@dataclass(frozen=True)
class Simulated:
    """What moves, out of how many; `against` is the version in force."""

    against: str
    projects: int
    projects_cut: bool
    project_moves: tuple[ProjectMove, ...]
    runs: int
    runs_cut: bool
    run_moves: tuple[RunMove, ...]


def simulate(*, ruleset: Ruleset, on: datetime.date, with_runs: bool = True) -> Simulated:
    """Compare a ruleset with the one in force over the open projects, and over kept runs with the one of each.

    Projects are taken with the facts of `on`, runs with the facts that they hold. The number of queries
    grows with the states of the data that the runs have used, and with nothing else. Raises NoRuleset where none is published.
    """
    state = snapshot.current()
    in_force = state.in_force(on)
    if in_force is None:
        raise NoRuleset("no ruleset is published")
    published, _ = in_force
    before = state.rows(published, on).matcher
    projects = _open_projects()
    found = _project_moves(projects[:MOST_PROJECTS], before, Matcher(ruleset, before.sites), state, on)
    runs = list(_runs()[: MOST_RUNS + 1]) if with_runs else []
    return Simulated(
        against=published.ruleset.version,
        projects=min(len(projects), MOST_PROJECTS),
        projects_cut=len(projects) > MOST_PROJECTS,
        project_moves=tuple(found),
        runs=min(len(runs), MOST_RUNS),
        runs_cut=len(runs) > MOST_RUNS,
        run_moves=tuple(_run_moves(runs[:MOST_RUNS], ruleset, state)),
    )


def _open_projects() -> list[Project]:
    rows = Project.objects.filter(stage__in=OPEN).order_by("-pk")
    rows = rows.select_related("investor").prefetch_related("lines__sector")
    # What makes nothing cannot be matched.
    return [row for row in rows[: MOST_PROJECTS + 1] if row.lines.all()]


def _project_moves(
    rows: Sequence[Project], before: Matcher, after: Matcher, state: snapshot.Snapshot, on: datetime.date
) -> Iterator[ProjectMove]:
    asked = [row.facts() for row in rows]

    def facts(ruleset: Ruleset) -> list[ProjectFacts]:
        return [gather.project_facts(one, ruleset, on, state.sectors).facts for one in asked]

    old = facts(before.ruleset)
    # Capital in another currency is what the ruleset's table makes of it.
    new = old if after.ruleset.exchange == before.ruleset.exchange else facts(after.ruleset)
    for move in moves(before, after, old, new):
        yield ProjectMove(rows[move.project], move)


def _runs() -> QuerySet[MatchRun]:
    rows = MatchRun.objects.select_related("sites", "project").order_by("-number")
    return rows.defer("answer", "findings", "sites__facts")


def _run_moves(runs: Sequence[MatchRun], ruleset: Ruleset, state: snapshot.Snapshot) -> Iterator[RunMove]:
    """Take the runs of one state of data and one ruleset together."""
    by_state: dict[Any, list[MatchRun]] = {}
    rulesets = RulesetVersion.objects.in_bulk({run.ruleset_id for run in runs})
    for run in runs:
        run.ruleset = rulesets[run.ruleset_id]
        by_state.setdefault((run.ruleset_id, run.sites_id or run.pk), []).append(run)
    for some in by_state.values():
        sites, old_rules = sites_of(some[0]), read_published(some[0].ruleset.document)[0]
        old = [facts_of_run(run) for run in some]
        same = old_rules.exchange == ruleset.exchange
        new = (
            old
            if same
            else [_with_capital(one, run, ruleset, state) for one, run in zip(old, some, strict=True)]
        )
        for move in moves(Matcher(old_rules, sites), Matcher(ruleset, sites), old, new):
            yield RunMove(some[move.project], move)


def _with_capital(
    facts: ProjectFacts, run: MatchRun, ruleset: Ruleset, state: snapshot.Snapshot
) -> ProjectFacts:
    asked = gather.project_facts(run.inputs["project"], ruleset, run.on, state.sectors).facts
    return replace(facts, capital_billion_vnd=asked.capital_billion_vnd)
