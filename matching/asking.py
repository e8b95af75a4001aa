"""Over all open projects: which figure of a site is most worth asking for."""

import datetime
from dataclasses import dataclass

from investors.models import Project
from investors.stages import OPEN
from matching import gather, snapshot
from matching.engine import ProjectFacts
from matching.engine.gaps import Gap, gaps
from matching.services import NoRuleset


@dataclass(frozen=True)
class WorthAsking:
    """The figures, most valuable first, with what they were found over."""

    gaps: list[Gap]
    projects: int
    ruleset: str


def figures_worth_asking(*, on: datetime.date, most: int | None = None) -> WorthAsking:
    """Return the unknown figures of sites that would most often change a first choice of an open project.

    ``most`` takes the newest projects only. The number of queries depends on nothing. Raises NoRuleset where none is published.
    """
    state = snapshot.current()
    in_force = state.in_force(on)
    if in_force is None:
        raise NoRuleset("no ruleset is published")
    published, _ = in_force
    projects = _open_projects(state, published, on, most)
    found = gaps(state.rows(published, on).matcher, projects)
    return WorthAsking(found, len(projects), published.ruleset.version)


def _open_projects(
    state: snapshot.Snapshot, published: snapshot.PublishedRuleset, on: datetime.date, most: int | None
) -> list[ProjectFacts]:
    rows = Project.objects.filter(stage__in=OPEN).order_by("-pk")
    rows = rows.select_related("investor").prefetch_related("lines__sector")
    return [
        gather.project_facts(row.facts(), published.ruleset, on, state.sectors).facts
        for row in rows[:most]
        if row.lines.all()  # what makes nothing cannot be matched
    ]
