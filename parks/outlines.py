"""Outlines of the planning areas and of the provinces around, for display only: no point is ever placed by them."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "outlines"
FILES = {"district": "districts_2023.geojson", "province": "provinces_2023.geojson"}
_FORMS = ("Thành phố ", "Huyện ", "Tỉnh ")

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One area: its bare name, the point where that is written, and its rings; points are longitude, latitude."""

    name: str
    name_at: Point
    rings: tuple[Ring, ...]


@lru_cache(maxsize=len(FILES))
def outlines(level: str) -> tuple[Outline, ...]:
    """Return the outlines of one level: "district" (2023) or "province" (before July 2025)."""
    read = json.loads((FOLDER / FILES[level]).read_text(encoding="utf-8"))
    return tuple(
        Outline(
            _bare(each["properties"]["name_vi"]),
            tuple(each["properties"]["name_at"]),
            _rings(each["geometry"]["coordinates"]),
        )
        for each in read["features"]
    )


def _rings(polygons: list[list[list[list[float]]]]) -> tuple[Ring, ...]:
    return tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)


def _bare(name: str) -> str:
    return next((name.removeprefix(form) for form in _FORMS if name.startswith(form)), name)
