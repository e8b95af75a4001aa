"""Seeded numbers between 0 and 1, the same under every release of numpy.

numpy promises the bits of a generator for ever, what its distributions make of them not (NEP 19): so the bits are taken
and made into numbers here.
"""

import numpy as np

from matching.engine.intervals import Floats

# A double between 1 and 2 has these bits above 52 others, all of which count; ten times quicker than to divide.
_ONE, _ABOVE = np.uint64(0x3FF0000000000000), np.uint64(12)


class Uniforms:
    """A stream of numbers, evenly from 0 up to but not 1, told apart by its keys (whole numbers)."""

    def __init__(self, *keys: int) -> None:
        self._bits = np.random.PCG64(list(keys))

    def take(self, *shape: int) -> Floats:
        """Return the next numbers, in an array of this shape."""
        bits = self._bits.random_raw(int(np.prod(shape)))
        bits >>= _ABOVE
        bits |= _ONE
        numbers: Floats = bits.view(np.float64)
        numbers -= 1.0
        return numbers.reshape(shape)

    def spread(self, count: int, columns: int) -> Floats:
        """Return ``(count, columns)`` numbers of which each column has one in every ``count``-th part of the unit.

        A Latin hypercube: with few rows, each column by itself is even, and the columns are independent of each other.
        """
        places = np.argsort(self.take(columns, count), axis=1, kind="stable")
        spread: Floats = ((places + self.take(columns, count)) / count).T
        return spread
