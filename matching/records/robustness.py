"""How sure an order is, as the answer says it and as it is kept."""

from typing import TYPE_CHECKING, Any

from matching.engine.robustness import Robustness
from matching.engine.switch_points import SwitchPoint

if TYPE_CHECKING:
    from matching.matched import Matched


def robustness_values(matched: "Matched") -> dict[str, Any] | None:
    """Return it without sentences, sites by code; None where no site is ranked."""
    found, codes = matched.robustness, matched.row.matcher.sites.codes
    if found is None:
        return None
    rules = matched.published.ruleset.robustness
    ranked = [codes[site] for site in found.sites]
    tied = sum(place.rank == 1 for place in matched.ranking.placed)
    by_weights = _parts(ranked, found.first_by_weights, found)
    first = _parts(ranked, found.first, found)
    return {
        "seed": found.seed,
        "draws": found.draws,
        "label": found.label,
        "holder": _holder(ranked[:tied], first),
        "first": first,
        "top_three": _parts(ranked, found.top_three, found),
        "weights_alone": {
            "label": found.label_by_weights,
            "holder": _holder(ranked[:tied], by_weights),
            "first": by_weights,
        },
        "thresholds": {
            "robust_from": rules.robust_from_pct / 100,
            "coin_toss_below": rules.coin_toss_below_pct / 100,
        },
        "switch_points": [_switch_point(one) for one in found.switch_points],
    }


def _parts(ranked: list[str], counts: tuple[int, ...], found: Robustness) -> dict[str, float]:
    return {code: count / found.draws for code, count in zip(ranked, counts, strict=True)}


def _holder(tied: list[str], first: dict[str, float]) -> str:
    """Return the first site of the answer, or of those that share first place the one that is first most often."""
    return max(tied, key=first.__getitem__)


def _switch_point(one: SwitchPoint) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "factor": round(one.factor, 6),
        "weights": [
            {"profile": profile, "from": before / 100, "to": round(after / 100, 4)}
            for profile, before, after in one.weights
        ],
        "within_band": one.within_band,
    }
