"""The weight of a rule at which the first two sites change places, in closed form.

The weight of one rule moves by the same factor in every profile, and the others of each profile are stretched or shrunk in
proportion, so that they still add up to 100. With ``w`` the weight of the rule in a site's profile, ``s`` the site's
share of it and ``r`` its mean share of all other rules by their weights, its score at a factor ``t`` is

    100 r + t w (s - r)

which is a straight line in ``t``; two sites cross where their lines do. The two sites may lie in different
profiles, with a weight each: the factor is the same, and the answer gives both weights.
"""

from dataclasses import dataclass

from matching.engine.row import Row
from matching.engine.ruleset import FULL

_NOTHING = 1e-6  # hundredths of a point


@dataclass(frozen=True)
class SwitchPoint:
    """Where the first two swap as one rule's weight moves. Weights in hundredths, by profile of the two sites."""

    criterion: str
    factor: float
    weights: tuple[tuple[str, int, float], ...]  # profile, published weight, weight at which they swap
    within_band: bool


def switch_points(row: Row, first: int, second: int) -> tuple[SwitchPoint, ...]:
    """Return the switch points of two sites by what they earn for certain, the nearest to the weights in force first.

    Left out is every rule at whose weight they do not swap between nothing and all of the 100 points.
    """
    found = [_switch_point(row, number, first, second) for number in range(len(row.preferences))]
    return tuple(sorted((one for one in found if one), key=lambda one: abs(one.factor - 1.0)))


def _switch_point(row: Row, number: int, first: int, second: int) -> SwitchPoint | None:
    rule, _ = row.matcher.preferences[number]
    profiles = [row.matcher.sites.sites[site].profile for site in (first, second)]
    weights = [rule.weights[profile] for profile in profiles]
    if FULL in weights:  # there is no other rule to take the rest
        return None
    (start, slope), (other_start, other_slope) = (_line(row, number, site) for site in (first, second))
    if abs(slope - other_slope) < 1e-9:
        return None
    factor = (other_start - start) / (slope - other_slope)
    if not _NOTHING < factor * max(weights) < FULL - _NOTHING:  # at either end they would meet, not cross
        return None
    band = row.matcher.ruleset.robustness.band_of(rule.criterion)
    at = {
        profile: (profile, weight, factor * weight) for profile, weight in zip(profiles, weights, strict=True)
    }
    return SwitchPoint(rule.criterion, factor, tuple(at.values()), abs(factor - 1.0) <= band)


def _line(row: Row, number: int, site: int) -> tuple[float, float]:
    """Return a site's score without the rule (its weight given to the others), and what each time the weight adds."""
    shares = [float(column.share[0, site if column.share.shape[1] > 1 else 0]) for column in row.preferences]
    weights = row.matcher.weights_by_site[:, site].tolist()
    own, share = weights[number], shares[number]
    others = sum(weight * one for weight, one in zip(weights, shares, strict=True)) - own * share
    mean = others / (FULL - own)
    return FULL * mean, own * (share - mean)
