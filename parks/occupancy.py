"""How full the sites are on a day, each figure with its date and grade; what nobody knows stays unknown."""

from collections.abc import Iterable
from dataclasses import dataclass

from parks.current import CurrentSite
from parks.evidence import choose, is_stale
from parks.land import SURE_GRADES
from parks.models import Fact, Site, Status

# Whoever is not yet founded, or no longer planned, has nothing to let.
LETTING = (Status.Stage.ESTABLISHED, Status.Stage.UNDER_CONSTRUCTION, Status.Stage.OPERATING)
QUANTITY = "occupancy_pct"


@dataclass(frozen=True, slots=True)
class Occupancy:
    """One site that lets land; without a fact nobody says how full it is."""

    site: Site
    fact: Fact | None
    stale: bool

    @property
    def weak(self) -> bool:
        """Tell what no firm source says."""
        return self.fact is not None and self.fact.grade not in SURE_GRADES


def occupancies(sites: Iterable[CurrentSite], kind: str) -> list[Occupancy]:
    """Return the sites of a kind that let land, the fullest first, the unknown last."""
    found = [
        Occupancy(row.site, *_current(row))
        for row in sites
        if row.site.kind == kind and row.status is not None and row.status.status.stage in LETTING
    ]
    return sorted(found, key=lambda each: (each.fact is None, -_number(each), each.site.name_vi))


def _current(row: CurrentSite) -> tuple[Fact | None, bool]:
    chosen = choose(row.record.facts.get(QUANTITY, ()), row.on)
    if chosen is None or chosen.fact.number is None:
        return None, False
    return chosen.fact, is_stale(chosen.fact, row.on)


def _number(each: Occupancy) -> float:
    return float(each.fact.number) if each.fact is not None and each.fact.number is not None else 0.0
