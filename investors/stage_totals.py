"""How many cases stand at each stage, with their capital in each currency: currencies are not added up."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Sum

from investors.models import Project
from investors.stages import ENDED, PATH


@dataclass(slots=True)
class StageTotal:
    """One stage: cases, their capital by currency, and how many state none."""

    stage: str
    cases: int = 0
    capital: dict[str, Decimal] = field(default_factory=dict)
    unstated: int = 0


def stage_totals() -> list[StageTotal]:
    """Return every stage in the order of the way, the ends last, in one query."""
    totals: dict[str, StageTotal] = defaultdict(lambda: StageTotal(""))
    for stage in (*PATH, *ENDED):
        totals[stage] = StageTotal(stage)
    rows = Project.objects.order_by().values_list("stage", "capital_currency")
    for stage, currency, cases, capital in rows.annotate(n=Count("*"), capital=Sum("capital_amount")):
        total = totals[stage]
        total.cases += cases
        if currency:
            total.capital[currency] = capital
        else:
            total.unstated += cases
    return list(totals.values())
