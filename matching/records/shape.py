"""The shape of an answer, filled with what the callables make."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from matching.engine import ENGINE_VERSION
from matching.engine.environment import NAME_OF, GroupReading
from matching.engine.ranking import (
    Missing,
    Open,
    Place,
    open_at,
    project_missing,
    unverified_by,
    what_is_missing,
)
from matching.records.encoded import encode
from matching.records.findings import Findings
from matching.records.notes import is_large, notes_of, notes_of_site

if TYPE_CHECKING:
    from matching.matched import Matched


def answer_of(
    matched: "Matched",
    run_id: str | None,
    limit: int,
    include: tuple[str, ...],
    findings: Findings,
    site_head: Callable[[int], Any],
    note: Callable[[str, Mapping[str, Any]], Any],
    robustness: Callable[[], Any],
    counterfactuals: Callable[[], Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the answer's shape, filled with what the callables make."""
    ranking = matched.ranking
    return {
        "id": run_id,
        "on": matched.on.isoformat(),
        "verdict": ranking.verdict,
        "summary": "",
        "ruleset": _ruleset(matched),
        "engine_version": ENGINE_VERSION,
        "data_version": matched.data_version,
        "project": _project(matched),
        "counts": matched.once("counts", lambda: _counts(matched)),
        "sites": _sites(matched, ranking.placed[:limit], findings, site_head, note),
        "barred": _barred(ranking.barred, findings, site_head) if "barred" in include else None,
        "refused_by": list(ranking.refused_by),
        "planned_candidates": [site_head(site) for site in ranking.planned_candidates],
        "notes": [note(code, values) for code, values in notes_of(matched, include)],
        "robustness": robustness() if "robustness" in include else None,
        **(counterfactuals() if "counterfactuals" in include else {"counterfactuals": None}),
    }


def _ruleset(matched: "Matched") -> dict[str, Any]:
    ruleset = matched.published.ruleset
    return {
        "version": ruleset.version,
        "digest": ruleset.digest,
        "effective_from": ruleset.effective_from.isoformat(),
        "in_force": matched.in_force,
    }


def _project(matched: "Matched") -> dict[str, Any]:
    return {
        "name": matched.request.get("name"),
        "reading": {"environment_group": _group(matched.row.reading)},
        "missing": matched.once("missing", lambda: _project_missing(matched)),
    }


def _counts(matched: "Matched") -> dict[str, int]:
    ranking = matched.ranking
    return {
        "assessed": matched.row.matcher.sites.count,
        "on_offer": ranking.offered,
        "not_barred": len(ranking.placed),
        "first": sum(place.rank == 1 for place in ranking.placed),
    }


def _sites(
    matched: "Matched",
    places: Sequence[Place],
    findings: Findings,
    site_head: Callable[[int], Any],
    note: Callable[[str, Mapping[str, Any]], Any],
) -> list[dict[str, Any]]:
    shown, large = [], is_large(matched)
    for place, found in zip(places, findings.of_sites(places), strict=True):
        figures, missing, notes = matched.once(
            place.site, lambda place=place: _of_site(matched, place, large)
        )
        shown.append(
            {
                "rank": place.rank,
                "site": site_head(place.site),
                **figures,
                "findings": found,
                "missing": missing,
                "notes": [note(code, values) for code, values in notes] if notes else [],
            }
        )
    return shown


def _of_site(
    matched: "Matched", place: Place, large: bool
) -> tuple[dict[str, Any], msgspec.Raw, list[tuple[str, Mapping[str, Any]]]]:
    """Return the figures of a site, what is missing of it, and the notes."""
    figures = {
        "outcome": place.outcome,
        "unverified_by": unverified_by(matched.row, place.site),
        "score": place.score / 100,
        "ceiling": place.ceiling / 100,
        "merit": place.merit / 100,
        "fit": place.fit / 100,
        "evidence_pct": place.evidence_pct,
    }
    missing = _missing_of_site(open_at(matched.row, place.site))
    return figures, missing, notes_of_site(matched, place.site, large)


def _barred(
    places: Sequence[Place], findings: Findings, site_head: Callable[[int], Any]
) -> list[dict[str, Any]]:
    return [
        {
            "site": site_head(place.site),
            "outcome": place.outcome,
            "because": place.because,
            "findings": found,
        }
        for place, found in zip(places, findings.of_bars(places), strict=True)
    ]


@lru_cache(maxsize=4096)
def _missing_of_site(left: Open) -> msgspec.Raw:
    """Return a site's missing figures, encoded once for all sites and projects that leave the same open."""
    return msgspec.Raw(encode([_missing(one) for one in what_is_missing(left)]))


def _missing(one: Missing) -> dict[str, Any]:
    # In the order of the alphabet, for these pieces are not sorted any more where runs are compared byte by byte.
    return {"could_add": one.could_add / 100, "field": one.field, "settles": list(one.settles)}


def _project_missing(matched: "Matched") -> list[dict[str, Any]]:
    places = matched.ranking.placed or matched.ranking.barred
    return [_missing(one) for one in project_missing(matched.row, [place.site for place in places])]


def _group(reading: GroupReading) -> dict[str, Any]:
    """Return the environment group; low is the milder end, high the more severe."""
    return {
        "value": {"low": NAME_OF[reading.high], "high": NAME_OF[reading.low]},
        "because": reading.because,
        "declared": reading.declared,
        "conflict": reading.conflict,
        "rows": list(reading.rows),
    }
