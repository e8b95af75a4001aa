"""Lays the measurements out for a terminal: what has a goal or is a ratio first, then plain figures."""

from collections.abc import Iterable, Sequence

from bench.measured import Measured, shown

_HEADS = ("", "median", "spread", "goal", "")


def tables(measured: Sequence[Measured]) -> str:
    """Return a table of ratios and one of absolutes for each section."""
    parts: list[str] = []
    for section in dict.fromkeys(one.section for one in measured):
        here = [one for one in measured if one.section == section]
        # Ratios hold on any machine, so they come first.
        ordered = [one for one in here if not one.unit] + [one for one in here if one.unit]
        parts.append(f"{section}\n{_table([_HEADS, *map(_cells, ordered)])}")
    return "\n\n".join(parts)


def verdict(measured: Iterable[Measured]) -> str:
    """Return how many goals are met, and name the others."""
    held = [one for one in measured if one.met is not None]
    missed = [one for one in held if not one.met]
    line = f"{len(held) - len(missed)} of {len(held)} goals met."
    return line + "".join(
        f"\n  not met: {one.name}: {shown(one.median)} {one.unit}, wanted {one.goal}" for one in missed
    )


def _cells(one: Measured) -> tuple[str, ...]:
    spread = "" if len(one.values) == 1 else f"{shown(min(one.values))} – {shown(max(one.values))}"
    unit = f" {one.unit}" if one.unit else ""
    said = {True: "met", False: "NOT MET", None: ""}[one.met]
    return (f"  {one.name}", f"{shown(one.median)}{unit}", spread, str(one.goal or ""), said)


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    lines = []
    for row in rows:
        name, figure, *others = (
            cell.rjust(width) if place == 1 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("   ".join((name, figure, *others)).rstrip())
    return "\n".join(lines)
