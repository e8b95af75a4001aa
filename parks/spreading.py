"""Moves signs that would lie on one another apart, so that each can be seen and reached. Pure, and always the same."""

import math
from collections import defaultdict
from collections.abc import Sequence

ROUNDS = 60
# Points closer than this are one place: its signs stand in a circle around it.
SAME = 1.0
Point = tuple[float, float]


def apart(points: Sequence[Point], *, distance: float, edge: float) -> list[Point]:
    """Return a place for each point, none closer to another than `distance`, all within a square with that edge."""
    placed = [list(point) for point in _fanned(points, distance)]
    for _ in range(ROUNDS):
        for each in placed:
            each[:] = [min(max(value, distance / 2), edge - distance / 2) for value in each]
        if not _pushed(placed, distance):
            break
    return [(x, y) for x, y in placed]


def _fanned(points: Sequence[Point], distance: float) -> list[Point]:
    """Return the points, those at one place in a circle around it, the first on top."""
    together: dict[Point, list[int]] = defaultdict(list)
    for at, (x, y) in enumerate(points):
        together[(round(x / SAME), round(y / SAME))].append(at)
    placed = list(points)
    for members in together.values():
        radius = distance / 2 / math.sin(math.pi / len(members)) if len(members) > 1 else 0
        for nth, at in enumerate(members):
            turn = 2 * math.pi * nth / len(members)
            placed[at] = (points[at][0] + radius * math.sin(turn), points[at][1] - radius * math.cos(turn))
    return placed


def _pushed(placed: list[list[float]], distance: float) -> bool:
    """Push every pair that is too close apart by half of what is missing; tell whether there was one."""
    moved = False
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            x, y = other[0] - one[0], other[1] - one[1]
            length = math.hypot(x, y)
            if length >= distance - 0.01:
                continue
            moved = True
            x, y = (x / length, y / length) if length else (1.0, 0.0)
            push = (distance - length) / 2
            one[0], one[1] = one[0] - x * push, one[1] - y * push
            other[0], other[1] = other[0] + x * push, other[1] + y * push
    return moved
