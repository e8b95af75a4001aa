"""Maps of the sites as SVG made here: outlines, a sign for each site, its name where the mouse or the keyboard is.

No script, no inline style and nothing from another server. Who shows a map says the words, and where a click leads.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parks.map_symbols import RADIUS, symbol
from parks.outlines import Outline, outlines
from parks.spreading import apart

SIZE = 560
KM_PER_DEGREE = 111.2
# One degree of longitude, in degrees of latitude, at the middle of the province.
NARROWING = math.cos(math.radians(21.7))
SCALE_KM = (5, 10)
LETTER = 6.3
# Names of areas stay as far from the edge as half a name is long.
EDGE = 45
CAPTION_LETTER = 5.8
PARK = "KCN "

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows: degrees of its edges; as wide as it is high once narrowed."""

    west: float
    south: float
    north: float
    scale_km: int

    @property
    def pixels(self) -> float:
        """Pixels of a degree of latitude."""
        return SIZE / (self.north - self.south)

    @property
    def east(self) -> float:
        """The eastern edge."""
        return self.west + (self.north - self.south) / NARROWING

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point lies on the picture."""
        return (longitude - self.west) * NARROWING * self.pixels, (self.north - latitude) * self.pixels

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point is on the picture."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


PROVINCE = Window(west=105.41, south=21.29, north=22.10, scale_km=10)
# Where most sites lie, drawn larger beside the province.
SOUTH = Window(west=105.70, south=21.335, north=21.665, scale_km=5)


@dataclass(frozen=True, slots=True)
class Mark:
    """One site on the map. `said` is what is told of it beside its name; `stage` may be "unknown"."""

    name: str
    said: str
    kind: str
    stage: str
    longitude: float
    latitude: float
    error_km: float
    url: str = ""


def site_map(marks: Iterable[Mark], *, window: Window, title: str, inset: Window | None = None) -> SafeString:
    """Return the sites within a window; those that an inset shows larger are small dots here."""
    shown = [mark for mark in marks if window.holds(mark.longitude, mark.latitude)]
    dots = [mark for mark in shown if inset and inset.holds(mark.longitude, mark.latitude)]
    large = [mark for mark in shown if not (inset and inset.holds(mark.longitude, mark.latitude))]
    places = _spread(window, tuple((mark.longitude, mark.latitude) for mark in large))
    return format_html(
        '<svg class="mp" role="group" viewBox="0 0 {} {}" font-family="inherit" font-size="12" fill="currentColor" '
        'xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}{}{}{}{}{}</svg>',
        *(SIZE, SIZE, title),
        _ground(window),
        _frame(window, inset) if inset else "",
        format_html_join("", "{}", ((_dot(window, mark),) for mark in dots)),
        _captions(window, large, places),
        format_html_join(
            "", "{}", ((_site(window, mark, at),) for mark, at in zip(large, places, strict=True))
        ),
        _scale(window),
    )


@lru_cache(maxsize=32)
def _spread(window: Window, points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Return where the signs stand: at their points, or fanned out around those that several share."""
    return apart([window.place(*point) for point in points], distance=2 * RADIUS + 4, edge=SIZE)


@lru_cache(maxsize=4)
def _ground(window: Window) -> SafeString:
    whole = " ".join(_path(window, each) for each in outlines("district"))
    return format_html(
        '<g aria-hidden="true"><path class="mp-around" d="{}" fill="#f4f5f7" stroke="#c9ced6"/>'
        '<path class="mp-border" d="{}" fill="none" stroke="#7b8494" stroke-width="4" stroke-linejoin="round"/>'
        '<path class="mp-area" d="{}" fill="#fff" stroke="#c3c9d2"/>{}{}</g>',
        " ".join(_path(window, each) for each in outlines("province")),
        *(whole, whole),
        _names(window, "province"),
        _names(window, "district"),
    )


def _path(window: Window, outline: Outline) -> str:
    rings = ([window.place(*point) for point in ring] for ring in outline.rings)
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "z" for ring in rings)


def _names(window: Window, level: str) -> SafeString:
    return format_html_join(
        "",
        '<text class="mp-{}" x="{}" y="{}" text-anchor="middle" fill="#6b7484">{}</text>',
        ((level, f"{x:.0f}", f"{y:.0f}", name) for name, x, y in _named(window, level)),
    )


def _named(window: Window, level: str) -> list[tuple[str, float, float]]:
    """Return the names of the areas on the picture, and where each is written."""
    shown = [each for each in outlines(level) if window.holds(*each.name_at)]
    placed = [(each.name, *window.place(*each.name_at)) for each in shown]
    return [(name, _inside(x, EDGE), _inside(y, EDGE / 2)) for name, x, y in placed]


def _inside(value: float, edge: float) -> float:
    return min(max(value, edge), SIZE - edge)


def _frame(window: Window, inset: Window) -> SafeString:
    x, y = window.place(inset.west, inset.north)
    right, low = window.place(inset.east, inset.south)
    return format_html(
        '<rect class="mp-frame" x="{}" y="{}" width="{}" height="{}" fill="none" stroke="#5f6773" '
        'stroke-dasharray="4 3" aria-hidden="true"/>',
        *(f"{value:.1f}" for value in (x, y, right - x, low - y)),
    )


def _dot(window: Window, mark: Mark) -> SafeString:
    x, y = window.place(mark.longitude, mark.latitude)
    return format_html(
        '<circle class="mp-dot" cx="{}" cy="{}" r="2.5" fill="#5f6773" aria-hidden="true"/>',
        f"{x:.1f}",
        f"{y:.1f}",
    )


def _site(window: Window, mark: Mark, at: tuple[float, float]) -> SafeString:
    x, y = window.place(mark.longitude, mark.latitude)
    moved = math.dist((x, y), at) > 1
    drawn = format_html(
        "<title>{}: {}</title>"
        '<circle class="mp-error" cx="{}" cy="{}" r="{}" fill="currentColor" fill-opacity=".08" stroke="currentColor" '
        'stroke-dasharray="3 3"/>{}<g transform="translate({} {})">{}</g>{}',
        *(mark.name, mark.said, f"{x:.1f}", f"{y:.1f}"),
        f"{mark.error_km / KM_PER_DEGREE * window.pixels:.1f}",
        _leader((x, y), at) if moved else "",
        *(f"{at[0]:.1f}", f"{at[1]:.1f}", symbol(mark.kind, mark.stage)),
        _label(mark, at),
    )
    if mark.url:
        return format_html('<a class="mp-site" href="{}">{}</a>', mark.url, drawn)
    return format_html('<g class="mp-site" tabindex="0" role="img">{}</g>', drawn)


def _leader(point: tuple[float, float], at: tuple[float, float]) -> SafeString:
    return format_html(
        '<path class="mp-leader" d="M{},{}L{},{}" stroke="#8a93a1" fill="none"/><circle cx="{}" cy="{}" r="1.8"/>',
        *(f"{value:.1f}" for value in (*point, *at, *point)),
    )


def _label(mark: Mark, at: tuple[float, float]) -> SafeString:
    """Return the name on a ground of its own, above the sign and within the picture."""
    width = len(mark.name) * LETTER + 12
    left = _inside(at[0], width / 2 + 4) - width / 2
    top = at[1] - RADIUS - 24 if at[1] > 40 else at[1] + RADIUS + 5
    return format_html(
        '<g class="mp-name" aria-hidden="true"><rect x="{}" y="{}" width="{}" height="19" rx="4"/>'
        '<text x="{}" y="{}" text-anchor="middle" fill="#fff">{}</text></g>',
        *(f"{left:.1f}", f"{top:.1f}", f"{width:.1f}", f"{left + width / 2:.1f}", f"{top + 13.5:.1f}"),
        mark.name,
    )


def _captions(window: Window, marks: Sequence[Mark], places: Sequence[tuple[float, float]]) -> SafeString:
    """Return the names of parks that can stand beside their signs without lying on anything."""
    taken: list[Box] = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in places]
    for name, x, y in (*_named(window, "district"), *_named(window, "province")):
        half = len(name) * LETTER / 2
        taken.append((x - half, y - 10, x + half, y + 2))
    written = []
    for mark, (x, y) in zip(marks, places, strict=True):
        name, width = mark.name.removeprefix(PARK), len(mark.name.removeprefix(PARK)) * CAPTION_LETTER
        for left in (x + RADIUS + 4, x - RADIUS - 4 - width):
            box = (left, y - 6, left + width, y + 6)
            if (
                mark.kind == "park"
                and 0 < left < SIZE - width
                and not any(_overlap(box, each) for each in taken)
            ):
                taken.append(box)
                written.append((f"{left:.1f}", f"{y + 3.8:.1f}", name))
                break
    return format_html_join("", '<text class="mp-caption" x="{}" y="{}" font-size="11">{}</text>', written)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(window: Window) -> SafeString:
    length = window.scale_km / KM_PER_DEGREE * window.pixels
    return format_html(
        '<g aria-hidden="true"><path d="M{},{}v5h{}v-5" fill="none" stroke="currentColor"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="11">{} km</text></g>',
        *(f"{SIZE - 12 - length:.1f}", SIZE - 17, f"{length:.1f}"),
        *(f"{SIZE - 12 - length / 2:.1f}", SIZE - 19, window.scale_km),
    )
