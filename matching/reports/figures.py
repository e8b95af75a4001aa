"""The whole report as one tree: screen, Excel and PDF are renderings of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matching.reports.answers import Answers
from matching.reports.demand import Demand
from matching.reports.land import KindLand
from matching.reports.overrides import Overrides
from matching.reports.period import Period
from matching.reports.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Acts:
    """What officers did in the period. `held_ha` is what was asked for, at once or in the queue."""

    replies_made: int
    replies_sent: int
    offers: int
    offers_accepted: int
    offers_declined: int
    holds: int
    holds_queued: int
    held_ha: Decimal
    released: int
    handed_over: int
    talks: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report says, for one reader. `land_on` is its last day, or today while it lasts.

    `divisions` and `areas` name the codes that the parts use; `maker` is the reader.
    """

    maker: str
    period: Period
    made_at: datetime.datetime
    land_on: datetime.date
    land: tuple[KindLand, ...]
    pipeline: Pipeline
    demand: Demand
    answers: Answers
    acts: Acts
    overrides: Overrides
    divisions: Mapping[str, str]
    areas: Mapping[str, str]
