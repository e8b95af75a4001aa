"""What the province wants of a project here: high technology, low pollution, large scale, labour.

Formulas: RULES 10.3 to 10.6, DECISIONS 1, 16 to 20.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matching.engine.criteria.base import Explained, Shares, same_everywhere, span
from matching.engine.environment import GroupReading
from matching.engine.intervals import UNBOUNDED, Curve, Floats, mix, step, swap
from matching.engine.tables import Bounds, Line, ProjectFacts, ProjectTable, SiteTable

Anchors = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class SizeClass:
    """A size class of Decision 10/2021 with its thresholds in percent; checked from the largest down."""

    capital_from: float
    jobs_from: float
    rd_spend: float
    rd_staff: float


class HighTech:
    """Sector label, lists, R&D, high-tech revenue and local inputs (RULES 10.3)."""

    key: ClassVar[str] = "high_tech"
    group: ClassVar[str] = "merit"
    looks_at: ClassVar[tuple[str, ...]] = (
        "lines",
        "capital_billion_vnd",
        "jobs_total",
        "jobs_local",
        "technology_lists",
        "certificates",
        "rd_spend_pct",
        "rd_staff_pct",
        "hightech_revenue_pct",
        "local_input_pct",
    )
    reason_codes: ClassVar[tuple[str, ...]] = (
        "high_tech.certified",
        "high_tech.listed",
        "high_tech.by_sector",
        "high_tech.low",
    )
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "sector_label": ("lines.0.code",),
        "listed": ("technology.lists",),
        "rd_spend": ("technology.rd_spend_pct",),
        "rd_staff": ("technology.rd_staff_pct",),
        "hightech_revenue": ("technology.hightech_revenue_pct",),
        "local_input": ("technology.local_input_pct",),
        "certificate": ("technology.certificates",),
    }
    site_figure: ClassVar[str | None] = None
    site_part: ClassVar[str] = ""

    @dataclass(frozen=True)
    class Params:
        """Part weights, values by label and list, thresholds by size class."""

        weights: dict[str, float]
        intensity: dict[str, float]
        prefixes: dict[str, float]
        lists: dict[str, float]
        size_classes: tuple[SizeClass, ...]
        at_threshold: float
        hightech_revenue: Anchors
        local_input: Anchors
        certificate: str
        certificate_floor: float

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = same_everywhere(sites)
        self._hightech_revenue = Curve(params.hightech_revenue)
        self._local_input = Curve(params.local_input)
        # Nothing earns nothing, the threshold `at_threshold`, twice the threshold everything.
        self._against_threshold = Curve(((0.0, 0.0), (1.0, params.at_threshold), (2.0, 1.0)))

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (*self._listed(project), *self._floor(project))

    def judge(self, projects: ProjectTable) -> Shares:
        p = self.params
        spend, staff = self._thresholds(projects)
        shares: dict[str, Floats] = {
            "sector_label": projects.over_lines(self._labels(projects.lines)),
            "listed": projects.read(self.key)[:2],
            "rd_spend": self._against(projects.figure("rd_spend"), spend),
            "rd_staff": self._against(projects.figure("rd_staff"), staff),
            "hightech_revenue": self._hightech_revenue(projects.figure("hightech_revenue")),
            "local_input": self._local_input(projects.figure("local_input")),
        }
        parts = tuple((name, p.weights[name], share) for name, share in shares.items())
        share = mix((weight, part) for _, weight, part in parts)
        floor = projects.read(self.key)[2:]
        return Shares(np.maximum(share, floor), parts, floor=("certificate", floor))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        listed = [name for name in project.technology_lists or () if name in self.params.lists]
        if self.params.certificate in (project.certificates or ()):
            reason = "high_tech.certified"
        elif listed:
            reason = "high_tech.listed"
        elif self._label(project.lines[0])[0] >= self.params.intensity["medium_high"]:
            reason = "high_tech.by_sector"
        else:
            reason = "high_tech.low"
        observed = {
            "code": project.lines[0].code,
            "intensity": project.lines[0].intensity,
            "lists": project.technology_lists,
            "certificates": project.certificates,
            "rd_spend_pct": project.rd_spend_pct,
            "rd_staff_pct": project.rd_staff_pct,
            "hightech_revenue_pct": project.hightech_revenue_pct,
            "local_input_pct": project.local_input_pct,
        }
        return Explained(reason, observed, {"certificate_floor": self.params.certificate_floor})

    def _thresholds(self, projects: ProjectTable) -> tuple[Floats, Floats]:
        """Return the R&D thresholds in percent, easiest and hardest that the size may mean."""
        capital, jobs = projects.capital, projects.jobs
        last = self.params.size_classes[-1]
        spend = np.full((2, projects.count, 1), last.rd_spend)
        staff = np.full((2, projects.count, 1), last.rd_staff)
        for size in reversed(self.params.size_classes[:-1]):
            # bounds[0] says that the class is certain, bounds[1] that it is possible
            reached = (capital >= size.capital_from) & (jobs >= size.jobs_from)
            spend = np.where(swap(reached), size.rd_spend, spend)
            staff = np.where(swap(reached), size.rd_staff, staff)
        return spend, staff

    def _against(self, figure: Floats, threshold: Floats) -> Floats:
        """Return the share of a figure by its threshold; the easiest threshold makes the highest share."""
        return self._against_threshold(figure / swap(threshold))

    def _labels(self, lines: tuple[Line, ...]) -> Floats:
        return np.array([self._label(line) for line in lines]).T[:, :, None]

    def _label(self, line: Line) -> Bounds:
        for prefix in line.prefixes:
            if prefix in self.params.prefixes:
                value = self.params.prefixes[prefix]
                return (value, value)
        if line.intensity is None:
            return (0.0, 1.0)
        value = self.params.intensity[line.intensity]
        return (value, value)

    def _listed(self, project: ProjectFacts) -> Bounds:
        if project.technology_lists is None:
            return (0.0, 1.0)
        best = max((self.params.lists.get(name, 0.0) for name in project.technology_lists), default=0.0)
        return (best, best)

    def _floor(self, project: ProjectFacts) -> Bounds:
        if project.certificates is None:
            return (0.0, self.params.certificate_floor)
        held = self.params.certificate in project.certificates
        return (self.params.certificate_floor,) * 2 if held else (0.0, 0.0)


class LargeScale:
    """Capital, capital per hectare, speed of disbursement and own equity (RULES 10.5, one curve everywhere)."""

    key: ClassVar[str] = "large_scale"
    group: ClassVar[str] = "merit"
    looks_at: ClassVar[tuple[str, ...]] = (
        "capital_billion_vnd",
        "area_ha",
        "disbursed_36_months_pct",
        "equity_pct",
    )
    reason_codes: ClassVar[tuple[str, ...]] = ("large_scale.stated", "large_scale.capital_unknown")
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "capital": ("capital",),
        "capital_per_ha": ("capital", "land.area_ha"),
        "disbursed": ("finance.disbursed_36_months_pct",),
        "equity": ("finance.equity_pct",),
    }
    site_figure: ClassVar[str | None] = None
    site_part: ClassVar[str] = ""

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

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self.alike: list[int] = same_everywhere(sites)
        self._capital = Curve(_logarithmic(params.capital))
        self._capital_per_ha = Curve(_logarithmic(params.capital_per_ha))
        self._disbursed = Curve(params.disbursed)
        self._equity_small, self._equity_large = (
            Curve(
                _from(params.equity_nothing_below, threshold, params.equity_at_threshold, params.equity_full)
            )
            for threshold in (params.equity_threshold_small, params.equity_threshold_large)
        )

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

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


class LowPollution:
    """Legal group, waste water, energy, hazardous waste and good practice (RULES 10.4, DECISIONS 18)."""

    key: ClassVar[str] = "low_pollution"
    group: ClassVar[str] = "merit"
    looks_at: ClassVar[tuple[str, ...]] = (
        "lines",
        "process_flags",
        "sensitive_factors",
        "environment_group",
        "wastewater_m3_day",
        "wastewater_treatment",
        "energy_vs_norm_pct",
        "energy_toe_year",
        "hazardous_waste_t_year",
        "practices",
    )
    reason_codes: ClassVar[tuple[str, ...]] = ("low_pollution.declared", "low_pollution.derived")
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "group": ("environment.group",),
        "wastewater": ("environment.wastewater_treatment", "environment.wastewater_m3_day"),
        "energy": ("environment.energy_vs_norm_pct", "environment.energy_toe_year"),
        "hazardous_waste": ("environment.hazardous_waste_t_year",),
        "practices": ("environment.practices",),
    }
    site_figure: ClassVar[str | None] = "wastewater_plant"
    site_part: ClassVar[str] = "wastewater"

    @dataclass(frozen=True)
    class Params:
        """Part weights and values."""

        weights: dict[str, float]
        group: dict[str, float]
        treatment: dict[str, float]
        energy_norm: Anchors
        large_user_toe: float
        large_user_most: float
        small_user_least: float
        hazardous_edges: tuple[float, ...]
        hazardous_values: tuple[float, ...]
        practices: dict[str, float]

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        states = {True: 2.0, False: 1.0, None: 0.0}
        self._plant = sites.column(lambda site: states[site.central_treatment])
        self.alike: list[int] = self._plant[0].astype(int).tolist()
        self._energy_norm = Curve(params.energy_norm)
        central = np.stack([self._plant == 2, self._plant != 1])
        self._central = central * params.treatment["central"]  # [known to work, not known to be absent]
        self._by_group = np.array([params.group[name] for name in ("I", "II", "III", "IV")])
        self._sites = sites

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        central = project.wastewater_treatment == "central"
        return (*self._own_treatment(project), central, *self._practices(project))

    def judge(self, projects: ProjectTable) -> Shares:
        p = self.params
        shares = {
            "group": self._by_group[projects.group.astype(np.int64) - 1],
            "wastewater": self._wastewater(projects),
            "energy": self._energy(projects),
            "hazardous_waste": self._hazardous(projects),
            "practices": projects.read(self.key)[3:],
        }
        parts = tuple((name, p.weights[name], share) for name, share in shares.items())
        return Shares(mix((weight, part) for _, weight, part in parts), parts)

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project, reading = projects.projects[row], projects.readings[row]
        observed = {
            "group": {"low": _name(reading.high), "high": _name(reading.low)},
            "wastewater_m3_day": project.wastewater_m3_day,
            "wastewater_treatment": project.wastewater_treatment,
            "central_treatment": self._sites.sites[site].central_treatment,
            "energy_vs_norm_pct": project.energy_vs_norm_pct,
            "energy_toe_year": project.energy_toe_year,
            "hazardous_waste_t_year": project.hazardous_waste_t_year,
            "practices": project.practices,
        }
        return Explained("low_pollution.declared" if reading.declared else "low_pollution.derived", observed)

    def _own_treatment(self, project: ProjectFacts) -> Bounds:
        """Return the share without a central plant; no treatment and no amount stated: there may be none to treat."""
        treatment = project.wastewater_treatment
        if treatment is None or treatment == "central":
            return (0.0, 1.0)
        share = self.params.treatment[treatment]
        return (share, 1.0 if treatment == "none" and project.wastewater_m3_day is None else share)

    def _wastewater(self, projects: ProjectTable) -> Floats:
        """Return 1 where no treatment is needed; a central plant counts where it is known to work."""
        read = projects.read(self.key)
        none = projects.figure("wastewater")[1] <= 0
        return np.where((read[2] > 0) & ~none, self._central, np.where(none, 1.0, read[:2]))

    def _energy(self, projects: ProjectTable) -> Floats:
        """Return the share by the norm where it is stated, else what the yearly use allows."""
        p = self.params
        use = projects.figure("energy")
        cap = np.where(swap(use) >= p.large_user_toe, p.large_user_most, 1.0)
        norm = projects.figure("energy_norm")
        stated = norm[1:] < UNBOUNDED
        small = use[1:] < p.large_user_toe
        least = np.where(small, p.small_user_least, 0.0)
        without = np.concatenate([least, cap[1:]])
        return np.where(stated, np.minimum(self._energy_norm(norm), cap), without)

    def _hazardous(self, projects: ProjectTable) -> Floats:
        """Return the share by tonnes of hazardous waste a year; [0, 1] where not stated."""
        waste = swap(projects.figure("hazardous_waste"))
        by_amount = step(waste, self.params.hazardous_edges, self.params.hazardous_values)
        return np.where(waste <= 0, 1.0, np.where(waste >= UNBOUNDED, 0.0, by_amount))

    def _practices(self, project: ProjectFacts) -> Bounds:
        if project.practices is None:
            return (0.0, 1.0)
        earned = {self._kind(name): self.params.practices[name] for name in project.practices}
        return (min(1.0, sum(earned.values())),) * 2

    @staticmethod
    def _kind(name: str) -> str:
        return "recp" if name == "symbiosis" else name  # cleaner production or symbiosis: counted once


class Labour:
    """Fewer hands per hectare in the south and the city, more local jobs in the mountains (RULES 10.6)."""

    key: ClassVar[str] = "labour"
    group: ClassVar[str] = "merit"
    looks_at: ClassVar[tuple[str, ...]] = ("lines", "jobs_total", "jobs_local", "area_ha")
    reason_codes: ClassVar[tuple[str, ...]] = ("labour.fewer_per_ha", "labour.more_local_jobs")
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "labour": ("jobs.total", "jobs.local", "land.area_ha")
    }
    site_figure: ClassVar[str | None] = None
    site_part: ClassVar[str] = ""

    @dataclass(frozen=True)
    class Params:
        """Jobs per hectare (south, city), local jobs (mountain), and the lines that use many hands."""

        more_jobs_profiles: tuple[str, ...]
        jobs_per_ha: Anchors
        labour_intensive: frozenset[str]
        penalty: float
        local_jobs: Anchors

    def __init__(self, sites: SiteTable, params: Params) -> None:
        self.params = params
        self._mountain = sites.mask(lambda site: site.profile in params.more_jobs_profiles)
        self._jobs_per_ha, self._local_jobs = Curve(params.jobs_per_ha), Curve(params.local_jobs)
        self.alike: list[int] = self._mountain[0].astype(int).tolist()

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return ()

    def judge(self, projects: ProjectTable) -> Shares:
        p = self.params
        per_ha = projects.jobs / np.maximum(swap(projects.figure("area")), 1e-6)
        heavy = np.array([[float(self._intensive(line)) for line in projects.lines]] * 2)[:, :, None]
        penalty = p.penalty * projects.over_lines(heavy)
        fewer = np.maximum(self._jobs_per_ha(swap(per_ha)) - swap(penalty), 0.0)
        more = self._local_jobs(projects.local_jobs)
        share = np.where(self._mountain, more, fewer)
        return Shares(share, (("labour", 1.0, share),))

    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        project = projects.projects[row]
        if self._mountain[0, site]:
            observed = {"jobs_local": project.jobs_local, "jobs_total": project.jobs_total}
            return Explained(
                "labour.more_local_jobs", observed, {"full_local_jobs": self.params.local_jobs[-1][0]}
            )
        known = project.jobs_total is not None and project.area_ha
        per_ha = round((project.jobs_total or 0) / project.area_ha, 1) if known and project.area_ha else None
        observed = {
            "jobs_total": project.jobs_total,
            "area_ha": project.area_ha,
            "jobs_per_ha": per_ha,
            "labour_intensive": any(self._intensive(line) for line in project.lines),
        }
        return Explained("labour.fewer_per_ha", observed, {"full_jobs_per_ha": self.params.jobs_per_ha[0][0]})

    def _intensive(self, line: Line) -> bool:
        return line.falls_under(self.params.labour_intensive)


def _name(number: int) -> str:
    return ("I", "II", "III", "IV")[number - 1]


__all__ = ["HighTech", "Labour", "LargeScale", "LowPollution", "SizeClass"]
