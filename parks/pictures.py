"""Charts as SVG made here: no script and nothing from another server. Colours come from the theme by class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, LABEL_WIDTH, TEXT_WIDTH, ROW, THICK = 720, 232, 132, 26, 14
PLOT = WIDTH - LABEL_WIDTH - TEXT_WIDTH
LINE_HEIGHT, MARGIN = 150, 34
LABEL_LETTERS, KEY_LETTER = 31, 6.4
# An edge rather than a colour says that a figure is weak: colours are taken.
WEAK = mark_safe(' fill-opacity=".4" stroke="currentColor" stroke-width=".8" stroke-dasharray="3 2"')
# As many as a reader tells apart; the stylesheet has the same for the dark theme.
COLOURS = ("#2f6fb0", "#e0a030", "#6aa84f", "#b9bfc9", "#a4508b", "#c4553b")


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a chart is, and how much of that its names and its figures take."""

    width: int = WIDTH
    label_width: int = LABEL_WIDTH
    text_width: int = TEXT_WIDTH

    @property
    def plot(self) -> int:
        """What is left for the bars."""
        return self.width - self.label_width - self.text_width


WIDE = Frame()
# Half a page, where letters stay as large as on the whole one; figures have room for what is said of them.
HALF = Frame(500, 158, 230)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: its name, how long it is, what stands beside it, and where a click leads.

    A `weak` bar, behind which no firm source stands, is drawn pale with a broken edge.
    """

    label: str
    value: float
    text: str
    url: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of several parts, in the order of the keys of its chart."""

    label: str
    values: tuple[float, ...]
    text: str
    url: str = ""
    weak: bool = False


def bars(rows: Iterable[Bar], *, title: str, frame: Frame = WIDE, full: float = 0) -> SafeString:
    """Return lying bars; over the whole width goes `full`, or else the longest."""
    stacks = [Stack(row.label, (row.value,), row.text, row.url, row.weak) for row in rows]
    return _picture(title, stacks, _rows(stacks, 0, frame, full=full), len(stacks) * ROW, frame)


def stacked(rows: Iterable[Stack], *, keys: Sequence[str], title: str, frame: Frame = WIDE) -> SafeString:
    """Return lying bars of several parts, with a legend above."""
    stacks = list(rows)
    drawn = _legend(keys) + _rows(stacks, ROW, frame, keys)
    return _picture(title, stacks, drawn, (len(stacks) + 1) * ROW, frame)


def line(points: Iterable[Bar], *, title: str) -> SafeString:
    """Return a line through the points in their order; each is marked and says its figure."""
    stacks = [Stack(point.label, (point.value,), point.text, point.url) for point in points]
    top = max((_total(one) for one in stacks), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(1, len(stacks) - 1)
    placed = [
        (MARGIN + step * at, MARGIN + (LINE_HEIGHT - 2 * MARGIN) * (1 - _total(one) / top), one)
        for at, one in enumerate(stacks)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in placed)
    marks = format_html_join("", "{}", ((_mark(x, y, one),) for x, y, one in placed))
    drawn = format_html(
        '<polyline class="tn-pic-line" points="{}" fill="none" stroke="{}" stroke-width="2"/>{}',
        path,
        COLOURS[0],
        marks,
    )
    return _picture(title, stacks, drawn, LINE_HEIGHT, WIDE)


def _mark(x: float, y: float, one: Stack) -> SafeString:
    return format_html(
        '<circle class="tn-pic-0" fill="{}" cx="{}" cy="{}" r="3.5"><title>{}: {}</title></circle>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="12">{}</text>'
        '<text class="tn-pic-quiet" x="{}" y="{}" text-anchor="middle" font-size="11">{}</text>',
        COLOURS[0],
        *(f"{x:.1f}", f"{y:.1f}", one.label, one.text),
        *(f"{x:.1f}", f"{y - 9:.1f}", one.text),
        *(f"{x:.1f}", LINE_HEIGHT - 8, one.label),
    )


def _picture(title: str, rows: Sequence[Stack], drawn: SafeString, height: int, frame: Frame) -> SafeString:
    """Return the frame; without rows a sentence, for an empty frame tells nothing."""
    if not rows:
        return format_html('<p class="tn-quiet">{}: chưa có số liệu.</p>', title)
    said = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return format_html(
        '<svg class="tn-pic" role="img" viewBox="0 0 {} {}" width="100%" style="max-width:{}px" '
        'font-family="inherit" font-size="13" fill="currentColor" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        frame.width,
        height,
        frame.width,
        title,
        said,
        drawn,
    )


def _rows(
    rows: Sequence[Stack], top: int, frame: Frame, keys: Sequence[str] = (), full: float = 0
) -> SafeString:
    longest = full or max((_total(row) for row in rows), default=0) or 1
    drawn = (_row(row, top + at * ROW, frame, frame.plot / longest, keys) for at, row in enumerate(rows))
    return format_html_join("", "{}", ((one,) for one in drawn))


def _row(row: Stack, top: int, frame: Frame, scale: float, keys: Sequence[str]) -> SafeString:
    middle = top + ROW / 2 + 4.5
    placed = _placed(row.values)
    parts = format_html_join(
        "",
        '<rect class="tn-pic-{}" fill="{}" x="{}" y="{}" width="{}" height="{}"{}><title>{}</title></rect>',
        (
            (
                *(at % len(COLOURS), COLOURS[at % len(COLOURS)], f"{frame.label_width + start * scale:.1f}"),
                *(top + (ROW - THICK) // 2, f"{length * scale:.1f}", THICK, WEAK if row.weak else ""),
                _hint(row, keys, at),
            )
            for at, (start, length) in enumerate(placed)
        ),
    )
    end = frame.label_width + _total(row) * scale + 7
    drawn = format_html(
        '<text x="{}" y="{}" text-anchor="end">{}<title>{}</title></text>{}<text x="{}" y="{}">{}</text>',
        frame.label_width - 9,
        middle,
        _short(row.label, frame),
        row.label,
        parts,
        f"{end:.1f}",
        middle,
        row.text,
    )
    return format_html('<a href="{}">{}</a>', row.url, drawn) if row.url else drawn


def _legend(keys: Sequence[str]) -> SafeString:
    starts = accumulate((26 + len(key) * KEY_LETTER for key in keys), initial=0.0)
    return format_html_join(
        "",
        '<rect class="tn-pic-{}" fill="{}" x="{}" y="6" width="11" height="11" rx="2"/>'
        '<text class="tn-pic-quiet" x="{}" y="16" font-size="12">{}</text>',
        (
            (at % len(COLOURS), COLOURS[at % len(COLOURS)], f"{start:.1f}", f"{start + 16:.1f}", key)
            for at, (start, key) in enumerate(zip(starts, keys, strict=False))
        ),
    )


def _hint(row: Stack, keys: Sequence[str], at: int) -> str:
    return f"{row.label}, {keys[at]}" if keys else f"{row.label}: {row.text}"


def _placed(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return (start, length) of each part; what is negative has no length."""
    lengths = [max(0.0, value) for value in values]
    return list(zip(accumulate(lengths, initial=0.0), lengths, strict=False))


def _total(row: Stack) -> float:
    return sum(max(0.0, value) for value in row.values)


def _short(label: str, frame: Frame) -> str:
    letters = LABEL_LETTERS * frame.label_width // LABEL_WIDTH
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"
