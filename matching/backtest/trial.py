"""Runs the rows through the matcher, each as of its own year, or says why a row cannot be used."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from matching import wording
from matching.backtest.baselines import Baselines, planned_areas, popularity, standing_by
from matching.backtest.rows import SitedProject, firm_of
from matching.backtest.standing import Standing, standing
from matching.engine import Finding, Matcher, Ranking, Row, Rows, Ruleset, SiteTable, rank
from matching.engine.ranking import Place
from matching.gather import project_facts, site_table
from matching.snapshot import Snapshot
from parks.snapshot import Snapshot as Catalogue

# Bắc Kạn became part of Thái Nguyên on this day; before it, nobody chose between the two provinces' sites.
MERGED = datetime.date(2025, 7, 1)
# The latest day that is certainly not after a choice made in the year. What was recorded later in the year may
# be a trace of the choice itself, such as the land that the firm has taken.
START_OF_YEAR = (1, 1)
# The other reading of "open that year": every site opened during it, at the price of hindsight.
END_OF_YEAR = (12, 31)
MOST_REASONS = 3


@dataclass(frozen=True)
class Unused:
    """A row that cannot be used, with every reason."""

    project: SitedProject
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """One row and what the matcher said of its real site. Points in hundredths."""

    project: SitedProject
    on: datetime.date
    kind: str
    score: int
    ceiling: int
    # The requirements that bar the real site; empty where nothing does.
    because: tuple[str, ...]
    # Among the sites of its kind that a status shows to be open.
    among_kind: Standing
    # Among all sites that the service has on offer, those of unknown status too.
    among_all: Standing
    # The first three of its kind: code, score, ceiling.
    first: tuple[tuple[str, int, int], ...]
    # By criterion, what the first of its kind earns more than the real site; empty where that is the first.
    behind: tuple[tuple[str, int], ...]
    # In words: what bars the real site, or what the first and it say where they differ most; nothing for a hit.
    why: tuple[str, ...]
    baselines_kind: Baselines
    baselines_all: Baselines


@dataclass(frozen=True)
class Backtest:
    """Every row of a file: tested, or listed with the reasons why not."""

    ruleset: Ruleset
    tested: tuple[Trial, ...]
    unused: tuple[Unused, ...]


def run(rows: Sequence[SitedProject], state: Snapshot, day: tuple[int, int] = START_OF_YEAR) -> Backtest:
    """Return what the matcher says of every row that can be used, as of a day of the row's year.

    Under the earliest ruleset, for the choices were made before any was in force. Raises LookupError where none
    is published.
    """
    if not state.rulesets:
        raise LookupError("no ruleset is published")
    ruleset = state.rulesets[0].ruleset
    tested: list[Trial] = []
    unused: list[Unused] = []
    for project in rows:
        reasons = reasons_against(project, state)
        if project.year is None or reasons:
            unused.append(Unused(project, reasons))
        else:
            tested.append(_test(project, datetime.date(project.year, *day), ruleset, state, rows))
    return Backtest(ruleset, tuple(tested), tuple(unused))


def reasons_against(project: SitedProject, state: Snapshot) -> tuple[str, ...]:
    """Return every reason why a row cannot be used; none for one that can."""
    site = state.site_rows.get(project.site)
    before = project.year is None or datetime.date(project.year, *START_OF_YEAR) < MERGED
    elsewhere = site is not None and not site.planning_area.founding_scope
    note = project.note.casefold()
    reasons: list[str] = []
    if project.year is None:
        reasons.append("no year")
    if not project.code:
        reasons.append("no sector")
    elif not any(("2018", project.code[:size]) in state.sectors for size in range(len(project.code), 1, -1)):
        reasons.append(f"the sector {project.code} is not in the data")
    if site is None:
        reasons.append(f"the site {project.site} is not in the data" if project.site else "no site")
    if (elsewhere and before) or "former bac kan" in note:
        reasons.append("never chose among Thái Nguyên's sites: the site was in Bắc Kạn until 1 July 2025")
    reasons += [
        f'the file says "{clause.strip()}"'
        for clause in project.note.split(";")
        if "leave out of" in clause.casefold() or "exclude from" in clause.casefold()
    ]
    return tuple(reasons)


def own_plants(project: SitedProject, catalogue: Catalogue) -> frozenset[str]:
    """Return the codes of the tenants that are the row itself or another plant of the same firm."""
    return frozenset(
        tenant.code
        for record in catalogue.records.values()
        for tenant in record.tenants
        if tenant.code == project.project_id.lower() or firm_of(tenant.name) == project.firm
    )


def _test(
    project: SitedProject, on: datetime.date, ruleset: Ruleset, state: Snapshot, rows: Sequence[SitedProject]
) -> Trial:
    sites = site_table(state.catalogue, on, without_tenants=own_plants(project, state.catalogue))
    gathered = project_facts(project.request(), ruleset, on, state.sectors)
    row = Rows(Matcher(ruleset, sites)).of(gathered.facts)
    ranking = rank(row)
    number = sites.codes.index(project.site)
    real = next(one for one in (*ranking.placed, *ranking.barred) if one.site == number)
    kind = sites.sites[number].kind
    offered = _offered(ranking, sites, on)
    alike = [one for one in offered if sites.sites[one.site].kind == kind and _known_open(sites, one)]
    placed = [one for one in alike if one.rank is not None]
    behind = _differences(row, placed[0].site, number) if placed else ()
    orders = popularity(project, rows), planned_areas(state.catalogue, on)

    def plain(field: Sequence[Place]) -> Baselines:
        codes = [sites.codes[one.site] for one in field]
        return Baselines(*(standing_by(order, project.site, codes) for order in orders))

    return Trial(
        project=project,
        on=on,
        kind=kind,
        score=real.score,
        ceiling=real.ceiling,
        because=real.because,
        among_kind=standing(real, alike),
        among_all=standing(real, offered),
        first=tuple((sites.codes[one.site], one.score, one.ceiling) for one in placed[:3]),
        behind=behind,
        why=_why(row, real, placed[0].site if placed else None, behind),
        baselines_kind=plain(alike),
        baselines_all=plain(offered),
    )


def _differences(row: Row, one: int, other: int) -> tuple[tuple[str, int], ...]:
    """Return by criterion how many points more one site earns than another; criteria that differ, widest first."""
    found = [
        (rule.criterion, row.points(number, one)[0] - row.points(number, other)[0])
        for number, (rule, _) in enumerate(row.matcher.preferences)
    ]
    return tuple(sorted((pair for pair in found if pair[1]), key=lambda pair: -abs(pair[1])))


def _why(row: Row, real: Place, first: int | None, behind: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return what separates the first from the real site, by the findings at both."""
    own = {one.criterion: one for one in row.findings(real.site)}
    if real.because:
        return tuple(f"barred by {key}: {_said(own[key])}" for key in real.because)
    if first is None:
        return ()
    best = {one.criterion: one for one in row.findings(first)}
    widest = [(key, points) for key, points in behind if points > 0][:MOST_REASONS]
    return tuple(
        f"{key} {points / 100:+.2f}: first: {_said(best[key])} Real: {_said(own[key])}"
        for key, points in widest
    )


def _said(found: Finding) -> str:
    return wording.sentence(found.reason, "en", found.observed, found.required)


def _offered(ranking: Ranking, sites: SiteTable, on: datetime.date) -> list[Place]:
    """Return the sites on offer in the province as it then was, in the order of the answer."""
    return [
        one
        for one in (*ranking.placed, *ranking.barred)
        if "on_offer" not in one.because and (sites.sites[one.site].founding_scope or on >= MERGED)
    ]


def _known_open(sites: SiteTable, place: Place) -> bool:
    """Say whether a status shows the site to be open; one of unknown status is on offer, but unverified."""
    return sites.sites[place.site].stage is not None
