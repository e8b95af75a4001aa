"""How much land each site has to give, and how much of its own a project holds there already."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from investors.models import ProjectHold
from investors.visibility import seen
from matching.allocating.request import Land
from matching.engine.allocation import Pair
from parks.land_split import LandSplit, held_on, hundredths, land_splits
from parks.models import Hold, Site


@dataclass(frozen=True, slots=True)
class Offered:
    """The land that a site can give, in hundredths of a hectare; None where nothing limits what is known.

    ``known`` tells whether any figure says how much land is free, at the end that was asked for.
    """

    capacity: int | None
    known: bool
    held: int


def land_on_offer(sites: Sequence[Site], on: datetime.date, land: Land) -> list[Offered]:
    """Return the free land of each site on a day, less what is held there, in five queries."""
    splits = land_splits(sites, on)
    return [_offered(splits[site.pk], land) for site in sites]


def _offered(split: LandSplit, land: Land) -> Offered:
    held = int(split.held_ha * 100)
    end = hundredths(split.left_lo if land is Land.PESSIMISTIC else split.left_hi)
    said = split.free.lo > 0 or split.free.hi == 0 if land is Land.PESSIMISTIC else end is not None
    return Offered(None if end is None else int(end * 100), said, held)


def own_holds(
    projects: Mapping[int, int], sites: Mapping[int, int], on: datetime.date, user: User | None
) -> dict[Pair, int]:
    """Return the land that projects hold on a day by pair, in hundredths of a hectare, as far as a user may know.

    The first two arguments give places by key: of the projects and of the sites. No user stands for the office itself.
    """
    rows = ProjectHold.objects.filter(hold__state=Hold.State.ACTIVE).select_related("hold")
    if user is not None:
        rows = rows.filter(seen(user, "project__"))
    found: dict[Pair, int] = defaultdict(int)
    for row in rows:
        if row.project_id in projects and row.hold.site_id in sites and held_on(row.hold, on):
            found[projects[row.project_id], sites[row.hold.site_id]] += int(row.hold.area_ha * 100)
    return dict(found)
