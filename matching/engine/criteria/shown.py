"""How figures and facts are shown in a reason."""

from collections.abc import Mapping
from typing import Any

from matching.engine.facts import NOTHING_KNOWN, FactRef, Reach
from matching.engine.intervals import UNBOUNDED


class OfSite(dict[str, Any]):
    """What is observed of a site alone: one object for all projects. ``notes`` is what others make of it and want kept with it."""

    def __init__(self, observed: Mapping[str, Any]) -> None:
        super().__init__(observed)
        self.notes: dict[Any, Any] = {}


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
