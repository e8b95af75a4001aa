"""What the engine is given: facts about projects and sites, as frozen values.

``None`` means *not known*; an empty tuple or 0 means *none*.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from matching.engine.intervals import UNBOUNDED
from matching.engine.lines import Line

Bounds = tuple[float, float]
NOTHING_KNOWN: Bounds = (0.0, UNBOUNDED)


@dataclass(frozen=True)
class ProjectFacts:
    """A proposed project as it was described. Money in billion VND, as an interval."""

    lines: tuple[Line, ...]
    process_flags: tuple[str, ...] | None = None
    nationality: str | None = None
    foreign_share_pct: float | None = None
    capital_billion_vnd: Bounds | None = None
    export_share_pct: float | None = None
    equity_pct: float | None = None
    disbursed_36_months_pct: float | None = None
    term_years: float | None = None
    revenue_billion_vnd: float | None = None
    area_ha: float | None = None
    min_area_ha: float | None = None
    needed_from: datetime.date | None = None
    jobs_total: float | None = None
    jobs_local: float | None = None
    equipment: str | None = None
    equipment_age_years: float | None = None
    residual_capacity_pct: float | None = None
    consumption_vs_design_pct: float | None = None
    oecd_users: float | None = None
    technology_lists: tuple[str, ...] | None = None
    rd_spend_pct: float | None = None
    rd_staff_pct: float | None = None
    hightech_revenue_pct: float | None = None
    local_input_pct: float | None = None
    certificates: tuple[str, ...] | None = None
    environment_group: str | None = None
    wastewater_m3_day: float | None = None
    wastewater_treatment: str | None = None
    hazardous_waste_t_year: float | None = None
    energy_toe_year: float | None = None
    energy_vs_norm_pct: float | None = None
    sensitive_factors: tuple[str, ...] | None = None
    practices: tuple[str, ...] | None = None
    power_mw: float | None = None
    water_m3_day: float | None = None
    wish_kinds: tuple[str, ...] = ()
    wish_areas: tuple[str, ...] = ()
    wish_max_km: tuple[tuple[str, float], ...] = ()

    @property
    def kinds_of_lines(self) -> tuple[Any, ...]:
        """What the lines are and their shares, without products and output."""
        return tuple([(*line.key, line.share_pct) for line in self.lines])


@dataclass(frozen=True)
class FactRef:
    """One figure as a source gives it: what the public may see of a fact."""

    code: str
    quantity: str
    value: str
    unit: str
    as_of: str
    grade: str
    source: str
    url: str
    qualifier: str = "exact"


@dataclass(frozen=True)
class Capacity:
    """What is left of a utility at a site. ``sure`` is the upper bound that may bar (DECISIONS 4)."""

    bounds: Bounds = NOTHING_KNOWN
    sure_most: float = UNBOUNDED
    evidence: tuple[FactRef, ...] = ()


@dataclass(frozen=True)
class Reach:
    """Road distance from a site to a node, in km, and how it is known."""

    bounds: Bounds
    basis: str  # published, estimated, estimated_from_seat
    evidence: FactRef | None = None


@dataclass(frozen=True)
class SiteFacts:
    """A site as it was on the date of the question."""

    code: str
    kind: str
    planning_area: str
    profile: str
    identity: str = "sure"
    founding_scope: bool = True
    stage: str | None = None
    developer: str = "unknown"
    stage_evidence: FactRef | None = None
    free_ha: Bounds = NOTHING_KNOWN
    plot_ha: Bounds = NOTHING_KNOWN
    plot_sure_most_ha: float = UNBOUNDED
    # How the upper bounds of free land, of the largest plot and of what may bar were drawn.
    free_basis: tuple[str, ...] = ()
    free_evidence: tuple[FactRef, ...] = ()
    plot_basis: tuple[str, ...] = ()
    plot_evidence: tuple[FactRef, ...] = ()
    plot_sure_basis: tuple[str, ...] = ()
    plot_sure_evidence: tuple[FactRef, ...] = ()
    wanted: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    approved: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()
    area_wanted: frozenset[str] = frozenset()
    area_linked: frozenset[str] = frozenset()
    orientation_words: Mapping[str, FactRef] = field(default_factory=dict)
    reach: Mapping[str, Reach] = field(default_factory=dict)
    tenant_divisions: frozenset[str] = frozenset()
    area_tenant_divisions: frozenset[str] = frozenset()
    tenants_complete: bool = False
    central_treatment: bool | None = None
    treatment_evidence: FactRef | None = None
    power: Capacity = Capacity()
    water: Capacity = Capacity()
    wastewater: Capacity = Capacity()
