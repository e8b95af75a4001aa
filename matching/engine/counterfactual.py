"""The smallest changes that an investor could make so that a site is no longer barred, or comes first.

One change is looked for first, then two; two are told only where no one does it alone. Sets are in the order of what
they cost by the ruleset, and each takes the least of the dearer change, then of the cheaper one: the very least, step
by step (`matching.engine.smallest`). Every suggestion is judged once more as a project of its own, by the rules as they
judge any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from matching.engine.assess import Matcher
from matching.engine.changeable import levers
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.facts import ProjectFacts
from matching.engine.goals import Goal, Leading, Opening
from matching.engine.intervals import Ints
from matching.engine.levers import Lever, changed
from matching.engine.smallest import Search
from matching.engine.standing import BARRED, SITE_OUTCOMES
from matching.engine.trials import NOTHING, Question, Trials

NOT_BARRED, FIRST = EFFECTS = ("not_barred", "first")
MOST = 5  # suggestions for one site and effect
_NOWHERE = -1  # below all scores


@dataclass(frozen=True)
class Changed:
    """One fact changed. Capital is a multiple of what was stated; the rest as the request has it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Counterfactual:
    """What would do it for one site, and what the site would then come to, as judged anew. Points in hundredths."""

    site: int
    effect: str
    changes: tuple[Changed, ...]  # cheapest first
    cost: int
    verified: bool
    outcome: str
    rank: int | None
    score: int


@dataclass(frozen=True)
class Suggestions:
    """What was found, and whether everything was looked at: then no smaller set does it, and no other where there is none."""

    found: list[Counterfactual]
    complete: bool = True


@dataclass(frozen=True)
class _Set:
    """A set of changes that does it for a site."""

    site: int
    changes: tuple[tuple[Lever, Any], ...]  # cheapest first


def lifting_bars(
    matcher: Matcher, project: ProjectFacts, sites: Sequence[int], *, most: int = MOST
) -> Suggestions:
    """Return what would lift all that bars each of some sites, by site; nothing for one that no change opens."""
    trials = _trials(matcher, project, sites, len(matcher.requirements))
    return _suggested(trials, lambda some: Opening(trials, some), sites, NOT_BARRED, most)


def making_first(matcher: Matcher, project: ProjectFacts, site: int, *, most: int = MOST) -> Suggestions:
    """Return what would put a site first, alone or with others; nothing where it is first, or no change does it."""
    trials = _trials(matcher, project, [site], len(matcher.criteria))
    return _suggested(trials, lambda _: Leading(trials, site), [site], FIRST, most)


def barred_on_offer(matcher: Matcher, outcome: Sequence[int]) -> list[int]:
    """Return the sites on offer that are barred, from the outcomes of one project by site."""
    on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
    return [site for site, one in enumerate(outcome) if one == BARRED and on_offer.offered[site]]


def _trials(matcher: Matcher, project: ProjectFacts, sites: Sequence[int], rules: int) -> Trials:
    found = levers(matcher, project, [matcher.sites.sites[site] for site in sites])
    return Trials(matcher, project, found, range(rules))


def _suggested(
    trials: Trials, goal_of: Callable[[Sequence[int]], Goal], sites: Sequence[int], effect: str, most: int
) -> Suggestions:
    """Return the sets of one change for each site where it is not so yet, else those of two."""
    reached = goal_of(sites).now() if sites else ()
    left = [site for site, already in zip(sites, reached, strict=True) if not already]
    found: list[_Set] = []
    complete = True
    for questions in (_singles(trials), _pairs(trials)):
        done = {one.site for one in found}
        asked = [site for site in left if site not in done]
        if asked and questions:
            search = Search(trials, goal_of(asked), questions, most)
            found += [_Set(asked[one.site], trials.changes(one.question, one.places)) for one in search.run()]
            complete = complete and not search.cut_short
    found.sort(key=lambda one: left.index(one.site))
    return Suggestions(_judged_anew(trials, found, effect), complete)


def _singles(trials: Trials) -> list[Question]:
    return [Question(NOTHING, lever) for lever in range(len(trials.levers))]


def _pairs(trials: Trials) -> list[Question]:
    """Return the pairs of levers, cheapest first."""
    cost_of = trials.matcher.ruleset.counterfactuals.cost_of
    costs = [cost_of(lever.kind) for lever in trials.levers]
    pairs = combinations(range(len(costs)), 2)
    return [
        Question(*pair) for pair in sorted(pairs, key=lambda pair: (sum(costs[one] for one in pair), pair))
    ]


def _judged_anew(trials: Trials, sets: Sequence[_Set], effect: str) -> list[Counterfactual]:
    """Return the sets with what the rules say of the changed project, judged whole."""
    if not sets:
        return []
    matcher = trials.matcher
    cost_of = matcher.ruleset.counterfactuals.cost_of
    assessment = matcher.assess(matcher.read([changed(trials.project, *one.changes) for one in sets]))
    ranks = _ranks(assessment.outcome, assessment.score)
    return [
        Counterfactual(
            site=one.site,
            effect=effect,
            changes=tuple(Changed(lever.field, lever.now, value) for lever, value in one.changes),
            cost=sum(cost_of(lever.kind) for lever, _ in one.changes),
            verified=bool(ranks[row, one.site] == 1 if effect == FIRST else ranks[row, one.site] > 0),
            outcome=SITE_OUTCOMES[assessment.outcome[row, one.site]],
            rank=int(ranks[row, one.site]) or None,
            score=int(assessment.score[row, one.site]),
        )
        for row, one in enumerate(sets)
    ]


def _ranks(outcome: Any, score: Any) -> Ints:
    """Return the rank of each site as a ranking has it ``(n, m)``; 0 where it is barred."""
    open_score = np.where(outcome == BARRED, _NOWHERE, score)
    better: Ints = (open_score[:, None, :] > open_score[:, :, None]).sum(axis=2)
    return np.where(outcome == BARRED, 0, better + 1)
