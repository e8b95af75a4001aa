"""Compares two assessments of the same projects: whose first choice moves, and which rule moves it.

The two may be under other rules, with other facts of sites or of projects. The first choice is the site that an answer
lists first: score, then ceiling, then code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matching.engine.assess import Assessment, Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET, Shares
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import HALF, Ints
from matching.engine.standing import BARRED

NOWHERE = -1
_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
_ABOVE_ALL_POINTS = 10_001  # hundredths
_BLOCK = 256
_NOBODY: npt.NDArray[np.bool_] = np.zeros((1, 1), dtype=bool)


@dataclass(frozen=True)
class Move:
    """One project's first choice that moves. Sites by code; None where every site is barred.

    ``criterion`` moved it: a requirement that bars the old one or no longer bars the new one, else the preference of which
    the points (hundredths) shifted most from the old one to the new one, by ``shift``.
    """

    project: int
    before: str | None
    after: str | None
    criterion: str
    shift: int


@dataclass(frozen=True)
class Judged:
    """Projects as a matcher has assessed them."""

    matcher: Matcher
    assessment: Assessment

    def first(self) -> Ints:
        """Return the place of each project's first site in the order of code ``(n,)``; `NOWHERE` where there is none."""
        found = self.assessment
        order = found.score.astype(np.int64) * _ABOVE_ALL_POINTS + found.ceiling
        order = np.where(found.outcome == BARRED, NOWHERE, order)
        best: Ints = order.argmax(axis=1)
        return np.where(order.max(axis=1, initial=NOWHERE) == NOWHERE, NOWHERE, best)

    def of(self, rows: Sequence[int]) -> "Judged":
        """Return some of the projects alone."""
        found, picked = self.assessment, np.asarray(rows, dtype=np.int64)
        shares = [
            Shares(one.share[:, picked] if one.share.shape[1] > 1 else one.share) for one in found.shares
        ]
        return Judged(
            self.matcher,
            replace(
                found,
                score=found.score[picked],
                ceiling=found.ceiling[picked],
                outcome=found.outcome[picked],
                cases=tuple(one[picked] if one.shape[0] > 1 else one for one in found.cases),
                shares=tuple(shares),
            ),
        )

    def unmet(self, row: int, site: int) -> list[str]:
        """Return the requirements that bar a site for a project."""
        return [
            rule.criterion
            for (rule, _), cases in zip(self.matcher.requirements, self.assessment.cases, strict=True)
            if _at(cases, row, site) >= _FIRST_UNMET
        ]

    def points(self, row: int, site: int) -> dict[str, tuple[int, int]]:
        """Return the points and the ceiling of each preference at a site, in hundredths."""
        found = {}
        for (rule, _), shares, weights in zip(
            self.matcher.preferences, self.assessment.shares, self.matcher.weights_by_site, strict=True
        ):
            earned = np.floor(_both(shares.share, row, site) * weights[site] + HALF)
            found[rule.criterion] = (int(earned[0]), int(earned[1]))
        return found


def moves(
    before: Matcher,
    after: Matcher,
    projects: Sequence[ProjectFacts],
    projects_after: Sequence[ProjectFacts] | None = None,
) -> Iterator[Move]:
    """Assess all projects both ways, in blocks, and yield those of which the first choice moves."""
    again = projects if projects_after is None else projects_after
    for start in range(0, len(projects), _BLOCK):
        old = Judged(before, before.assess(before.read(projects[start : start + _BLOCK])))
        new = Judged(after, after.assess(after.read(again[start : start + _BLOCK])))
        yield from moves_between(old, new, start)


def same_answers(before: Judged, after: Judged) -> npt.NDArray[np.bool_]:
    """Say of each project whether all sites have the same points and the same requirements bar them ``(n,)``."""
    count = len(after.assessment.score)
    if before.matcher.sites.codes != after.matcher.sites.codes:
        return np.zeros(count, dtype=bool)
    same: npt.NDArray[np.bool_] = np.ones(count, dtype=bool)
    for name in ("score", "ceiling", "outcome"):
        one, other = getattr(before.assessment, name), getattr(after.assessment, name)
        same &= (one == other).all(axis=1)
    was, now = _bars(before), _bars(after)
    for key in was | now:
        same &= (was.get(key, _NOBODY) == now.get(key, _NOBODY)).all(axis=1)
    return same


def moves_between(before: Judged, after: Judged, start: int = 0) -> Iterator[Move]:
    """Yield the moves of one block, whose first project has the number `start`."""
    old_codes, new_codes = before.matcher.sites.codes, after.matcher.sites.codes
    pairs = zip(before.first().tolist(), after.first().tolist(), strict=True)
    for row, (old, new) in enumerate(pairs):
        left = None if old == NOWHERE else old_codes[old]
        taken = None if new == NOWHERE else new_codes[new]
        if left != taken:
            criterion, shift = _why(before, after, row, left, taken)
            yield Move(start + row, left, taken, criterion, shift)


def _why(before: Judged, after: Judged, row: int, left: str | None, taken: str | None) -> tuple[str, int]:
    """Return what moved a first choice from one site to the other."""
    if left is not None:
        bars = _unmet(after, row, left)
        if bars:
            return bars[0], 0
    if taken is not None:
        barred = _unmet(before, row, taken)
        if barred:
            return barred[0], 0
    assert left is not None and taken is not None, "a site that nothing bars was first nowhere"
    return _shifted(before, after, row, left, taken)


def _shifted(before: Judged, after: Judged, row: int, left: str, taken: str) -> tuple[str, int]:
    """Return the preference that shifted most towards the new site, by score, or by ceiling where no score has changed."""
    was, now = _lead(before, row, taken, left), _lead(after, row, taken, left)
    keys = [*now, *(key for key in was if key not in now)]
    shifts = {
        key: tuple(a - b for a, b in zip(now.get(key, (0, 0)), was.get(key, (0, 0)), strict=True))
        for key in keys
    }
    by = 0 if any(shift[0] > 0 for shift in shifts.values()) else 1
    best = max(keys, key=lambda key: (shifts[key][by], -keys.index(key)))
    return best, shifts[best][by]


def _lead(judged: Judged, row: int, site: str, other: str) -> dict[str, tuple[int, int]]:
    """Return by how much a site leads another on each preference: points and ceiling."""
    codes = judged.matcher.sites.codes
    ours, theirs = (judged.points(row, codes.index(code)) for code in (site, other))
    return {key: (ours[key][0] - theirs[key][0], ours[key][1] - theirs[key][1]) for key in ours}


def _bars(judged: Judged) -> dict[str, npt.NDArray[np.bool_]]:
    """Return by requirement where it bars, in shapes that broadcast."""
    return {
        rule.criterion: cases >= _FIRST_UNMET
        for (rule, _), cases in zip(judged.matcher.requirements, judged.assessment.cases, strict=True)
    }


def _unmet(judged: Judged, row: int, code: str) -> list[str]:
    """Return what bars a site; a site that is not there is not on offer."""
    codes = judged.matcher.sites.codes
    return judged.unmet(row, codes.index(code)) if code in codes else [OnOffer.key]


def _at(cases: np.ndarray, row: int, site: int) -> int:
    return int(cases[row if cases.shape[0] > 1 else 0, site if cases.shape[1] > 1 else 0])


def _both(share: np.ndarray, row: int, site: int) -> np.ndarray:
    both: np.ndarray = share[:, row if share.shape[1] > 1 else 0, site if share.shape[2] > 1 else 0]
    return both
