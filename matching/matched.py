"""One project matched, from which answers are made and runs are kept."""

import datetime
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from matching.engine import Finding, Ranking, Row, Rows
from matching.engine.counterfactual import (
    FIRST,
    NOT_BARRED,
    Counterfactual,
    Suggestions,
    lifting_bars,
    making_first,
)
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.robustness import Robustness, robustness
from matching.engine.site_needs import SiteNeed, what_sites_need
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
    target: str | None = None  # the site that the caller would like to be first
    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what the answer that is kept and the one that is given have in common, made once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def finding_held(self, number: int, site: int) -> Finding:
        """Return what one rule says of the project at a site, and hold it for the answer that is given."""
        found: Finding = self.once((number, site), lambda: self.row.finding(number, site))
        return found

    def finding(self, number: int, site: int) -> Finding:
        """Return what one rule says of the project at a site; what nobody holds need not stay in memory."""
        return self._made.get((number, site)) or self.row.finding(number, site)

    @property
    def on_offer(self) -> list[str]:
        """The codes of the sites on offer."""
        return [
            code for code, offered in zip(self.row.matcher.sites.codes, self._offered, strict=True) if offered
        ]

    @property
    def counterfactuals(self) -> list[Counterfactual]:
        """What the investor could change: what lifts the bars of each site on offer, and what makes the target first."""
        return [one for suggestions in self._suggestions for one in suggestions.found]

    @property
    def all_changes_seen(self) -> bool:
        """Whether no smaller or other change does it than those that are told."""
        return all(suggestions.complete for suggestions in self._suggestions)

    @cached_property
    def _suggestions(self) -> list[Suggestions]:
        matcher, project = self.row.matcher, self.gathered.facts
        barred = sorted(one.site for one in self.ranking.barred if self._offered[one.site])
        return [
            lifting_bars(matcher, project, barred),
            *(making_first(matcher, project, site) for site in self._target),
        ]

    @cached_property
    def site_needs(self) -> list[SiteNeed]:
        """What the barred sites would need, planned ones included, and what the target would to be first."""
        matcher, project = self.row.matcher, self.gathered.facts
        barred = sorted(one.site for one in self.ranking.barred)
        found = what_sites_need(matcher, project, barred, NOT_BARRED)
        return found + what_sites_need(matcher, project, self._target, FIRST)

    @property
    def _offered(self) -> list[bool]:
        return next(one.offered for one in self.row.matcher.criteria if isinstance(one, OnOffer))

    @property
    def _target(self) -> list[int]:
        return [] if self.target is None else [self.row.matcher.sites.codes.index(self.target)]

    @cached_property
    def robustness(self) -> Robustness | None:
        """How sure the order is; None where no site is ranked."""
        return robustness(self.row, self.ranking)
