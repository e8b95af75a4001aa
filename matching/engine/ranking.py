"""Ranks the sites for one project and says what is missing, from an assessment alone.

A site's score depends on the project, that site and the ruleset, never on the other sites.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.engine.assess import BARRED, SITE_OUTCOMES, Assessment, Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNKNOWN, UNMET
from matching.engine.criteria.data import OnOffer
from matching.engine.intervals import Floats
from matching.engine.tables import ProjectFacts

Truths = npt.NDArray[np.bool_]

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


@dataclass(frozen=True)
class Missing:
    """A fact that is not known: the points it could add at most (hundredths), the requirements it settles."""

    field: str
    could_add: int
    settles: tuple[str, ...]


@dataclass(frozen=True)
class Place:
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


def rank(matcher: Matcher, assessment: Assessment, row: int) -> Ranking:
    """Return the ranking for the project in one row of an assessment."""
    count = matcher.sites.count
    score, ceiling = assessment.score[row].tolist(), assessment.ceiling[row].tolist()
    outcome = assessment.outcome[row].tolist()
    unmet = _unmet(assessment, row, count)
    merit, evidence = _merit(matcher, assessment, row), _evidence(matcher, assessment, row)
    placed: list[Place] = []
    barred: list[Place] = []
    # Sites stand in order of code and the sort is stable: score, then ceiling, then code.
    for site in sorted(range(count), key=lambda one: (-score[one], -ceiling[one])):
        if outcome[site] == BARRED:
            rank_here, into = None, barred
        else:
            tied = bool(placed) and placed[-1].score == score[site]
            rank_here, into = (placed[-1].rank if tied else len(placed) + 1), placed
        because = tuple(matcher.requirements[k][0].criterion for k in np.flatnonzero(unmet[:, site]).tolist())
        name = SITE_OUTCOMES[outcome[site]]
        into.append(
            Place(site, rank_here, name, score[site], ceiling[site], merit[site], evidence[site], because)
        )
    return _conclude(matcher, unmet, placed, barred)


def _conclude(matcher: Matcher, unmet: Truths, placed: list[Place], barred: list[Place]) -> Ranking:
    """Judge the whole by the sites on offer alone (DECISIONS 7)."""
    on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
    about_project = np.array([one.about_project for _, one in matcher.requirements])
    offered = on_offer.offered
    refusing = unmet & about_project[:, None]
    everywhere = refusing[:, offered].any(axis=0).all() if offered.any() else False
    verdict = "match" if placed else "refused" if everywhere else "nowhere_now"
    refused_by: tuple[str, ...] = ()
    if verdict == "refused":
        names = np.flatnonzero(refusing[:, offered].any(axis=1)).tolist()
        refused_by = tuple(matcher.requirements[number][0].criterion for number in names)
    excused = {"on_offer", "cluster_rules"}  # what a decision to establish the site would lift
    candidates = tuple(
        sorted(
            place.site
            for place in barred
            if on_offer.only_planned[place.site] and set(place.because) <= excused
        )
    )
    return Ranking(verdict, tuple(placed), tuple(barred), refused_by, candidates, int(offered.sum()))


def unverified_by(matcher: Matcher, assessment: Assessment, row: int, site: int) -> str | None:
    """Say whose missing facts leave requirements open: project, site or both; None where none is open."""
    lacks: set[str] = set()
    for (_, criterion), found in zip(matcher.requirements, assessment.cases, strict=True):
        code = int(found[row if found.shape[0] > 1 else 0, site if found.shape[1] > 1 else 0])
        if code // CASES_PER_OUTCOME == UNKNOWN:
            lacks.add(criterion.cases.case(code).lacks or "both")
    if not lacks:
        return None
    return lacks.pop() if len(lacks) == 1 else "both"


def project_missing(
    matcher: Matcher, assessment: Assessment, row: int, sites: Sequence[int]
) -> list[Missing]:
    """Return the project's missing facts, most valuable first, by the largest gain over the given sites."""
    project = assessment.projects.projects[row]
    gains: dict[str, Floats] = {}
    for (_, criterion), judged, weights in zip(
        matcher.preferences, assessment.shares, matcher.weights, strict=True
    ):
        by_site = weights[matcher.profile][list(sites)]
        for part, part_weight, share in judged.parts:
            fields = [name for name in criterion.project_fields.get(part, ()) if _is_missing(project, name)]
            if fields and len(sites):
                width = _width(share, row, sites) * part_weight * by_site
                for name in fields:
                    gains[name] = gains.get(name, 0.0) + width
    settles = _settled_by_project(matcher, assessment, row, sites, project)
    found = [
        Missing(name, int(np.max(gains.get(name, 0.0)) + 0.5), tuple(settles.get(name, ())))
        for name in FACT_OF_FIELD
        if name in settles or np.max(gains.get(name, 0.0)) > 0
    ]
    return sorted(found, key=lambda one: (-one.could_add, -len(one.settles), one.field))


def site_missing(matcher: Matcher, assessment: Assessment, row: int, site: int) -> list[Missing]:
    """Return the site's own missing figures, most valuable first."""
    project = assessment.projects.projects[row]
    gains: dict[str, float] = {}
    for (_, criterion), judged, weights in zip(
        matcher.preferences, assessment.shares, matcher.weights, strict=True
    ):
        if criterion.site_figure is None:
            continue
        if any(_is_missing(project, name) for name in criterion.project_fields.get(criterion.site_part, ())):
            continue
        for part, part_weight, share in judged.parts:
            if part == criterion.site_part:
                width = float(_width(share, row, [site])[0])
                gains[criterion.site_figure] = width * part_weight * float(weights[matcher.profile[site]])
    settles: dict[str, list[str]] = {}
    for (_, criterion), found in zip(matcher.requirements, assessment.cases, strict=True):
        code = int(found[row if found.shape[0] > 1 else 0, site if found.shape[1] > 1 else 0])
        open_for_site = criterion.cases.case(code).lacks in ("site", "both")
        if code // CASES_PER_OUTCOME == UNKNOWN and criterion.site_figure and open_for_site:
            settles.setdefault(criterion.site_figure, []).append(criterion.key)
    missing = [
        Missing(name, int(gains.get(name, 0.0) + 0.5), tuple(settles.get(name, ())))
        for name in sorted(gains.keys() | settles.keys())
        if name in settles or gains[name] > 0
    ]
    return sorted(missing, key=lambda one: (-one.could_add, -len(one.settles), one.field))


def _settled_by_project(
    matcher: Matcher, assessment: Assessment, row: int, sites: Sequence[int], project: ProjectFacts
) -> dict[str, list[str]]:
    """Return, by missing field, the requirements that it would settle at some of the sites."""
    settles: dict[str, list[str]] = {}
    for (_, criterion), found in zip(matcher.requirements, assessment.cases, strict=True):
        codes = found[row if found.shape[0] > 1 else 0]
        here = codes[list(sites)] if codes.size > 1 else codes
        unknown = [
            criterion.cases.case(int(code))
            for code in np.unique(here)
            if code // CASES_PER_OUTCOME == UNKNOWN
        ]
        if any(case.lacks in ("project", "both") for case in unknown):
            for name in criterion.project_fields:
                if _is_missing(project, name):
                    settles.setdefault(name, []).append(criterion.key)
    return settles


def _is_missing(project: ProjectFacts, field: str) -> bool:
    return field in FACT_OF_FIELD and getattr(project, FACT_OF_FIELD[field]) is None


def _width(share: Floats, row: int, sites: Sequence[int]) -> Floats:
    """Return hi - lo of a part's share at the given sites."""
    here = share[:, row if share.shape[1] > 1 else 0]
    here = here[:, list(sites)] if here.shape[1] > 1 else here
    return here[1] - here[0]


def _unmet(assessment: Assessment, row: int, count: int) -> Truths:
    """Return which requirement is unmet at which site ``(requirements, m)``."""
    unmet = np.zeros((len(assessment.cases), count), dtype=bool)
    for number, found in enumerate(assessment.cases):
        unmet[number] = found[row if found.shape[0] > 1 else 0] >= UNMET * CASES_PER_OUTCOME
    return unmet


def _merit(matcher: Matcher, assessment: Assessment, row: int) -> list[int]:
    """Return the points for merit at each site, in hundredths."""
    total = np.zeros(matcher.sites.count)
    for (_, criterion), earned in zip(matcher.preferences, assessment.points, strict=True):
        if criterion.group == "merit":
            values = earned.values[0, row]
            total += values[matcher.profile] if earned.by_profile else values
    return [int(value) for value in total.tolist()]


def _evidence(matcher: Matcher, assessment: Assessment, row: int) -> list[int]:
    """Return at each site the percentage of the weight whose share is known to a point (DECISIONS 23)."""
    known = np.zeros(matcher.sites.count)
    for judged, weights in zip(assessment.shares, matcher.weights, strict=True):
        lo, hi = judged.share[:, row if judged.share.shape[1] > 1 else 0]
        known += np.where(lo == hi, weights[matcher.profile], 0.0)
    return [int(value / 100 + 0.5) for value in known.tolist()]
