"""Ranks the sites for one project and says what is missing, from an assessment alone.

A site's score depends on the project, that site and the ruleset, never on the other sites.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from matching.engine.assess import Matcher
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.row import Row

# Points that a site's figures could add, by figure; and the requirements that they settle, figure and key.
Open = tuple[tuple[tuple[str, float], ...], tuple[tuple[str, str], ...]]


class Missing(NamedTuple):
    """A fact that is not known: the points it could add at most (hundredths), the requirements it settles."""

    field: str
    could_add: int
    settles: tuple[str, ...]


class Place(NamedTuple):
    """One site in the order of the answer. Points in hundredths; rank None for a barred site."""

    site: int
    rank: int | None
    outcome: str
    score: int
    ceiling: int
    merit: int
    evidence_pct: int
    because: tuple[str, ...]

    @property
    def fit(self) -> int:
        """Points for fit; merit and fit add up to the score."""
        return self.score - self.merit


@dataclass(frozen=True)
class Ranking:
    """The sites for one project: those that are not barred in order, then the barred ones."""

    verdict: str
    placed: tuple[Place, ...]
    barred: tuple[Place, ...]
    # Requirements that refuse the project at every site on offer (verdict "refused").
    refused_by: tuple[str, ...]
    # Sites barred for nothing but being only planned: they could, once established.
    planned_candidates: tuple[int, ...]
    offered: int


def rank(row: Row) -> Ranking:
    """Return the ranking for one project."""
    matcher = row.matcher
    sums = np.add.reduce([column.sums for column in row.preferences])
    standings = row.standings
    placed: list[Place] = []
    barred: list[Place] = []
    here, last = 0, -1  # the rank, and the score that has it
    # Sites stand in order of code and the sort is stable: score, then ceiling, then code.
    order = np.lexsort((-sums[1], -sums[0]))
    figures = sums[:, order].tolist()
    for site, score, ceiling, merit, known in zip(order.tolist(), *figures, strict=True):
        evidence = (known + 50) // 100  # the percentage of the weight that is known to a point (DECISIONS 23)
        outcome, because = standings[site][:2]
        if because:
            barred.append(Place(site, None, outcome, score, ceiling, merit, evidence, because))
            continue
        if score != last:
            here, last = len(placed) + 1, score
        placed.append(Place(site, here, outcome, score, ceiling, merit, evidence, because))
    return conclude(matcher, placed, barred)


def conclude(matcher: Matcher, placed: list[Place], barred: list[Place]) -> Ranking:
    """Judge the whole by the sites on offer alone (DECISIONS 7)."""
    on_offer = next(one for _, one in matcher.requirements if isinstance(one, OnOffer))
    offered = on_offer.offered
    refused_by = () if placed else _refused_by(matcher, [one for one in barred if offered[one.site]])
    excused = {"on_offer", "cluster_rules"}  # what a decision to establish the site would lift
    candidates = sorted(
        place.site
        for place in barred
        if on_offer.only_planned[place.site] and excused.issuperset(place.because)
    )
    return Ranking(
        verdict="match" if placed else "refused" if refused_by else "nowhere_now",
        placed=tuple(placed),
        barred=tuple(barred),
        refused_by=refused_by,
        planned_candidates=tuple(candidates),
        offered=sum(offered),
    )


def _refused_by(matcher: Matcher, barred: Sequence[Place]) -> tuple[str, ...]:
    """Return the requirements about the project alone, in their order, where such ones bar it at every site."""
    about_project = {one.key for _, one in matcher.requirements if one.about_project}
    refusing = [about_project.intersection(place.because) for place in barred]
    names = set().union(*refusing) if refusing and all(refusing) else set()
    return tuple(rule.criterion for rule, _ in matcher.requirements if rule.criterion in names)


def unverified_by(row: Row, site: int) -> str | None:
    """Say whose missing facts leave requirements open: project, site or both; None where none is open."""
    return row.standings[site].whose


def project_missing(row: Row, sites: Sequence[int]) -> list[Missing]:
    """Return the project's missing facts, most valuable first, by the largest gain over the given sites."""
    gains: dict[str, Any] = {}
    for column in row.preferences:
        for fields, gain in column.missing:
            for name in fields:
                gains[name] = gains[name] + gain if name in gains else gain
    settles: dict[str, list[str]] = {}
    for (_, criterion), waiting in zip(row.matcher.requirements, row.requirements, strict=True):
        if waiting.missing and not waiting.waits.isdisjoint(sites):
            for name in waiting.missing:
                settles.setdefault(name, []).append(criterion.key)
    if not gains or not sites:
        return _most_valuable(dict.fromkeys(gains, 0.0), settles)
    most = np.array([*gains.values()])[:, sites].max(axis=1).tolist()
    return _most_valuable(dict(zip(gains, most, strict=True)), settles)


def site_missing(row: Row, site: int) -> list[Missing]:
    """Return a site's own missing figures, most valuable first."""
    return what_is_missing(open_at(row, site))


def open_at(row: Row, site: int) -> Open:
    """Return what a site's own missing figures leave open, as a key: projects of a kind leave the same open."""
    gains = tuple([(figure, gains[site]) for figure, gains in row.gaps])
    return gains, row.standings[site].settles


def what_is_missing(left: Open) -> list[Missing]:
    """Return the missing figures that leave something open, most valuable first."""
    gains, settled = left
    settles: dict[str, list[str]] = {}
    for figure, key in settled:
        settles.setdefault(figure, []).append(key)
    return _most_valuable(dict(gains), settles)


def _most_valuable(gains: Mapping[str, float], settles: Mapping[str, list[str]]) -> list[Missing]:
    found = [
        Missing(name, int(gain + 0.5), tuple(settles.get(name, ())))
        for name, gain in gains.items()
        if gain > 0 or name in settles
    ]
    found += [Missing(name, 0, tuple(keys)) for name, keys in settles.items() if name not in gains]
    return sorted(found, key=lambda one: (-one.could_add, -len(one.settles), one.field))
