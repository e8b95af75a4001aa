"""The map of sites as one part of a page: two pictures, their legend, what has no point, and whose data it is.

Officers' and public pages include `parks/map.html` with it; `link` says where a site leads, in their own world.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from parks.attributions import ATTRIBUTIONS
from parks.current import CurrentSite
from parks.language import DEFAULT, Language
from parks.map_symbols import UNKNOWN, key
from parks.map_texts import TEXTS, MapTexts
from parks.models import Site
from parks.site_map import PROVINCE, SOUTH, Mark, site_map

Sign = tuple[SafeString, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A site in a list beside the map."""

    sign: SafeString
    name: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class MapPart:
    """What the template shows."""

    texts: MapTexts
    pictures: tuple[tuple[str, SafeString], ...]
    kinds: tuple[Sign, ...]
    stages: tuple[Sign, ...]
    placed: tuple[Named, ...]
    unplaced: tuple[Named, ...]
    approximate: str
    attributions: tuple[str, ...] = ATTRIBUTIONS


def map_part(
    sites: Iterable[CurrentSite], *, link: Callable[[Site], str], language: Language = DEFAULT
) -> MapPart:
    """Return the map of some sites as they stand on a day."""
    texts = TEXTS[language]
    rows = sorted(sites, key=lambda each: (each.site.kind != Site.Kind.PARK, each.site.name_vi))
    marks = [_mark(row, texts, link, language) for row in rows if row.site.latitude is not None]
    pictures = (
        (texts.south, site_map(marks, window=SOUTH, title=texts.south)),
        (texts.province, site_map(marks, window=PROVINCE, inset=SOUTH, title=texts.province)),
    )
    listed = [(row, _named(row, texts, link, language)) for row in rows]
    return MapPart(
        texts=texts,
        pictures=pictures,
        kinds=tuple((key(kind, "operating"), label) for kind, label in texts.kinds.items()),
        stages=tuple((key("cluster", stage), label) for stage, label in texts.stages.items()),
        placed=tuple(named for row, named in listed if row.site.latitude is not None),
        unplaced=tuple(named for row, named in listed if row.site.latitude is None),
        approximate=texts.approximate.format(error=_between(marks, texts, language)),
    )


def stage_on_map(row: CurrentSite) -> str:
    """Return the stage that a sign shows; nobody knows is one of them."""
    return row.status.status.stage if row.status else UNKNOWN


def _mark(row: CurrentSite, texts: MapTexts, link: Callable[[Site], str], language: Language) -> Mark:
    site = row.site
    assert site.longitude is not None and site.latitude is not None and site.point_error_km is not None
    return Mark(
        name=_name(site, language),
        said=_said(row, texts, language),
        kind=site.kind,
        stage=stage_on_map(row),
        longitude=site.longitude,
        latitude=site.latitude,
        error_km=float(site.point_error_km),
        url=link(site),
    )


def _named(row: CurrentSite, texts: MapTexts, link: Callable[[Site], str], language: Language) -> Named:
    site = row.site
    sign = key(site.kind, stage_on_map(row))
    return Named(sign, _name(site, language), _said(row, texts, language), link(site))


def _said(row: CurrentSite, texts: MapTexts, language: Language) -> str:
    site = row.site
    parts = [texts.kinds[site.kind], texts.stages[stage_on_map(row)]]
    if row.status and row.status.doubtful:
        parts.append(texts.doubtful)
    if site.identity == Site.Identity.UNCONFIRMED:
        parts.append(texts.unconfirmed)
    if site.point_error_km is not None:
        parts.append(texts.error.format(km=_km(float(site.point_error_km), language)))
    return ", ".join(parts)


def _name(site: Site, language: Language) -> str:
    return (site.name_en or site.name_vi) if language == "en" else site.name_vi


def _between(marks: Iterable[Mark], texts: MapTexts, language: Language) -> str:
    errors = [mark.error_km for mark in marks]
    if not errors:
        return "–"
    low, high = (_km(value, language) for value in (min(errors), max(errors)))
    return f"±{low} km" if low == high else texts.error_between.format(low=low, high=high)


def _km(value: float, language: Language) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if language == "vi" else text
