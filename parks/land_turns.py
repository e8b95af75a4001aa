"""Holds of land that want an act: they end soon or have ended, or it is somebody's turn in the queue."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from parks.land_split import LandSplit, held_on, hundredths, land_splits
from parks.models import Hold


@dataclass(frozen=True, slots=True)
class Turn:
    """The first in the queue of a site, and whether the land that is left is enough now."""

    hold: Hold
    enough: bool
    queue: int


def ending(holds: QuerySet[Hold], by: datetime.date) -> QuerySet[Hold]:
    """Return the holds in force or run out that end by a day, the longest ended first."""
    return (
        holds.filter(state=Hold.State.ACTIVE, until__lte=by)
        .select_related("site", "plot")
        .order_by("until", "pk")
    )


def turns(holds: QuerySet[Hold], on: datetime.date, most: int) -> list[Turn]:
    """Return who is first in each queue, those whose land is there first; of as many sites as are asked for."""
    waiting = holds.queue().select_related("site__planning_area", "plot")  # type: ignore[attr-defined]
    first: dict[int, Hold] = {}
    queues: dict[int, int] = {}
    for hold in waiting:
        first.setdefault(hold.site_id, hold)
        queues[hold.site_id] = queues.get(hold.site_id, 0) + 1
    chosen = list(first.values())[:most]
    splits = land_splits([hold.site for hold in chosen], on)
    found = [Turn(hold, _enough(splits[hold.site_id], hold, on), queues[hold.site_id]) for hold in chosen]
    return sorted(found, key=lambda turn: not turn.enough)


def _enough(split: LandSplit, hold: Hold, on: datetime.date) -> bool:
    """Tell whether the land that is known to be left holds the area, and nobody else holds the plot."""
    left = hundredths(split.left_hi)
    if left is None or split.over_held or hold.area_ha > left:
        return False
    others = [other for other in hold.site.holds.all() if held_on(other, on)]
    return hold.plot_id is None or hold.plot_id not in [other.plot_id for other in others]
