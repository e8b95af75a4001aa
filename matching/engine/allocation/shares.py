"""The best that could be had if projects could be split among sites, found over few of all pairs.

At the best such shares hardly more projects are split than there are sites; all others stand where they may stay.
"""

import numpy as np

from matching.engine.allocation.linear import split_shares
from matching.engine.allocation.prices import FINE, NEVER, Priced, at_prices
from matching.engine.allocation.problem import NOWHERE, Mask, Whole

PAIRS = 60_000  # so many pairs at first: those that a small error of the prices could make the best
ROUNDS = 2
CLOSE = 0.0005  # the prices are good enough when their bound is within this share of what the shares bring
_WHOLE = 0.999


def split(score: Whole, need: Whole, fits: Mask, capacity: Whole, prices: Priced) -> tuple[Whole, Priced]:
    """Return the places of the projects that are not split, the others NOWHERE, and the best prices known then."""
    taken, best = _likely(need, fits, prices), prices
    for _ in range(ROUNDS):
        pairs = np.nonzero(taken)
        points, price, shares = split_shares(score, need, capacity.astype(float), pairs)
        now = at_prices(price, score, need, fits, capacity)
        best = min(best, now, key=lambda one: one.bound)
        missed = _missed(now.gain, taken)
        if best.bound - points <= CLOSE * best.bound or not missed.any():
            break
        taken |= missed
    places = np.full(len(score), NOWHERE)
    whole = shares > _WHOLE
    places[pairs[0][whole]] = pairs[1][whole]
    return places, best


def _likely(need: Whole, fits: Mask, prices: Priced) -> Mask:
    """Return the pairs that gain least less for their land than the best choice of the project."""
    best = np.maximum(prices.gain.max(axis=1), 0)
    short = np.where(fits, (best[:, None] - prices.gain) / np.maximum(need, 1), np.inf)
    most = min(PAIRS, short.size) - 1
    likely: Mask = fits & (short <= np.partition(short, most, axis=None)[most])
    return likely


def _missed(gain: Whole, taken: Mask) -> Mask:
    """Return each project's best pair where it gains more than by any pair that was taken."""
    known = np.maximum(np.where(taken, gain, NEVER).max(axis=1), 0)
    best = gain.max(axis=1)
    missed: Mask = (gain == best[:, None]) & (best > known + FINE)[:, None]
    return missed
