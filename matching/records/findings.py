"""Findings as they are shown: as values, or encoded with sentence and citations and kept for the next question."""

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from matching import wording
from matching.engine import Finding
from matching.engine.ruleset import Rule, Ruleset
from matching.json_fields import encoded
from matching.records.encoded import encode

if TYPE_CHECKING:
    from matching.matched import Matched


class Findings:
    """The findings of one match, expressed in one style, each kept with its rule's column.

    Sites where a rule is alike share one; so do projects that agree in what the rule looks at. `listed` makes a list
    of several.
    """

    def __init__(
        self,
        matched: "Matched",
        style: Hashable,
        express: Callable[[Finding], Any],
        listed: Callable[[list[Any]], Any] = list,
    ) -> None:
        self._row, self._rows, self._express, self._listed = matched.row, matched.rows, express, listed
        self._by_rule: list[list[Any]] = [
            column.notes.get(style) or column.notes.setdefault(style, [None] * self._row.matcher.sites.count)
            for column in self._row.columns
        ]

    def at(self, site: int) -> Any:
        """Return the list of every rule's finding at a site."""
        found = [kept[site] for kept in self._by_rule]
        if None in found:
            found = [self._one(number, site) if one is None else one for number, one in enumerate(found)]
        return self._listed(found)

    def of_rules(self, numbers: Iterable[int], site: int) -> Any:
        """Return the list of some rules' findings at a site."""
        return self._listed([self._one(number, site) for number in numbers])

    def _one(self, number: int, site: int) -> Any:
        kept = self._by_rule[number]
        found = kept[site]
        if found is None:
            found = self._express(self._row.finding(number, site))
            for alike in self._row.matcher.alike[number][site]:
                kept[alike] = found
            self._rows.grew()
        return found


def expressed(ruleset: Ruleset, language: str, public: bool) -> Callable[[Finding], bytes]:
    """Return what turns a finding into its encoded form, with sentence and citations."""
    rules = (*ruleset.requirements, *ruleset.preferences)
    citations = {rule.criterion: msgspec.Raw(encode(cited(rule, public))) for rule in rules}

    def express(found: Finding) -> bytes:
        values = finding_values(found)
        values["sentence"] = wording.sentence(found.reason, language, found.observed, found.required)
        values["citations"] = citations[found.criterion]
        return encode(values)

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


def finding_encoded(found: Finding) -> msgspec.Raw:
    """Return a finding as it is kept: encoded with sorted keys, for pieces are not sorted any more in a run's bytes."""
    return msgspec.Raw(encoded(finding_values(found)))


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
