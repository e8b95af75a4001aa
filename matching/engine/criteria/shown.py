"""How figures and facts are shown in a reason."""

from typing import Any

from matching.engine.facts import NOTHING_KNOWN, FactRef, Reach
from matching.engine.intervals import UNBOUNDED


def span(low: float, high: float) -> dict[str, float | None]:
    """Return bounds as they are shown; an unbounded end is None."""
    return {"low": round(float(low), 4), "high": None if high >= UNBOUNDED else round(float(high), 4)}


def cited(fact: FactRef | None) -> dict[str, str] | None:
    """Return a fact as it is shown: value, date, grade and source."""
    if fact is None:
        return None
    return {
        "quantity": fact.quantity,
        "value": fact.value,
        "qualifier": fact.qualifier,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "grade": fact.grade,
        "source": fact.source,
        "url": fact.url,
    }


def road(reach: Reach | None) -> dict[str, Any]:
    """Return a road distance as it is shown: km, how they are known, and the fact behind them."""
    if reach is None:
        return {"km": span(*NOTHING_KNOWN), "basis": None, "fact": None}
    return {"km": span(*reach.bounds), "basis": reach.basis, "fact": cited(reach.evidence)}
