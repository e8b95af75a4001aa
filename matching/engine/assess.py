"""Assesses projects against sites: every requirement, every preference, in whole arrays.

One pair, one project against all sites and a block of projects run the same lines. Points are whole
hundredths, rounded once, half up, at the criterion, so what is shown adds up exactly.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.criteria.base import (
    CASES_PER_OUTCOME,
    TO_BE_CHECKED,
    UNMET,
    Preference,
    Requirement,
    Shares,
)
from matching.engine.environment import AnnexRows, GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import HALF, Bytes, Floats
from matching.engine.lines import Line
from matching.engine.ruleset import Rule, Ruleset
from matching.engine.standing import standing
from matching.engine.tables import ProjectTable, SiteTable

_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
_REMEMBERED = 16_384
_KEPT_BYTES = 16 * 2**20
_NEAR = 16_384  # numbers that stay in the processor's nearest memory while points are added up


@dataclass(frozen=True)
class Assessment:
    """What the rules say of each pair. Arrays ``(n, m)``; points in hundredths."""

    projects: ProjectTable
    score: npt.NDArray[np.int32]
    ceiling: npt.NDArray[np.int32]
    outcome: Bytes
    cases: tuple[Bytes, ...]
    shares: tuple[Shares, ...]


class Matcher:
    """A ruleset made ready for a set of sites. Holds what does not depend on the project."""

    def __init__(self, ruleset: Ruleset, sites: SiteTable) -> None:
        _keep_freed_memory()
        self.ruleset = ruleset
        self.sites = sites
        missing = {site.profile for site in sites.sites} - set(ruleset.profiles)
        if missing:
            raise ValueError(f"ruleset {ruleset.version} has no profile {', '.join(sorted(missing))}")
        place = {profile: number for number, profile in enumerate(ruleset.profiles)}
        self.profile = np.array([place[site.profile] for site in sites.sites], dtype=np.int64)
        self.requirements: list[tuple[Rule, Requirement]] = [
            (rule, REQUIREMENTS[rule.criterion](sites, rule.params)) for rule in ruleset.requirements
        ]
        self.preferences: list[tuple[Rule, Preference]] = [
            (rule, PREFERENCES[rule.criterion](sites, rule.params)) for rule in ruleset.preferences
        ]
        weights = [[rule.weights[profile] for profile in ruleset.profiles] for rule in ruleset.preferences]
        self.weights_by_site = np.array(weights, dtype=float)[:, self.profile]
        self.criteria: list[Requirement | Preference] = [
            *(one for _, one in self.requirements),
            *(one for _, one in self.preferences),
        ]
        self.number_of = {one.key: number for number, one in enumerate(self.criteria)}
        self._readers = {one.key: one.read for one in self.criteria if _reads(one)}
        self._annex_rows = AnnexRows(ruleset.annex_ii)
        # By the cases of all requirements at a site.
        self.standing = lru_cache(_REMEMBERED)(partial(standing, [one for _, one in self.requirements]))
        # For each rule and site the sites that get an equal finding for one project, itself among them.
        self.alike = [
            *(_together(one.alike) for _, one in self.requirements),
            *(_together(self._alike_in_points(*one)) for one in self.preferences),
        ]

    def _alike_in_points(self, rule: Rule, criterion: Preference) -> list[tuple[int, int]]:
        """Tell apart also the weights: equal shares earn other points under other ones."""
        sites = zip(criterion.alike, self.sites.sites, strict=True)
        return [(number, rule.weights[site.profile]) for number, site in sites]

    def read(
        self,
        projects: Sequence[ProjectFacts],
        criteria: Collection[str] | None = None,
        readings: Sequence[GroupReading] | None = None,
    ) -> ProjectTable:
        """Return the projects as columns, each with its environment group; for some criteria alone, or for all."""
        readers = self._readers
        if criteria is not None:
            readers = {key: reader for key, reader in readers.items() if key in criteria}
        if readings is None:
            readings = [self.reading(project) for project in projects]
        return ProjectTable(projects, readings, readers)

    def reading(self, project: ProjectFacts) -> GroupReading:
        """Return how a project's environment group is read."""
        return self._annex_rows.read(project)

    def assess(self, projects: ProjectTable) -> Assessment:
        """Return what every rule says of every pair."""
        cases = tuple(self.cases(number, projects) for number in range(len(self.requirements)))
        shares = tuple(criterion.judge(projects) for _, criterion in self.preferences)
        totals = self._totals(projects.count, shares).astype(np.int32)
        outcome = self._worst(projects.count, cases) // CASES_PER_OUTCOME
        return Assessment(projects, totals[0], totals[1], outcome, cases, shares)

    def in_blocks(self, projects: Sequence[ProjectFacts], size: int) -> Iterator[Assessment]:
        """Assess many projects, a block at a time, so that memory does not grow with their number."""
        for start in range(0, len(projects), size):
            yield self.assess(self.read(projects[start : start + size]))

    def cases(self, number: int, projects: ProjectTable) -> Bytes:
        """Return the cases of one requirement, in a shape that broadcasts to ``(n, m)``."""
        rule, criterion = self.requirements[number]
        found = criterion.judge(projects)
        if rule.remembered:
            found = np.where(found >= _FIRST_UNMET, np.int8(TO_BE_CHECKED), found)
        return found

    def shares(self, number: int, projects: ProjectTable) -> Shares:
        """Return the shares of one preference."""
        return self.preferences[number][1].judge(projects)

    def _worst(self, count: int, cases: Sequence[Bytes]) -> Bytes:
        """Return the worst case of each pair ``(n, m)``."""
        worst: Bytes = np.zeros((count, self.sites.count), dtype=np.int8)
        anywhere: Bytes = np.zeros((count, 1), dtype=np.int8)  # of what concerns the project alone
        for found in cases:
            into = anywhere if found.shape[1] == 1 else worst
            np.maximum(into, found, out=into)
        return np.maximum(worst, anywhere, out=worst)

    def _totals(self, count: int, shares: Sequence[Shares]) -> Floats:
        """Return the sums of the points of each pair, least and most ``(2, n, m)``."""
        total: Floats = np.zeros((2, count, self.sites.count))
        together = max(1, _NEAR // max(1, total.size))
        points: Floats = np.empty((min(together, len(shares)), *total.shape))
        for first in range(0, len(shares), together):
            some = shares[first : first + together]
            here = points[: len(some)]
            for into, judged, weights in zip(here, some, self.weights_by_site[first:], strict=False):
                np.multiply(judged.share, weights, out=into)
            here += HALF
            for of_rule in np.floor(here, out=here):
                total += of_rule
        return total


def _together(numbers: Sequence[Hashable]) -> list[tuple[int, ...]]:
    """Return for each site the sites that have its number."""
    sites: dict[Hashable, list[int]] = {}
    for site, number in enumerate(numbers):
        sites.setdefault(number, []).append(site)
    groups = {number: tuple(several) for number, several in sites.items()}
    return [groups[number] for number in numbers]


def _keep_freed_memory() -> None:
    """Let the C library keep the memory of one block of pairs for the next one.

    Giving it back and taking it again, page by page, costs more than the arithmetic. glibc keeps as much as the
    largest array that was ever freed, twice over (mallopt(3), M_MMAP_THRESHOLD); other libraries take no notice.
    """
    np.empty(_KEPT_BYTES, dtype=np.int8)


def _reads(criterion: Requirement | Preference) -> bool:
    """Say whether a criterion reads anything of a project alone."""
    nothing = ProjectFacts(lines=(Line("2018", "10"),))
    return bool(criterion.read(nothing, AnnexRows(()).read(nothing)))
