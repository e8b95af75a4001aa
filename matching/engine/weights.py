"""Admissible weights: each within its band around the published weight, the sum of a profile kept at 100 points."""

from functools import lru_cache

import numpy as np

from matching.engine.intervals import Floats
from matching.engine.ruleset import FULL, Ruleset
from matching.engine.uniforms import Uniforms


def admissible(ruleset: Ruleset, profile: str, draws: int, seed: int) -> Floats:
    """Return weights of a profile ``(preferences, draws)``, drawn evenly from all admissible ones, in hundredths.

    Kept for the next question: they depend on the ruleset alone.
    """
    weights = tuple(rule.weights[profile] for rule in ruleset.preferences)
    bands = tuple(ruleset.robustness.band_of(rule.criterion) for rule in ruleset.preferences)
    return _drawn(weights, bands, draws, seed, ruleset.profiles.index(profile))


@lru_cache(maxsize=16)
def _drawn(weights: tuple[int, ...], bands: tuple[float, ...], draws: int, *keys: int) -> Floats:
    """Draw all weights but one evenly in their bands; the one with the widest band is what is left of the sum.

    Where that lies within its own band, the weights are kept, else drawn anew. What is kept is even over the whole
    admissible set, for leaving out one coordinate of a plane stretches it alike everywhere. The one that is left out
    has the widest band, so about three in four are kept.
    """
    middle, band = np.array(weights, dtype=float), np.array(bands)
    low, width = middle * (1.0 - band), middle * band * 2.0
    rest = int(np.argmax(width))
    if width[rest] == 0.0:
        return np.tile(middle[:, None], draws)
    uniforms, found, have = Uniforms(*keys), [np.empty((0, len(weights)))], 0
    while have < draws:
        some = low + width * uniforms.take((draws - have) * 3 // 2 + 16, len(weights))
        some[:, rest] += FULL - some.sum(axis=1)
        left_over = some[:, rest] - low[rest]
        found.append(some[(left_over >= 0.0) & (left_over <= width[rest])])
        have += len(found[-1])
    kept: Floats = np.ascontiguousarray(np.concatenate(found)[:draws].T)
    kept.setflags(write=False)
    return kept


def forget() -> None:
    """Drop the weights that are kept, to measure how long drawing takes."""
    _drawn.cache_clear()
