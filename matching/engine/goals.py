"""What changes are made for, and whether any of a box of values can bring it about.

A *box* is a run of values of one lever with a run of values of another; at its corners ``(2, 2)`` each lever is at one
of its two ends. Every piece of what a rule says goes one way in each amount (`matching.engine.checks` sees to that), so
anywhere in a box it lies between what it is at the corners.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from matching.engine.intervals import HALF, Floats, Ints
from matching.engine.trials import Trials, Truths

_CORNERS = (0, 1)
_DUST = 1e-9  # of binary fractions, in hundredths of a point
_ALL_POINTS = 10_000.0  # what a bar of the site counts for where it is asked which lever matters more


class Corners(NamedTuple):
    """What one rule says at the corners of some boxes, as `Trials.said` has it ``(2, 2, k, …)``."""

    rule: int
    boxes: Ints  # (k,)
    said: Floats
    common: Floats


class Seen(NamedTuple):
    """What is seen of ``b`` boxes for each of ``s`` sites."""

    reached: Truths  # (2, 2, b, s): at a corner it is so
    possible: Truths  # (b, s): somewhere in the box it may be so
    settled: Truths  # (b,): it is the same everywhere in the box
    varies: Floats  # (2, b): how much each lever changes between the corners


class Goal(ABC):
    """What is wanted, for one site or several."""

    @abstractmethod
    def seen(self, count: int, corners: Iterable[Corners]) -> Seen:
        """Return what is seen of some boxes; rules that are not among the corners say what they say of the project."""

    def now(self) -> list[bool]:
        """Say for each site whether it is so already."""
        found: list[bool] = self.seen(1, ()).reached[0, 0, 0].tolist()
        return found


class Opening(Goal):
    """Nothing bars the site any more."""

    def __init__(self, trials: Trials, sites: Sequence[int]) -> None:
        self._sites = list(sites)
        self._base = {rule: said[self._sites] for rule, said in trials.base.items()}

    def seen(self, count: int, corners: Iterable[Corners]) -> Seen:
        bars = _Sum(np.array([*self._base.values()]).sum(axis=0), count)
        for rule, boxes, said, _ in corners:
            more = said[..., self._sites] - self._base[rule]
            bars.add(boxes, more, more.max(axis=_CORNERS), more.min(axis=_CORNERS))
            bars.varies[:, boxes] += _along(more)
        return Seen(bars.corners == 0, bars.least == 0, (bars.least == bars.most).all(axis=1), bars.varies)


class Leading(Goal):
    """The site is first, alone or with others: it is not barred, and none that is not barred has more points."""

    def __init__(self, trials: Trials, site: int) -> None:
        matcher = trials.matcher
        self._site, self._base = site, trials.base
        self._requirements = len(matcher.requirements)
        self._weights = dict(enumerate(matcher.weights_by_site, self._requirements))
        self._alike = [np.array(one.alike) == one.alike[site] for one in matcher.criteria]
        self._bars = np.array([self._base[rule] for rule in range(self._requirements)]).sum(axis=0)
        self._ahead = {rule: self._lead(self._points(rule, self._base[rule])) for rule in self._weights}

    def seen(self, count: int, corners: Iterable[Corners]) -> Seen:
        bars, ahead = _Sum(self._bars, count), _Sum(np.array([*self._ahead.values()]).sum(axis=0), count)
        settled = np.ones(count, dtype=bool)
        for one in corners:
            if one.rule < self._requirements:
                settled[one.boxes] &= self._add_bars(bars, one)
            else:
                settled[one.boxes] &= self._add_points(ahead, one)
        no_better = ((ahead.corners >= 0) | (bars.corners > 0)).all(axis=-1)
        perhaps_none = ((ahead.most >= 0) | (bars.most > 0)).all(axis=-1)
        reached = (bars.corners[..., self._site] == 0) & no_better
        possible = (bars.least[:, self._site] == 0) & perhaps_none
        return Seen(reached[..., None], possible[:, None], settled, bars.varies + ahead.varies)

    def _add_bars(self, bars: "_Sum", one: Corners) -> Truths:
        """Add what a requirement bars, at most where the site itself is not barred; say which boxes are all one."""
        more = one.said - self._base[one.rule]
        least, most = more.min(axis=_CORNERS), more.max(axis=_CORNERS)
        bars.add(one.boxes, more, np.where(self._alike[one.rule], -self._base[one.rule], most), least)
        bars.varies[:, one.boxes] += _along(more) + _along(more[..., [self._site]]) * _ALL_POINTS
        settled: Truths = (least == most).all(axis=1)
        return settled

    def _add_points(self, ahead: "_Sum", one: Corners) -> Truths:
        """Add by how much the site is ahead of each other by a rule; say which boxes are all one."""
        rule, now = one.rule, self._ahead[one.rule]
        own = one.said - one.common.sum(axis=-1, keepdims=True)
        low, high = (
            end(own, axis=_CORNERS) + end(one.common, axis=_CORNERS).sum(axis=-1, keepdims=True)
            for end in (np.min, np.max)
        )
        fewest, most = self._points(rule, low), self._points(rule, high)
        lead = self._lead(self._points(rule, one.said)) - now
        ahead.add(one.boxes, lead, self._most_ahead(rule, own, (low, high), (fewest, most)) - now)
        ahead.varies[:, one.boxes] += (_along(own) + _along(one.common)) * self._weights[rule].max()
        settled: Truths = (fewest == most).all(axis=1)
        return settled

    def _most_ahead(
        self, rule: int, own: Floats, share: tuple[Floats, Floats], points: tuple[Floats, Floats]
    ) -> Floats:
        """Return by how many points the site can be ahead of each other in a box, at most ``(k, m)``.

        Either the site has all it could have and the other the least; or, and often that is much less, it has so much
        more of a share as their own pieces of it lie apart, and of the share so much more as their weights do.
        """
        (low, high), (fewest, most) = share, points
        site, weights = self._site, self._weights[rule]
        more_of_share = np.where(
            self._alike[rule], 0, own.max(axis=_CORNERS)[:, [site]] - own.min(axis=_CORNERS)
        )
        more = weights[site] - weights
        rounded = np.ceil(np.where(more > 0, high, low) * more + weights[site] * more_of_share - _DUST)
        found: Floats = np.minimum(most[:, [site]] - fewest, rounded)
        return found

    def _points(self, rule: int, share: Floats) -> Floats:
        points: Floats = np.floor(share * self._weights[rule] + HALF)
        return points

    def _lead(self, points: Floats) -> Floats:
        lead: Floats = points[..., [self._site]] - points
        return lead


class _Sum:
    """A sum over rules: at the corners of boxes ``(2, 2, b, s)``, and what it is at least and at most in each ``(b, s)``."""

    def __init__(self, now: Floats, count: int) -> None:
        self.corners = np.tile(now, (2, 2, count, 1))
        self.least, self.most = np.tile(now, (count, 1)), np.tile(now, (count, 1))
        self.varies = np.zeros((2, count))

    def add(self, boxes: Ints, corners: Floats, most: Floats, least: Floats | float = 0.0) -> None:
        self.corners[:, :, boxes] += corners
        self.most[boxes] += most
        self.least[boxes] += least


def _along(values: Floats) -> Floats:
    """Return how much values at corners ``(2, 2, k, m)`` change at most along each lever ``(2, k)``."""
    first, second = np.abs(values[1] - values[0]), np.abs(values[:, 1] - values[:, 0])
    return np.stack([first.max(axis=(0, 2), initial=0), second.max(axis=(0, 2), initial=0)])
