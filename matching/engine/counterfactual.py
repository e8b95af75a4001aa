"""The smallest changes that an investor could make so that a site is no longer barred, or comes first.

One change is looked for first, then two; two are told only where no one does it alone. Sets are in the order of what
they cost by the ruleset, and each takes the least of the dearer change, then of the cheaper one. Values are tried where
the rules tell amounts apart and between (`matching.engine.levers`), then drawn in until one step less no longer does.
Every suggestion is judged once more as a project of its own, by the rules as they judge any other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from matching.engine.assess import BARRED, SITE_OUTCOMES, Matcher
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Ints
from matching.engine.levers import Lever, changed, levers, tidy
from matching.engine.trials import Change, Judge, Said, Trials, Truths

NOT_BARRED, FIRST = EFFECTS = ("not_barred", "first")
MOST = 5  # suggestions for one site and effect
_AT_ONCE = 8  # values tried at a time when a change is drawn in
_NOWHERE = -1  # below all scores

# Which sites of ``(…, m)`` a change does it for.
Goal = Callable[[Said], Truths]


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


@dataclass
class _Set:
    """A set of changes that does it for a site."""

    site: int
    levers: tuple[Lever, ...]  # cheapest first
    values: list[Any]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(zip(self.levers, self.values, strict=True))


def lifting_bars(
    matcher: Matcher, project: ProjectFacts, sites: Sequence[int], *, most: int = MOST
) -> list[Counterfactual]:
    """Return what would lift all that bars each of some sites, by site; nothing for one that no change opens."""
    facts = [matcher.sites.sites[site] for site in sites]
    found = levers(matcher, project, facts, between=0)
    judge = Judge(matcher, project, points=False)
    return _search(judge, found, sites, NOT_BARRED, lambda said: said.bars == 0, most)


def making_first(
    matcher: Matcher, project: ProjectFacts, site: int, *, most: int = MOST
) -> list[Counterfactual]:
    """Return what would put a site first, alone or with others; nothing where it is first, or no change does it."""
    judge = Judge(matcher, project, points=True)
    ahead = np.flatnonzero(_is_first(judge.of([()]))[0]).tolist()
    of_sites = matcher.sites.sites
    found = levers(matcher, project, [of_sites[site]], rivals=[of_sites[one] for one in ahead])
    return _search(judge, found, [site], FIRST, _is_first, most)


def barred_on_offer(matcher: Matcher, outcome: Sequence[int]) -> list[int]:
    """Return the sites on offer that are barred, from the outcomes of one project by site."""
    on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
    return [site for site, one in enumerate(outcome) if one == BARRED and on_offer.offered[site]]


def _is_first(said: Said) -> Truths:
    open_score = np.where(said.bars == 0, said.score, _NOWHERE)
    first: Truths = (open_score > _NOWHERE) & (open_score == open_score.max(axis=-1, keepdims=True))
    return first


def _search(
    judge: Judge, found: Sequence[Lever], sites: Sequence[int], effect: str, goal: Goal, most: int
) -> list[Counterfactual]:
    trials = Trials(judge, found)
    reached = goal(trials.unchanged)
    left = [site for site in sites if not reached[site]]
    sets: dict[int, list[_Set]] = {site: [] for site in left}
    _take(sets, _singles(trials, goal, left), most)
    _take(sets, _pairs(trials, goal, [site for site in left if not sets[site]], most), most)
    chosen = [one for site in left for one in sets[site]]
    _least_of_the_dearer(trials, goal, [one for one in chosen if len(one.levers) == 2])
    _draw_in_all(judge, goal, chosen)
    return _judged_anew(judge, chosen, effect)


def _take(sets: dict[int, list[_Set]], found: Iterator[_Set], most: int) -> None:
    for one in found:
        if len(sets[one.site]) < most:
            sets[one.site].append(one)


def _singles(trials: Trials, goal: Goal, sites: Sequence[int]) -> Iterator[_Set]:
    """Yield for each site and lever the smallest change that does it, cheapest lever first."""
    for number, lever in enumerate(trials.levers):
        said = trials.of(number)
        works = goal(said)[:, sites] & said.valid[:, None]
        for place in np.flatnonzero(works.any(axis=0)).tolist():
            yield _Set(sites[place], (lever,), [lever.values[int(works[:, place].argmax())]])


def _pairs(trials: Trials, goal: Goal, sites: Sequence[int], most: int) -> Iterator[_Set]:
    """Yield for each site and two levers the smallest changes that do it together, cheapest pair first."""
    waiting = dict.fromkeys(sites, most)
    for cheap, dear in sorted(
        combinations(range(len(trials.levers)), 2), key=lambda pair: _cost(trials, pair)
    ):
        here = [site for site, room in waiting.items() if room]
        if not here:
            return
        said = trials.of_pair(cheap, dear)
        works = goal(said)[..., here] & said.valid[..., None]
        for place in np.flatnonzero(works.any(axis=(0, 1))).tolist():
            of_site = works[..., place]
            second = int(of_site.any(axis=0).argmax())
            first = int(of_site[:, second].argmax())
            waiting[here[place]] -= 1
            yield _Set(
                here[place],
                (trials.levers[cheap], trials.levers[dear]),
                [
                    trials.levers[number].values[some[index]]
                    for number, some, index in zip(
                        (cheap, dear), trials.in_pair(cheap, dear), (first, second), strict=True
                    )
                ],
            )


def _cost(trials: Trials, pair: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    cost_of = trials.judge.matcher.ruleset.counterfactuals.cost_of
    return sum(cost_of(trials.levers[one].kind) for one in pair), pair


def _least_of_the_dearer(trials: Trials, goal: Goal, pairs: Sequence[_Set]) -> None:
    """Lessen the dearer of two changes as far as it does it with any value of the cheaper one that is tried.

    Only where no rule looks at both: then what the two bring together is known without asking.
    """
    place_of = {lever: number for number, lever in enumerate(trials.levers)}
    apart = [one for one in pairs if not trials.are_joint(*(place_of[lever] for lever in one.levers))]
    open_sets = [(one, _inner(one, 1)) for one in apart if one.levers[1].amount is not None]
    while open_sets:
        tried = [(one, inner, _between(one, inner, 1)) for one, inner in open_sets]
        tried = [each for each in tried if each[2]]
        if not tried:
            return
        dearer = trials.judge.of([((one.levers[1], value),) for one, _, values in tried for value in values])
        open_sets, end = [], 0
        for one, inner, values in tried:
            start, end = end, end + len(values)
            here = Said(dearer.bars[start:end], dearer.score[start:end], dearer.valid[start:end])
            said = trials.with_all_of(place_of[one.levers[0]], here)
            works = goal(said)[..., one.site] & said.valid
            if works.any():
                first = int(works.any(axis=1).argmax())
                inner = values[first - 1] if first else inner
                one.values = [one.levers[0].values[int(works[first].argmax())], values[first]]
            else:
                inner = values[-1]
            open_sets.append((one, inner))


def _draw_in_all(judge: Judge, goal: Goal, sets: Sequence[_Set]) -> None:
    """Lessen every change as far as it still does it: the dearer one first, and again while the other has given way."""
    _draw_in(judge, goal, [one for one in sets if len(one.levers) == 1], 0)
    pairs = [one for one in sets if len(one.levers) == 2]
    while pairs:
        before = [tuple(one.values) for one in pairs]
        for number in (1, 0):
            _draw_in(judge, goal, pairs, number)
        pairs = [one for one, values in zip(pairs, before, strict=True) if tuple(one.values) != values]


def _draw_in(judge: Judge, goal: Goal, sets: Sequence[_Set], number: int) -> None:
    """Lessen one change of each set as far as it still does it, in place, several values at a time."""
    open_sets = [(one, _inner(one, number)) for one in sets if one.levers[number].amount is not None]
    while open_sets:
        tried = [(one, inner, _between(one, inner, number)) for one, inner in open_sets]
        tried = [each for each in tried if each[2]]
        if not tried:
            return
        works = _works(judge, goal, [(one, number, value) for one, _, values in tried for value in values])
        open_sets = []
        for one, inner, values in tried:
            here = [next(works) for _ in values]
            if any(here):
                first = here.index(True)
                inner = values[first - 1] if first else inner
                one.values[number] = values[first]
            else:
                inner = values[-1]
            open_sets.append((one, inner))


def _inner(one: _Set, number: int) -> float:
    """Return the largest smaller change that is known not to do it: of one alone the one tried before, of two none."""
    lever = one.levers[number]
    now: float = lever.now
    return lever.inner(one.values[number], lever.values) if len(one.levers) == 1 else now


def _between(one: _Set, inner: float, number: int) -> list[float]:
    """Return some values on the grid between one that does not do it and the one that does, nearest to now first."""
    amount, outer = one.levers[number].amount, one.values[number]
    assert amount is not None
    way = 1 if outer > inner else -1
    steps = int(abs(outer - inner) / amount.step - 1e-6)  # whole steps that lie between
    if steps < 1:
        return []
    backwards = {1, 2, *(-(-steps * part // _AT_ONCE) for part in range(1, _AT_ONCE + 1))}
    return [
        tidy(outer - way * back * amount.step) for back in sorted(backwards, reverse=True) if back <= steps
    ]


def _works(judge: Judge, goal: Goal, asked: Sequence[tuple[_Set, int, float]]) -> Iterator[bool]:
    """Yield whether each set does it for its site with another value of one change; equal questions are asked once."""
    places: dict[Any, int] = {}
    changes: list[tuple[Change, ...]] = []
    rows: list[tuple[int, int]] = []
    for one, number, value in asked:
        values = [*one.values]
        values[number] = value
        key = (one.levers, tuple(values))
        if key not in places:
            places[key] = len(changes)
            changes.append(tuple(zip(one.levers, values, strict=True)))
        rows.append((places[key], one.site))
    said = judge.of(changes)
    found = goal(said) & said.valid[:, None]
    return iter([bool(found[row]) for row in rows])


def _judged_anew(judge: Judge, sets: Sequence[_Set], effect: str) -> list[Counterfactual]:
    """Return the sets with what the rules say of the changed project, judged whole."""
    if not sets:
        return []
    matcher = judge.matcher
    cost_of = matcher.ruleset.counterfactuals.cost_of
    assessment = matcher.assess(matcher.read([changed(judge.project, *one.changes) for one in sets]))
    ranks = _ranks(assessment.outcome, assessment.score)
    return [
        Counterfactual(
            site=one.site,
            effect=effect,
            changes=tuple(Changed(lever.field, lever.now, value) for lever, value in one.changes),
            cost=sum(cost_of(lever.kind) for lever in one.levers),
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
