"""Findings as they are shown: as values, or encoded with sentence and citations and kept for the next question."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

import msgspec

from matching import wording
from matching.engine import Finding
from matching.engine.ruleset import Rule, Ruleset
from matching.records.encoded import encode

if TYPE_CHECKING:
    from matching.services import Matched


class Findings:
    """The findings of one match, expressed in one style, each kept with its rule's column.

    Sites where a rule is alike share one; so do projects that agree in what the rule looks at.
    """

    def __init__(self, matched: "Matched", style: Hashable, express: Callable[[Finding], Any]) -> None:
        self._row, self._rows, self._express = matched.row, matched.rows, express
        notes = (column.notes.setdefault(style, {}) for column in matched.row.columns)
        self._by_rule: list[tuple[dict[int, Any], list[int]]] = [
            *zip(notes, matched.row.matcher.alike, strict=True)
        ]

    def at(self, site: int) -> list[Any]:
        """Return every rule's finding at a site."""
        found = [kept.get(alike[site]) for kept, alike in self._by_rule]
        if None in found:
            found = [self.one(number, site) for number in range(len(found))]
        return found

    def one(self, number: int, site: int) -> Any:
        """Return one rule's finding at a site."""
        kept, alike = self._by_rule[number]
        found = kept.get(alike[site])
        if found is None:
            found = kept[alike[site]] = self._express(self._row.finding(number, site))
            self._rows.grew()
        return found


def expressed(ruleset: Ruleset, language: str, public: bool) -> Callable[[Finding], msgspec.Raw]:
    """Return what turns a finding into its encoded form, with sentence and citations."""
    rules = (*ruleset.requirements, *ruleset.preferences)
    citations = {rule.criterion: msgspec.Raw(encode(cited(rule, public))) for rule in rules}

    def express(found: Finding) -> msgspec.Raw:
        values = finding_values(found)
        values["sentence"] = wording.sentence(found.reason, language, found.observed, found.required)
        values["citations"] = citations[found.criterion]
        return msgspec.Raw(encode(values))

    return express


def finding_values(found: Finding) -> dict[str, Any]:
    """Return a finding as it is shown, without sentence and citations. Points with two decimals at most."""
    return {
        "criterion": found.criterion,
        "type": found.type,
        "group": found.group,
        "outcome": found.outcome,
        "weight": in_points(found.weight),
        "points": in_points(found.points),
        "ceiling": in_points(found.ceiling),
        "reason": found.reason,
        "lacks": found.lacks,
        "observed": found.observed,
        "required": found.required,
    }


def cited(rule: Rule, public: bool) -> list[dict[str, str]]:
    """Return a rule's grounds; those that are only remembered are for officers."""
    return [
        {
            "document": one.document,
            "article": one.article,
            "url": one.url,
            "standing": one.standing,
        }
        for one in rule.citations
        if not (public and one.standing == "known")
    ]


def in_points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100
