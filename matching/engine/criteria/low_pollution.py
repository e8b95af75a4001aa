"""Merit: low pollution (RULES 10.4, DECISIONS 18 and 19)."""

from collections.abc import Hashable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from matching.engine.criteria.base import Explained, Preference, Shares
from matching.engine.environment import GROUP_FIELDS, NAME_OF, NUMBER_OF, GroupReading, not_stated
from matching.engine.facts import Bounds, ProjectFacts
from matching.engine.intervals import UNBOUNDED, Anchors, Curve, Floats, mix, swap
from matching.engine.tables import ProjectTable, SiteTable

_BESIDE_GROUP = (
    "wastewater_m3_day",
    "wastewater_treatment",
    "energy_vs_norm_pct",
    "energy_toe_year",
    "hazardous_waste_t_year",
    "practices",
)
_beside_group = attrgetter(*_BESIDE_GROUP)


class LowPollution(Preference):
    """Legal group, waste water, energy, hazardous waste and good practice (RULES 10.4, DECISIONS 18)."""

    key = "low_pollution"
    group = "merit"
    looks_at = (
        "lines",
        "process_flags",
        "sensitive_factors",
        "environment_group",
        *_BESIDE_GROUP,
    )
    reason_codes = ("low_pollution.declared", "low_pollution.derived")
    project_fields = {
        "group": GROUP_FIELDS,
        "wastewater": ("environment.wastewater_treatment", "environment.wastewater_m3_day"),
        "energy": ("environment.energy_vs_norm_pct", "environment.energy_toe_year"),
        "hazardous_waste": ("environment.hazardous_waste_t_year",),
        "practices": ("environment.practices",),
    }
    site_figure = "wastewater_plant"
    site_part = "wastewater"

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

    params: Params

    def __init__(self, sites: SiteTable, params: Params) -> None:
        super().__init__(sites, params)
        states = {True: 2.0, False: 1.0, None: 0.0}
        self._plant = sites.column(lambda site: states[site.central_treatment])
        self.alike = self._plant[0].astype(int).tolist()
        self._energy_norm = Curve(params.energy_norm)
        central = np.stack([self._plant == 2, self._plant != 1])
        self._central = central * params.treatment["central"]  # [known to work, not known to be absent]
        # From no waste at all to an amount without bound.
        self._hazardous_edges = np.array([np.nextafter(0.0, 1.0), *params.hazardous_edges, UNBOUNDED])
        self._hazardous_values = np.array([1.0, *params.hazardous_values, 0.0])
        self._by_group = np.array([params.group[name] for name in NUMBER_OF])

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        central = project.wastewater_treatment == "central"
        return (*self._own_treatment(project), central, *self._practices(project))

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return (reading.group, *not_stated(project), *_beside_group(project))

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
            "group": {"low": NAME_OF[reading.high], "high": NAME_OF[reading.low]},
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
        return self._hazardous_values[np.searchsorted(self._hazardous_edges, waste, side="right")]

    def _practices(self, project: ProjectFacts) -> Bounds:
        if project.practices is None:
            return (0.0, 1.0)
        earned = {self._kind(name): self.params.practices[name] for name in project.practices}
        return (min(1.0, sum(earned.values())),) * 2

    @staticmethod
    def _kind(name: str) -> str:
        return "recp" if name == "symbiosis" else name  # cleaner production or symbiosis: counted once
