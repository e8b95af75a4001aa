"""Ranks the sites for each project of a block, as `ranking.rank` does for one, without a row for each."""

from collections.abc import Iterator, Mapping

import numpy as np

from matching.engine.assess import Assessment, Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET, Preference, Shares
from matching.engine.intervals import HALF, Floats, Ints
from matching.engine.ranking import Place, Ranking, conclude
from matching.engine.ruleset import Rule
from matching.engine.standing import BARRED, SITE_OUTCOMES

_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
Reasons = Mapping[int, tuple[str, ...]]  # by what bars, a bit each


def rank_each(matcher: Matcher, assessment: Assessment) -> Iterator[Ranking]:
    """Yield the ranking for each project of an assessment, in their order."""
    order = np.lexsort((-assessment.ceiling, -assessment.score), axis=1)
    columns = [
        np.take_along_axis(column, order, axis=1).tolist()
        for column in (
            assessment.score,
            assessment.ceiling,
            assessment.outcome,
            _merit(matcher, assessment),
            (_known(matcher, assessment) + 50) // 100,
            _barring(assessment),
        )
    ]
    reasons: Reasons = _Reasons(matcher)
    for row in zip(order.tolist(), *columns, strict=True):
        yield _ranking(matcher, reasons, *row)


def _ranking(
    matcher: Matcher,
    reasons: Reasons,
    order: list[int],
    scores: list[int],
    ceilings: list[int],
    outcomes: list[int],
    merits: list[int],
    evidence: list[int],
    because: list[int],
) -> Ranking:
    placed: list[Place] = []
    barred: list[Place] = []
    rank = 0
    sites = zip(order, scores, ceilings, outcomes, merits, evidence, because, strict=True)
    for site, score, ceiling, outcome, merit, known, bars in sites:
        name = SITE_OUTCOMES[outcome]
        if outcome == BARRED:
            barred.append(Place(site, None, name, score, ceiling, merit, known, reasons[bars]))
            continue
        if not placed or placed[-1].score != score:
            rank = len(placed) + 1
        placed.append(Place(site, rank, name, score, ceiling, merit, known, ()))
    return conclude(matcher, placed, barred)


def _barring(assessment: Assessment) -> Ints:
    """Return which requirements bar each pair, a bit each ``(n, m)``."""
    bits: Ints = np.zeros(assessment.outcome.shape, dtype=np.int64)
    for number, cases in enumerate(assessment.cases):
        bits |= (cases >= _FIRST_UNMET).astype(np.int64) << number
    return bits


class _Reasons(dict[int, tuple[str, ...]]):
    """The requirements that each number stands for."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self._rules = [rule.criterion for rule, _ in matcher.requirements]

    def __missing__(self, bits: int) -> tuple[str, ...]:
        found = tuple(rule for number, rule in enumerate(self._rules) if bits >> number & 1)
        return self.setdefault(bits, found)


def _merit(matcher: Matcher, assessment: Assessment) -> Ints:
    """Return the points for merit that each pair is sure of, in hundredths."""
    total: Floats = np.zeros(assessment.score.shape)
    for (_, criterion), judged, weights in _preferences(matcher, assessment):
        if criterion.group == "merit":
            total += np.floor(judged.share[0] * weights + HALF)
    return total.astype(np.int64)


def _known(matcher: Matcher, assessment: Assessment) -> Ints:
    """Return the weight of each pair of which the share is known to a point, in hundredths."""
    total: Floats = np.zeros(assessment.score.shape)
    for _, judged, weights in _preferences(matcher, assessment):
        total += (judged.share[0] == judged.share[1]) * weights
    return total.astype(np.int64)


def _preferences(
    matcher: Matcher, assessment: Assessment
) -> Iterator[tuple[tuple[Rule, Preference], Shares, Floats]]:
    return zip(matcher.preferences, assessment.shares, matcher.weights_by_site, strict=True)
