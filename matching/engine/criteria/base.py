"""What a criterion is, and what it returns: outcome, share and reason together.

A requirement returns *cases*: small numbers that carry outcome and reason in one. Cases are grouped by
outcome, so that the largest case of a site is its worst outcome. A preference returns *shares*: intervals
between 0 and 1, with the parts they were mixed from.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

import numpy as np

from matching.engine.criteria.shown import OfSite
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Bytes, Floats
from matching.engine.tables import ProjectTable, SiteTable

MET, CONDITIONAL, UNKNOWN, UNMET = range(4)
OUTCOMES = ("met", "conditional", "unknown", "unmet")
CASES_PER_OUTCOME = 16
_NOTHING: Mapping[str, Any] = {}
# A remembered rule may not bar by itself: its unmet cases become this one.
TO_BE_CHECKED = UNKNOWN * CASES_PER_OUTCOME + CASES_PER_OUTCOME - 1


@dataclass(frozen=True)
class Case:
    """One way a requirement can come out. ``lacks`` says whose missing fact leaves it open."""

    outcome: int
    reason: str
    lacks: str | None = None  # project, site, both; None where nothing is missing


class Cases:
    """The cases of one requirement, numbered by outcome."""

    def __init__(self, **cases: Case) -> None:
        self._numbers: dict[str, np.int8] = {}
        self._cases: dict[int, Case] = {}
        taken = [0] * len(OUTCOMES)
        for name, case in cases.items():
            number = case.outcome * CASES_PER_OUTCOME + taken[case.outcome]
            taken[case.outcome] += 1
            self._numbers[name], self._cases[number] = np.int8(number), case
        if max(taken) >= CASES_PER_OUTCOME:
            raise ValueError("too many cases of one outcome")
        self._cases[TO_BE_CHECKED] = Case(UNKNOWN, "rule.to_be_checked", "project")

    def __getitem__(self, name: str) -> int:
        return int(self._numbers[name])

    def number(self, name: str) -> np.int8:
        """Return the number of a case as arrays of cases hold it."""
        return self._numbers[name]

    def case(self, number: int) -> Case:
        """Return the case that a number stands for."""
        return self._cases[number]

    def reasons(self) -> tuple[str, ...]:
        """Return every reason code."""
        return tuple(sorted({case.reason for case in self._cases.values()}))


class Explained(NamedTuple):
    """Why: a reason code with what was observed and what was required, ready for a sentence."""

    reason: str
    observed: Mapping[str, Any] = _NOTHING
    required: Mapping[str, Any] = _NOTHING


@dataclass(frozen=True)
class Shares:
    """Shares of a preference ``(2, n, m)`` and the weighted parts they were mixed from.

    ``floor`` is below what no mix falls, with the part of `project_fields` that it waits for.
    """

    share: Floats
    parts: tuple[tuple[str, float, Floats], ...] = ()
    floor: tuple[str, Floats] | None = None


class Criterion(ABC):
    """What requirements and preferences have in common. ``Params`` of each say what officers may set."""

    key: ClassVar[str]
    group: ClassVar[str]
    # Every fact of a project that its findings depend on; two projects equal in these get equal findings.
    looks_at: ClassVar[tuple[str, ...]]
    # The figure of the site that would settle what is unknown, where it is one.
    site_figure: ClassVar[str | None] = None
    params: Any

    def __init__(self, sites: SiteTable, params: Any) -> None:
        self.params = params
        self._sites = sites
        # Sites with equal numbers get equal findings for one project. Here every site may differ.
        self.alike = list(range(sites.count))
        self._of_sites: dict[Hashable, OfSite] = {}

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        """Return what is read of one project alone, as numbers; empty where columns say it all."""
        return ()

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        """Return what tells projects apart here: two that agree in it get equal findings, as do those equal in `looks_at`."""
        return attrgetter(*self.looks_at)(project) if self.looks_at else None

    def of_site(self, key: Hashable, observe: Callable[[], Mapping[str, Any]]) -> OfSite:
        """Return what is observed of a site alone, made once; ``key`` is the site, and whatever else decides."""
        found = self._of_sites.get(key)
        return self._of_sites.setdefault(key, OfSite(observe())) if found is None else found


class Requirement(Criterion):
    """A criterion that can bar a site. Its group is legal, policy or data."""

    cases: ClassVar[Cases]
    # The project itself is refused, wherever it goes.
    about_project: ClassVar[bool] = False
    # The facts of the project that would settle what is unknown.
    project_fields: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def judge(self, projects: ProjectTable) -> Bytes:
        """Return the case of each pair, in a shape that broadcasts to ``(n, m)``."""

    @abstractmethod
    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        """Say why, for one pair."""


class ProjectRequirement(Requirement):
    """A requirement that looks at the project alone: one case a project, the same at every site."""

    about_project = True

    def __init__(self, sites: SiteTable, params: Any) -> None:
        super().__init__(sites, params)
        self.alike = same_everywhere(sites)

    def read(self, project: ProjectFacts, reading: GroupReading) -> tuple[float, ...]:
        return (self.cases[self.case_of(project, reading)],)

    def judge(self, projects: ProjectTable) -> Bytes:
        found: Bytes = projects.read(self.key)[0].astype(np.int8)
        return found

    @abstractmethod
    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        """Return the name of the case."""


class Preference(Criterion):
    """A criterion that earns points. Its group is merit or fit."""

    reason_codes: ClassVar[tuple[str, ...]]
    # Facts of the project that each part waits for; the part that waits for the site's figure.
    project_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    # What a part waits for besides, once these are stated: alone they would narrow nothing.
    fields_beside: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    site_part: ClassVar[str] = ""

    @abstractmethod
    def judge(self, projects: ProjectTable) -> Shares:
        """Return the share of each pair, in a shape that broadcasts to ``(2, n, m)``."""

    @abstractmethod
    def explain(self, share: tuple[float, float], projects: ProjectTable, row: int, site: int) -> Explained:
        """Say why, for one pair."""


def same_everywhere(sites: SiteTable) -> list[int]:
    """Return the `alike` numbers of a criterion that does not look at the site."""
    return [0] * sites.count
