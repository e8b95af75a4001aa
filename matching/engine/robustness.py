"""How often a site is first and among the first three, over all admissible weights and all that is not known.

A draw has weights for every profile (`matching.engine.weights`), the open facts of the project filled in one way for all
sites together (`matching.engine.completions`), and, where a share is still not a point after that, a place in it: one
for all sites where it waits for the project, one for each site where it waits for that site's own figure. Scores are
added up as ever, weight times share, without the rounding to hundredths. Requirements stay as the answer has them:
what bars is no matter of weight, and a site that is not barred is not barred in any draw.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.engine.completions import completions
from matching.engine.intervals import Floats
from matching.engine.ranking import Ranking
from matching.engine.row import Row
from matching.engine.switch_points import SwitchPoint, switch_points
from matching.engine.uniforms import Uniforms
from matching.engine.weights import admissible

SEED = 1
DRAWS = 10_000
GROUPS = 250  # draws of a group share one filling of the project's open facts
_TOGETHER = 25  # groups that stay in the processor's near memory
_PLACES = 1_000  # a stream of its own, beside those of the profiles and of the fillings
_EQUAL = 1e-6  # hundredths of a point: what differs by less differs by the order of adding up

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Robustness:
    """How sure the order is. Counts are of draws, by site in the order of the ranking."""

    seed: int
    draws: int
    sites: tuple[int, ...]
    first: tuple[int, ...]
    top_three: tuple[int, ...]
    label: str
    holds: (
        int  # the draws in which the first site of the ranking, or the best of those that share it, is first
    )
    first_by_weights: tuple[int, ...]  # unknown figures left as they are, at what is earned for certain
    label_by_weights: str
    holds_by_weights: int
    switch_points: tuple[SwitchPoint, ...]


@dataclass(frozen=True)
class _Shares:
    """What each site earns of each preference ``(fillings, sites, preferences)``, one filling or one a group."""

    certain: Floats
    of_project: Floats  # the width that waits for the project
    of_site: Floats  # the width that waits for the site's own figure


def robustness(row: Row, ranking: Ranking, *, seed: int = SEED, draws: int = DRAWS) -> Robustness | None:
    """Return how sure the order of the sites that are not barred is; None where there is none.

    ``draws`` is a multiple of `GROUPS`.
    """
    if not ranking.placed:
        return None
    placed = tuple(place.site for place in ranking.placed)
    sites, order = _by_profile(row, ranking)
    counts = _counted(_weights(row, sites, draws, seed), _shares(row, sites, seed), seed)
    first, top_three = (tuple(one[order].tolist()) for one in counts)
    by_weights = first_by_weights(row, ranking, seed=seed, draws=draws)
    tied = sum(place.rank == 1 for place in ranking.placed)
    holds, holds_by_weights = max(first[:tied]), max(by_weights[:tied])
    label = row.matcher.ruleset.robustness.label
    return Robustness(
        seed,
        draws,
        placed,
        first,
        top_three,
        label(100.0 * holds / draws),
        holds,
        by_weights,
        label(100.0 * holds_by_weights / draws),
        holds_by_weights,
        switch_points(row, *placed[:2]) if len(placed) > 1 else (),
    )


def first_by_weights(row: Row, ranking: Ranking, *, seed: int = SEED, draws: int = DRAWS) -> tuple[int, ...]:
    """Return how often each site is first over all admissible weights alone, by what is earned for certain."""
    sites, order = _by_profile(row, ranking)
    return tuple(_first(_weights(row, sites, draws, seed), _certain(row, sites))[order].tolist())


def _by_profile(row: Row, ranking: Ranking) -> tuple[list[int], list[int]]:
    """Return the sites with those of a profile together, for they share weights; and where each place stands there."""
    placed = [place.site for place in ranking.placed]
    sites = sorted(placed, key=lambda site: int(row.matcher.profile[site]))
    stands = {site: number for number, site in enumerate(sites)}
    return sites, [stands[site] for site in placed]


_Weights = list[tuple[slice, Floats]]


def _weights(row: Row, sites: Sequence[int], draws: int, seed: int) -> _Weights:
    """Return the sites of each profile and its weights ``(groups, preferences, draws of a group)``."""
    matcher = row.matcher
    profile = matcher.profile[list(sites)]
    found: _Weights = []
    for one in np.unique(profile).tolist():
        drawn = admissible(matcher.ruleset, matcher.ruleset.profiles[one], draws, seed)
        grouped = drawn.reshape(len(drawn), GROUPS, -1).transpose(1, 0, 2)
        here = slice(*np.searchsorted(profile, [one, one + 1]).tolist())
        found.append((here, grouped))
    return found


def _certain(row: Row, sites: Sequence[int]) -> Floats:
    """Return what is earned for certain ``(1, sites, preferences)``."""
    shares = [_at(column.share[:1, None], sites)[0, 0] for column in row.preferences]
    return np.stack([np.broadcast_to(one, len(sites)) for one in shares], axis=1)[None]


def _shares(row: Row, sites: Sequence[int], seed: int) -> _Shares:
    """Return the shares of the project in every filling, as the rules judge them."""
    projects = row.matcher.read(completions(row.matcher, row.project, GROUPS, seed))
    shape = (projects.count, len(sites), len(row.matcher.preferences))
    certain, of_project, of_site = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for number, (_, criterion) in enumerate(row.matcher.preferences):
        judged = row.matcher.shares(number, projects)
        low, high = _at(judged.share, sites)
        certain[..., number] = low
        for name, part_weight, part in judged.parts:
            if name == criterion.site_part:
                least, most = _at(part, sites)
                of_site[..., number] = part_weight * (most - least)
        of_project[..., number] = np.maximum(high - low - of_site[..., number], 0.0)
    return _Shares(certain, of_project, of_site)


def _at(shares: Floats, sites: Sequence[int]) -> Floats:
    """Return the shares ``(2, n, m or 1)`` at some sites."""
    found: Floats = shares[:, :, list(sites)] if shares.shape[2] > 1 else shares
    return found


def _first(weights: _Weights, certain: Floats) -> Counts:
    """Return in how many draws each site is first, by what is earned for certain."""
    groups, _, each = weights[0][1].shape
    sites = certain.shape[1]
    first = np.zeros(sites, dtype=np.int64)
    scores: Floats = np.empty((sites, _TOGETHER * each))
    for start in range(0, groups, _TOGETHER):
        for here, grouped in weights:
            some = grouped[start : start + _TOGETHER].transpose(1, 0, 2).reshape(certain.shape[2], -1)
            np.matmul(certain[0, here], some, out=scores[here])
        first += np.count_nonzero(scores >= scores.max(axis=0) - _EQUAL, axis=1)
    return first


def _counted(weights: _Weights, shares: _Shares, seed: int) -> tuple[Counts, Counts]:
    """Return in how many draws each site is first, and among the first three. Who shares a place has it."""
    sites = shares.certain.shape[1]
    first, top_three = np.zeros(sites, dtype=np.int64), np.zeros(sites, dtype=np.int64)
    for scores in _scores(weights, shares, Uniforms(seed, _PLACES)):
        first += (scores >= scores.max(axis=1, keepdims=True) - _EQUAL).sum(axis=(0, 2))
        third = np.partition(scores, sites - 3, axis=1)[:, sites - 3, None] if sites > 3 else -np.inf
        top_three += (scores >= third - _EQUAL).sum(axis=(0, 2))
    return first, top_three


def _scores(weights: _Weights, shares: _Shares, places: Uniforms) -> Iterator[Floats]:
    """Return the scores ``(groups, sites, draws of a group)``, some groups at a time, each time in the same array."""
    groups, _, each = weights[0][1].shape
    waiting = np.flatnonzero(shares.of_site.any(axis=(0, 1))).tolist()
    moving = np.flatnonzero(shares.of_project.any(axis=(0, 1)))
    scores: Floats = np.empty((_TOGETHER, shares.certain.shape[1], each))
    for start in range(0, groups, _TOGETHER):
        these = slice(start, start + _TOGETHER)
        filling = these if len(shares.certain) > 1 else slice(None)
        common = places.take(_TOGETHER, len(moving), each)
        for here, grouped in weights:
            np.matmul(shares.certain[filling, here], grouped[these], out=scores[:, here])
            if len(moving):
                scores[:, here] += shares.of_project[filling, here][..., moving] @ (
                    grouped[these][:, moving] * common
                )
        for number in waiting:
            own = places.take(*scores.shape)
            own *= shares.of_site[filling, :, number, None]
            for here, grouped in weights:
                own[:, here] *= grouped[these, None, number]
            scores += own
        yield scores
