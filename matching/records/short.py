"""A run kept short: the order of the sites with their points and what bars the others, without findings.

Everything else is computed anew from what the run holds whenever somebody reads it (`matching.recomputing`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from matching.engine import Ranking

SITE = ("site", "rank", "outcome", "score", "ceiling", "merit", "fit", "evidence_pct")


def short(ranking: Ranking, codes: Sequence[str], name: str | None) -> dict[str, Any]:
    """Return the short form of a ranking; ``codes`` are those of the sites in their order."""
    return {
        "short": True,
        "verdict": ranking.verdict,
        "project": {"name": name},
        "sites": [
            {
                "site": codes[place.site],
                "rank": place.rank,
                "outcome": place.outcome,
                "score": place.score / 100,
                "ceiling": place.ceiling / 100,
                "merit": place.merit / 100,
                "fit": place.fit / 100,
                "evidence_pct": place.evidence_pct,
            }
            for place in ranking.placed
        ],
        "barred": [{"site": codes[one.site], "because": list(one.because)} for one in ranking.barred],
    }


def shortened(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the short form of a whole answer that has every site."""
    return {
        "short": True,
        "verdict": answer["verdict"],
        "project": {"name": answer["project"]["name"]},
        "sites": [{key: one[key] for key in SITE} for one in answer["sites"]],
        "barred": [{"site": one["site"], "because": one["because"]} for one in answer["barred"]],
    }


def widened(kept: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return a short form in the shape of a whole answer where the findings cannot be told any more.

    ``whole`` is what comes out now, from another engine: of it only what is not of the sites is taken.
    """
    site = {"unverified_by": None, "findings": [], "missing": [], "notes": []}
    return {
        **whole,
        "verdict": kept["verdict"],
        "sites": [{**one, **site} for one in kept["sites"]],
        "barred": [{**one, "outcome": "barred", "findings": []} for one in kept["barred"]],
        "summary_facts": None,
        "robustness": None,
        "counterfactuals": None,
        "notes": [*whole["notes"], {"code": "details_not_kept", "values": {}}],
    }
