"""The land of sites as dossiers print it: the figures of the screen, in words."""

import datetime
from collections.abc import Iterable
from typing import Any

from parks.admin import show
from parks.land_split import LandSplit, land_splits
from parks.models import Site

UNKNOWN = "chưa biết"


def land_table(sites: Iterable[Site], on: datetime.date) -> list[dict[str, str]]:
    """Return one row a site, in the order given."""
    rows = list(sites)
    splits = land_splits(rows, on)
    return [{"name": site.name_vi, **land_words(splits[site.pk])} for site in rows]


def land_words(split: LandSplit) -> dict[str, str]:
    """Return the split of one site in words; what nobody knows is said to be unknown."""
    return {
        "planned": _figure(split.planned),
        "leasable": _figure(split.leasable),
        "leased": _figure(split.leased),
        "free": show.interval(split.free.lo, split.free.hi),
        "held": f"{show.number(split.held_ha)} ha" if split.held_ha else "không",
        "left": show.interval(split.left_lo, split.left_hi),
        "largest_plot": show.interval(split.largest_plot.lo, split.largest_plot.hi),
    }


def _figure(fact: Any) -> str:
    return show.figure(fact) if fact is not None else UNKNOWN
