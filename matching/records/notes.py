"""Notes beside the findings, and the sites' names."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from matching import wording
from matching.engine.criteria.kind_fit import KindFit
from matching.records.encoded import encode

if TYPE_CHECKING:
    from matching.matched import Matched


def notes_of(matched: "Matched", include: Collection[str]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return notes on how the request was read, then on what the answer stands on."""
    notes = list(matched.gathered.notes)
    reading = matched.row.reading
    group = matched.gathered.facts.environment_group
    if reading.conflict:
        notes.append(("environment_group_conflict", {"declared": group, "rows": list(reading.rows)}))
    if reading.remembered:
        notes.append(("rows_remembered", {"rows": list(reading.rows)}))
    if "it_zone" in matched.gathered.facts.wish_kinds:
        notes.append(("preference_for_it_zone", {}))
    if not matched.in_force:
        code = "ruleset_earliest" if matched.earliest else "ruleset_not_in_force"
        version = matched.published.ruleset.version
        notes.append((code, {"version": version, "on": matched.on.isoformat()}))
    if "counterfactuals" in include and not matched.all_changes_seen:
        notes.append(("counterfactuals_cut_short", {}))
    notes.append(("advice_only", {}))
    return notes


def notes_of_site(matched: "Matched", site: int, large: bool) -> list[tuple[str, Mapping[str, Any]]]:
    facts = matched.row.matcher.sites.sites[site]
    notes: list[tuple[str, Mapping[str, Any]]] = []
    if facts.kind == "cluster" and large:
        notes.append(("large_firm_in_cluster", {}))
    if not facts.founding_scope:
        notes.append(("outside_founding_scope", {}))
    return notes


def is_large(matched: "Matched") -> bool:
    """Say whether the firm is large for certain (G12, DECISIONS 22)."""
    matcher = matched.row.matcher
    number = matcher.number_of[KindFit.key]
    kept = matched.row.columns[number].notes
    if "large" not in kept:
        kind_fit: KindFit = matcher.criteria[number]  # type: ignore[assignment]
        kept["large"] = bool(kind_fit.sizes(matched.row.table)[1][matched.row.place, 0])
    return bool(kept["large"])


def note_values(code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": code, "values": dict(values)}


def noted(code: str, language: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**note_values(code, values), "sentence": wording.note(code, language, **values)}


@lru_cache(maxsize=64)
def constant_note(code: str, language: str) -> msgspec.Raw:
    """Return a note that is always the same, encoded once."""
    return msgspec.Raw(encode(noted(code, language, {})))
