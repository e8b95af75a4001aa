"""A ranking becomes the answer of the API, and the JSON that is kept.

One builder gives the shape. It is filled twice: with plain values and no sentences for what is kept, with
encoded pieces in the caller's language for an answer. `render` adds the sentences to what was kept.
"""

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from matching import wording
from matching.engine import ENGINE_VERSION, Finding
from matching.engine.criteria.data import OnOffer
from matching.engine.criteria.fit import KindFit
from matching.engine.environment import NAME_OF, GroupReading
from matching.engine.ranking import Missing, Place, Ranking, SiteGaps, project_missing, unverified_by
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
# Encoded findings that are kept for a ruleset, date and language; a finding has about one kilobyte.
MOST_FINDINGS = 10_000


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: lists for tuples, texts for dates and exact decimals."""
    return msgspec.json.decode(encode(value))


class Findings:
    """Findings of one matcher, expressed in one way and kept, because projects often agree in what a rule looks at.

    A finding is told apart by the facts of the project that its rule looks at, and by the sites where it is alike.
    """

    def __init__(self, express: Callable[[Finding], Any]) -> None:
        self._express = express
        self._kept: dict[Any, dict[int, Any]] = {}
        self._count = 0

    def of(self, matched: "Matched") -> Callable[[int, int], Any]:
        """Return what gives the expressed finding of a rule (by number) at a site."""
        if self._count > MOST_FINDINGS:
            self._kept, self._count = {}, 0
        matcher, assessment, facts = matched.matcher, matched.assessment, matched.gathered.facts
        alike = matcher.alike
        by_rule = [
            self._alike((number, *(getattr(facts, name) for name in criterion.looks_at)))
            for number, criterion in enumerate(matcher.criteria)
        ]

        def finding(number: int, site: int) -> Any:
            kept, key = by_rule[number], alike[number][site]
            found = kept.get(key)
            if found is None:
                found = kept[key] = self._express(matcher.finding(assessment, number, 0, site))
                self._count += 1
            return found

        return finding

    def _alike(self, key: tuple[Any, ...]) -> dict[int, Any]:
        """Return what is kept for projects that are alike in what one rule looks at."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = {}
            self._count += 1  # a project of which nothing is shown takes room too
        return found


def neutral(
    matched: "Matched", *, run_id: str | None, limit: int, include: tuple[str, ...]
) -> dict[str, Any]:
    """Return the answer without sentences, names and citations, as it is kept."""
    codes = matched.matcher.sites.codes
    finding = Findings(finding_values).of(matched)
    built = _answer(matched, run_id, limit, include, finding, lambda site: codes[site], _note_values)
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
    state, codes = matched.snapshot, matched.matcher.sites.codes
    named = state.kept(("named", language), lambda: _Named(state.site_rows, language))
    findings = state.expressions(
        (matched.published.pk, matched.on, language, public),
        lambda: Findings(_expressed(matched.published.ruleset, language, public)),
    )

    def note(code: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {**_note_values(code, values), "sentence": wording.note(code, language, **values)}

    heads = [named.heads[code] for code in codes]
    built = _answer(matched, run_id, limit, include, findings.of(matched), heads.__getitem__, note)
    built["summary"] = _summary(_summary_facts(matched, built["project"]["missing"]), named.names, language)
    return encode_large(built)


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
    finding: Callable[[int, int], Any],
    site_head: Callable[[int], Any],
    note: Callable[[str, Mapping[str, Any]], Any],
) -> dict[str, Any]:
    """Return the answer's shape, filled with what the callables make."""
    ranking, ruleset = matched.ranking, matched.published.ruleset
    gaps, large = SiteGaps(matched.row), _large(matched)
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
            "reading": {"environment_group": _group(matched.assessment.projects.readings[0])},
            "missing": [_missing(one) for one in _project_missing(matched)],
        },
        "counts": {
            "assessed": matched.matcher.sites.count,
            "on_offer": ranking.offered,
            "not_barred": len(ranking.placed),
            "first": sum(place.rank == 1 for place in ranking.placed),
        },
        "sites": [
            _site(matched, gaps, large, place, finding, site_head, note) for place in ranking.placed[:limit]
        ],
        "barred": [_barred(matched, place, finding, site_head) for place in ranking.barred]
        if "barred" in include
        else None,
        "refused_by": list(ranking.refused_by),
        "planned_candidates": [site_head(site) for site in ranking.planned_candidates],
        "notes": [note(code, values) for code, values in _notes(matched)],
        **dict.fromkeys(NOT_BUILT),
    }


def _site(
    matched: "Matched",
    gaps: SiteGaps,
    large: bool,
    place: Place,
    finding: Callable[[int, int], Any],
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
        "findings": [finding(number, place.site) for number in range(len(matched.matcher.criteria))],
        "missing": _missing_of_site(gaps.of(place.site)),
        "notes": [note(code, values) for code, values in _site_notes(matched, place.site, large)],
    }


def _barred(
    matched: "Matched", place: Place, finding: Callable[[int, int], Any], site_head: Callable[[int], Any]
) -> dict[str, Any]:
    number_of = matched.matcher.number_of
    return {
        "site": site_head(place.site),
        "outcome": place.outcome,
        "because": list(place.because),
        "findings": [finding(number_of[key], place.site) for key in place.because],
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
    reading = matched.assessment.projects.readings[0]
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
    facts = matched.matcher.sites.sites[site]
    notes: list[tuple[str, Mapping[str, Any]]] = []
    if facts.kind == "cluster" and large:
        notes.append(("large_firm_in_cluster", {}))
    if not facts.founding_scope:
        notes.append(("outside_founding_scope", {}))
    return notes


def _large(matched: "Matched") -> bool:
    """Say whether the firm is large for certain (G12, DECISIONS 22)."""
    kind_fit = next(one for _, one in matched.matcher.preferences if isinstance(one, KindFit))
    return bool(kind_fit.sizes(matched.assessment.projects)[1][0, 0])


def _summary_facts(matched: "Matched", missing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a summary says, without words; sites by code."""
    ranking, codes = matched.ranking, matched.matcher.sites.codes
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
    found = matched.matcher.finding(matched.assessment, matched.matcher.number_of[key], 0, site)
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
