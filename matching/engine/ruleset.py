"""A ruleset: every rule in force from a date, with its weights, parameters and citations.

Formulas are Python (`matching.engine.criteria`); what officers may change is here. A document is refused
with every mistake at once.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from matching.engine.checks import mistakes
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.environment import AnnexRow
from matching.engine.facts import Bounds
from matching.engine.shape import DocumentError, Errors, build, nearest
from matching.engine.vocabulary import CHANGEABLE, CURRENCIES, OUTPUT_UNITS, PROCESS_FLAGS

STANDINGS = ("read", "secondary", "known", "policy")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LABELS = ("robust", "sensitive", "coin_toss")  # of a first place, by how often it holds
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

    @cached_property
    def remembered(self) -> bool:
        """Whether the rule rests only on text that nobody read: then it may not bar by itself."""
        return all(citation.standing == "known" for citation in self.citations)


@dataclass(frozen=True)
class RobustnessRules:
    """How far weights may be thought otherwise, in percent of themselves, and from where a first place is called what.

    The defaults hold for a document without the section (RULES 9: one weight at a time by 25 %, and a random set).
    """

    band_pct: float = 25.0
    bands_pct: dict[str, float] = field(default_factory=dict)  # of single rules, in place of `band_pct`
    robust_from_pct: float = 80.0
    coin_toss_below_pct: float = 50.0

    def band_of(self, criterion: str) -> float:
        """Return how far a rule's weight may move either way, as a part of itself."""
        return self.bands_pct.get(criterion, self.band_pct) / 100.0

    def label(self, first_pct: float) -> str:
        """Return what a first place is that holds in so many percent of the draws."""
        if first_pct >= self.robust_from_pct:
            return "robust"
        return "coin_toss" if first_pct < self.coin_toss_below_pct else "sensitive"


@dataclass(frozen=True)
class CounterfactualRules:
    """What an investor may be asked to change, from what costs least to what costs most; what is left out is never asked.

    The default holds for a document without the section.
    """

    order: tuple[str, ...] = CHANGEABLE

    def cost_of(self, kind: str) -> int:
        """Return the cost of changing a fact: its place in the order, from 1."""
        return self.order.index(kind) + 1


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
    robustness: RobustnessRules = RobustnessRules()
    counterfactuals: CounterfactualRules = CounterfactualRules()

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
    robustness: RobustnessRules
    counterfactuals: CounterfactualRules
    rules: tuple[dict[str, Any], ...]


# What a document may leave out, with what holds then.
_OPTIONAL = {"robustness": RobustnessRules(), "counterfactuals": CounterfactualRules()}


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
        if name not in document and name in _OPTIONAL:
            head[name] = _OPTIONAL[name]
        elif name not in document:
            errors.add(name, "is missing")
        else:
            head[name] = build(kind, document[name], name, errors)
    _check_head(head, errors)
    rules = document.get("rules")
    if not isinstance(rules, list):
        errors.add("rules", "must be a list of rules")
        rules = []
    built = [_rule(raw, f"rules[{number}]", head, errors) for number, raw in enumerate(rules)]
    found = [rule for rule in built if rule is not None]
    _check_whole(found, head.get("profiles") or (), errors)
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


def _check_head(head: dict[str, Any], errors: Errors) -> None:
    profiles = head.get("profiles")
    if profiles is not None and (not profiles or None in profiles or len(set(profiles)) < len(profiles)):
        errors.add("profiles", "must be a list of profiles, each named once")
        head.pop("profiles")
    for name, citation in (head.get("citations") or {}).items():
        if citation is not None:
            _one_of(citation.standing, STANDINGS, f"citations.{name}.standing", errors)
    _check_exchange(head.get("exchange") or (), errors)
    if head.get("robustness") is not None:
        _check_robustness(head["robustness"], errors)
    if head.get("counterfactuals") is not None:
        _check_order(head["counterfactuals"].order, errors)
    for number, annex in enumerate(head.get("annex_ii") or ()):
        if annex is not None:
            _check_annex(annex, f"annex_ii[{number}]", errors)


def _check_exchange(rows: Sequence[ExchangeRange | None], errors: Errors) -> None:
    taken: dict[tuple[str, int], int] = {}
    for number, row in enumerate(rows):
        if row is None:
            continue
        place = f"exchange[{number}]"
        _one_of(row.currency, CURRENCIES, f"{place}.currency", errors)
        _one_of(row.standing, STANDINGS, f"{place}.standing", errors)
        if not 0 < row.low <= row.high or not FIRST_YEAR <= row.from_year <= row.to_year <= LAST_YEAR:
            errors.add(
                place,
                f"low must be above 0 and not exceed high, from_year not to_year ({FIRST_YEAR} to {LAST_YEAR})",
            )
            continue
        for year in range(row.from_year, row.to_year + 1):
            earlier = taken.setdefault((row.currency, year), number)
            if earlier != number:
                errors.add(place, f"{row.currency} in {year} is already in exchange[{earlier}]")
                break


def _check_robustness(rules: RobustnessRules, errors: Errors) -> None:
    for key, band in [("band_pct", rules.band_pct), *rules.bands_pct.items()]:
        if not 0 <= band <= 100:
            errors.add(f"robustness.{key}", "must lie between 0 and 100")
    for key in rules.bands_pct:
        _one_of(key, tuple(PREFERENCES), f"robustness.bands_pct.{key}", errors)
    if not 0 <= rules.coin_toss_below_pct <= rules.robust_from_pct <= 100:
        errors.add(
            "robustness", "coin_toss_below_pct must not exceed robust_from_pct, both between 0 and 100"
        )


def _check_order(order: Sequence[str | None], errors: Errors) -> None:
    for number, kind in enumerate(order):
        place = f"counterfactuals.order[{number}]"
        if kind is None:  # no text; told already
            continue
        _one_of(kind, CHANGEABLE, place, errors)
        if kind in order[:number]:
            errors.add(place, f"{kind!r} is named before")


def _check_annex(row: AnnexRow, place: str, errors: Errors) -> None:
    _one_of(row.standing, STANDINGS, f"{place}.standing", errors)
    _one_of(row.smallest, ("small", "medium", "large"), f"{place}.smallest", errors)
    _one_of(row.level, ("I", "II", "III"), f"{place}.level", errors)
    if row.flag is not None:
        _one_of(row.flag, PROCESS_FLAGS, f"{place}.flag", errors)
    if row.unit is not None:
        _one_of(row.unit, OUTPUT_UNITS, f"{place}.unit", errors)
    if row.large_from is not None and row.unit is None:
        errors.add(f"{place}.unit", "is missing: large_from needs one")
    if row.medium_from is not None and (row.large_from is None or row.medium_from >= row.large_from):
        errors.add(f"{place}.medium_from", "must lie below large_from")


def _one_of(value: str, allowed: Sequence[str], place: str, errors: Errors) -> None:
    if value not in allowed:
        errors.add(place, f"must be one of {', '.join(allowed)}, not {value!r}{nearest(value, allowed)}")


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
    if params is not None:
        for where, message in mistakes(str(key), params, head.get("profiles") or ()):
            errors.add(f"{place}.params.{where}", message)
    citations = _citations(raw.get("citations"), place, head.get("citations") or {}, errors)
    weights = _weights(raw.get("weights"), place, head, errors) if key in PREFERENCES else {}
    return Rule(str(key), params, citations, weights)


def _citations(names: Any, place: str, known: Mapping[str, Citation], errors: Errors) -> tuple[Citation, ...]:
    if not isinstance(names, list) or not names:
        errors.add(f"{place}.citations", "a rule needs at least one citation")
        return ()
    for name in names:
        if str(name) not in known:
            errors.add(
                f"{place}.citations", f"{name!r} is not among the citations{nearest(str(name), known)}"
            )
    return tuple(known[name] for name in map(str, names) if known.get(name) is not None)


def _weights(raw: Any, place: str, head: dict[str, Any], errors: Errors) -> dict[str, int]:
    weights = build(dict[str, float], raw, f"{place}.weights", errors) or {}
    profiles = head.get("profiles") or ()
    for profile in profiles:
        if profile not in weights:
            errors.add(f"{place}.weights.{profile}", "is missing")
    for profile, weight in weights.items():
        if profile not in profiles:
            errors.add(f"{place}.weights.{profile}", f"unknown profile; allowed: {', '.join(profiles)}")
        if weight is not None and (weight < 0 or abs(weight * 100 - round(weight * 100)) > 1e-6):
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
            errors.add("rules", f"the weights of profile {profile} add up to {total / 100:g}, not 100")
