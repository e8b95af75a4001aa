"""Ranks the sites for one project and says what is missing, from an assessment alone.

A site's score depends on the project, that site and the ruleset, never on the other sites.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.engine.assess import BARRED, SITE_OUTCOMES, Assessment, Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNKNOWN, UNMET, Case, Requirement, Shares
from matching.engine.criteria.data import OnOffer
from matching.engine.intervals import Floats
from matching.engine.tables import ProjectFacts

_FIRST_UNKNOWN, _FIRST_UNMET = UNKNOWN * CASES_PER_OUTCOME, UNMET * CASES_PER_OUTCOME

# Where the request keeps each fact that can be missing.
FACT_OF_FIELD: Mapping[str, str] = {
    "capital": "capital_billion_vnd",
    "investor.nationality": "nationality",
    "process_flags": "process_flags",
    "finance.export_share_pct": "export_share_pct",
    "finance.equity_pct": "equity_pct",
    "finance.disbursed_36_months_pct": "disbursed_36_months_pct",
    "finance.revenue_billion_vnd": "revenue_billion_vnd",
    "land.area_ha": "area_ha",
    "jobs.total": "jobs_total",
    "jobs.local": "jobs_local",
    "technology.certificates": "certificates",
    "technology.equipment": "equipment",
    "technology.equipment_age_years": "equipment_age_years",
    "technology.lists": "technology_lists",
    "technology.rd_spend_pct": "rd_spend_pct",
    "technology.rd_staff_pct": "rd_staff_pct",
    "technology.hightech_revenue_pct": "hightech_revenue_pct",
    "technology.local_input_pct": "local_input_pct",
    "environment.group": "environment_group",
    "environment.wastewater_m3_day": "wastewater_m3_day",
    "environment.wastewater_treatment": "wastewater_treatment",
    "environment.hazardous_waste_t_year": "hazardous_waste_t_year",
    "environment.energy_toe_year": "energy_toe_year",
    "environment.energy_vs_norm_pct": "energy_vs_norm_pct",
    "environment.sensitive_factors": "sensitive_factors",
    "environment.practices": "practices",
    "utilities.power_mw": "power_mw",
    "utilities.water_m3_day": "water_m3_day",
}


class Missing(NamedTuple):
    """A fact that is not known: the points it could add at most (hundredths), the requirements it settles."""

    field: str
    could_add: int
    settles: tuple[str, ...]


class Place(NamedTuple):
    """One site in the order of the answer. Points in hundredths; rank None for a barred site."""

    site: int
    rank: int | None
    outcome: str
    score: int
    ceiling: int
    merit: int
    evidence_pct: int
    because: tuple[str, ...]

    @property
    def fit(self) -> int:
        """Points for fit; merit and fit add up to the score."""
        return self.score - self.merit


@dataclass(frozen=True)
class Ranking:
    """The sites for one project: those that are not barred in order, then the barred ones."""

    verdict: str
    placed: tuple[Place, ...]
    barred: tuple[Place, ...]
    # Requirements that refuse the project at every site on offer (verdict "refused").
    refused_by: tuple[str, ...]
    # Sites barred for nothing but being only planned: they could, once established.
    planned_candidates: tuple[int, ...]
    offered: int


class Row:
    """One project of an assessment, as plain lists by site: quicker to walk than arrays one value at a time."""

    def __init__(self, matcher: Matcher, assessment: Assessment, number: int) -> None:
        self.matcher, self.assessment, self.number = matcher, assessment, number
        self.project = assessment.projects.projects[number]
        count = matcher.sites.count
        self._open: dict[int, list[tuple[Requirement, Case]]] = {}
        self.cases = [_listed(found[number if len(found) > 1 else 0], count) for found in assessment.cases]

    def unmet(self, site: int) -> tuple[str, ...]:
        """Return the requirements that bar a site."""
        return tuple(
            criterion.key
            for (_, criterion), cases in zip(self.matcher.requirements, self.cases, strict=True)
            if cases[site] >= _FIRST_UNMET
        )

    def open_cases(self, site: int) -> list[tuple[Requirement, Case]]:
        """Return the requirements that are unknown at a site, with the case of each."""
        found = self._open.get(site)
        if found is None:
            found = self._open[site] = [
                (criterion, criterion.cases.case(cases[site]))
                for (_, criterion), cases in zip(self.matcher.requirements, self.cases, strict=True)
                if _FIRST_UNKNOWN <= cases[site] < _FIRST_UNMET
            ]
        return found

    def waiting(self, sites: Sequence[int]) -> Iterator[Requirement]:
        """Return the requirements that are unknown at one of the sites for lack of a fact of the project."""
        for (_, criterion), cases in zip(self.matcher.requirements, self.cases, strict=True):
            codes = set(map(cases.__getitem__, sites))
            open_codes = [code for code in codes if _FIRST_UNKNOWN <= code < _FIRST_UNMET]
            if any(criterion.cases.case(code).lacks != "site" for code in open_codes):
                yield criterion

    def width(self, share: Floats) -> list[float]:
        """Return hi - lo of a share at every site."""
        here = share[:, self.number if share.shape[1] > 1 else 0]
        return _listed(here[1] - here[0], self.matcher.sites.count)


def rank(row: Row) -> Ranking:
    """Return the ranking for one project of an assessment."""
    matcher, assessment, number = row.matcher, row.assessment, row.number
    score, ceiling = assessment.score[number].tolist(), assessment.ceiling[number].tolist()
    outcome = assessment.outcome[number].tolist()
    merit, evidence = _merit(row), _evidence(row)
    placed: list[Place] = []
    barred: list[Place] = []
    # Sites stand in order of code and the sort is stable: score, then ceiling, then code.
    for site in sorted(range(matcher.sites.count), key=lambda one: (-score[one], -ceiling[one])):
        if outcome[site] == BARRED:
            rank_here, into, because = None, barred, row.unmet(site)
        else:
            tied = bool(placed) and placed[-1].score == score[site]
            rank_here, into, because = (placed[-1].rank if tied else len(placed) + 1), placed, ()
        name = SITE_OUTCOMES[outcome[site]]
        into.append(
            Place(site, rank_here, name, score[site], ceiling[site], merit[site], evidence[site], because)
        )
    return _conclude(matcher, placed, barred)


def _conclude(matcher: Matcher, placed: list[Place], barred: list[Place]) -> Ranking:
    """Judge the whole by the sites on offer alone (DECISIONS 7)."""
    on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
    about_project = {one.key for _, one in matcher.requirements if one.about_project}
    offered = on_offer.offered.tolist()
    refusing = [about_project.intersection(place.because) for place in barred if offered[place.site]]
    refused = not placed and bool(refusing) and all(refusing)
    names = set().union(*refusing) if refused else set()
    order = [rule.criterion for rule, _ in matcher.requirements]
    excused = {"on_offer", "cluster_rules"}  # what a decision to establish the site would lift
    candidates = sorted(
        place.site
        for place in barred
        if on_offer.only_planned[place.site] and excused.issuperset(place.because)
    )
    return Ranking(
        verdict="match" if placed else "refused" if refused else "nowhere_now",
        placed=tuple(placed),
        barred=tuple(barred),
        refused_by=tuple(key for key in order if key in names),
        planned_candidates=tuple(candidates),
        offered=sum(offered),
    )


def unverified_by(row: Row, site: int) -> str | None:
    """Say whose missing facts leave requirements open: project, site or both; None where none is open."""
    lacks = {case.lacks or "both" for _, case in row.open_cases(site)}
    if not lacks:
        return None
    return lacks.pop() if len(lacks) == 1 else "both"


def project_missing(row: Row, sites: Sequence[int]) -> list[Missing]:
    """Return the project's missing facts, most valuable first, by the largest gain over the given sites."""
    matcher, project = row.matcher, row.project
    gains: dict[str, list[float]] = {}
    for number, ((_, criterion), judged) in enumerate(
        zip(matcher.preferences, row.assessment.shares, strict=True)
    ):
        for part, part_weight, share in _widths(judged):
            fields = [name for name in criterion.project_fields.get(part, ()) if _is_missing(project, name)]
            if fields:
                width, weights = row.width(share), matcher.site_weights[number]
                added = [width[site] * part_weight * weights[site] for site in sites]
                for name in fields:
                    gains[name] = [
                        a + b for a, b in zip(gains.get(name, [0.0] * len(sites)), added, strict=True)
                    ]
    settles: dict[str, list[str]] = {}
    for waiting in row.waiting(sites):
        for name in waiting.project_fields:
            settles.setdefault(name, []).append(waiting.key)
    return _most_valuable(
        {name: max(found, default=0.0) for name, found in gains.items()},
        {name: keys for name, keys in settles.items() if _is_missing(project, name)},
    )


def _widths(judged: Shares) -> Iterator[tuple[str, float, Floats]]:
    """Return the parts of a preference, and how far its floor may lift the whole."""
    yield from judged.parts
    if judged.floor is not None:
        part, floor = judged.floor
        yield part, 1.0, np.stack([judged.share[0], np.maximum(floor[1], judged.share[0])])


class SiteGaps:
    """What is missing of sites, for one project."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._gains: list[tuple[str, list[float]]] = []
        for number, ((_, criterion), judged) in enumerate(
            zip(row.matcher.preferences, row.assessment.shares, strict=True)
        ):
            if criterion.site_figure is None:
                continue
            waits_for = criterion.project_fields.get(criterion.site_part, ())
            if any(_is_missing(row.project, name) for name in waits_for):
                continue  # the width may be the project's own
            for part, part_weight, share in judged.parts:
                if part == criterion.site_part:
                    weights = row.matcher.site_weights[number]
                    gains = [
                        width * part_weight * weight
                        for width, weight in zip(row.width(share), weights, strict=True)
                    ]
                    self._gains.append((criterion.site_figure, gains))

    def of(self, site: int) -> tuple[Missing, ...]:
        """Return a site's own missing figures, most valuable first."""
        settled = tuple(
            (criterion.site_figure, criterion.key)
            for criterion, case in self._row.open_cases(site)
            if criterion.site_figure is not None and case.lacks != "project"
        )
        return _of_site(tuple((name, gains[site]) for name, gains in self._gains), settled)


@lru_cache(maxsize=4096)
def _of_site(
    gains: tuple[tuple[str, float], ...], settled: tuple[tuple[str, str], ...]
) -> tuple[Missing, ...]:
    """Return a site's missing figures; kept, because projects of a kind leave the same ones open."""
    settles: dict[str, list[str]] = {}
    for figure, key in settled:
        settles.setdefault(figure, []).append(key)
    return tuple(_most_valuable(dict(gains), settles))


def _most_valuable(gains: Mapping[str, float], settles: Mapping[str, list[str]]) -> list[Missing]:
    found = [
        Missing(name, int(gain + 0.5), tuple(settles.get(name, ())))
        for name, gain in gains.items()
        if gain > 0 or name in settles
    ]
    found += [Missing(name, 0, tuple(keys)) for name, keys in settles.items() if name not in gains]
    return sorted(found, key=lambda one: (-one.could_add, -len(one.settles), one.field))


def _is_missing(project: ProjectFacts, field: str) -> bool:
    return field in FACT_OF_FIELD and getattr(project, FACT_OF_FIELD[field]) is None


def _merit(row: Row) -> list[int]:
    """Return the points for merit at each site, in hundredths."""
    matcher = row.matcher
    total: Floats = np.zeros(matcher.sites.count)
    for number, (_, criterion) in enumerate(matcher.preferences):
        if criterion.group == "merit":
            total += matcher.points_in_row(row.assessment, number, row.number)
    return [int(value) for value in total.tolist()]


def _evidence(row: Row) -> list[int]:
    """Return at each site the percentage of the weight whose share is known to a point (DECISIONS 23)."""
    known: Floats = np.zeros(row.matcher.sites.count)
    for judged, weights in zip(row.assessment.shares, row.matcher.weights_by_site, strict=True):
        lo, hi = judged.share[:, row.number if judged.share.shape[1] > 1 else 0]
        known += (lo == hi) * weights
    return [int(value / 100 + 0.5) for value in known.tolist()]


def _listed(values: npt.NDArray[Any], count: int) -> list[Any]:
    """Return one value a site, as a list."""
    listed: list[Any] = values.tolist()
    return listed * count if len(listed) == 1 else listed
