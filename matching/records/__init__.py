"""A ranking becomes the answer of the API, and the JSON that is kept.

One builder gives the shape. It is filled twice, with encoded pieces: without sentences for what is kept (`unread`), in the
caller's language for an answer. `render` adds the sentences to what was kept.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from matching import wording
from matching.engine.ruleset import Ruleset
from matching.records.counterfactuals import (
    counterfactual_values,
    counterfactuals_said,
    site_need_values,
)
from matching.records.encoded import Pieces, around_places, encode, filled
from matching.records.expressed import Expressed
from matching.records.findings import Findings, KeptFinding, cited
from matching.records.notes import constant_note, noted
from matching.records.robustness import robustness_values
from matching.records.shape import answer_of
from matching.records.short import short, shortened, widened
from matching.records.sites import Named, head, name_of
from matching.records.summary import summary_facts, summary_of
from matching.records.unread import NUMBERED, Unread, unread
from parks.models import Site

if TYPE_CHECKING:
    from matching.matched import Matched

_BEFORE_ID = b'{"id":'  # every answer begins so
_WITHOUT_ID = _BEFORE_ID + b"null"


def answer(matched: "Matched", **told: Any) -> bytes:
    """Return the encoded answer in one language. Remembered grounds are not shown to the public."""
    put_into_words([(matched, told["limit"])], told["language"], told["public"])
    return b"".join(answer_in_pieces(matched, **told))


def answer_of_run(matched: "Matched", run_id: UUID, question: Hashable, **told: Any) -> bytes:
    """Return the encoded answer of a run as `answer` does; what is the same of every run that is asked this question is made once."""

    def make() -> list[bytes]:
        put_into_words([(matched, told["limit"])], told["language"], told["public"])
        first, *others = answer_in_pieces(matched, run_id=None, **told)
        return [first.removeprefix(_WITHOUT_ID), *others]

    pieces = matched.snapshot.answered((question, told["language"], told["public"]), make)
    return b"".join([_BEFORE_ID, encode(run_id), *pieces])


def answer_in_pieces(
    matched: "Matched",
    *,
    run_id: str | None,
    limit: int,
    include: tuple[str, ...],
    language: str,
    public: bool,
) -> list[bytes]:
    """Return the encoded answer in pieces that are to be joined: it has 300 kB, and should be copied once."""
    state, codes = matched.snapshot, matched.row.matcher.sites.codes
    named = state.kept(("named", language), lambda: Named(state.site_rows, language))
    pieces = Pieces[bytes]()
    findings = _in_words(matched, language, public, pieces.listed)

    def note(code: str, values: Mapping[str, Any]) -> dict[str, Any] | msgspec.Raw:
        return noted(code, language, values) if values else constant_note(code, language)

    built = answer_of(
        matched,
        run_id,
        limit,
        include,
        findings,
        lambda site: named.heads[codes[site]],
        note,
        lambda: _with_sentence(robustness_values(matched), named.names, language),
        lambda: counterfactuals(matched, language, public=public),
    )
    built["summary"] = summary_of(summary_facts(matched, built["project"]["missing"]), named.names, language)
    return filled(around_places(encode(built)), pieces)


def put_into_words(shown: Iterable[tuple["Matched", int]], language: str, public: bool) -> None:
    """Make the findings that several answers will show, rule by rule: one kind of sentence after another is quicker.

    ``shown`` are the projects, each with how many sites its answer will have.
    """
    lacking: dict[int, list[tuple[Findings[bytes], list[int]]]] = {}
    for matched, limit in shown:
        findings = _in_words(matched, language, public)
        sites = [place.site for place in matched.ranking.placed[:limit]]
        for number in findings.lacking(sites):
            lacking.setdefault(number, []).append((findings, sites))
    for number, each in lacking.items():
        for findings, sites in each:
            findings.make(number, sites)


def _in_words(
    matched: "Matched", language: str, public: bool, listed: Callable[[list[Any]], Any] = list
) -> Findings[bytes]:
    express = matched.snapshot.kept(
        ("expressed", matched.published.pk, language, public),
        lambda: Expressed(matched.published.ruleset, language, public),
    )
    return Findings(matched, matched.finding, (language, public), express, listed, listed)


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

    names = {code: name_of(one, language) for code, one in sites.items()}
    shown = {key: value for key, value in kept.items() if key != "summary_facts"}
    return {
        **shown,
        "sites": [site(one) for one in kept["sites"]],
        "barred": None if kept["barred"] is None else [site(one) for one in kept["barred"]],
        "planned_candidates": [head(sites[code], language) for code in kept["planned_candidates"]],
        "notes": [note(one) for one in kept["notes"]],
        "robustness": _with_sentence(kept["robustness"], names, language),
        **_said(kept, names, language, public=public),
        "summary": summary_of(kept["summary_facts"], names, language) if kept["summary_facts"] else "",
    }


def robustness(matched: "Matched", language: str) -> dict[str, Any] | None:
    """Return how sure an order is, with its sentence; None where no site is ranked."""
    names = {code: name_of(one, language) for code, one in matched.snapshot.site_rows.items()}
    return _with_sentence(robustness_values(matched), names, language)


def counterfactuals(matched: "Matched", language: str, *, public: bool) -> dict[str, Any]:
    """Return what would change an answer, with sentences; what the sites would need is for officers alone."""
    names = {code: name_of(one, language) for code, one in matched.snapshot.site_rows.items()}
    needs = None if public else site_need_values(matched)
    found = {"counterfactuals": counterfactual_values(matched), "site_needs": needs}
    return _said(found, names, language, public=public)


def _said(
    kept: Mapping[str, Any], names: Mapping[str, str], language: str, *, public: bool
) -> dict[str, Any]:
    """Return what is kept of what would change an answer with its sentences."""
    said = {"counterfactuals": counterfactuals_said(kept["counterfactuals"], names, language)}
    if "site_needs" in kept:
        said["site_needs"] = None if public else counterfactuals_said(kept["site_needs"], names, language)
    return said


def _with_sentence(
    found: dict[str, Any] | None, names: Mapping[str, str], language: str
) -> dict[str, Any] | None:
    return None if found is None else {**found, "sentence": wording.robustness(language, found, names)}


__all__ = [
    "NUMBERED",
    "KeptFinding",
    "Unread",
    "answer",
    "answer_in_pieces",
    "answer_of_run",
    "cited",
    "counterfactuals",
    "put_into_words",
    "render",
    "robustness",
    "short",
    "shortened",
    "unread",
    "widened",
]
