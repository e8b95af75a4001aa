"""Intervals: an array whose first axis holds the lower and the upper bound.

A known figure is a point (both equal), an unknown one is as wide as logic allows. Shapes are
``(2, projects, sites)``, with 1 where a thing does not vary along an axis, so that everything broadcasts.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]
Anchors = tuple[tuple[float, float], ...]  # the corners of a curve, from left to right

UNBOUNDED = 1e9  # larger than any area, price or headcount; finite, so that no arithmetic makes a NaN
HALF = 0.5 + 1e-9  # half up; the tiny surplus keeps 0.85 x 1500 from falling below its own half


class Curve:
    """The piecewise linear curve through anchors, flat outside them; works elementwise."""

    def __init__(self, anchors: Anchors) -> None:
        points = np.array(anchors, dtype=float)
        self._xs, self._ys = points[:, 0].copy(), points[:, 1].copy()

    def __call__(self, x: Floats) -> Floats:
        found: Floats = np.interp(x, self._xs, self._ys)
        return found


def swap(interval: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the bounds exchanged, for use with a falling function."""
    return interval[::-1]


def mix(parts: Iterable[tuple[float, Floats]]) -> Floats:
    """Return the weighted sum of share intervals; the weights add up to one."""
    total: Floats | None = None
    for weight, part in parts:
        more = weight * part
        if total is not None and more.shape in (total.shape, (*total.shape[:2], 1)):
            total += more  # in place: whole arrays of pairs need not be made anew for each part
        else:
            total = more if total is None else total + more
    assert total is not None, "no part to mix"
    return total


def upto(x: Floats, edges: tuple[float, ...], values: tuple[float, ...]) -> Floats:
    """Return ``values[k]`` where x lies right of exactly k edges (x equal to an edge lies left of it)."""
    return np.asarray(values)[np.searchsorted(edges, x, side="left")]
