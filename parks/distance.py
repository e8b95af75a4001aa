"""Distances by road from a site to airports, ports, cities: published first, else a range from the points.

Arithmetic only: the caller hands over points and facts.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from parks.evidence import interval
from parks.quantities import QUANTITIES

FactLike = Any
Basis = Literal["published", "estimated", "estimated_from_seat"]

EARTH_RADIUS_KM = 6371.0088
# Road km divided by great-circle km, measured where both are known in the north of Vietnam (DECISIONS 14).
ROAD_FACTOR_LOW = 1.18
ROAD_FACTOR_HIGH = 1.49

# Which node a published distance leads to.
NODE_OF_QUANTITY: Mapping[str, str] = {key: known.node for key, known in QUANTITIES.items() if known.node}


class Point(Protocol):
    """Anything with a latitude and a longitude, either of which may be absent."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


class NodeLike(Point, Protocol):
    """A node with a code and perhaps a point."""

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Distance:
    """Road km as a range; `fact` is the published one, `great_circle_km` what an estimate started from."""

    lo: float
    hi: float
    basis: Basis
    fact: FactLike | None = None
    great_circle_km: float | None = None


def great_circle_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the shortest distance over the earth's surface (haversine)."""
    phi, to_phi = math.radians(latitude), math.radians(to_latitude)
    half = (
        math.sin((to_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(to_phi) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def between_km(start: Point | None, end: Point | None) -> float | None:
    """Return the great circle between two points; None where either is not known."""
    if start is None or end is None or start.latitude is None or end.latitude is None:
        return None
    assert start.longitude is not None and end.longitude is not None
    return great_circle_km(start.latitude, start.longitude, end.latitude, end.longitude)


def farthest_km(seat: Point | None, points: Iterable[Point]) -> float | None:
    """Return how far the farthest of a district's commune points is from its seat: the seat's error as a site."""
    found = [km for km in (between_km(seat, point) for point in points) if km is not None]
    return max(found, default=None)


def distances(
    *,
    point: Point | None,
    error_km: float,
    seat: Point | None,
    seat_error_km: float | None,
    nodes: Iterable[NodeLike],
    published: Mapping[str, FactLike],
) -> dict[str, Distance]:
    """Return the distance to every node that has one, by node code.

    `published` holds the bounding fact chosen for each distance quantity. A site without a point counts
    from its planning area's seat. A node without a point has a distance only where one is published.
    """
    facts = {node: published[key] for key, node in NODE_OF_QUANTITY.items() if key in published}
    found = {}
    for node in nodes:
        if node.code in facts:
            found[node.code] = _published(facts[node.code])
            continue
        estimate = _estimated(between_km(point, node), error_km, "estimated")
        if estimate is None and seat_error_km is not None and (point is None or point.latitude is None):
            estimate = _estimated(between_km(seat, node), seat_error_km, "estimated_from_seat")
        if estimate is not None:
            found[node.code] = estimate
    return found


def _published(fact: FactLike) -> Distance:
    lo, hi = interval(fact)
    return Distance(lo, hi, "published", fact)


def _estimated(km: float | None, error_km: float, basis: Basis) -> Distance | None:
    if km is None:
        return None
    lo = max(0.0, km - error_km) * ROAD_FACTOR_LOW
    return Distance(lo, (km + error_km) * ROAD_FACTOR_HIGH, basis, None, km)
