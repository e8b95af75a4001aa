"""The rules once more, to compare the engine with: plain Python, one pair at a time, written from their text.

What is not known is tried out: every part is computed for each value that the unknown could take (ends, anchors,
both sides of a step), and the least and the greatest result are the interval. RULES are those of 10.2 to 10.6 with
"Decisions for ruleset 2026.1"; D is a number of DECISIONS. Nothing here imports a rule of the engine.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence

from matching.engine import Line, ProjectFacts

Span = tuple[float, float]
ANY = (0.0, 1.0)
MOUNTAIN = "MTN"


def spread(function: Callable[..., float], *candidates: Iterable[float]) -> Span:
    """Return the least and the greatest value of a function over all combinations."""
    values = [function(*one) for one in itertools.product(*candidates)]
    return min(values), max(values)


def along(x: float, *anchors: Span, log: bool = False) -> float:
    """Return the value between two anchors, flat outside them."""
    if x <= anchors[0][0]:
        return anchors[0][1]
    for (left, low), (right, high) in itertools.pairwise(anchors):
        if x <= right:
            way = (x - left) / (right - left)
            if log:
                way = math.log(x / left) / math.log(right / left)
            return low + (high - low) * way
    return anchors[-1][1]


def mixed(parts: Sequence[tuple[float, Span]]) -> Span:
    return sum(w * part[0] for w, part in parts), sum(w * part[1] for w, part in parts)


def known_or(value: float | None, *candidates: float) -> list[float]:
    return [value] if value is not None else list(candidates)


def over_lines(project: ProjectFacts, of_line: Callable[[Line], Span]) -> Span:
    """D20: the mean by share where every line has one, else the interval over the lines."""
    found = [of_line(line) for line in project.lines]
    weights = [line.share_pct for line in project.lines]
    total = sum(weight or 0 for weight in weights)
    if None in weights or not total:
        return min(low for low, _ in found), max(high for _, high in found)
    return mixed([((weight or 0) / total, share) for weight, share in zip(weights, found, strict=True)])


def begins(line: Line, prefixes: Iterable[str]) -> bool:
    return any(line.code.startswith(prefix) for prefix in prefixes)
