"""Merit: large scale (RULES 10.5, DECISIONS 17)."""

import math
from dataclasses import dataclass

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares, same_everywhere
from matching.engine.criteria.shown import span
from matching.engine.intervals import Anchors, Curve, Floats, mix, swap
from matching.engine.tables import ProjectTable, SiteTable


class LargeScale(Preference):
    """Capital, capital per hectare, speed of disbursement and own equity (RULES 10.5, one curve everywhere)."""

    key = "large_scale"
    group = "merit"
    looks_at = (
        "capital_billion_vnd",
        "area_ha",
        "disbursed_36_months_pct",
        "equity_pct",
    )
    reason_codes = ("large_scale.stated", "large_scale.capital_unknown")
    project_fields = {
        "capital": ("capital",),
        "capital_per_ha": ("capital", "land.area_ha"),
        "disbursed": ("finance.disbursed_36_months_pct",),
        "equity": ("finance.equity_pct",),
    }

    @dataclass(frozen=True)
    class Params:
        """Part weights and anchors; capital in billion VND, read on a logarithmic scale."""

        weights: dict[str, float]
        capital: Anchors
        capital_per_ha: Anchors
        disbursed: Anchors
        equity_nothing_below: float
        equity_at_threshold: float
        equity_threshold_small: float
        equity_threshold_large: float
        equity_large_from_ha: float
        equity_full: float

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        self.alike = same_everywhere(sites)
        self._capital = Curve(_logarithmic(params.capital))
        self._capital_per_ha = Curve(_logarithmic(params.capital_per_ha))
        self._disbursed = Curve(params.disbursed)
        self._equity_small, self._equity_large = (
            Curve(
                _from(params.equity_nothing_below, threshold, params.equity_at_threshold, params.equity_full)
            )
            for threshold in (params.equity_threshold_small, params.equity_threshold_large)
        )

    def judge(self, projects: ProjectTable) -> Shares:
        p = self.params
        area = projects.figure("area")
        per_ha = projects.capital / np.maximum(swap(area), 1e-6)
        shares = {
            "capital": self._capital(_log(projects.capital)),
            "capital_per_ha": self._capital_per_ha(_log(per_ha)),
            "disbursed": self._disbursed(projects.figure("disbursed")),
            "equity": self._equity(projects.figure("equity"), area),
        }
        parts = tuple((name, p.weights[name], share) for name, share in shares.items())
        return Shares(mix((weight, part) for _, weight, part in parts), parts)

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        capital = project.capital_billion_vnd
        observed = {
            "capital_billion_vnd": None if capital is None else span(*capital),
            "area_ha": project.area_ha,
            "disbursed_36_months_pct": project.disbursed_36_months_pct,
            "equity_pct": project.equity_pct,
        }
        reason = "large_scale.capital_unknown" if capital is None else "large_scale.stated"
        full = {
            "full_capital_billion_vnd": self.params.capital[-1][0],
            "full_capital_per_ha": self.params.capital_per_ha[-1][0],
        }
        return Explained(reason, observed, full)

    def _equity(self, equity: Floats, area: Floats) -> Floats:
        """Return the share of own equity; the threshold steps down at `equity_large_from_ha` hectares."""
        p = self.params
        large_site = area >= p.equity_large_from_ha
        share = np.where(large_site, self._equity_large(equity), self._equity_small(equity))
        return np.where(equity < p.equity_nothing_below, 0.0, share)


def _from(nothing: float, threshold: float, at_threshold: float, full: float) -> Anchors:
    start: Anchors = ((nothing, 0.0),) if threshold > nothing else ()
    return (*start, (threshold, at_threshold), (full, 1.0))


def _logarithmic(anchors: Anchors) -> Anchors:
    return tuple((math.log(x), y) for x, y in anchors)


def _log(values: Floats) -> Floats:
    """Return natural logarithms, one by one, so that a batch and a single answer agree to the last digit."""
    flat = [math.log(value) if value > 1e-9 else -50.0 for value in values.ravel().tolist()]
    return np.array(flat).reshape(values.shape)
