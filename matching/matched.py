"""One project matched, from which answers are made and runs are kept."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matching.engine import Ranking, Row, Rows
from matching.engine.robustness import Robustness, robustness
from matching.gather import Gathered
from matching.snapshot import PublishedRuleset, Snapshot


@dataclass(frozen=True)
class Matched:
    """One project matched: everything an answer is made from."""

    request: Mapping[str, Any]
    snapshot: Snapshot
    published: PublishedRuleset
    in_force: bool
    earliest: bool  # none was in force so early, and this is the first there is
    data_version: str
    on: datetime.date
    rows: Rows
    gathered: Gathered
    row: Row
    ranking: Ranking

    @cached_property
    def robustness(self) -> Robustness | None:
        """How sure the order is; None where no site is ranked."""
        return robustness(self.row, self.ranking)
