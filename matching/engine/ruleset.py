"""A ruleset: every rule in force from a date, with its weights, parameters and citations.

Formulas are Python (`matching.engine.criteria`); what officers may change is here. A document is refused
with every mistake at once.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.environment import AnnexRow
from matching.engine.shape import DocumentError, Errors, build, nearest
from matching.engine.tables import Bounds
from matching.engine.vocabulary import CURRENCIES

STANDINGS = ("read", "secondary", "known", "policy")
FULL = 10_000  # the weights of a profile, in hundredths of a point


@dataclass(frozen=True)
class Citation:
    """A ground for a rule. Standing: read, secondary, known (never shown to the public) or policy."""

    document: str
    article: str
    url: str
    standing: str


@dataclass(frozen=True)
class ExchangeRange:
    """What one unit of a currency was worth in VND over a span of years, as an interval."""

    currency: str
    from_year: int
    to_year: int
    low: float
    high: float
    standing: str


@dataclass(frozen=True)
class Rule:
    """A criterion with its parameters, weights in hundredths of a point by profile, and citations."""

    criterion: str
    params: Any
    citations: tuple[Citation, ...]
    weights: Mapping[str, int]

    @property
    def remembered(self) -> bool:
        """Whether the rule rests only on text that nobody read: then it may not bar by itself."""
        return all(citation.standing == "known" for citation in self.citations)


@dataclass(frozen=True)
class Ruleset:
    """One version of the rules."""

    version: str
    title_vi: str
    title_en: str
    effective_from: datetime.date
    profiles: tuple[str, ...]
    exchange: tuple[ExchangeRange, ...]
    annex_ii: tuple[AnnexRow, ...]
    requirements: tuple[Rule, ...]
    preferences: tuple[Rule, ...]
    digest: str

    def in_billion_vnd(self, amount: float, currency: str, year: int) -> Bounds | None:
        """Return an amount in billion VND, as an interval; None where the table has no such year.

        Source of the table: RULES, "exchange" of the document; DECISIONS 21.
        """
        row = self._exchange(currency, year)
        return None if row is None else (amount * row.low / 1e9, amount * row.high / 1e9)

    def exchange_is_known_only(self, currency: str, year: int) -> bool:
        """Say whether the range for a year rests on general knowledge alone."""
        row = self._exchange(currency, year)
        return row is not None and row.standing == "known"

    def _exchange(self, currency: str, year: int) -> ExchangeRange | None:
        for row in self.exchange:
            if row.currency == currency and row.from_year <= year <= row.to_year:
                return row
        return None


@dataclass(frozen=True)
class _Head:
    version: str
    title_vi: str
    title_en: str
    effective_from: datetime.date
    profiles: tuple[str, ...]
    citations: dict[str, Citation]
    exchange: tuple[ExchangeRange, ...]
    annex_ii: tuple[AnnexRow, ...]
    rules: tuple[dict[str, Any], ...]


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the digest of a document's content, independent of layout, comments and order of keys."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def parse(document: Any) -> Ruleset:
    """Return the ruleset of a document.

    Raises DocumentError listing every mistake with its place and what is allowed.
    """
    errors = Errors()
    loose = {name: kind for name, kind in _Head.__annotations__.items() if name != "rules"}
    if not isinstance(document, Mapping):
        raise DocumentError(["document: must be a mapping"])
    for key in document:
        if key not in _Head.__annotations__:
            errors.add(str(key), f"unknown key{nearest(str(key), _Head.__annotations__)}")
    head: dict[str, Any] = {}
    for name, kind in loose.items():
        if name not in document:
            errors.add(name, "is missing")
        else:
            head[name] = build(kind, document[name], name, errors)
    _check_standings(head, errors)
    rules = document.get("rules")
    if not isinstance(rules, list):
        errors.add("rules", "must be a list of rules")
        rules = []
    built = [_rule(raw, f"rules[{number}]", head, errors) for number, raw in enumerate(rules)]
    found = [rule for rule in built if rule is not None]
    if not errors.found:
        _check_whole(found, head["profiles"], errors)
    if errors.found:
        raise DocumentError(errors.found)
    head.pop("citations")
    order = {key: place for place, key in enumerate([*REQUIREMENTS, *PREFERENCES])}
    found.sort(key=lambda rule: order[rule.criterion])
    return Ruleset(
        **head,
        requirements=tuple(rule for rule in found if rule.criterion in REQUIREMENTS),
        preferences=tuple(rule for rule in found if rule.criterion in PREFERENCES),
        digest=digest_of(document),
    )


def _check_standings(head: dict[str, Any], errors: Errors) -> None:
    for name, citation in (head.get("citations") or {}).items():
        if citation is not None and citation.standing not in STANDINGS:
            errors.add(f"citations.{name}.standing", f"must be one of {', '.join(STANDINGS)}")
    for number, row in enumerate(head.get("exchange") or ()):
        if row is None:
            continue
        if row.currency not in CURRENCIES:
            errors.add(f"exchange[{number}].currency", f"must be one of {', '.join(CURRENCIES)}")
        if not 0 < row.low <= row.high or row.from_year > row.to_year:
            errors.add(f"exchange[{number}]", "low must not exceed high, nor from_year to_year")
    for number, annex in enumerate(head.get("annex_ii") or ()):
        if annex is not None and annex.standing not in STANDINGS:
            errors.add(f"annex_ii[{number}].standing", f"must be one of {', '.join(STANDINGS)}")
        if annex is not None and annex.smallest not in ("small", "medium", "large"):
            errors.add(f"annex_ii[{number}].smallest", "must be small, medium or large")


def _rule(raw: Any, place: str, head: dict[str, Any], errors: Errors) -> Rule | None:
    if not isinstance(raw, Mapping):
        errors.add(place, "must be a mapping")
        return None
    key = raw.get("criterion")
    criterion: Any = REQUIREMENTS.get(str(key)) or PREFERENCES.get(str(key))
    if criterion is None:
        allowed = [*REQUIREMENTS, *PREFERENCES]
        errors.add(f"{place}.criterion", f"{key!r} is unknown{nearest(str(key), allowed)}")
        return None
    place = f"{place} ({key})"
    allowed_keys = {"criterion", "params", "citations"} | ({"weights"} if key in PREFERENCES else set())
    for name in raw:
        if name not in allowed_keys:
            errors.add(f"{place}.{name}", f"unknown key; allowed: {', '.join(sorted(allowed_keys))}")
    params = build(criterion.Params, raw.get("params", {}), f"{place}.params", errors)
    citations = _citations(raw.get("citations"), place, head.get("citations") or {}, errors)
    weights = _weights(raw.get("weights"), place, head, errors) if key in PREFERENCES else {}
    return Rule(str(key), params, citations, weights)


def _citations(names: Any, place: str, known: Mapping[str, Citation], errors: Errors) -> tuple[Citation, ...]:
    if not isinstance(names, list) or not names:
        errors.add(f"{place}.citations", "a rule needs at least one citation")
        return ()
    for name in names:
        if name not in known:
            errors.add(
                f"{place}.citations", f"{name!r} is not among the citations{nearest(str(name), known)}"
            )
    return tuple(known[name] for name in names if name in known)


def _weights(raw: Any, place: str, head: dict[str, Any], errors: Errors) -> dict[str, int]:
    weights = build(dict[str, float], raw, f"{place}.weights", errors) or {}
    profiles = head.get("profiles") or ()
    for profile in profiles:
        if profile not in weights:
            errors.add(f"{place}.weights.{profile}", "is missing")
    for profile, weight in weights.items():
        if profile not in profiles:
            errors.add(f"{place}.weights.{profile}", f"unknown profile; allowed: {', '.join(profiles)}")
        if weight is None or weight < 0 or abs(weight * 100 - round(weight * 100)) > 1e-6:
            errors.add(f"{place}.weights.{profile}", "must be points with at most two decimals, not negative")
    return {profile: round(weight * 100) for profile, weight in weights.items() if weight is not None}


def _check_whole(rules: list[Rule], profiles: tuple[str, ...], errors: Errors) -> None:
    keys = [rule.criterion for rule in rules]
    for key in (*REQUIREMENTS, *PREFERENCES):
        if keys.count(key) != 1:
            errors.add("rules", f"criterion {key!r} must have exactly one rule, not {keys.count(key)}")
    for profile in profiles:
        total = sum(rule.weights.get(profile, 0) for rule in rules)
        if total != FULL:
            errors.add("rules", f"the weights of profile {profile} add up to {total / 100}, not 100")
