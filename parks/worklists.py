"""What of the evidence is open, each thing of it in full: sources that disagree, figures that are old, names in doubt.

Each list is three queries, however much there is. `disputed` and `aged` say of one site, whose facts are loaded, what
counts; the first page adds them up.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from parks.evidence import Chosen, FactLike, choose, current_status, is_stale
from parks.models import Fact, Site, Source, Status


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One quantity of a site that usable sources state differently: the figure in use, and the others (best first)."""

    site: Site
    chosen: Chosen

    @property
    def figures(self) -> tuple[FactLike, ...]:
        """The figure in use, then every other one that might be used in its place."""
        others = (fact for fact in self.chosen.others if not fact.unusable_reason)
        return (self.chosen.fact, *others)


@dataclass(frozen=True, slots=True)
class Aged:
    """A figure in use that is older than its quantity keeps."""

    site: Site
    fact: FactLike


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A site of which nobody has confirmed that it is the one meant, and the sources that speak of it."""

    site: Site
    stage: str
    sources: tuple[Source, ...]


def disagreements(on: datetime.date, sites: QuerySet[Site] | None = None) -> list[Disagreement]:
    """Return what sources state differently and nobody has chosen, by site and quantity."""
    return [
        Disagreement(site, chosen)
        for site in _loaded(sites)
        if stage_of(site, on) != Status.Stage.WITHDRAWN
        for chosen in disputed(site, on)
    ]


def stale(on: datetime.date, sites: QuerySet[Site] | None = None) -> list[Aged]:
    """Return the figures in use that are old, the oldest first; those without a date come last."""
    found = [
        Aged(site, fact)
        for site in _loaded(sites)
        if stage_of(site, on) != Status.Stage.WITHDRAWN
        for fact in aged(site, on)
    ]
    return sorted(found, key=lambda each: (each.fact.counts_from is None, each.fact.counts_from))


def unconfirmed(on: datetime.date, sites: QuerySet[Site] | None = None) -> list[Unnamed]:
    """Return the sites whose name is in doubt, with the sources that speak of each, the most cited first."""
    found = []
    for site in _loaded(sites):
        if site.identity == Site.Identity.UNCONFIRMED:
            cited: dict[Source, int] = defaultdict(int)
            for fact in site.facts.all():
                cited[fact.source] += fact.retracted_at is None
            sources = sorted(cited, key=lambda source: (-cited[source], source.code))
            found.append(Unnamed(site, stage_of(site, on) or "", tuple(sources)))
    return found


def disputed(site: Site, on: datetime.date) -> list[Chosen]:
    """Return the figures that usable sources state differently; wordings differ always and are left out."""
    return [
        each
        for each in _in_use(site, on)
        if each.fact.number is not None
        and each.reason != "pinned"
        and any(not other.unusable_reason for other in each.disagreements)
    ]


def aged(site: Site, on: datetime.date) -> list[FactLike]:
    """Return the figures in use that are older than their quantity keeps."""
    return [each.fact for each in _in_use(site, on) if is_stale(each.fact, on)]


def stage_of(site: Site, on: datetime.date) -> str | None:
    """Return the stage that counts on a day, of a site whose statuses are loaded."""
    found = current_status(site.statuses.all(), on)
    return found.status.stage if found else None


def _in_use(site: Site, on: datetime.date) -> list[Chosen]:
    by_quantity: dict[str, list[Fact]] = defaultdict(list)
    for fact in site.facts.all():
        by_quantity[fact.quantity].append(fact)
    chosen = (choose(by_quantity[quantity], on) for quantity in sorted(by_quantity))
    return [each for each in chosen if each is not None]


def _loaded(sites: QuerySet[Site] | None) -> QuerySet[Site]:
    rows = Site.objects.all() if sites is None else sites
    facts = Prefetch("facts", Fact.objects.select_related("source").order_by("code"))
    return rows.select_related("planning_area").prefetch_related(facts, "statuses").order_by("-kind", "code")
