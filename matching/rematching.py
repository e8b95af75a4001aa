"""Matches all open projects again under the ruleset in force, and keeps a run where the answer is another than before.

What came before is computed anew from what the last run of a project holds; both are judged in blocks, by the same lines
as any answer. The runs are kept short: their findings are computed anew when somebody reads them.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from investors.facts import project_facts as facts_of_project
from investors.models import Project, ProjectLine
from investors.stages import OPEN
from matching import appending, chain, gather, records, snapshot
from matching.engine import ENGINE_VERSION, Matcher, ProjectFacts, Ranking
from matching.engine.compare import Judged, Move, moves_between, same_answers
from matching.engine.criteria.plot_fit import PlotFit
from matching.engine.rankings import rank_each
from matching.keeping import OFFICERS_INCLUDE, run_inputs, sites_given
from matching.models import MatchRun, RunOutcome
from matching.outcomes import outcome_of_ranking
from matching.recomputing import facts_of_run, rows_of
from matching.services import is_earliest, ruleset_for
from matching.snapshot import PublishedRuleset, Snapshot
from parks.dates import today

BLOCK = 500


@dataclass(frozen=True)
class Moved:
    """A project whose first choice is another than in its last run; see `engine.compare.Move`."""

    project: Project
    move: Move


@dataclass(frozen=True)
class Rematched:
    """How many projects were matched, how many runs were kept, who moved."""

    projects: int
    kept: int
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class _Frame:
    """What all projects of one rematch have in common."""

    state: Snapshot
    published: PublishedRuleset
    in_force: bool
    on: datetime.date
    matcher: Matcher
    user: AbstractBaseUser

    @property
    def codes(self) -> tuple[str, ...]:
        return self.matcher.sites.codes


def rematch(
    *,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
    projects: QuerySet[Project] | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Rematched:
    """Match all open projects, or those given, and keep the runs that are new or say something else than the last one.

    ``progress`` is told how many projects are done. Raises NoRuleset where none is published.
    """
    state, on = snapshot.current(), on or today()
    published, in_force = ruleset_for(state, on)
    frame = _Frame(state, published, in_force, on, state.rows(published, on).matcher, user)
    rows = Project.objects.filter(stage__in=OPEN) if projects is None else projects
    done = kept = 0
    moved: list[Moved] = []
    prepared: dict[Any, Matcher] = {}
    for block in _blocks(rows):
        fresh, gone = _rematch_block(frame, block, prepared)
        done, kept, moved = done + len(block), kept + fresh, moved + gone
        progress(done)
    return Rematched(done, kept, tuple(moved))


def _blocks(rows: QuerySet[Project]) -> Iterator[list[Project]]:
    """Yield the projects that have a line with what is told of them, in blocks of few queries."""
    rows = rows.filter(Exists(ProjectLine.objects.filter(project=OuterRef("pk"))))
    rows = rows.select_related("investor").prefetch_related("lines__sector").order_by("pk")
    last = 0
    while block := list(rows.filter(pk__gt=last)[:BLOCK]):
        yield block
        last = block[-1].pk


def _rematch_block(
    frame: _Frame, block: Sequence[Project], prepared: dict[Any, Matcher]
) -> tuple[int, list[Moved]]:
    """Match one block; return how many runs were kept and who moved."""
    requests = [facts_of_project(project) for project in block]
    ruleset = frame.published.ruleset
    gathered = [gather.project_facts(one, ruleset, frame.on, frame.state.sectors) for one in requests]
    now = _judged(frame.matcher, [one.facts for one in gathered])
    changed, moves = _changes(block, now, prepared)
    rankings = list(rank_each(frame.matcher, now.of(changed).assessment))
    runs = [
        _run(frame, block[row], requests[row], gathered[row], ranking)
        for row, ranking in zip(changed, rankings, strict=True)
    ]
    if not runs:
        return 0, [Moved(block[move.project], move) for move in moves]
    with transaction.atomic():
        sites = appending.keep_sites(*sites_given(frame.state, frame.on))
        for run in runs:
            run.sites_id = sites
        appending.append(runs)
        RunOutcome.objects.bulk_create(
            _outcome(run, ranking, now, row)
            for row, run, ranking in zip(changed, runs, rankings, strict=True)
        )
    return len(runs), [Moved(block[move.project], move) for move in moves]


def _changes(
    block: Sequence[Project], now: Judged, prepared: dict[Any, Matcher]
) -> tuple[list[int], list[Move]]:
    """Return which projects of a block have another answer than in their last run or none yet, and who moved."""
    last = _last_runs(block)
    changed = [row for row, project in enumerate(block) if project.pk not in last]
    moved: list[Move] = []
    together: dict[Any, list[int]] = {}
    for row, project in enumerate(block):
        if (run := last.get(project.pk)) is not None:
            together.setdefault((run.ruleset_id, run.sites_id or run.pk), []).append(row)
    for key, rows in together.items():
        runs = [last[block[row].pk] for row in rows]
        if key not in prepared:
            prepared[key] = rows_of(runs[0]).matcher
        before = _judged(prepared[key], [facts_of_run(run) for run in runs])
        after = now.of(rows)
        changed += [row for row, same in zip(rows, same_answers(before, after), strict=True) if not same]
        moved += [replace(move, project=rows[move.project]) for move in moves_between(before, after)]
    return sorted(changed), sorted(moved, key=lambda move: move.project)


def _last_runs(block: Sequence[Project]) -> dict[int, MatchRun]:
    """Return the last run of each project that has one, without its answer."""
    numbers = (
        MatchRun.objects.filter(project__in=block).order_by().values("project").annotate(last=Max("number"))
    )
    runs = MatchRun.objects.filter(number__in=[one["last"] for one in numbers])
    return {run.project_id: run for run in runs.defer("answer", "findings")}  # type: ignore[misc]


def _judged(matcher: Matcher, facts: Sequence[ProjectFacts]) -> Judged:
    return Judged(matcher, matcher.assess(matcher.read(facts)))


def _run(
    frame: _Frame, project: Project, request: dict[str, Any], gathered: gather.Gathered, ranking: Ranking
) -> MatchRun:
    return MatchRun(
        id=uuid.uuid4(),
        created_by=frame.user,
        project=project,
        on=frame.on,
        ruleset_id=frame.published.pk,
        engine_version=ENGINE_VERSION,
        data_version=frame.state.data_version(frame.on),
        inputs=chain.raw(
            run_inputs(
                request=request,
                gathered=gathered,
                ruleset_digest=frame.published.ruleset.digest,
                in_force=frame.in_force,
                earliest=is_earliest(frame.state, frame.on, frame.published),
                limit=len(frame.codes),
                include=OFFICERS_INCLUDE,
            )
        ),
        answer=chain.raw(records.short(ranking, frame.codes, project.name)),
    )


def _outcome(run: MatchRun, ranking: Ranking, now: Judged, row: int) -> RunOutcome:
    number = now.matcher.number_of[PlotFit.key]
    cases = now.assessment.cases[number]
    case_of = PlotFit.cases.case
    here = np.broadcast_to(cases[row if len(cases) > 1 else 0], (now.matcher.sites.count,)).tolist()
    return RunOutcome(
        run=run,
        project=run.project,
        made_at=run.created_at,
        **outcome_of_ranking(ranking, [case_of(case) for case in here]),
    )
