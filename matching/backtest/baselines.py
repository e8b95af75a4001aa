"""What the matcher is measured against: the site that most went to so far, and the largest. Random order is a formula."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from matching.backtest.rows import SitedProject
from matching.backtest.standing import Standing
from parks.evidence import choose_bounding
from parks.snapshot import Snapshot as Catalogue


@dataclass(frozen=True)
class Baselines:
    """Where the real site stands among the same sites by each plain order."""

    popular: Standing
    largest: Standing


def popularity(project: SitedProject, rows: Sequence[SitedProject]) -> Mapping[str, float]:
    """Return by site how many rows of the file went there in earlier years, the firm's own left out."""
    year = project.year or 0
    return Counter(
        row.site
        for row in rows
        if row.site and row.year is not None and row.year < year and row.firm != project.firm
    )


def planned_areas(catalogue: Catalogue, on: datetime.date) -> Mapping[str, float]:
    """Return by site the planned area known on a date, in hectares; sites without one are left out."""
    found = {
        code: choose_bounding(record.facts.get("area_planned_ha", ()), on)
        for code, record in catalogue.records.items()
    }
    return {
        code: float(fact.number)
        for code, fact in found.items()
        if fact is not None and fact.number is not None
    }


def standing_by(values: Mapping[str, float], real: str, field: Collection[str]) -> Standing:
    """Return where a site stands by a value, highest first; what has none is behind all, and equal."""
    others = [values.get(code, 0) for code in field if code != real]
    own = values.get(real, 0)
    return Standing(
        len(others) + 1, sum(one > own for one in others), sum(one == own for one in others) + 1, False
    )
