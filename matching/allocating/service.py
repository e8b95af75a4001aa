"""The service: projects and sites as they are stored, matched, laid before the engine, and its answer made readable."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.auth.models import User

from investors.facts import project_facts as facts_of_project
from investors.models import Project
from matching import gather, snapshot
from matching.allocating import words
from matching.allocating.land import Offered, land_on_offer, own_holds
from matching.allocating.request import Asked, NotAsked
from matching.allocating.solving import Solved, solve
from matching.engine import Row, rank
from matching.engine.allocation import NOWHERE, Allocation, Displaced, Infeasible, Pair, Problem
from matching.engine.allocation.problem import MOST_LAND, Clash, Whole
from matching.engine.assess import Matcher
from matching.engine.facts import ProjectFacts
from matching.engine.standing import BARRED, SITE_OUTCOMES
from matching.services import NoRuleset
from matching.snapshot import PublishedRuleset, Snapshot
from parks.dates import today
from parks.models import Site

BLOCK = 256


@dataclass(frozen=True)
class Placed:
    """One project and where it is proposed to go. Points in hundredths; areas in hundredths of a hectare.

    ``why_not`` says why it has no site though none took it away: no_area (none is stated), no_lines, barred (everywhere),
    no_land (nowhere is there so much); else it is empty.
    """

    project: Project
    area: int
    site: Site | None
    points: int
    outcome: str
    pinned: bool
    why_not: str
    displaced: "Missed | None" = None


@dataclass(frozen=True)
class Missed:
    """The site that a project scores highest at, who holds the land there, and why."""

    wanted: Site
    winners: tuple[Project, ...]
    said: Displaced


@dataclass(frozen=True)
class SiteLand:
    """The land of one site in the proposal: hundredths of a hectare; the price in points per hectare."""

    site: Site
    offered: Offered
    used: int
    projects: int
    price: float

    @property
    def left(self) -> int | None:
        """What is left; None where nothing limits what is known."""
        return None if self.offered.capacity is None else self.offered.capacity - self.used


@dataclass(frozen=True)
class Proposal:
    """An allocation of land to projects under a ruleset on a day. Points in hundredths."""

    asked: Asked
    on: datetime.date
    ruleset: str
    placed: tuple[Placed, ...]
    lands: tuple[SiteLand, ...]
    solved: Solved

    @property
    def allocation(self) -> Allocation:
        """What the engine found."""
        return self.solved.allocation

    @property
    def nothing_known(self) -> bool:
        """Whether no figure says of any site how much land is free, at the end that was asked for."""
        return not any(each.offered.known for each in self.lands)


@dataclass(frozen=True)
class _Table:
    """The projects that take part and the sites, with what the rules say of each pair."""

    matcher: Matcher
    projects: list[Project]
    facts: list[ProjectFacts]
    sites: list[Site]
    score: Whole
    outcome: Whole

    def bars(self, clash: Clash) -> tuple[str, ...]:
        """Return the requirements that bar a project at the site it is pinned to; none where that is not what clashes."""
        if clash.code != "pin_barred":
            return ()
        block = self.matcher.assess(self.matcher.read([self.facts[clash.projects[0]]]))
        barred = rank(Row.of(self.matcher, block, 0)).barred
        return next(one.because for one in barred if one.site == clash.sites[0])


def propose_allocation(*, asked: Asked, user: User | None = None) -> Proposal:
    """Return the proposal for what is asked, today, under the ruleset in force; nothing is written.

    What a project holds stays its own. Of a confidential case that the user is not on, the hold counts as anybody's: the
    proposal would else tell of it. Raises NoRuleset, or NotAsked with what clashes of what is fixed.
    """
    on, state = today(), snapshot.current()
    force = state.in_force(on)
    if force is None:
        raise NoRuleset("no ruleset is published")
    table = _matched(asked, state, force[0], on)
    _require_known(asked, table)
    offered = land_on_offer(table.sites, on, asked.land)
    problem = _problem(asked, table, offered, _needs(table, on, user))
    try:
        solved = solve(problem, asked.seconds)
    except Infeasible as error:
        raise NotAsked(
            {
                "pins": [
                    words.clash(each, table.projects, table.sites, table.bars(each)) for each in error.clashes
                ]
            }
        ) from error
    return Proposal(
        asked,
        on,
        force[0].ruleset.version,
        tuple(_placed(asked, table, problem, solved.allocation)),
        tuple(_lands(table.sites, offered, problem.need, solved.allocation)),
        solved,
    )


def area_of(project: Project) -> int:
    """Return the land that a project needs, or the least that will do where only that is stated; 0 where neither is."""
    area = project.land_area_ha or project.land_min_area_ha
    return 0 if area is None else min(int(area * 100), MOST_LAND)


def _matched(asked: Asked, state: Snapshot, published: PublishedRuleset, on: datetime.date) -> _Table:
    """Match the projects whose need of land and lines are known against every site."""
    matcher = state.rows(published, on).matcher
    projects = [each for each in asked.projects if area_of(each) and each.lines.all()]
    facts = [
        gather.project_facts(facts_of_project(each), published.ruleset, on, state.sectors).facts
        for each in projects
    ]
    score = np.zeros((len(projects), matcher.sites.count), dtype=np.int64)
    outcome = score.copy()
    first = 0
    for block in matcher.in_blocks(facts, BLOCK):
        here = slice(first, first := first + block.projects.count)
        score[here], outcome[here] = block.score, block.outcome
    by_code = {site.code: site for site in asked.sites}
    return _Table(matcher, projects, facts, [by_code[code] for code in matcher.sites.codes], score, outcome)


def _require_known(asked: Asked, table: _Table) -> None:
    """Refuse pins of projects that cannot be matched or whose need of land is not known."""
    matched = {each.pk for each in table.projects}
    pinned = dict.fromkeys(asked.projects[project] for project, _ in asked.pins)
    if unknown := [words.unknown_need(each) for each in pinned if each.pk not in matched]:
        raise NotAsked({"pins": unknown})


def _needs(table: _Table, on: datetime.date, user: User | None) -> Whole:
    """Return what each project takes of each site's free land: its need, less what it holds there already."""
    areas = np.array([area_of(each) for each in table.projects], dtype=np.int64)
    need = np.repeat(areas[:, None], len(table.sites), axis=1)
    projects = {each.pk: place for place, each in enumerate(table.projects)}
    sites = {each.pk: place for place, each in enumerate(table.sites)}
    for pair, held in own_holds(projects, sites, on, user).items():
        need[pair] = max(0, need[pair] - held)
    return need


def _problem(asked: Asked, table: _Table, offered: Sequence[Offered], need: Whole) -> Problem:
    """Lay everything before the engine; where nothing limits the land, there is as much as all could take."""
    unlimited = need.sum(axis=0).tolist()
    capacity = [
        most if each.capacity is None else each.capacity
        for each, most in zip(offered, unlimited, strict=True)
    ]
    row_of = {each.pk: place for place, each in enumerate(table.projects)}
    column_of = {each.code: place for place, each in enumerate(table.sites)}

    def placed(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        keys = ((asked.projects[project].pk, asked.sites[site].code) for project, site in pairs)
        return tuple((row_of[project], column_of[site]) for project, site in keys if project in row_of)

    return Problem(
        table.score,
        need,
        table.outcome != BARRED,
        np.array(capacity, dtype=np.int64),
        placed(asked.pins),
        placed(asked.forbids),
    )


def _placed(asked: Asked, table: _Table, problem: Problem, found: Allocation) -> Iterator[Placed]:
    row_of = {each.pk: place for place, each in enumerate(table.projects)}
    missed = {
        each.project: Missed(
            table.sites[each.wanted], tuple(table.projects[winner] for winner in each.winners), each
        )
        for each in found.displaced
    }
    pinned = {project for project, _ in problem.pins}
    open_to = problem.admissible.copy()
    for pair in problem.forbids:
        open_to[pair] = False
    for project in asked.projects:
        row, area = row_of.get(project.pk), area_of(project)
        if row is None:
            yield Placed(project, area, None, 0, "", False, "no_lines" if area else "no_area")
            continue
        place = int(found.places[row])
        if place == NOWHERE:
            why = "" if row in missed else "no_land" if open_to[row].any() else "barred"
            yield Placed(project, area, None, 0, "", False, why, missed.get(row))
            continue
        outcome = SITE_OUTCOMES[table.outcome[row, place]]
        points = int(problem.score[row, place])
        yield Placed(project, area, table.sites[place], points, outcome, row in pinned, "", missed.get(row))


def _lands(
    sites: Sequence[Site], offered: Sequence[Offered], need: Whole, found: Allocation
) -> Iterator[SiteLand]:
    for place, (site, land) in enumerate(zip(sites, offered, strict=True)):
        here = np.flatnonzero(found.places == place)
        yield SiteLand(site, land, int(need[here, place].sum()), len(here), float(found.price[place]))
