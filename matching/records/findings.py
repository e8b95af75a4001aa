"""Findings as they are shown and as they are kept: encoded, with or without sentence and citations, for the next question too."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

import msgspec

from matching import wording
from matching.engine import Finding
from matching.engine.criteria.shown import OfSite
from matching.engine.ranking import Place
from matching.engine.ruleset import Rule, Ruleset
from matching.json_fields import encoded, sha256
from matching.records.encoded import Piece, encode

if TYPE_CHECKING:
    from matching.matched import Matched


class Findings(Generic[Piece]):
    """The findings of one match, expressed in one style, each kept with its rule's column.

    Sites where a rule is alike share one; so do projects that agree in what the rule looks at. `listed` makes the lists
    of those of whole sites, `listed_bars` of those that bar some.
    """

    def __init__(
        self,
        matched: "Matched",
        style: Hashable,
        express: Callable[[Finding], Piece],
        listed: Callable[[list[list[Piece]]], list[Any]],
        listed_bars: Callable[[list[list[Piece]]], list[Any]],
    ) -> None:
        self._row, self._rows, self._finding = matched.row, matched.rows, matched.finding
        self._express = express
        self._listed, self._listed_bars = listed, listed_bars
        self._by_rule: list[list[Piece | None]] = [
            column.notes.get(style) or column.notes.setdefault(style, [None] * self._row.matcher.sites.count)
            for column in self._row.columns
        ]

    @property
    def rules(self) -> int:
        """How many rules there are."""
        return len(self._by_rule)

    def make(self, number: int, sites: Iterable[int]) -> None:
        """Make what one rule says of some sites, where it is not kept."""
        kept = self._by_rule[number]
        for site in sites:
            if kept[site] is None:
                self._one(number, site)

    def of_sites(self, places: Sequence[Place]) -> list[Any]:
        """Return for each site the list of every rule's finding."""
        return self._listed([self._at(place.site) for place in places])

    def of_bars(self, places: Sequence[Place]) -> list[Any]:
        """Return for each barred site the list of the findings of the rules that bar it."""
        number_of, by_rule = self._row.matcher.number_of, self._by_rule
        return self._listed_bars(
            [
                [
                    by_rule[number_of[rule]][place.site] or self._one(number_of[rule], place.site)
                    for rule in place.because
                ]
                for place in places
            ]
        )

    def _at(self, site: int) -> list[Any]:
        found = [kept[site] for kept in self._by_rule]
        if None in found:
            return [self._one(number, site) if one is None else one for number, one in enumerate(found)]
        return found

    def _one(self, number: int, site: int) -> Piece:
        kept = self._by_rule[number]
        found = kept[site]
        if found is None:
            found = self._express(self._finding(number, site))
            for alike in self._row.matcher.alike[number][site]:
                kept[alike] = found
            self._rows.grew(number)
        return found


class Expressed:
    """Turns findings into their encoded form, with sentence and citations.

    Sites where a preference is alike get the same reason and earn by their own weights: what comes after the points is
    put into words once for all of them.
    """

    def __init__(self, ruleset: Ruleset, language: str, public: bool) -> None:
        rules = (*ruleset.requirements, *ruleset.preferences)
        self._language = language
        self._citations = {rule.criterion: msgspec.Raw(encode(cited(rule, public))) for rule in rules}
        self._last: dict[
            str, tuple[Finding, bytes]
        ] = {}  # of each preference; held, so that it is known again

    def __call__(self, found: Finding) -> bytes:
        """Return the encoded finding."""
        return encode(_beginning(found))[:-1] + b"," + self._end_of(found)[1:]

    def _end_of(self, found: Finding) -> bytes:
        if found.weight is None:
            return self._end(found)
        last = self._last.get(found.criterion)
        if last is None or last[0].observed is not found.observed or last[0].required is not found.required:
            last = self._last[found.criterion] = (found, self._end(found))
        return last[1]

    def _end(self, found: Finding) -> bytes:
        return encode(
            _End(
                found.reason,
                found.lacks,
                _encoded_once(found.observed),
                found.required,
                wording.sentence(found.reason, self._language, found.observed, found.required),
                self._citations[found.criterion],
            )
        )


class _Beginning(msgspec.Struct):
    criterion: str
    type: str
    group: str
    outcome: str
    weight: float | None
    points: float | None
    ceiling: float | None


class _End(msgspec.Struct):
    reason: str
    lacks: str | None
    observed: Any
    required: Any
    sentence: str
    citations: msgspec.Raw


def _beginning(found: Finding) -> _Beginning:
    """Return what is shown of a finding first. Points with two decimals at most."""
    return _Beginning(
        found.criterion,
        found.type,
        found.group,
        found.outcome,
        in_points(found.weight),
        in_points(found.points),
        in_points(found.ceiling),
    )


def _encoded_once(observed: Mapping[str, Any]) -> Any:
    """Return what was observed; encoded, and so once for all projects, where it is of a site alone."""
    if not isinstance(observed, OfSite):
        return observed
    kept = observed.notes.get(_encoded_once)
    return kept or observed.notes.setdefault(_encoded_once, msgspec.Raw(encode(observed)))


def finding_values(found: Finding) -> dict[str, Any]:
    """Return a finding as it is shown, without sentence and citations. Points with two decimals at most."""
    return {
        **msgspec.structs.asdict(_beginning(found)),
        "reason": found.reason,
        "lacks": found.lacks,
        "observed": found.observed,
        "required": found.required,
    }


class KeptFinding(NamedTuple):
    """A finding as it is kept, as JSON with sorted keys, and its SHA-256, as JSON too."""

    text: bytes
    digest: bytes


def finding_kept(found: Finding) -> KeptFinding:
    """Return a finding as it is kept."""
    text = encoded(finding_values(found))
    return KeptFinding(text, encode(sha256(text)))


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
