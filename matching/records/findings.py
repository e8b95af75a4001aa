"""Findings as they are shown and as they are kept: encoded, with or without sentence and citations, for the next question too."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

import msgspec

from matching.engine import Finding
from matching.engine.criteria.shown import OfSite
from matching.engine.ranking import Place
from matching.engine.ruleset import Rule
from matching.json_fields import encoded, sha256
from matching.records.encoded import PLACE, Piece, around_places, encode, filled

if TYPE_CHECKING:
    from matching.matched import Matched

_KEPT = "kept"
_OWN, _OWN_POINTS = b'{"required":%b}', b'{"ceiling":%b,"points":%b,"required":%b}'


class Findings(Generic[Piece]):
    """The findings of one match, expressed in one style, each kept with its rule's column.

    Sites where a rule is alike share one; so do projects that agree in what the rule looks at. `listed` makes the lists
    of those of whole sites, `listed_bars` of those that bar some.
    """

    def __init__(
        self,
        matched: "Matched",
        finding: Callable[[int, int], Finding],
        style: Hashable,
        express: Callable[[Finding], Piece],
        listed: Callable[[list[list[Piece]]], list[Any]],
        listed_bars: Callable[[list[list[Piece]]], list[Any]],
    ) -> None:
        self._row, self._rows, self._finding = matched.row, matched.rows, finding
        self._express = express
        self._listed, self._listed_bars = listed, listed_bars
        self._by_rule: list[list[Piece | None]] = [
            column.notes.get(style) or column.notes.setdefault(style, [None] * self._row.matcher.sites.count)
            for column in self._row.columns
        ]

    def lacking(self, sites: Sequence[int]) -> list[int]:
        """Return the rules whose finding is not kept at some of the sites."""
        return [number for number, kept in enumerate(self._by_rule) if None in [kept[site] for site in sites]]

    def make(self, number: int, sites: Iterable[int]) -> None:
        """Make what one rule says of some sites, where it is not kept."""
        for site in sites:
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


class KeptFinding(NamedTuple):
    """A finding as it is kept, as JSON with sorted keys, and its SHA-256, as JSON too.

    Those of a site often have one ``frame`` and differ in the figures that are the project's ``own`` alone, as JSON by key.
    """

    text: bytes
    digest: bytes
    frame: bytes = b""
    own: bytes = b""


class _Kept(msgspec.Struct):
    """A finding without sentence and citations. Points with two decimals at most. In the order of the alphabet."""

    ceiling: Any
    criterion: str
    group: str
    lacks: str | None
    observed: msgspec.Raw
    outcome: str
    points: Any
    reason: str
    required: msgspec.Raw
    type: str
    weight: float | None


def finding_kept(found: Finding) -> KeptFinding:
    """Return a finding as it is kept."""
    if isinstance(found.observed, OfSite):
        return _of_site(found, found.observed)
    text = encode(_kept(found))
    return KeptFinding(text, _digest(text))


def _kept(found: Finding) -> _Kept:
    return _Kept(
        in_points(found.ceiling),
        found.criterion,
        found.group,
        found.lacks,
        _raw(found.observed),
        found.outcome,
        in_points(found.points),
        found.reason,
        _raw(found.required),
        found.type,
        in_points(found.weight),
    )


def _of_site(found: Finding, observed: OfSite) -> KeptFinding:
    """Return what is kept; everything but the figures of the project is encoded once for all projects."""
    key = (_KEPT, found.reason, found.outcome, found.lacks)
    frame, around = observed.notes.get(key) or observed.notes.setdefault(key, _frame(found))
    pieces, own = [encoded(found.required)], _OWN
    if found.points is not None:
        pieces[:0] = points_encoded(found.ceiling), points_encoded(found.points)
        own = _OWN_POINTS
    text = b"".join(filled(around, pieces))
    return KeptFinding(text, _digest(text), frame, own % tuple(pieces))


def _frame(found: Finding) -> tuple[bytes, list[bytes]]:
    """Return what is kept with places for the figures of the project, and what stands around these."""
    frame = _kept(found)
    frame.required = PLACE
    if found.points is not None:
        frame.points = frame.ceiling = PLACE
    text = encode(frame)
    return text, around_places(text)


def _digest(text: bytes) -> bytes:
    return b'"%b"' % sha256(text).encode()


def _raw(values: Mapping[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(encoded(values))


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


@lru_cache(20_000)
def points_encoded(hundredths: int | None) -> bytes:
    """Return points as they are shown, encoded."""
    return encode(in_points(hundredths))
