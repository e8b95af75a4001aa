"""Short answers: who is where in the order and with which points, for a block of projects in whole arrays.

The numbers are those of the full answer; the same formulas make them. What is left out is words, evidence and grounds.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec
import numpy as np

from matching.engine import ENGINE_VERSION, Assessment, Matcher, ProjectFacts, Ranking, Ruleset
from matching.engine.criteria.base import CASES_PER_OUTCOME, CONDITIONAL, UNMET
from matching.engine.intervals import HALF
from matching.engine.ranking import Place
from matching.engine.rankings import rank_each
from matching.inputs import include_of, limit_of
from matching.records.encoded import encode
from matching.snapshot import PublishedRuleset, Snapshot

Asked = Mapping[str, Any]
_REMEMBERED = 4096
_MOST_POINTS = 10_000  # hundredths


class InNumbers:
    """Writes the answers of one ruleset and day. What many of them have in common is encoded once."""

    def __init__(self, matcher: Matcher, in_force: bool, data_version: str, on: datetime.date) -> None:
        self._matcher = matcher
        self._shared = _shared(matcher.ruleset, in_force, data_version, on)
        self._site_form = _site_form([rule.criterion for rule, _ in matcher.preferences])
        self._heads = [f'"site":{_text(code)}' for code in matcher.sites.codes]
        self._barred = lru_cache(_REMEMBERED)(self._write_barred)
        self._unsettled = lru_cache(_REMEMBERED)(self._write_unsettled)

    def answers(self, projects: Sequence[ProjectFacts], asked: Sequence[Asked]) -> Iterator[bytes]:
        """Yield the encoded answers of a block of projects."""
        assessment = self._matcher.assess(self._matcher.read(projects))
        points, unsettled = _points(self._matcher, assessment), _unsettled(assessment)
        rankings = rank_each(self._matcher, assessment)
        for number, (one, ranking) in enumerate(zip(asked, rankings, strict=True)):
            placed = ranking.placed[: limit_of(one)]
            sites = [place.site for place in placed]
            earned, open_here = points[number, sites].tolist(), unsettled[number, sites].tolist()
            yield self._answer(one, ranking, placed, earned, open_here)

    def _answer(
        self,
        asked: Asked,
        ranking: Ranking,
        placed: Sequence[Place],
        earned: Sequence[Sequence[int]],
        unsettled: Sequence[int],
    ) -> bytes:
        barred = None
        if "barred" in include_of(asked):
            barred = _listed(self._barred(one.site, one.because) for one in ranking.barred)
        return encode(
            {
                "id": None,
                "detail": "short",
                **self._shared,
                "verdict": ranking.verdict,
                "project": {"name": asked["project"].get("name")},
                "counts": {
                    "assessed": self._matcher.sites.count,
                    "on_offer": ranking.offered,
                    "not_barred": len(ranking.placed),
                    "first": sum(place.rank == 1 for place in ranking.placed),
                },
                "sites": _listed(map(self._site, placed, earned, unsettled)),
                "barred": barred,
                "refused_by": ranking.refused_by,
            }
        )

    def _site(self, place: Place, earned: Sequence[int], unsettled: int) -> str:
        points = _texts()
        return self._site_form % (
            place.rank,
            self._heads[place.site],
            place.outcome,
            points[place.score],
            points[place.ceiling],
            points[place.merit],
            points[place.fit],
            place.evidence_pct,
            *[points[one] for one in earned],
            self._unsettled(unsettled),
        )

    def _write_unsettled(self, bits: int) -> str:
        rules = [rule.criterion for rule, _ in self._matcher.requirements]
        return _text([rule for number, rule in enumerate(rules) if bits >> number & 1])

    def _write_barred(self, site: int, because: tuple[str, ...]) -> str:
        return f'{{{self._heads[site]},"because":{_text(because)}}}'


def in_numbers(state: Snapshot, published: PublishedRuleset, in_force: bool, on: datetime.date) -> InNumbers:
    """Return what writes answers of a ruleset and a day, kept for as long as the catalogue stays as it is."""
    matcher, data_version = state.rows(published, on).matcher, state.data_version(on)
    writer: InNumbers = state.kept(
        ("in_numbers", published.pk, in_force, on), lambda: InNumbers(matcher, in_force, data_version, on)
    )
    return writer


def _shared(ruleset: Ruleset, in_force: bool, data_version: str, on: datetime.date) -> dict[str, Any]:
    """Return what answers of one ruleset and day have in common."""
    used = {
        "version": ruleset.version,
        "digest": ruleset.digest,
        "effective_from": ruleset.effective_from.isoformat(),
        "in_force": in_force,
    }
    return {
        "on": on.isoformat(),
        "ruleset": msgspec.Raw(encode(used)),
        "engine_version": ENGINE_VERSION,
        "data_version": data_version,
    }


def _site_form(preferences: Sequence[str]) -> str:
    """Return a site with places for its figures, for the points of each preference, and for what is unsettled."""
    points = ",".join(f'{{"criterion":"{one}","points":%s,"ceiling":%s}}' for one in preferences)
    figures = '"score":%s,"ceiling":%s,"merit":%s,"fit":%s,"evidence_pct":%d'
    return f'{{"rank":%d,%s,"outcome":"%s",{figures},"points":[{points}],"unsettled":%s}}'


@cache
def _texts() -> tuple[str, ...]:
    """Return points as they are written, by their hundredths."""
    return tuple(_text(hundredths / 100) for hundredths in range(_MOST_POINTS + 1))


def _text(value: Any) -> str:
    return encode(value).decode()


def _listed(pieces: Iterable[str]) -> msgspec.Raw:
    return msgspec.Raw(f"[{','.join(pieces)}]".encode())


def _points(matcher: Matcher, assessment: Assessment) -> Any:
    """Return what each preference earns for certain and at most, one after the other ``(n, m, preferences * 2)``."""
    shape = (2, *assessment.score.shape)
    points = np.empty((*assessment.score.shape, 2 * len(assessment.shares)), dtype=np.int32)
    weighed = zip(assessment.shares, matcher.weights_by_site, strict=True)
    for number, (judged, weights) in enumerate(weighed):
        earned = np.broadcast_to(np.floor(judged.share * weights + HALF), shape)
        points[:, :, 2 * number], points[:, :, 2 * number + 1] = earned
    return points


def _unsettled(assessment: Assessment) -> Any:
    """Return which requirements are conditional or unknown, each a bit ``(n, m)``."""
    first, beyond = CONDITIONAL * CASES_PER_OUTCOME, UNMET * CASES_PER_OUTCOME
    bits = np.zeros(assessment.score.shape, dtype=np.int64)
    for number, cases in enumerate(assessment.cases):
        bits |= ((cases >= first) & (cases < beyond)).astype(np.int64) << number
    return bits
