"""Facts about projects and sites as columns.

Shapes: intervals ``(2, n, 1)`` for projects and ``(2, 1, m)`` for sites, everything else ``(n, 1)`` or ``(1, m)``.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np

from matching.engine.by_line import ByLine
from matching.engine.environment import GroupReading
from matching.engine.facts import NOTHING_KNOWN, Bounds, ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED, Bytes, Floats, Ints
from matching.engine.lines import Line


class SiteTable:
    """Sites as columns, in order of code."""

    def __init__(self, sites: Sequence[SiteFacts]) -> None:
        self.sites = tuple(sorted(sites, key=lambda site: site.code))
        self.codes = tuple(site.code for site in self.sites)
        self.count = len(self.sites)
        if len(set(self.codes)) != self.count:
            raise ValueError("two sites have the same code")

    def bounds(self, pick: Callable[[SiteFacts], Bounds]) -> Floats:
        """Return an interval column ``(2, 1, m)``."""
        return np.array([pick(site) for site in self.sites], dtype=float).reshape(-1, 2).T[:, None, :]

    def column(self, pick: Callable[[SiteFacts], float | bool]) -> Floats:
        """Return a column ``(1, m)`` of numbers."""
        return np.array([[pick(site) for site in self.sites]], dtype=float)

    def mask(self, pick: Callable[[SiteFacts], bool]) -> np.ndarray:
        """Return a column ``(1, m)`` of truth values."""
        return np.array([[pick(site) for site in self.sites]], dtype=bool)

    def numbered(self, pick: Callable[[SiteFacts], Hashable]) -> list[int]:
        """Return numbers that are equal where what is picked is equal, a number a site."""
        known: dict[Hashable, int] = {}
        return [known.setdefault(pick(site), len(known)) for site in self.sites]


Made = TypeVar("Made")
Reader = Callable[[ProjectFacts, GroupReading], Sequence[float]]

# Figures of a project that are one number or not known: (column, fact, widest bounds).
FIGURES: tuple[tuple[str, str, Bounds], ...] = (
    ("rd_spend", "rd_spend_pct", (0, 100)),
    ("rd_staff", "rd_staff_pct", (0, 100)),
    ("hightech_revenue", "hightech_revenue_pct", (0, 100)),
    ("local_input", "local_input_pct", (0, 100)),
    ("equity", "equity_pct", (0, 100)),
    ("disbursed", "disbursed_36_months_pct", (0, 100)),
    ("area", "area_ha", NOTHING_KNOWN),
    ("energy", "energy_toe_year", NOTHING_KNOWN),
    ("energy_norm", "energy_vs_norm_pct", NOTHING_KNOWN),
    ("wastewater", "wastewater_m3_day", NOTHING_KNOWN),
    ("hazardous_waste", "hazardous_waste_t_year", NOTHING_KNOWN),
    ("power", "power_mw", NOTHING_KNOWN),
    ("water", "water_m3_day", NOTHING_KNOWN),
    ("revenue", "revenue_billion_vnd", NOTHING_KNOWN),
)
_BOUNDS = np.array([[0], [1]])  # the lower and the upper bound stand one behind the other
_figures_of = attrgetter(*(fact for _, fact, _ in FIGURES))
_WIDEST = np.array([widest for _, _, widest in FIGURES], dtype=float)[:, :, None, None]
_PLACE = {column: place for place, (column, _, _) in enumerate(FIGURES)}


class ProjectTable:
    """Projects as columns, in the order given, each with its reading of the environment group.

    ``readers`` are what criteria read of one project alone; each becomes a column under its key.
    """

    def __init__(
        self,
        projects: Sequence[ProjectFacts],
        readings: Sequence[GroupReading],
        readers: Mapping[str, Reader] | None = None,
    ) -> None:
        self.projects = tuple(projects)
        self.readings = tuple(readings)
        self.count = len(self.projects)
        given = self._columns([*map(_figures_of, self.projects)])[:, None]  # None becomes NaN
        self._figures = np.where(np.isnan(given), _WIDEST, given)
        own = self._columns([*map(_own, self.projects, self.readings)])
        self.capital, self.jobs, self.local_jobs, self.group, self.need_ha = own[:10].reshape(5, 2, -1, 1)
        self.min_ha = own[10]
        self._index_lines()
        self._index_readings(readers or {})
        self._made: dict[str, Any] = {}

    def once(self, key: str, make: Callable[["ProjectTable"], Made]) -> Made:
        """Return what a criterion makes of the whole table, made once; ``key`` is the criterion's."""
        if key not in self._made:
            self._made[key] = make(self)
        found: Made = self._made[key]
        return found

    def of_row(self, key: str, row: int, make: Callable[["ProjectTable", int], Made]) -> Made:
        """Return what a criterion makes of one project, made once for all sites."""
        made: dict[int, Made] = self.once(key, lambda _: {})
        return made[row] if row in made else made.setdefault(row, make(self, row))

    def figures(self, first: str, last: str) -> Floats:
        """Return several neighbours of `FIGURES` at once ``(k, 2, n, 1)``."""
        columns: Floats = self._figures[_PLACE[first] : _PLACE[last] + 1]
        return columns

    def figure(self, name: str) -> Floats:
        """Return the interval column ``(2, n, 1)`` of one of `FIGURES`."""
        column: Floats = self._figures[_PLACE[name]]
        return column

    def read(self, key: str) -> Floats:
        """Return what the criterion read of each project ``(k, n, 1)``."""
        return self._read[key]

    def over_lines(self, kept: ByLine, variant: Ints | None = None) -> Floats:
        """Combine shares by line into shares by project ``(2, n, m)`` (DECISIONS 20).

        The weighted mean where every line of a project has its share, else the interval over its lines. ``variant``
        ``(2, n)`` says which of the variants counts for a project's lower and upper bound.
        """
        by_line, numbers = kept.of(self.lines)
        lines, variants, bounds, sites = by_line.shape
        shares_of = by_line.reshape(lines * variants * bounds, sites)
        starts = (numbers * (variants * bounds))[self._line_places]
        offset = _BOUNDS if variant is None else _BOUNDS + variant * bounds

        def of_line(starts: Ints, rows: Any = slice(None)) -> Floats:
            # Every place is there; "clip" spares numpy to look, at twice the speed.
            here = offset if variant is None else offset[:, rows]
            found: Floats = shares_of.take(starts + here, axis=0, mode="clip")
            return found

        first = of_line(starts[:, 0])
        rows = self._of_several
        if not rows.size:
            return first
        shares = self._line_shares[rows]
        both = first[:, rows]
        mean = both * shares[:, :1]
        for k in range(1, starts.shape[1]):
            more = of_line(starts[rows, k], rows)
            np.minimum(both[0], more[0], out=both[0])
            np.maximum(both[1], more[1], out=both[1])
            more *= shares[:, k : k + 1]
            mean += more
        np.copyto(both, mean, where=self._shares_known[rows])
        first[:, rows] = both
        return first

    def _index_lines(self) -> None:
        distinct: dict[tuple[str, str, str | None], int] = {}
        width = max((len(project.lines) for project in self.projects), default=1)
        lines: list[Line] = []
        places: list[list[int]] = []
        shares: list[list[float]] = []
        for project in self.projects:
            here = []
            for line in project.lines:
                key = line.key
                if key not in distinct:
                    distinct[key] = len(lines)
                    lines.append(line)
                here.append(distinct[key])
            # Short rows repeat their first line: that changes neither bounds nor mean (share 0).
            short = width - len(here)
            places.append(here + here[:1] * short)
            shares.append(_shares_of(project.lines) + [0.0] * short)
        self.lines = tuple(lines)  # the distinct lines; the second axis of a table by line
        self._line_places = np.array(places, dtype=np.int64).reshape(self.count, width)
        self._line_shares = np.array(shares, dtype=float).reshape(self.count, width)
        self._shares_known = self._line_shares[:, :1] >= 0
        self._of_several = np.flatnonzero([len(project.lines) > 1 for project in self.projects])

    def _index_readings(self, readers: Mapping[str, Reader]) -> None:
        """Read each project by each criterion, as one array: making an array takes longer than filling it."""
        rows, widths = [], []
        for project, reading in zip(self.projects, self.readings, strict=True):
            found = [read(project, reading) for read in readers.values()]
            widths = [len(one) for one in found]
            rows.append([*chain.from_iterable(found)])
        columns, ends = self._columns(rows), accumulate(widths)
        self._read = {
            key: columns[end - width : end] for key, width, end in zip(readers, widths, ends, strict=False)
        }

    def worst_over_lines(self, table: Bytes) -> Bytes:
        """Return the worst case over each project's lines, from cases by line ``(lines, m)``."""
        places = self._line_places
        worst = table[places[:, 0]]
        for k in range(1, places.shape[1]):
            worst = np.maximum(worst, table[places[:, k]])
        return worst

    def _columns(self, rows: Sequence[Sequence[float]]) -> Floats:
        """Return rows by project as columns ``(k, n, 1)``."""
        return np.ascontiguousarray(np.array(rows, dtype=float).reshape(self.count, -1).T)[:, :, None]


def _own(project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
    """Return what needs a little reading: capital, jobs, local jobs, group, area as bounds, and the least area."""
    capital, area = project.capital_billion_vnd or NOTHING_KNOWN, _wanted_area(project)
    jobs, local = _jobs(project), _local_jobs(project)
    return (*capital, *jobs, *local, reading.low, reading.high, *area, _least_area(project))


def _shares_of(lines: Sequence[Line]) -> list[float]:
    """Return what part of the whole each line is; below zero where that is not known of every line."""
    stated = [line.share_pct for line in lines]
    total = sum(share or 0.0 for share in stated)
    if None in stated or not total > 0:
        return [-1.0] * len(stated)
    return [(share or 0.0) / total for share in stated]


def _jobs(project: ProjectFacts) -> Bounds:
    """All jobs are at least the local ones."""
    if project.jobs_total is not None:
        return (project.jobs_total, project.jobs_total)
    return (project.jobs_local or 0.0, UNBOUNDED)


def _local_jobs(project: ProjectFacts) -> Bounds:
    """Local jobs are at most all jobs."""
    if project.jobs_local is not None:
        return (project.jobs_local, project.jobs_local)
    return (0.0, UNBOUNDED if project.jobs_total is None else project.jobs_total)


def _least_area(project: ProjectFacts) -> float:
    """Return the smallest area that will do, in ha; NaN where no area is stated."""
    least = project.area_ha if project.min_area_ha is None else project.min_area_ha
    return float("nan") if least is None else least


def _wanted_area(project: ProjectFacts) -> Bounds:
    """Return the area that is wanted, in ha; where only the smallest is stated, that or more."""
    least = _least_area(project)
    return (least, UNBOUNDED) if project.area_ha is None else (max(project.area_ha, least),) * 2
