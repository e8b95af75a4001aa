"""A ruleset as a page that a person reads: every rule with its weights, parameters and grounds."""

from collections.abc import Iterator, Mapping
from typing import Any

from matching import wording
from matching.engine import Ruleset, parse
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.ruleset import Rule

STANDINGS = {
    "read": "read",
    "secondary": "read in a secondary source",
    "known": "remembered only: never shown to the public, cannot bar by itself",
    "policy": "a choice of the province",
}


def rules_page(document: Mapping[str, Any]) -> str:
    """Return the page, in Markdown. Raises DocumentError for a document that is no ruleset."""
    return "\n".join(_lines(parse(document), document)) + "\n"


def _lines(ruleset: Ruleset, document: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Rules {ruleset.version}, in force from {ruleset.effective_from}"
    yield ""
    yield f"Written by `manage.py write_rules` from the ruleset document; digest `{ruleset.digest}`."
    yield "The criteria's formulas are in `matching/engine/criteria`; what stands here can be changed by a new version."
    yield ""
    yield "## Weights"
    yield ""
    yield f"| criterion | {' | '.join(ruleset.profiles)} |"
    yield f"|---|{'---|' * len(ruleset.profiles)}"
    for rule in ruleset.preferences:
        weights = " | ".join(f"{rule.weights[profile] / 100:.2f}" for profile in ruleset.profiles)
        yield f"| {_titled(rule)} | {weights} |"
    yield ""
    yield (
        "Profiles: "
        + "; ".join(f"{one} = {wording.label('profile', one, 'en')}" for one in ruleset.profiles)
        + "."
    )
    yield from _robustness(ruleset)
    yield from _counterfactuals(ruleset)
    raw = {one["criterion"]: one for one in document["rules"]}
    for title, rules in (
        ("Requirements: they bar, they earn nothing", ruleset.requirements),
        ("Preferences", ruleset.preferences),
    ):
        yield ""
        yield f"## {title}"
        for rule in rules:
            yield from _rule(rule, raw[rule.criterion].get("params") or {})
    yield from _annex(ruleset)
    yield from _exchange(ruleset)


def _robustness(ruleset: Ruleset) -> Iterator[str]:
    rules = ruleset.robustness
    yield ""
    yield "## How sure an order is"
    yield ""
    yield f"Each weight may be thought otherwise by {rules.band_pct:g} % of itself either way; a profile still adds up to 100."
    if rules.bands_pct:
        bands = "; ".join(f"`{key}` {band:g} %" for key, band in rules.bands_pct.items())
        yield f"Bands of single rules: {bands}."
    yield f"A first place that holds in {rules.robust_from_pct:g} % of the draws or more is `robust`, in fewer than"
    yield f"{rules.coin_toss_below_pct:g} % a `coin_toss`, else `sensitive`. How it is drawn: [robustness.md](robustness.md)."


def _counterfactuals(ruleset: Ruleset) -> Iterator[str]:
    order = ruleset.counterfactuals.order
    yield ""
    yield "## What an investor may be asked to change"
    yield ""
    yield "From what costs least to what costs most: " + ", ".join(f"`{kind}`" for kind in order) + "."
    yield "How changes are found: [counterfactuals.md](counterfactuals.md)."


def _annex(ruleset: Ruleset) -> Iterator[str]:
    yield ""
    yield "## Polluting types (Annex II of Decree 08/2022, article 28 of the Environment Law)"
    yield ""
    yield "A row applies by its process step where the steps are stated, else its lines say that it may. Outputs a year."
    yield ""
    yield "| row | level | type | lines | step | large from | medium from | standing |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in ruleset.annex_ii:
        large = "any size is group I" if row.always_group_i else _amount(row.large_from, row.unit)
        cells = (
            row.key,
            row.level,
            row.name_en,
            ", ".join(sorted(row.codes)),
            row.flag or "",
            large,
            _amount(row.medium_from, row.unit),
            row.standing,
        )
        yield f"| {' | '.join(cells)} |"


def _exchange(ruleset: Ruleset) -> Iterator[str]:
    yield ""
    yield "## Exchange ranges, VND for one unit"
    yield ""
    yield "For a year outside the table the capital counts as unknown. Standing `known`: from general knowledge, until an"
    yield "officer enters a source."
    yield ""
    yield "| currency | years | from | to | standing |"
    yield "|---|---|---|---|---|"
    for row in ruleset.exchange:
        years = f"{row.from_year}-{row.to_year}"
        yield f"| {row.currency} | {years} | {row.low:,g} | {row.high:,g} | {row.standing} |"


def _amount(value: float | None, unit: str | None) -> str:
    return "" if value is None else f"{value:,.0f} {unit}"


def _rule(rule: Rule, params: Mapping[str, Any]) -> Iterator[str]:
    criterion: Any = REQUIREMENTS.get(rule.criterion) or PREFERENCES[rule.criterion]
    yield ""
    yield f"### {_titled(rule)}"
    yield ""
    yield " ".join((criterion.__doc__ or "").split())
    if rule.remembered:
        yield ""
        yield "**Rests on remembered text alone: it cannot bar; it asks an officer to check.**"
    if params:
        yield ""
        yield from (f"- `{name}`: {_shown(value)}" for name, value in params.items())
    yield ""
    for one in rule.citations:
        link = f" <{one.url}>" if one.url else ""
        yield f"- {one.document}, {one.article} ({STANDINGS[one.standing]}){link}"


def _titled(rule: Rule) -> str:
    return f"{wording.label('criterion', rule.criterion, 'en')} (`{rule.criterion}`)"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        nested = any(isinstance(one, list | dict) for one in value)
        return ("; " if nested else ", ").join(_shown(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
