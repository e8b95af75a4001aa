"""Which sets of projects (patterns) fill each site best, mixed by a linear program, then fixed one after the other.

The mixture's bound is tighter than that of prices, for no site holds part of a project (Dantzig and Wolfe 1960); where
a site has room for few projects, that is most of the gap.
"""

import numpy as np

from matching.engine.allocation.linear import Floats, Master
from matching.engine.allocation.problem import NOWHERE, Mask, Whole

ROUNDS, FIXED_ROUNDS = 80, 3
CLOSE = 0.001  # the mixture is good enough when its bound is within this share
_CALM = 0.95  # how much of the worth that gave the best bound is kept from round to round; less of it wanders
_SURE = 0.95  # patterns of at least such a share are fixed together
_LIVE = 1e-6
CELLS = 8_000  # units of land at a site; finer figures are made coarser, and prove nothing then
_NEVER = -(2**40)


class Patterns:
    """The patterns of projects that compete for the land."""

    def __init__(self, score: Whole, need: Whole, fits: Mask, capacity: Whole) -> None:
        self._count, self._sites = score.shape
        self._score = score
        self._points = np.where(fits, score, _NEVER)
        unit = max(1, int(np.gcd.reduce(need, axis=None)))
        scarce = capacity < np.where(fits, need, 0).sum(axis=0)
        coarse = -(-int(capacity[scarce].max(initial=0)) // (unit * CELLS))
        self.exact = coarse <= 1
        unit *= max(1, coarse)
        self._need, self._capacity = -(-need // unit), capacity // unit
        self._master = Master(self._count, self._sites)
        self._members: list[Whole] = []
        self._site: list[int] = []
        self._known: set[tuple[int, bytes]] = set()

    def begin(self, places: Whole) -> None:
        """Add the patterns of an allocation that is known, so that no mixture is worse than it."""
        for site in range(self._sites):
            self._add(site, np.flatnonzero(places == site))

    def bound(self, worth: Whole) -> int:
        """Mix patterns until the bound is close, from what projects are worth at first; return the bound."""
        best, kept, asked = 2**62, worth, worth
        for _ in range(ROUNDS):
            found = int(asked.sum()) + self._fill(asked, range(self._sites))
            if found < best:
                best, kept = found, asked
            points, new, _ = self._master.solve()
            if best - points <= CLOSE * best:
                break
            asked = np.rint(_CALM * kept + (1 - _CALM) * new).astype(np.int64)
        return best

    def places(self) -> Whole:
        """Return a site for each project: fix the patterns of the largest share, mix the others anew, and so on."""
        places = np.full(self._count, NOWHERE)
        left = set(range(self._sites))
        _, _, shares = self._master.solve()
        while fixed := self._fix(shares, left, places):
            self._points[fixed] = _NEVER
            self._close(left, places)
            for _ in range(FIXED_ROUNDS):
                _, worth, _ = self._master.solve()
                before = len(self._site)
                self._fill(np.rint(worth).astype(np.int64), sorted(left))
                if len(self._site) == before:
                    break
            _, _, shares = self._master.solve()
        return places

    def _fix(self, shares: Floats, left: set[int], places: Whole) -> list[int]:
        """Give sites to the patterns of the largest shares; return the projects that now have one."""
        fixed: list[int] = []
        live = np.flatnonzero(shares > _LIVE)
        for pattern in live[np.argsort(-shares[live], kind="stable")].tolist():
            if fixed and shares[pattern] < _SURE:
                break
            members, site = self._members[pattern], self._site[pattern]
            if site in left and (places[members] == NOWHERE).all():
                left.discard(site)
                places[members] = site
                fixed += members.tolist()
        return fixed

    def _close(self, left: set[int], places: Whole) -> None:
        gone = [
            number
            for number, (members, site) in enumerate(zip(self._members, self._site, strict=True))
            if site not in left or (places[members] != NOWHERE).any()
        ]
        self._master.close(np.array(gone, dtype=np.int64))

    def _fill(self, worth: Whole, sites: range | list[int]) -> int:
        """Add the best pattern of each site at what projects are worth; return the points that these have over."""
        over = 0
        for site in sites:
            gain, members = knapsack(
                self._points[:, site] - worth, self._need[:, site], int(self._capacity[site])
            )
            over += gain
            self._add(site, members)
        return over

    def _add(self, site: int, members: Whole) -> None:
        key = (site, members.tobytes())
        if len(members) and key not in self._known:
            self._known.add(key)
            self._members.append(members)
            self._site.append(site)
            self._master.add(int(self._score[members, site].sum()), members, site)


def knapsack(gain: Whole, need: Whole, capacity: int) -> tuple[int, Whole]:
    """Return the most that things of whole sizes bring within a capacity, and which they are, in order."""
    worth_it = np.flatnonzero((gain > 0) & (need <= capacity))
    if need[worth_it].sum() <= capacity:
        return int(gain[worth_it].sum()), worth_it
    best = np.zeros(capacity + 1, dtype=np.int64)
    taken = np.zeros((len(worth_it), capacity + 1), dtype=bool)
    for row, one in enumerate(worth_it):
        size = need[one]
        with_it = best[: capacity + 1 - size] + gain[one]
        np.greater(with_it, best[size:], out=taken[row, size:])
        best[size:] = np.maximum(best[size:], with_it)
    here, chosen = capacity, []
    for row in range(len(worth_it) - 1, -1, -1):
        if taken[row, here]:
            chosen.append(worth_it[row])
            here -= need[worth_it[row]]
    return int(best[capacity]), np.array(chosen[::-1], dtype=np.int64)
