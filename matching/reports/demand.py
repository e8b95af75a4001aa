"""Demand that could not be met: what was asked, and what stood in its way."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from matching.reports.land import Largest

# How the newest run of a case ended: no site is left; some are, but none is known to have a plot that is large enough,
# and some are known to have none; nobody knows whether any has.
NOWHERE, SHORT, UNSURE = "nowhere", "short", "unsure"
KINDS = (NOWHERE, SHORT, UNSURE)
ANYWHERE = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a project asks for; None and empty where it does not say."""

    code: str
    name: str
    division: str
    hectares: Decimal | None
    least_hectares: Decimal | None
    megawatts: Decimal | None
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A project whose newest run in the period found no land for sure, beside the largest piece where it wishes to be.

    `barred_by` are the requirements that bar most sites; the numbers count sites on offer by their largest plot.
    """

    kind: str
    asked: Asked
    barred_by: tuple[str, ...]
    plot_unmet: int
    plot_unknown: int
    largest: Largest | None


@dataclass(frozen=True, slots=True)
class Short:
    """Several such projects that have `key` in common: hectares and megawatts of those that state them.

    `key` is the VSIC division, or the planning area that they wish for, where ANYWHERE is no wish.
    """

    kind: str
    key: str
    projects: int
    hectares: Decimal
    unstated: int
    megawatts: Decimal
    power_unstated: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for land at a site; the project is None where there is none, or where it is kept back."""

    site: str
    hectares: Decimal
    since: datetime.datetime
    project: str | None
    hidden: bool
    left_least: Decimal
    left_most: Decimal | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A project that was refused or withdrawn in the period; the reason is None where it is kept back."""

    asked: Asked
    stage: str
    on: datetime.date
    reason: str | None
    largest: Largest | None


@dataclass(frozen=True, slots=True)
class Demand:
    """Everything that could not be met. The lists are cut; `short`, `waits` and the pipeline count all of it.

    In `short` each project counts once; in `short_by_area` once for each planning area that it wishes for.
    """

    short: tuple[Short, ...]
    short_by_area: tuple[Short, ...]
    unmet: tuple[Unmet, ...]
    waiting: tuple[Waiting, ...]
    waits: int
    waits_ha: Decimal
    ended: tuple[Ended, ...]

    def projects(self, kind: str) -> int:
        """Return how many projects there are of a kind."""
        return sum(one.projects for one in self.short if one.kind == kind)
