"""Picks, marks and orders sites by what follows from their facts on a day."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parks.current import CurrentSite
from parks.distance import great_circle_km
from parks.land import Bound
from parks.language import Language
from parks.models import Node, Site
from parks.problems import InvalidQuery, refused
from parks.query_fields import Place

NOTES: Mapping[str, Mapping[Language, str]] = {
    "sites_without_point": {
        "vi": "{count} khu, cụm chưa có tọa độ nên không xét theo khoảng cách: {codes}.",
        "en": "{count} sites have no known point and were left out of the search by distance: {codes}.",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A site in a list: its sort key, and how it stands to what was asked."""

    current: CurrentSite
    key: tuple[Any, ...]
    distance_km: float | None
    has_min_free_ha: bool | None
    has_min_area_ha: bool | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a list should know."""

    code: str
    values: Mapping[str, Any]

    def sentence(self, language: Language) -> str:
        """Return the note in a language."""
        return NOTES[self.code][language].format(**self.values)


@dataclass(frozen=True, slots=True)
class Listing:
    """The sites that were asked for, in order."""

    rows: list[Row]
    notes: list[Note]


def list_sites(sites: Iterable[CurrentSite], asked: Mapping[str, Any], nodes: Sequence[Node]) -> Listing:
    """Return the sites that fit the derived filters, in the order asked for."""
    centre = _centre(asked.get("near"), nodes)
    stages = asked.get("status")
    rows: list[Row] = []
    unplaced: list[str] = []
    for current in sites:
        if stages and (current.status is None or current.status.status.stage not in stages):
            continue
        if _certainly_less(current.land.free, asked.get("min_free_ha")):
            continue
        if _certainly_less(current.land.planned, asked.get("min_area_ha")):
            continue
        distance = _distance(current.site, centre)
        if centre and distance is None:
            unplaced.append(current.site.code)
        elif distance is None or _within(current.site, distance, asked.get("within_km")):
            rows.append(_row(current, asked, distance))
    rows.sort(key=lambda row: row.key)
    values = {"count": len(unplaced), "codes": ", ".join(sorted(unplaced))}
    return Listing(rows, [Note("sites_without_point", values)] if unplaced else [])


def ordering_of(asked: Mapping[str, Any]) -> str:
    """Return the ordering that holds: by distance where one is measured, else by code."""
    return asked.get("ordering") or ("distance" if asked.get("near") else "code")


def _row(current: CurrentSite, asked: Mapping[str, Any], distance: float | None) -> Row:
    return Row(
        current=current,
        key=_key(current, ordering_of(asked), distance),
        distance_km=distance,
        has_min_free_ha=_certainly_has(current.land.free, asked.get("min_free_ha")),
        has_min_area_ha=_certainly_has(current.land.planned, asked.get("min_area_ha")),
    )


def _key(current: CurrentSite, ordering: str, distance: float | None) -> tuple[Any, ...]:
    """Return a sort key of numbers and texts; what is not known comes last, and the code decides at the end."""
    site = current.site
    name = ordering.removeprefix("-")
    if name == "code":
        # A text cannot be negated: each character is turned round, so that the page's cursor stays a plain key.
        return (_turned(site.code),) if ordering.startswith("-") else (site.code,)
    if name == "name":
        text = site.search_text
        return (_turned(text) if ordering.startswith("-") else text, site.code)
    value = {
        "area": current.land.planned.hi,
        "free": current.land.free.hi,
        "distance": math.inf if distance is None else distance,
    }[name]
    if not math.isfinite(value):
        return (1, 0.0, site.code)
    return (0, -value if ordering.startswith("-") else value, site.code)


def _turned(text: str) -> str:
    # Search texts and codes are ASCII; "~" closes the text so that a prefix comes after what it begins.
    return (
        "".join(chr(158 - ord(character)) if 32 <= ord(character) < 127 else "~" for character in text) + "~"
    )


def _certainly_less(bound: Bound, wanted: float | None) -> bool:
    return wanted is not None and bound.hi < wanted


def _certainly_has(bound: Bound, wanted: float | None) -> bool | None:
    return True if wanted is not None and bound.lo >= wanted else None


def _centre(near: Place | None, nodes: Sequence[Node]) -> tuple[float, float] | None:
    if near is None:
        return None
    if near.node is None:
        assert near.latitude is not None and near.longitude is not None
        return near.latitude, near.longitude
    node = next((node for node in nodes if node.code == near.node), None)
    if node is None:
        allowed = sorted(node.code for node in nodes if node.latitude is not None)
        raise InvalidQuery({"near": [refused("unknown_node", allowed=allowed, value=near.node)]})
    if node.latitude is None or node.longitude is None:
        raise InvalidQuery({"near": [refused("place_without_point", value=near.node)]})
    return node.latitude, node.longitude


def _distance(site: Site, centre: tuple[float, float] | None) -> float | None:
    if centre is None or site.latitude is None or site.longitude is None:
        return None
    return great_circle_km(site.latitude, site.longitude, *centre)


def _within(site: Site, distance: float, most: float | None) -> bool:
    return most is None or distance - float(site.point_error_km or 0) <= most
