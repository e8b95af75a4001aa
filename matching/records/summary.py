"""The two or three sentences that say what a whole answer says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matching import wording
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.criteria.plot_fit import PlotFit
from matching.engine.ranking import Ranking
from matching.engine.row import Finding

if TYPE_CHECKING:
    from matching.matched import Matched


def summary_facts(matched: "Matched", missing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a summary says, without words; sites by code."""
    found: dict[str, Any] = matched.once("summary", lambda: _summary_facts(matched, missing))
    return found


def _summary_facts(matched: "Matched", missing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ranking, codes = matched.ranking, matched.row.matcher.sites.codes
    best = [
        {
            "code": codes[one.site],
            "score": one.score / 100,
            "ceiling": one.ceiling / 100,
            "outcome": one.outcome,
            "full": _is_reported_full(matched, one.site),
        }
        for one in ranking.placed[:3]
    ]
    return {
        "verdict": ranking.verdict,
        "project_name": matched.request.get("name"),
        "best": best,
        "tied": sum(place.rank == 1 for place in ranking.placed),
        "offered": ranking.offered,
        "barred_on_offer": ranking.offered - len(ranking.placed),
        "refused_by": _refusals(matched),
        "planned": [codes[site] for site in ranking.planned_candidates],
        "because": most_frequent(ranking),
        "missing": [one["field"] for one in missing[:3]],
        "evidence_pct": ranking.placed[0].evidence_pct if ranking.placed else None,
    }


def _is_reported_full(matched: "Matched", site: int) -> bool:
    """Say whether a source too weak to bar says that the site has no plot that is large enough."""
    number = matched.row.matcher.number_of[PlotFit.key]
    return matched.row.requirements[number].cases[site] == PlotFit.cases["reported_full"]


def most_frequent(ranking: Ranking) -> list[list[Any]]:
    """Return what bars most sites on offer, with their number; nothing where one is not barred."""
    if ranking.placed:
        return []
    on_offer = [place.because for place in ranking.barred if OnOffer.key not in place.because]
    counted = Counter(key for because in on_offer for key in because)
    return [[key, count] for key, count in counted.most_common(3)]


def _refusals(matched: "Matched") -> list[dict[str, Any]]:
    """Return what refuses by law or policy, as it was found at the first site where it bars, then the other reasons that it has elsewhere."""
    first, others = [], []
    for key in matched.ranking.refused_by:
        number, by_reason = matched.row.matcher.number_of[key], dict[str, Finding]()
        for place in matched.ranking.barred:
            if key in place.because:
                found = matched.row.finding(number, place.site)
                by_reason.setdefault(found.reason, found)
        one, *more = by_reason.values()
        first.append(one)
        others += more
    return [
        {
            "criterion": found.criterion,
            "reason": found.reason,
            "observed": found.observed,
            "required": found.required,
        }
        for found in (*first, *others)
    ]


def summary_of(facts: Mapping[str, Any], names: Mapping[str, str], language: str) -> str:
    """Return two or three sentences that can be pasted into a message."""
    refused = [
        {
            "criterion": one["criterion"],
            "sentence": wording.sentence(one["reason"], language, one["observed"], one["required"]),
        }
        for one in facts["refused_by"]
    ]
    shown = {
        **facts,
        "best": [{**one, "name": names[one["code"]]} for one in facts["best"]],
        "planned": [names[code] for code in facts["planned"]],
        "refused_by": refused,
    }
    return wording.summary(language, **shown)
