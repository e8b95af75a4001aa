"""Assesses projects against sites: every requirement, every preference, in whole arrays.

One pair, one project against all sites and a block of projects run the same lines. Points are whole
hundredths, rounded once, half up, at the criterion, so what is shown adds up exactly.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.criteria.base import (
    CASES_PER_OUTCOME,
    OUTCOMES,
    TO_BE_CHECKED,
    UNMET,
    Preference,
    Requirement,
    Shares,
)
from matching.engine.environment import AnnexRows
from matching.engine.intervals import Bytes, Floats
from matching.engine.ruleset import Rule, Ruleset
from matching.engine.tables import Line, ProjectFacts, ProjectTable, SiteTable

SITE_OUTCOMES = ("open", "conditional", "unverified", "barred")
BARRED = SITE_OUTCOMES.index("barred")
_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
_KEPT_BYTES = 16 * 2**20
_HALF = 0.5 + 1e-9  # half up; the tiny surplus keeps 0.85 x 1500 from falling below its own half


class Finding(NamedTuple):
    """What one rule says of one project at one site. Points are hundredths; None for a requirement."""

    criterion: str
    type: str
    group: str
    outcome: str
    weight: int | None
    points: int | None
    ceiling: int | None
    reason: str
    observed: dict[str, Any]
    required: dict[str, Any]
    lacks: str | None


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
        self.weights = np.array(
            [[rule.weights[profile] for profile in ruleset.profiles] for rule in ruleset.preferences],
            dtype=float,
        )

        self.weights_by_site = self.weights[:, self.profile]
        # As lists, because findings ask for one number at a time.
        self.site_weights: list[list[float]] = self.weights_by_site.tolist()
        self.criteria: list[Requirement | Preference] = [
            *(one for _, one in self.requirements),
            *(one for _, one in self.preferences),
        ]
        self.number_of = {one.key: number for number, one in enumerate(self.criteria)}
        self._readers = {one.key: one.read for one in self.criteria if _reads(one)}
        self._annex_rows = AnnexRows(ruleset.annex_ii)
        # Sites with equal numbers get equal findings of a rule for one project.
        self.alike = [
            *(one.alike for _, one in self.requirements),
            *(self._alike_in_points(one.alike) for _, one in self.preferences),
        ]

    def _alike_in_points(self, alike: list[int]) -> list[int]:
        """Tell apart also the profiles: equal shares earn other points under other weights."""
        several = len(self.ruleset.profiles)
        return [
            number * several + profile for number, profile in zip(alike, self.profile.tolist(), strict=True)
        ]

    def read(self, projects: Sequence[ProjectFacts]) -> ProjectTable:
        """Return the projects as columns, each with its environment group."""
        readings = [self._annex_rows.read(project) for project in projects]
        return ProjectTable(projects, readings, self._readers)

    def assess(self, projects: ProjectTable) -> Assessment:
        """Return what every rule says of every pair."""
        cases = tuple(self._cases(rule, criterion, projects) for rule, criterion in self.requirements)
        shares = tuple(criterion.judge(projects) for _, criterion in self.preferences)
        totals = self._totals(projects.count, shares).astype(np.int32)
        outcome = self._worst(projects.count, cases) // CASES_PER_OUTCOME
        return Assessment(projects, totals[0], totals[1], outcome, cases, shares)

    def in_blocks(self, projects: Sequence[ProjectFacts], size: int) -> Iterator[Assessment]:
        """Assess many projects, a block at a time, so that memory does not grow with their number."""
        for start in range(0, len(projects), size):
            yield self.assess(self.read(projects[start : start + size]))

    def findings(self, assessment: Assessment, row: int, site: int) -> list[Finding]:
        """Return every finding for one pair: requirements first, then preferences."""
        return [self.finding(assessment, number, row, site) for number in range(len(self.alike))]

    def finding(self, assessment: Assessment, number: int, row: int, site: int) -> Finding:
        """Return what one rule says of one pair; requirements are numbered first, then preferences."""
        first_preference = len(self.requirements)
        if number < first_preference:
            return self.requirement_finding(assessment, number, row, site)
        return self.preference_finding(assessment, number - first_preference, row, site)

    def requirement_finding(self, assessment: Assessment, number: int, row: int, site: int) -> Finding:
        """Return what one requirement says of one pair."""
        criterion = self.requirements[number][1]
        code = int(_at(assessment.cases[number], row, site))
        case = criterion.cases.case(code)
        why = criterion.explain(code, assessment.projects, row, site)
        return Finding(
            criterion.key,
            "requirement",
            criterion.group,
            OUTCOMES[case.outcome],
            None,
            None,
            None,
            why.reason,
            dict(why.observed),
            dict(why.required),
            case.lacks,
        )

    def preference_finding(self, assessment: Assessment, number: int, row: int, site: int) -> Finding:
        """Return what one preference says of one pair."""
        rule, criterion = self.preferences[number]
        judged = assessment.shares[number]
        lo, hi = float(_at(judged.share[0], row, site)), float(_at(judged.share[1], row, site))
        why = criterion.explain((lo, hi), assessment.projects, row, site)
        earned, most = self.points_of(assessment, number, row, site)
        weight = rule.weights[self.sites.sites[site].profile]
        observed = dict(why.observed)
        if len(judged.parts) > 1:
            observed["parts"] = [
                {
                    "part": name,
                    "weight": part_weight,
                    "low": round(float(_at(part[0], row, site)), 4),
                    "high": round(float(_at(part[1], row, site)), 4),
                }
                for name, part_weight, part in judged.parts
            ]
        return Finding(
            criterion.key,
            "preference",
            criterion.group,
            _preference_outcome(lo, hi),
            weight,
            earned,
            most,
            why.reason,
            observed,
            dict(why.required),
            None,
        )

    def points_of(self, assessment: Assessment, number: int, row: int, site: int) -> tuple[int, int]:
        """Return points and ceiling of one preference for one pair, in hundredths."""
        share, weight = assessment.shares[number].share, self.site_weights[number][site]
        least, most = (math.floor(float(_at(bound, row, site)) * weight + _HALF) for bound in share)
        return least, most

    def points_in_row(self, assessment: Assessment, number: int, row: int) -> Floats:
        """Return the points of one preference for one project at every site ``(m,)``."""
        share = assessment.shares[number].share[0, row if assessment.shares[number].share.shape[1] > 1 else 0]
        return _points(share, self.weights_by_site[number])

    def _cases(self, rule: Rule, criterion: Requirement, projects: ProjectTable) -> Bytes:
        found = criterion.judge(projects)
        if rule.remembered:
            found = np.where(found >= _FIRST_UNMET, np.int8(TO_BE_CHECKED), found)
        return found

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
        by_profile: Floats = np.zeros((2, count, len(self.ruleset.profiles)))
        by_site: Floats = np.zeros((2, count, self.sites.count))
        whole: Floats = np.empty_like(by_site)
        for number, judged in enumerate(shares):
            share = judged.share
            if share.shape[2] == 1:  # the same at every site: its points differ by profile alone
                by_profile += _points(share, self.weights[number])
            elif share.shape[1] == 1:
                by_site += _points(share, self.weights_by_site[number])
            else:
                by_site += _points(share, self.weights_by_site[number], out=whole)
        by_site += by_profile[:, :, self.profile]
        return by_site


def _keep_freed_memory() -> None:
    """Let the C library keep the memory of one block of pairs for the next one.

    Giving it back and taking it again, page by page, costs more than the arithmetic. glibc keeps as much as the
    largest array that was ever freed, twice over (mallopt(3), M_MMAP_THRESHOLD); other libraries take no notice.
    """
    np.empty(_KEPT_BYTES, dtype=np.int8)


def _points(share: Floats, weights: Floats, out: Floats | None = None) -> Floats:
    """Return weight x share in whole hundredths, half up."""
    points: Floats = np.multiply(share, weights, out=out)
    points += _HALF
    return np.floor(points, out=points)


def _reads(criterion: Requirement | Preference) -> bool:
    """Say whether a criterion reads anything of a project alone."""
    nothing = ProjectFacts(lines=(Line("2018", "10"),))
    return bool(criterion.read(nothing, AnnexRows(()).read(nothing)))


def _preference_outcome(lo: float, hi: float) -> str:
    if lo >= 1.0 - 1e-9:  # a mean over lines may fall short of one by its own rounding
        return "met"
    if hi <= 0.0:
        return "unmet"
    return "unknown" if lo <= 0.0 else "partial"


def _at(array: npt.NDArray[Any], row: int, site: int) -> Any:
    """Return one value of an array that broadcasts to ``(n, m)``."""
    return array[row if array.shape[0] > 1 else 0, site if array.shape[1] > 1 else 0]
