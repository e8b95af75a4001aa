"""Prices of land: what one more unit at a site is worth, and the bound that any prices prove.

At given prices each project takes the site where its points less the price of its land are most. Whatever the prices
are, no allocation can bring more than what the projects then have left plus what all land costs (weak duality); the
best prices make that least. It is added up in whole numbers, so the bound is exact.
"""

from dataclasses import dataclass

import numpy as np

from matching.engine.allocation.linear import Floats, land_prices
from matching.engine.allocation.problem import MOST_POINTS, Mask, Whole

SAMPLED = 1_500  # so many projects are priced exactly; from more, a sample whose prices are then adjusted
STEPS = 80
_STEP, _SHRINK, _PATIENCE = 0.3, 0.6, 5
FINE = 1_000  # prices are whole thousandths of a hundredth of a point
NEVER = -(2**50)


@dataclass(frozen=True, eq=False)
class Priced:
    """Prices ``(m,)`` in hundredths of a point per unit of land, and what they say, in thousandths of that."""

    price: Floats
    gain: Whole  # (n, m): points less price of the land; NEVER where the pair does not fit
    bound: int  # hundredths of a point


def priced(score: Whole, need: Whole, fits: Mask, capacity: Whole) -> Priced:
    """Return the best prices found for pairs that fit."""
    count = len(score)
    rows = np.unique(np.linspace(0, count - 1, min(count, SAMPLED)).astype(np.int64))
    # The sample has the share of the land that it has of the need.
    share = float(need[rows].sum()) / max(1.0, float(need.sum()))
    price = land_prices(
        score[rows], need[rows], np.multiply(capacity, share, dtype=np.float64), np.nonzero(fits[rows])
    )
    if len(rows) < count:
        price = _adjusted(price, score, need, fits, capacity)
    return at_prices(price, score, need, fits, capacity)


def at_prices(price: Floats, score: Whole, need: Whole, fits: Mask, capacity: Whole) -> Priced:
    """Return what prices say and the bound that they prove."""
    fine = np.rint(np.minimum(price, MOST_POINTS) * FINE).astype(np.int64)
    gain = np.where(fits, score * FINE - need * fine, NEVER)
    left = int(np.maximum(gain.max(axis=1, initial=0), 0).sum())
    land = sum(one * two for one, two in zip(fine.tolist(), capacity.tolist(), strict=True))
    return Priced(fine / FINE, gain, (left + land) // FINE)


def _adjusted(price: Floats, score: Whole, need: Whole, fits: Mask, capacity: Whole) -> Floats:
    """Raise the price where more is wanted than there is and lower it where less, in ever smaller steps."""
    points = np.where(fits, score, -np.inf).astype(np.float32)
    land = need.astype(np.float32)
    rows, most = np.arange(len(score)), np.maximum(capacity, 1)
    floor = 0.05 * float(np.maximum(points.max(axis=1), 0).sum()) / float(most.sum())
    best, least, step, waited = price, np.inf, _STEP, 0
    gain = np.empty_like(points)
    for _ in range(STEPS):
        np.multiply(land, -price.astype(np.float32), out=gain)
        gain += points
        choice = gain.argmax(axis=1)
        kept = gain[rows, choice].astype(float)
        wants = kept > 0
        bound = kept[wants].sum() + price @ capacity
        if bound < least:
            best, least, waited = price, bound, 0
        else:
            waited += 1
            if waited == _PATIENCE:
                price, step, waited = best, step * _SHRINK, 0
        wanted = np.bincount(choice[wants], need[rows, choice][wants], len(capacity))
        excess = np.clip((wanted - capacity) / most, -1, 1)
        price = np.maximum(0, price + step * excess * np.maximum(price, floor))
    return best
