"""The sign of a site on a map: its outline says the kind, what is inside says the stage. Colour only repeats that."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

RADIUS = 7
UNKNOWN = "unknown"
# The outline of each kind around the point (0, 0), and its lower half.
_OUTLINES = {
    "park": ("M-6.4-6.4h12.8v12.8h-12.8z", "M-6.4,0h12.8v6.4h-12.8z"),
    "cluster": ("M-7,0a7,7 0 0 1 14,0a7,7 0 0 1-14,0z", "M-7,0a7,7 0 0 0 14,0z"),
    "it_zone": ("M0-8.2L7.8,5.8H-7.8z", "M-4.2-.6H4.2L7.8,5.8H-7.8z"),
}
# The stylesheet has the same for the dark theme.
COLOURS = {
    "operating": "#17703f",
    "under_construction": "#b26a00",
    "established": "#2463a8",
    "planned": "#6d5bb5",
    "withdrawn": "#b3261e",
    UNKNOWN: "#5f6773",
}
_PAPER = '<path class="mp-paper" d="{outline}" fill="#fff" stroke="currentColor" stroke-width="1.6"{dashes}/>'
_INSIDE = {
    "operating": '<path d="{outline}" fill="currentColor"/>',
    "under_construction": '<path d="{half}" fill="currentColor"/>',
    "established": '<circle r="2.6" fill="currentColor"/>',
    "planned": "",
    "withdrawn": '<path d="M-3.4-3.4L3.4,3.4M3.4-3.4L-3.4,3.4" stroke="currentColor" stroke-width="1.6"/>',
    UNKNOWN: '<text y="3.8" text-anchor="middle" font-size="10.5" font-weight="700" fill="currentColor">?</text>',
}
DASHED = ' stroke-dasharray="2.6 2"'


def symbol(kind: str, stage: str) -> SafeString:
    """Return the sign of a kind of site at a stage, drawn around the point (0, 0)."""
    outline, half = _OUTLINES[kind]
    dashes = DASHED if stage == "planned" else ""
    drawn = (_PAPER + _INSIDE[stage]).format(outline=outline, half=half, dashes=dashes)
    return format_html(
        '<g class="mp-{}" color="{}">{}</g>',
        stage,
        COLOURS[stage],
        mark_safe(drawn),
    )


def key(kind: str, stage: str) -> SafeString:
    """Return the sign as a small picture of its own, for a legend or a list."""
    return format_html(
        '<svg class="mp-key" viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true" '
        'xmlns="http://www.w3.org/2000/svg">{}</svg>',
        symbol(kind, stage),
    )
