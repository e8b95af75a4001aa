"""Short answers: who is where in the order and with which points, for a block of projects in whole arrays.

The numbers are those of the full answer; the same formulas make them. What is left out is words, evidence and grounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from matching import gather
from matching.engine import ENGINE_VERSION, Assessment, Matcher, Ranking
from matching.engine.criteria.base import CASES_PER_OUTCOME, CONDITIONAL, UNMET
from matching.engine.intervals import HALF
from matching.engine.ranking import Place
from matching.engine.rankings import rank_each
from matching.inputs import include_of, limit_of

_encode = msgspec.json.Encoder().encode


def short_answers(
    asked: Sequence[Mapping[str, Any]],
    gathered: Sequence[gather.Gathered],
    matcher: Matcher,
    shared: Mapping[str, Any],
) -> Iterator[bytes]:
    """Yield the encoded answer of each project; ``shared`` is what all of them say of ruleset and data."""
    assessment = matcher.assess(matcher.read([one.facts for one in gathered]))
    points, unsettled = _points(matcher, assessment), _unsettled(matcher, assessment)
    for number, (one, ranking) in enumerate(zip(asked, rank_each(matcher, assessment), strict=True)):
        placed = ranking.placed[: limit_of(one)]
        sites = [place.site for place in placed]
        yield _encode(
            {
                "id": None,
                "detail": "short",
                **shared,
                "verdict": ranking.verdict,
                "project": {"name": one["project"].get("name")},
                "counts": _counts(matcher, ranking),
                "sites": [
                    _site(matcher, place, earned, open_here)
                    for place, earned, open_here in zip(
                        placed,
                        points[:, :, number, sites].transpose(2, 0, 1).tolist(),
                        unsettled[:, number, sites].T.tolist(),
                        strict=True,
                    )
                ],
                "barred": _barred(matcher, ranking) if "barred" in include_of(one) else None,
                "refused_by": ranking.refused_by,
            }
        )


def of_all(
    version: str, digest: str, effective_from: str, in_force: bool, data_version: str, on: str
) -> dict[str, Any]:
    """Return what answers of one ruleset and day have in common."""
    return {
        "on": on,
        "ruleset": {
            "version": version,
            "digest": digest,
            "effective_from": effective_from,
            "in_force": in_force,
        },
        "engine_version": ENGINE_VERSION,
        "data_version": data_version,
    }


def _points(matcher: Matcher, assessment: Assessment) -> Any:
    """Return what each preference earns for certain and at most, in hundredths ``(preferences, 2, n, m)``."""
    shape = (2, *assessment.score.shape)
    weighed = zip(assessment.shares, matcher.weights_by_site, strict=True)
    return np.stack(
        [np.broadcast_to(np.floor(judged.share * weights + HALF), shape) for judged, weights in weighed]
    ).astype(np.int32)


def _unsettled(matcher: Matcher, assessment: Assessment) -> Any:
    """Return where each requirement is conditional or unknown ``(requirements, n, m)``."""
    shape = assessment.score.shape
    first, beyond = CONDITIONAL * CASES_PER_OUTCOME, UNMET * CASES_PER_OUTCOME
    return np.stack(
        [np.broadcast_to((cases >= first) & (cases < beyond), shape) for cases in assessment.cases]
    )


def _site(matcher: Matcher, place: Place, earned: list[list[int]], unsettled: list[bool]) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "site": matcher.sites.codes[place.site],
        "outcome": place.outcome,
        "score": place.score / 100,
        "ceiling": place.ceiling / 100,
        "merit": place.merit / 100,
        "fit": place.fit / 100,
        "evidence_pct": place.evidence_pct,
        "points": [
            {"criterion": rule.criterion, "points": least / 100, "ceiling": most / 100}
            for (rule, _), (least, most) in zip(matcher.preferences, earned, strict=True)
        ],
        "unsettled": [
            rule.criterion for (rule, _), here in zip(matcher.requirements, unsettled, strict=True) if here
        ],
    }


def _barred(matcher: Matcher, ranking: Ranking) -> list[dict[str, Any]]:
    return [{"site": matcher.sites.codes[one.site], "because": one.because} for one in ranking.barred]


def _counts(matcher: Matcher, ranking: Ranking) -> dict[str, int]:
    return {
        "assessed": matcher.sites.count,
        "on_offer": ranking.offered,
        "not_barred": len(ranking.placed),
        "first": sum(place.rank == 1 for place in ranking.placed),
    }
