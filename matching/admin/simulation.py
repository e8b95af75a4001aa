"""The page that shows whose first choice a draft would move, and which rule moves it. It writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from matching import snapshot
from matching.admin.drafts import VIEW, allow, context_of, draft_or_404
from matching.drafting import labels, services
from matching.engine.compare import Move
from matching.models import RulesetDraft
from matching.run_page import points
from matching.services import NoRuleset
from matching.simulating import MOST_PROJECTS, MOST_RUNS, Simulated, simulate
from parks.dates import today
from parks.models import Site

PROJECTS, RUNS = "investors.view_project", "matching.view_matchrun"
SHOWN = 300
NOWHERE = "không nơi nào"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move in words."""

    name: str
    code: str
    page: str
    before: str
    after: str
    rule: str
    shift: str
    chip: str


def simulation(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Simulate a draft over the open projects and the kept runs."""
    allow(request, VIEW)
    allow(request, PROJECTS)
    draft = draft_or_404(draft_id)
    read = services.mistakes_of(draft.ruleset) if draft.state != RulesetDraft.State.PUBLISHED else None
    context = {
        **context_of(request, draft, f"Thử dự thảo {draft.ruleset.version} trên các dự án"),
        "here": "simulation",
        "mistakes": read.mistakes if read else (),
        "published": read is None,
        **(_found(request, read.ruleset) if read and read.ruleset else {}),
    }
    return TemplateResponse(request, "admin/matching/simulation.html", context)


def _found(request: HttpRequest, ruleset: Any) -> dict[str, Any]:
    try:
        found = simulate(ruleset=ruleset, on=today(), with_runs=request.user.has_perm(RUNS))
    except NoRuleset:
        return {"no_ruleset": True}
    sites = snapshot.current().site_rows
    return {
        "found": found,
        "most_projects": MOST_PROJECTS,
        "most_runs": MOST_RUNS,
        "shown": SHOWN,
        "by_rule": _by_rule([one.move for one in found.project_moves]),
        "lost": sum(one.move.after is None for one in found.project_moves),
        "won": sum(one.move.before is None for one in found.project_moves),
        "project_lines": _project_lines(found, sites),
        "run_lines": _run_lines(found, sites),
        "may_see_runs": request.user.has_perm(RUNS),
    }


def _by_rule(moves: Sequence[Move]) -> list[tuple[str, int]]:
    counted = Counter(labels.criterion(move.criterion) for move in moves)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _project_lines(found: Simulated, sites: Mapping[str, Site]) -> list[MoveLine]:
    # Who is left without a place is what an officer has to look at first.
    ordered = sorted(
        found.project_moves, key=lambda one: (one.move.after is not None, one.move.before is not None)
    )
    return [
        _line(
            one.project.name,
            one.project.code,
            reverse("admin:investors_project_change", args=[one.project.pk]),
            one.move,
            sites,
        )
        for one in ordered[:SHOWN]
    ]


def _run_lines(found: Simulated, sites: Mapping[str, Site]) -> list[MoveLine]:
    return [
        _line(
            one.run.project.name if one.run.project else f"Lượt số {one.run.number}",
            f"tính theo ngày {one.run.on:%d/%m/%Y}, bộ tiêu chí {one.run.ruleset.version}",
            reverse("admin:matching_matchrun_change", args=[one.run.pk]),
            one.move,
            sites,
        )
        for one in found.run_moves[:SHOWN]
    ]


def _line(name: str, code: str, page: str, move: Move, sites: Mapping[str, Site]) -> MoveLine:
    chip = "barred" if move.after is None else "met" if move.before is None else "info"
    return MoveLine(
        name,
        code,
        page,
        _named(move.before, sites),
        _named(move.after, sites),
        f"{labels.kind_of_rule(move.criterion)} {labels.criterion(move.criterion)}",
        f"+{points(move.shift / 100)}" if move.shift > 0 else "",
        chip,
    )


def _named(code: str | None, sites: Mapping[str, Site]) -> str:
    if code is None:
        return NOWHERE
    return sites[code].name_vi if code in sites else code
