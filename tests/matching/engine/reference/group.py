"""The environment group: RULES 2.1 and 2.2, D19."""

import itertools
import math

from matching.engine import ProjectFacts
from tests.matching.engine.reference.spans import begins

# RULES 2.2. Level; codes; process step; unit; large from; medium from; whether a small size exists; read or remembered.
ROWS: tuple[tuple[str, str, str | None, str | None, float, float, bool, bool], ...] = (
    ("I", "071 072 073 089", None, "t", 200_000, 0, False, True),
    ("I", "2310", "glass_furnace", "t", 200_000, 5_000, True, True),
    ("I", "2410 2420 2431 2432", "smelting", "t", 300_000, 0, False, True),
    ("I", "1701 1702", "pulp_or_recycled_paper", "t", 50_000, 5_000, True, True),
    ("I", "2011 2012 2021", "inorganic_chemical", "t", 5_000, 1_000, True, True),
    ("I", "131 139 14", "dyeing_washing", "m2", 50e6, 5e6, True, True),
    ("I", "1511", "tanning", "t", 10_000, math.nan, True, True),  # what is small was not read
    ("I", "3822", "hazardous_waste_service", None, 0, 0, False, True),
    ("I", "3830", "imported_scrap", None, 0, 0, False, True),
    ("I", "061 062 192 2013", None, None, math.nan, 0, False, False),
    ("I", "3511 1910 352", None, None, math.nan, 0, False, False),
    ("II", "381 382 383 39", None, None, math.nan, 0, True, False),
    ("II", "25 26 27 28 29 30 32", "plating_or_chemical_cleaning", "t", 10_000, 1_000, True, False),
    ("II", "2720", "battery_cell", None, math.nan, 0, True, False),
    ("II", "2394", None, "t", 1.2e6, 0, False, False),
    ("III", "0163 2219", None, "t", 15_000, 6_000, True, False),
    ("III", "1062 1079 1101 1103 1105 2011", None, None, math.nan, 0, True, False),
    ("III", "1072", None, None, math.nan, 0, True, False),
    ("III", "1020 1010 014", None, None, math.nan, 0, True, False),
    ("III", "26 27", None, "unit", 1e6, 0, False, False),
)  # fmt: skip
_OUTRIGHT = "26 27"  # electronics: the code alone decides


def sizes(row: tuple, project: ProjectFacts) -> set[str]:
    """Return the sizes that the row may have for the project."""
    _, codes, _, unit, large, medium, small_exists, _ = row
    every = (
        {"large"}
        if unit is None and large == 0
        else {"medium", "large"} | ({"small"} if small_exists else set())
    )
    lines = [line for line in project.lines if begins(line, codes.split())] or project.lines
    if unit is None or any(line.annual_output is None or line.output_unit != unit for line in lines):
        return every
    output = sum(line.annual_output for line in lines)
    if output >= large:
        return {"large"}
    if math.isnan(medium):
        return {"small", "medium"}
    return {"medium"} if output >= medium else {"small"}


def applies(row: tuple, project: ProjectFacts) -> set[bool]:
    """Return whether the row covers the project, as far as that is known."""
    _, codes, step, *_ = row
    touched = any(begins(line, codes.split()) for line in project.lines)
    if step is not None and project.process_flags is not None:
        return {step in project.process_flags}
    if not touched:
        return {False}
    return {True} if codes == _OUTRIGHT and step is None else {True, False}


def environment_group(project: ProjectFacts) -> tuple[int, int]:
    """Return the most severe and the mildest group (1 = I), by trying out everything that is not known."""
    if project.environment_group is not None:
        return ("I", "II", "III", "IV").index(project.environment_group) + 1, (
            ("I", "II", "III", "IV").index(project.environment_group) + 1
        )
    near = [False, True] if project.sensitive_factors is None else [bool(project.sensitive_factors)]
    ways = []
    for row in ROWS:
        covers = applies(row, project)
        if not row[-1] and True in covers:
            covers = {True, False}  # only remembered: it may not be so
        ways.append([None] * (False in covers) + (sorted(sizes(row, project)) if True in covers else []))
    found = set()
    for sensitive in near:
        for found_sizes in itertools.product(*ways):
            groups = [
                max(1, {"large": 1, "medium": 2, "small": 3}[size] - sensitive)
                for size in found_sizes
                if size is not None
            ]
            found.add(min([3, *groups]))
    return min(found), max(found)


def high_risk(project: ProjectFacts) -> set[bool]:
    """Return whether the project is of level I and large, a hazardous-waste service or a scrap importer (G06)."""
    found = {False}
    for row in ROWS:
        level, read = row[0], row[-1]
        if level != "I":
            continue
        covers, possible = applies(row, project), sizes(row, project)
        if covers == {True} and possible == {"large"} and read:
            return {True}
        if True in covers and "large" in possible:
            found = {True, False}
    return found
