"""What a site would need so that a project is no longer barred there, or so that it comes first: the officers' side.

Land, capacities, the waste-water plant and the stage can change; where a site lies, what is approved for it and that it
was withdrawn cannot. A site's score depends on no other site, so each change is a site of its own in one table, beside
the scores of the others. One change is looked for first, then two where no one does it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from matching.engine.assess import Matcher
from matching.engine.counterfactual import EFFECTS, FIRST, Changed
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET
from matching.engine.criteria.land import Land
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.improvements import SETTLES, STEP_HA, Improvement, improvements
from matching.engine.levers import tidy
from matching.engine.standing import BARRED, SITE_OUTCOMES
from matching.engine.tables import SiteTable
from matching.engine.vocabulary import IMPROVABLE

MOST = 5  # suggestions for one site and effect
_AT_ONCE = 8  # amounts tried at a time when an amount is drawn in


@dataclass(frozen=True)
class SiteNeed:
    """What would do it for one site, and what the site would then come to. Points in hundredths.

    Amounts are what would have to be known at least; `before` is what is known of them, as bounds.
    """

    site: int
    effect: str
    changes: tuple[Changed, ...]
    verified: bool
    outcome: str
    rank: int | None
    score: int


class _Variant(NamedTuple):
    """A site with some of its figures better."""

    site: int
    better: tuple[Improvement, ...]

    def facts(self, site: SiteFacts, code: str) -> SiteFacts:
        for one in self.better:
            site = one.of(site)
        return replace(site, code=code)


def what_sites_need(
    matcher: Matcher, project: ProjectFacts, sites: Sequence[int], effect: str
) -> list[SiteNeed]:
    """Return what each of some sites would need for an effect, by site; nothing where it is so, or nothing does it."""
    asked = _Asked(matcher, project, effect)
    left = [site for site in sites if not asked.holds(site)]
    better = {site: asked.improvements(site) for site in left}
    found = asked.working(_Variant(site, (one,)) for site in left for one in better[site])
    done = {one.site for one in found}
    found += asked.working(
        _Variant(site, pair)
        for site in left
        if site not in done
        for pair in combinations(better[site], 2)
        if pair[0].figure != pair[1].figure
    )
    chosen = [one for site in left for one in _least(found, site)]
    return asked.told([asked.drawn_in(one) for one in chosen])


class _Asked:
    """One project, the effect that is wanted, and what the other sites score."""

    def __init__(self, matcher: Matcher, project: ProjectFacts, effect: str) -> None:
        if effect not in EFFECTS:
            raise ValueError(effect)
        self.matcher, self.project, self.effect = matcher, project, effect
        self.now = matcher.assess(matcher.read([project]))
        self.scores: list[int] = np.where(self.now.outcome[0] == BARRED, -1, self.now.score[0]).tolist()

    def holds(self, site: int) -> bool:
        """Say whether the effect is there already."""
        return self._reached(self._rank(site, int(self.now.outcome[0, site]), int(self.now.score[0, site])))

    def improvements(self, site: int) -> list[Improvement]:
        """Return what could be better there and could matter, in the order in which it is suggested."""
        unmet = self._unmet(site)
        on_offer = next(one for one in self.matcher.criteria if isinstance(one, OnOffer))
        if OnOffer.key in unmet and not on_offer.only_planned[site]:
            return []
        full_from = next(one for one in self.matcher.criteria if isinstance(one, Land)).params.full_from
        found = improvements(self.matcher.sites.sites[site], self.project, full_from=full_from)
        useful = [one for one in found if self.effect == FIRST or SETTLES[one.figure] & unmet]
        return sorted(useful, key=lambda one: IMPROVABLE.index(one.figure))

    def working(self, variants: Iterable[_Variant]) -> list[_Variant]:
        """Return the variants that do it."""
        made = list(variants)
        return [one for one, told in zip(made, self.told(made), strict=True) if told.verified]

    def told(self, variants: Sequence[_Variant]) -> list[SiteNeed]:
        """Return what the rules say of each variant as a site of its own."""
        if not variants:
            return []
        facts = self.matcher.sites.sites
        table = SiteTable(
            [one.facts(facts[one.site], f"{number:06d}") for number, one in enumerate(variants)]
        )
        made = Matcher(self.matcher.ruleset, table)
        found = made.assess(made.read([self.project]))
        outcomes, scores = found.outcome[0].tolist(), found.score[0].tolist()
        return [self._told(*one) for one in zip(variants, outcomes, scores, strict=True)]

    def drawn_in(self, one: _Variant) -> _Variant:
        """Return the variant with as little free land as still does it."""
        place = next((at for at, each in enumerate(one.better) if each.below is not None), None)
        while place is not None:
            land = one.better[place]
            below = land.below or 0.0
            steps = int((land.after - below) / STEP_HA - 1e-6)
            if steps < 1:
                break
            backwards = sorted(
                {-(-steps * part // _AT_ONCE) for part in range(1, _AT_ONCE + 1)}, reverse=True
            )
            tried = [
                _replaced(one, place, land._replace(after=tidy(land.after - back * STEP_HA)))
                for back in backwards
            ]
            verified = [told.verified for told in self.told(tried)]
            first = verified.index(True) if True in verified else len(tried)
            if first:
                below = tried[first - 1].better[place].after
            best = tried[first] if first < len(tried) else one
            one = _replaced(best, place, best.better[place]._replace(below=below))
        return one

    def _unmet(self, site: int) -> set[str]:
        pairs = zip(self.matcher.requirements, self.now.cases, strict=True)
        return {
            criterion.key
            for (_, criterion), cases in pairs
            if cases[0, site if cases.shape[1] > 1 else 0] >= UNMET * CASES_PER_OUTCOME
        }

    def _told(self, one: _Variant, outcome: int, score: int) -> SiteNeed:
        rank = self._rank(one.site, outcome, score)
        changes = tuple(Changed(each.figure, each.before, each.after) for each in one.better)
        return SiteNeed(
            one.site, self.effect, changes, self._reached(rank), SITE_OUTCOMES[outcome], rank, score
        )

    def _rank(self, site: int, outcome: int, score: int) -> int | None:
        """Return the rank of a site with another outcome and score, all others as they are."""
        if outcome == BARRED:
            return None
        return 1 + sum(other > score for place, other in enumerate(self.scores) if place != site)

    def _reached(self, rank: int | None) -> bool:
        return rank == 1 if self.effect == FIRST else rank is not None


def _replaced(one: _Variant, place: int, better: Improvement) -> _Variant:
    return one._replace(better=(*one.better[:place], better, *one.better[place + 1 :]))


def _least(found: Sequence[_Variant], site: int) -> list[_Variant]:
    """Return of each set of figures the first variant that does it at a site, in the order of the figures."""
    first: dict[Any, _Variant] = {}
    for one in found:
        if one.site == site:
            first.setdefault(tuple(each.figure for each in one.better), one)
    return list(first.values())[:MOST]
