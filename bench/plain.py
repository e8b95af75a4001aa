"""A yardstick for the engine: eight simple criteria in plain Python, without intervals, reasons or unknowns."""

import random

Row = tuple[float, float, float, float, float, float, float, float]
_WEIGHTS = (20.0, 12.5, 12.5, 5.0, 15.0, 10.0, 15.0, 10.0)


def rows(count: int, seed: int) -> list[Row]:
    """Return eight figures a row: capital, jobs, area, output, and four shares."""
    chance = random.Random(seed)
    return [
        (
            chance.uniform(10, 5000),
            chance.uniform(10, 3000),
            chance.uniform(1, 75),
            chance.uniform(10, 200),
            chance.random(),
            chance.random(),
            chance.random(),
            chance.random(),
        )
        for _ in range(count)
    ]


def scores(projects: list[Row], sites: list[Row]) -> list[list[float]]:
    """Return the weighted sum of eight shares for each pair; nothing where the area does not fit."""
    high, clean, large, labour, wanted, land, near, peers = _WEIGHTS
    found = []
    for capital, jobs, area, _, tech, group, export, local in projects:
        row = []
        for _, _, free, km, orientation, treatment, firms, ready in sites:
            if area > free:
                row.append(0.0)
                continue
            row.append(
                high * tech
                + clean * min(group, treatment)
                + large * min(capital / 2000, 1.0)
                + labour * (1.0 - min(jobs / area / 500, 1.0))
                + wanted * orientation
                + land * min(free / (area * 1.5), 1.0)
                + near * (export if km < 60 else export * 0.5 if km < 120 else 0.1)
                + peers * max(firms * local, ready * 0.3)
            )
        found.append(row)
    return found
