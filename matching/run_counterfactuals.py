"""What would change the result of a run, as its page shows it: computed when an officer asks, from what the run holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from matching import records, wording
from matching.engine.counterfactual import FIRST
from matching.matched import Matched
from matching.models import MatchRun
from matching.recomputing import matched_again, rows_of
from matching.records.sites import name_of

BARRED = "barred"  # asked about in place of a site: what would open those that are barred


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """What would do it for one site, on either side, each as a list of changes."""

    name: str
    effect: str
    investor: list[list[str]]
    site: list[list[str]]


@dataclass(frozen=True, slots=True)
class CounterfactualPanel:
    """The sites that can be asked about, and what was found where one was."""

    choices: list[tuple[str, str]]
    chosen: str
    asked: bool
    found: list[SiteChanges]
    already_first: bool
    cut_short: str  # what has to be said where not every change was looked at


def counterfactual_panel(run: MatchRun, chosen: str) -> CounterfactualPanel:
    """Return the panel; ``chosen`` is the code of a site, `BARRED`, or empty.

    Where no site is ranked, what bars is told without being asked for.
    """
    matched = matched_again(run, rows_of(run))
    names = {code: name_of(site, "vi") for code, site in matched.snapshot.site_rows.items()}
    ranking, codes = matched.ranking, matched.row.matcher.sites.codes
    known = [BARRED, *matched.on_offer]
    chosen = chosen if chosen in known else "" if ranking.placed else BARRED
    target = chosen if chosen in matched.on_offer else None
    asked = replace(matched, target=target)
    first = {codes[place.site] for place in ranking.placed if place.rank == 1}
    return CounterfactualPanel(
        choices=sorted(((code, names[code]) for code in matched.on_offer), key=lambda one: one[1]),
        chosen=chosen,
        asked=bool(chosen),
        found=_found(asked, target, names) if chosen else [],
        already_first=target in first,
        cut_short=""
        if not chosen or asked.all_changes_seen
        else wording.note("counterfactuals_cut_short", "vi"),
    )


def _found(matched: Matched, target: str | None, names: Mapping[str, str]) -> list[SiteChanges]:
    said = records.counterfactuals(matched, "vi", public=False)
    by_site: dict[tuple[str, str], SiteChanges] = {}
    for side in ("counterfactuals", "site_needs"):
        for one in said[side]:
            if target in (None, one["site"]):
                here = by_site.setdefault((one["site"], one["effect"]), _empty(one, names))
                changes = [_capital(wording.changed("vi", each)) for each in one["changes"]]
                (here.investor if side == "counterfactuals" else here.site).append(changes)
    return list(by_site.values())


def _empty(one: Mapping[str, Any], names: Mapping[str, str]) -> SiteChanges:
    effect = "để đứng đầu" if one["effect"] == FIRST else "để không bị loại"
    return SiteChanges(names[one["site"]], effect, [], [])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
