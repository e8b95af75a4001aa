"""Findings in words: encoded, with sentence and citations."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from matching import wording
from matching.engine import Finding
from matching.engine.criteria.shown import OfSite
from matching.engine.ruleset import Ruleset
from matching.records.encoded import PLACE, around_places, encode, filled, inside, with_places
from matching.records.findings import cited, in_points, points_encoded


class Expressed:
    """Turns findings into their encoded form.

    What many of them have in common is put into words once. Of what is observed at a site alone everything but the figures of
    the project is kept for all projects. Sites where a preference is alike get the same reason and earn by their own weights: what
    comes after the points is kept from one to the next.
    """

    def __init__(self, ruleset: Ruleset, language: str, public: bool) -> None:
        rules = (*ruleset.requirements, *ruleset.preferences)
        self._language, self._public = language, public
        self._citations = {rule.criterion: msgspec.Raw(encode(cited(rule, public))) for rule in rules}
        # Of each preference the last finding; held, so that what was observed is known again.
        self._last: dict[str, tuple[Finding, bytes]] = {}

    def __call__(self, found: Finding) -> bytes:
        """Return the encoded finding."""
        if isinstance(found.observed, OfSite):
            return self._of_site(found, found.observed)
        return encode(_beginning(found))[:-1] + b"," + self._end_of(found)[1:]

    def _of_site(self, found: Finding, observed: OfSite) -> bytes:
        template = wording.template(found.reason, self._language, observed, found.required)
        key = (template, self._public, found.outcome, found.lacks)
        frame = observed.notes.get(key)
        if frame is None:
            frame = observed.notes.setdefault(key, self._frame(found, template))
        return frame.filled(found)

    def _frame(self, found: Finding, template: wording.Template) -> "_Frame":
        texts, says = wording.around(template, found.observed)
        beginning = _beginning(found)
        if found.points is not None:
            beginning.points = beginning.ceiling = PLACE
        end = _End(
            found.reason,
            found.lacks,
            found.observed,
            PLACE,
            with_places(texts),
            self._citations[found.criterion],
        )
        return _Frame(around_places(encode(beginning)[:-1] + b"," + encode(end)[1:]), says)

    def _end_of(self, found: Finding) -> bytes:
        if found.weight is None:
            return self._end(found)
        last = self._last.get(found.criterion)
        if last is None or not _is_why(last[0], found):
            last = self._last[found.criterion] = (found, self._end(found))
        return last[1]

    def _end(self, found: Finding) -> bytes:
        return encode(
            _End(
                found.reason,
                found.lacks,
                found.observed,
                found.required,
                wording.sentence(found.reason, self._language, found.observed, found.required),
                self._citations[found.criterion],
            )
        )


class _Frame(NamedTuple):
    """What is said of a site, with places for what differs from project to project: points, what is required, texts."""

    around: Sequence[bytes]
    says: Sequence[wording.Getter]

    def filled(self, found: Finding) -> bytes:
        observed, required = found.observed, found.required
        pieces = [encode(required), *[inside(say(observed, required)) for say in self.says]]
        if found.points is not None:
            pieces[:0] = points_encoded(found.points), points_encoded(found.ceiling)
        return b"".join(filled(self.around, pieces))


class _Beginning(msgspec.Struct):
    criterion: str
    type: str
    group: str
    outcome: str
    weight: float | None
    points: Any
    ceiling: Any


class _End(msgspec.Struct):
    reason: str
    lacks: str | None
    observed: Any
    required: Any
    sentence: Any
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


def _is_why(one: Finding, other: Finding) -> bool:
    """Say whether two findings of a preference have one reason, with the very same figures."""
    return one.reason == other.reason and one.observed is other.observed and one.required is other.required
