"""What changes are made for, and whether any of a box of values can bring it about.

A *box* is a run of values of one lever with a run of values of another; at its corners ``(2, 2)`` each lever is at one
of its two ends. Every rule goes one way in each amount (`matching.engine.checks` sees to that), so what it says
anywhere in a box lies between what it says at the corners.
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
    """What one rule says at the corners of some boxes ``(2, 2, k, m)``."""

    rule: int
    boxes: Ints  # (k,)
    said: Floats
    common: Floats  # (2, 2, k, 1): what of a share all sites have in common


class Seen(NamedTuple):
    """What is seen of ``b`` boxes for each of ``s`` sites."""

    reached: Truths  # (2, 2, b, s): at a corner it is so
    possible: Truths  # (b, s): somewhere in the box it may be so
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
        now = np.array([*self._base.values()]).sum(axis=0)
        bars, least = np.tile(now, (2, 2, count, 1)), np.tile(now, (count, 1))
        varies = np.zeros((2, count))
        for rule, boxes, said, _ in corners:
            more = said[..., self._sites] - self._base[rule]
            bars[:, :, boxes] += more
            least[boxes] += more.min(axis=_CORNERS)
            varies[:, boxes] += _along(more)
        return Seen(bars == 0, least == 0, varies)


class Leading(Goal):
    """The site is first, alone or with others: it is not barred, and none that is not barred has more points."""

    def __init__(self, trials: Trials, site: int) -> None:
        matcher = trials.matcher
        self._site, self._base = site, trials.base
        self._requirements = len(matcher.requirements)
        self._weights = matcher.weights_by_site
        self._alike = [np.array(one.alike) == one.alike[site] for one in matcher.criteria]
        points = {
            rule: self._points(rule, said) for rule, said in trials.base.items() if not self._bars(rule)
        }
        self._ahead = {rule: of_rule[site] - of_rule for rule, of_rule in points.items()}

    def seen(self, count: int, corners: Iterable[Corners]) -> Seen:
        now = sum(said for rule, said in self._base.items() if self._bars(rule))
        bars, least, shut = np.tile(now, (2, 2, count, 1)), np.tile(now, (count, 1)), np.tile(now, (count, 1))
        now = sum(self._ahead.values())
        ahead, most = np.tile(now, (2, 2, count, 1)), np.tile(now, (count, 1))
        varies = np.zeros((2, count))
        for rule, boxes, said, common in corners:
            if self._bars(rule):
                more = said - self._base[rule]
                bars[:, :, boxes] += more
                least[boxes] += more.min(axis=_CORNERS)
                shut[boxes] += np.where(self._alike[rule], 0, said.max(axis=_CORNERS)) - self._base[rule]
                varies[:, boxes] += _along(more) + _along(more[..., [self._site]]) * _ALL_POINTS
            else:
                points = self._points(rule, said)
                ahead[:, :, boxes] += points[..., [self._site]] - points - self._ahead[rule]
                most[boxes] += self._most_ahead(rule, said, said - common) - self._ahead[rule]
                varies[:, boxes] += _along(points)
        reached = (bars[..., self._site] == 0) & ((ahead >= 0) | (bars > 0)).all(axis=-1)
        possible = (least[:, self._site] == 0) & ((most >= 0) | (shut > 0)).all(axis=-1)
        return Seen(reached[..., None], possible[:, None], varies)

    def _bars(self, rule: int) -> bool:
        return rule < self._requirements

    def _points(self, rule: int, share: Floats) -> Floats:
        points: Floats = np.floor(share * self._weights[rule - self._requirements] + HALF)
        return points

    def _most_ahead(self, rule: int, share: Floats, own: Floats) -> Floats:
        """Return by how many points of a rule the site can be ahead of each other in a box, at most ``(k, m)``.

        Either the site has all it could have and the other the least; or, and often that is much less, it has so much
        more of a share as their own parts of it lie apart, and of the share so much more as their weights do.
        """
        site, weights = self._site, self._weights[rule - self._requirements]
        points = self._points(rule, share)
        apart = points.max(axis=_CORNERS)[:, [site]] - points.min(axis=_CORNERS)
        more_of_share = np.where(
            self._alike[rule], 0, own.max(axis=_CORNERS)[:, [site]] - own.min(axis=_CORNERS)
        )
        more = weights[site] - weights
        of_other = np.where(more > 0, share.max(axis=_CORNERS), share.min(axis=_CORNERS))
        rounded = np.ceil(of_other * more + weights[site] * more_of_share - _DUST)
        most: Floats = np.minimum(apart, rounded)
        return most


def _along(values: Floats) -> Floats:
    """Return how much values at corners ``(2, 2, k, m)`` change at most along each lever ``(2, k)``."""
    first, second = np.abs(values[1] - values[0]), np.abs(values[:, 1] - values[:, 0])
    return np.stack([first.max(axis=(0, 2), initial=0), second.max(axis=(0, 2), initial=0)])
