"""A ranking becomes the answer of the API, and the JSON that is kept.

One builder gives the shape. It is filled twice: with plain values and no sentences for what is kept, with
encoded pieces in the caller's language for an answer. `render` adds the sentences to what was kept.
"""

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from matching import wording
from matching.engine import ENGINE_VERSION, Finding
from matching.engine.criteria.kind_fit import KindFit
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.environment import NAME_OF, GroupReading
from matching.engine.ranking import (
    Missing,
    Place,
    Ranking,
    project_missing,
    site_missing,
    unverified_by,
)
from matching.engine.ruleset import Rule, Ruleset
from matching.snapshot import PublishedRuleset
from parks.models import Site

if TYPE_CHECKING:
    from matching.services import Matched

_encoder = msgspec.json.Encoder()
encode = _encoder.encode
_large_buffer = threading.local()


def encode_large(value: Any) -> bytes:
    """Encode into a buffer that is kept by thread: letting one grow to 300 kB costs more than filling it."""
    buffer = getattr(_large_buffer, "bytes", None)
    if buffer is None:
        buffer = _large_buffer.bytes = bytearray(1 << 19)
    _encoder.encode_into(value, buffer)
    return bytes(buffer)


# What a later release will fill; until then it is null and documented so.
NOT_BUILT = ("robustness", "counterfactuals")


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: lists for tuples, texts for dates and exact decimals."""
    return msgspec.json.decode(encode(value))


class _Findings:
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


def neutral(
    matched: "Matched", *, run_id: str | None, limit: int, include: tuple[str, ...]
) -> dict[str, Any]:
    """Return the answer without sentences, names and citations, as it is kept."""
    codes = matched.row.matcher.sites.codes
    findings = _Findings(matched, "values", finding_values)
    built = _answer(matched, run_id, limit, include, findings, lambda site: codes[site], _note_values)
    built["summary_facts"] = _summary_facts(matched, built["project"]["missing"])
    return dict(plain(built))


def answer(
    matched: "Matched",
    *,
    run_id: str | None,
    limit: int,
    include: tuple[str, ...],
    language: str,
    public: bool,
) -> bytes:
    """Return the encoded answer in one language. Remembered grounds are not shown to the public."""
    state, codes = matched.snapshot, matched.row.matcher.sites.codes
    named = state.kept(("named", language), lambda: _Named(state.site_rows, language))
    express = state.kept(
        ("expressed", matched.published.pk, language, public),
        lambda: _expressed(matched.published.ruleset, language, public),
    )
    findings = _Findings(matched, (language, public), express)

    def note(code: str, values: Mapping[str, Any]) -> dict[str, Any] | msgspec.Raw:
        return _noted(code, language, values) if values else _constant_note(code, language)

    heads = [named.heads[code] for code in codes]
    built = _answer(matched, run_id, limit, include, findings, heads.__getitem__, note)
    built["summary"] = _summary(_summary_facts(matched, built["project"]["missing"]), named.names, language)
    return encode_large(built)


def _noted(code: str, language: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**_note_values(code, values), "sentence": wording.note(code, language, **values)}


@lru_cache(maxsize=64)
def _constant_note(code: str, language: str) -> msgspec.Raw:
    """Return a note that is always the same, encoded once."""
    return msgspec.Raw(encode(_noted(code, language, {})))


class _Named:
    """The sites' names, and what names a site in an answer, encoded."""

    def __init__(self, sites: Mapping[str, Site], language: str) -> None:
        self.names = {code: _name(site, language) for code, site in sites.items()}
        self.heads = {code: msgspec.Raw(encode(head(site, language))) for code, site in sites.items()}


def _expressed(ruleset: Ruleset, language: str, public: bool) -> Callable[[Finding], msgspec.Raw]:
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
        "weight": _points(found.weight),
        "points": _points(found.points),
        "ceiling": _points(found.ceiling),
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


def head(site: Site, language: str) -> dict[str, Any]:
    """Return what names a site in an answer."""
    return {
        "code": site.code,
        "name": _name(site, language),
        "kind": site.kind,
        "planning_area": site.planning_area.code,
        "latitude": site.latitude,
        "longitude": site.longitude,
    }


def _name(site: Site, language: str) -> str:
    return site.name_en if language == "en" and site.name_en else site.name_vi


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _note_values(code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": code, "values": dict(values)}


def _answer(
    matched: "Matched",
    run_id: str | None,
    limit: int,
    include: tuple[str, ...],
    findings: _Findings,
    site_head: Callable[[int], Any],
    note: Callable[[str, Mapping[str, Any]], Any],
) -> dict[str, Any]:
    """Return the answer's shape, filled with what the callables make."""
    ranking, ruleset = matched.ranking, matched.published.ruleset
    large = _large(matched)
    on = matched.on.isoformat()
    return {
        "id": run_id,
        "on": on,
        "verdict": ranking.verdict,
        "summary": "",
        "ruleset": {
            "version": ruleset.version,
            "digest": ruleset.digest,
            "effective_from": ruleset.effective_from.isoformat(),
            "in_force": matched.in_force,
        },
        "engine_version": ENGINE_VERSION,
        "data_version": matched.snapshot.data_version(matched.on),
        "project": {
            "name": matched.request.get("name"),
            "reading": {"environment_group": _group(matched.row.reading)},
            "missing": [_missing(one) for one in _project_missing(matched)],
        },
        "counts": {
            "assessed": matched.row.matcher.sites.count,
            "on_offer": ranking.offered,
            "not_barred": len(ranking.placed),
            "first": sum(place.rank == 1 for place in ranking.placed),
        },
        "sites": [
            _site(matched, large, place, findings, site_head, note) for place in ranking.placed[:limit]
        ],
        "barred": [_barred(matched, place, findings, site_head) for place in ranking.barred]
        if "barred" in include
        else None,
        "refused_by": list(ranking.refused_by),
        "planned_candidates": [site_head(site) for site in ranking.planned_candidates],
        "notes": [note(code, values) for code, values in _notes(matched)],
        **dict.fromkeys(NOT_BUILT),
    }


def _site(
    matched: "Matched",
    large: bool,
    place: Place,
    findings: _Findings,
    site_head: Callable[[int], Any],
    note: Callable[[str, Mapping[str, Any]], Any],
) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "site": site_head(place.site),
        "outcome": place.outcome,
        "unverified_by": unverified_by(matched.row, place.site),
        "score": place.score / 100,
        "ceiling": place.ceiling / 100,
        "merit": place.merit / 100,
        "fit": place.fit / 100,
        "evidence_pct": place.evidence_pct,
        "findings": findings.at(place.site),
        "missing": _missing_of_site(site_missing(matched.row, place.site)),
        "notes": [note(code, values) for code, values in _site_notes(matched, place.site, large)],
    }


def _barred(
    matched: "Matched", place: Place, findings: _Findings, site_head: Callable[[int], Any]
) -> dict[str, Any]:
    number_of = matched.row.matcher.number_of
    return {
        "site": site_head(place.site),
        "outcome": place.outcome,
        "because": list(place.because),
        "findings": [findings.one(number_of[key], place.site) for key in place.because],
    }


@lru_cache(maxsize=4096)
def _missing_of_site(missing: tuple[Missing, ...]) -> msgspec.Raw:
    """Return a site's missing figures, encoded once for all sites and projects that leave the same open."""
    return msgspec.Raw(encode([_missing(one) for one in missing]))


def _missing(one: Missing) -> dict[str, Any]:
    return {"field": one.field, "could_add": one.could_add / 100, "settles": list(one.settles)}


def _project_missing(matched: "Matched") -> list[Missing]:
    places = matched.ranking.placed or matched.ranking.barred
    return project_missing(matched.row, [place.site for place in places])


def _group(reading: GroupReading) -> dict[str, Any]:
    """Return the environment group; low is the milder end, high the more severe."""
    return {
        "value": {"low": NAME_OF[reading.high], "high": NAME_OF[reading.low]},
        "because": reading.because,
        "declared": reading.declared,
        "conflict": reading.conflict,
        "rows": list(reading.rows),
    }


def _notes(matched: "Matched") -> list[tuple[str, Mapping[str, Any]]]:
    """Return notes on how the request was read, then on what the answer stands on."""
    notes = list(matched.gathered.notes)
    reading = matched.row.reading
    group = matched.gathered.facts.environment_group
    if reading.conflict:
        notes.append(("environment_group_conflict", {"declared": group, "rows": list(reading.rows)}))
    if reading.remembered:
        notes.append(("rows_remembered", {"rows": list(reading.rows)}))
    if not matched.in_force:
        in_force = matched.snapshot.in_force(matched.on)
        earliest = in_force is not None and not in_force[1] and in_force[0] is matched.published
        code = "ruleset_earliest" if earliest else "ruleset_not_in_force"
        version = matched.published.ruleset.version
        notes.append((code, {"version": version, "on": matched.on.isoformat()}))
    notes.append(("advice_only", {}))
    return notes


def _site_notes(matched: "Matched", site: int, large: bool) -> list[tuple[str, Mapping[str, Any]]]:
    facts = matched.row.matcher.sites.sites[site]
    notes: list[tuple[str, Mapping[str, Any]]] = []
    if facts.kind == "cluster" and large:
        notes.append(("large_firm_in_cluster", {}))
    if not facts.founding_scope:
        notes.append(("outside_founding_scope", {}))
    return notes


def _large(matched: "Matched") -> bool:
    """Say whether the firm is large for certain (G12, DECISIONS 22)."""
    criteria = matched.row.matcher.criteria
    number, kind_fit = next((n, one) for n, one in enumerate(criteria) if isinstance(one, KindFit))
    kept = matched.row.columns[number].notes
    if "large" not in kept:
        kept["large"] = bool(kind_fit.sizes(matched.row.table)[1][0, 0])
    return bool(kept["large"])


def _summary_facts(matched: "Matched", missing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a summary says, without words; sites by code."""
    ranking, codes = matched.ranking, matched.row.matcher.sites.codes
    best = [
        {
            "code": codes[one.site],
            "score": one.score / 100,
            "ceiling": one.ceiling / 100,
            "outcome": one.outcome,
        }
        for one in ranking.placed[:3]
    ]
    return {
        "verdict": ranking.verdict,
        "project_name": matched.request.get("name"),
        "best": best,
        "tied": sum(place.rank == 1 for place in ranking.placed),
        "offered": ranking.offered,
        "barred_on_offer": ranking.offered - len(ranking.placed),
        "refused_by": [_refusal(matched, key) for key in ranking.refused_by],
        "planned": [codes[site] for site in ranking.planned_candidates],
        "because": _most_frequent(ranking),
        "missing": [one["field"] for one in missing[:3]],
        "evidence_pct": ranking.placed[0].evidence_pct if ranking.placed else None,
    }


def _most_frequent(ranking: Ranking) -> list[list[Any]]:
    """Return what bars most sites on offer, with their number; nothing where one is not barred."""
    if ranking.placed:
        return []
    on_offer = [place.because for place in ranking.barred if OnOffer.key not in place.because]
    counted = Counter(key for because in on_offer for key in because)
    return [[key, count] for key, count in counted.most_common(3)]


def _refusal(matched: "Matched", key: str) -> dict[str, Any]:
    """Return a refusal of law or policy as it was found at one of the sites where it bars."""
    site = next(place.site for place in matched.ranking.barred if key in place.because)
    found = matched.row.finding(matched.row.matcher.number_of[key], site)
    return {
        "criterion": key,
        "reason": found.reason,
        "observed": found.observed,
        "required": found.required,
    }


def _summary(facts: Mapping[str, Any], names: Mapping[str, str], language: str) -> str:
    """Return two or three sentences that can be pasted into a message."""
    refused = [
        {
            "criterion": one["criterion"],
            "sentence": wording.sentence(one["reason"], language, one["observed"], one["required"]),
        }
        for one in facts["refused_by"]
    ]
    shown = {
        **facts,
        "best": [{**one, "name": names[one["code"]]} for one in facts["best"]],
        "planned": [names[code] for code in facts["planned"]],
        "refused_by": refused,
    }
    return wording.summary(language, **shown)


def render(
    kept: Mapping[str, Any], ruleset: Ruleset, sites: Mapping[str, Site], language: str, public: bool
) -> dict[str, Any]:
    """Return a kept answer with its sentences, names and citations in one language."""
    rules = {rule.criterion: rule for rule in (*ruleset.requirements, *ruleset.preferences)}

    def finding(one: Mapping[str, Any]) -> dict[str, Any]:
        text = wording.sentence(one["reason"], language, one["observed"], one["required"])
        return {**one, "sentence": text, "citations": cited(rules[one["criterion"]], public)}

    def site(one: Mapping[str, Any]) -> dict[str, Any]:
        shown = {**one, "site": head(sites[one["site"]], language)}
        shown["findings"] = [finding(each) for each in one["findings"]]
        if "notes" in one:
            shown["notes"] = [note(each) for each in one["notes"]]
        return shown

    def note(one: Mapping[str, Any]) -> dict[str, Any]:
        return {**one, "sentence": wording.note(one["code"], language, **one["values"])}

    names = {code: _name(one, language) for code, one in sites.items()}
    shown = {key: value for key, value in kept.items() if key != "summary_facts"}
    return {
        **shown,
        "sites": [site(one) for one in kept["sites"]],
        "barred": None if kept["barred"] is None else [site(one) for one in kept["barred"]],
        "planned_candidates": [head(sites[code], language) for code in kept["planned_candidates"]],
        "notes": [note(one) for one in kept["notes"]],
        "summary": _summary(kept["summary_facts"], names, language),
    }


def ruleset_head(published: PublishedRuleset) -> dict[str, Any]:
    """Return what names a published ruleset."""
    ruleset = published.ruleset
    return {
        "version": ruleset.version,
        "title_vi": ruleset.title_vi,
        "title_en": ruleset.title_en,
        "effective_from": ruleset.effective_from,
        "digest": ruleset.digest,
    }


def ruleset_in_full(published: PublishedRuleset, *, public: bool) -> dict[str, Any]:
    """Return a ruleset as it was published. Grounds that are only remembered are for officers.

    The public sees that a rule has such a ground, not which: it may not be quoted (RULES, standing `known`).
    """
    document = published.document
    citations = {
        name: {"standing": one["standing"]} if public and one["standing"] == "known" else one
        for name, one in document["citations"].items()
    }
    return {**ruleset_head(published), **document, "citations": citations}
