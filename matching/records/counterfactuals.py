"""What would change an answer, as the answer says it and as it is kept: the investor's side and the site's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from matching import wording
from matching.engine.counterfactual import Changed, Counterfactual
from matching.engine.criteria.shown import span
from matching.engine.site_needs import SiteNeed

if TYPE_CHECKING:
    from matching.matched import Matched

CENT = Decimal("0.01")


def counterfactual_values(matched: "Matched") -> list[dict[str, Any]]:
    """Return what the investor could change, without sentences, sites by code."""
    return [
        {
            **_head(matched, one),
            "changes": [_changed(matched, each) for each in one.changes],
            "cost": one.cost,
            **_then(one),
        }
        for one in matched.counterfactuals
    ]


def site_need_values(matched: "Matched") -> list[dict[str, Any]]:
    """Return what the sites would need, without sentences, sites by code."""
    return [
        {
            **_head(matched, one),
            "changes": [
                {"figure": each.field, "from": _bounds(each.before), "to": each.after} for each in one.changes
            ],
            **_then(one),
        }
        for one in matched.site_needs
    ]


def counterfactuals_said(
    found: list[dict[str, Any]] | None, names: Mapping[str, str], language: str
) -> list[dict[str, Any]] | None:
    """Return what the investor could change, or a site would need, each with its sentence."""
    if found is None:
        return None
    return [{**one, "sentence": wording.counterfactual(language, one, names[one["site"]])} for one in found]


def _head(matched: "Matched", one: Counterfactual | SiteNeed) -> dict[str, Any]:
    return {"site": matched.row.matcher.sites.codes[one.site], "effect": one.effect}


def _then(one: Counterfactual | SiteNeed) -> dict[str, Any]:
    return {
        "verified": one.verified,
        "outcome": one.outcome,
        "rank": one.rank,
        "score": one.score / 100,
    }


def _changed(matched: "Matched", one: Changed) -> dict[str, Any]:
    if one.field != "capital":
        return {"field": one.field, "from": one.before, "to": one.after}
    stated = matched.request["capital"]
    amount = Decimal(str(stated["amount"]))
    before, after = (
        {"amount": _exact(amount * Decimal(str(times))), "currency": stated["currency"]}
        for times in (one.before, one.after)
    )
    return {"field": one.field, "from": before, "to": after}


def _exact(amount: Decimal) -> str:
    """Return an amount of money as a text, whole where it is."""
    rounded = amount.quantize(CENT)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def _bounds(value: Any) -> Any:
    return span(*value) if isinstance(value, tuple) else value
