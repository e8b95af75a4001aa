"""Answers the questions of a batch, those together that are of one ruleset and day. Stores nothing."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import ValidationError

from matching import gather, records
from matching.batch.short import in_numbers
from matching.inputs import include_of, limit_of, unanswerable
from matching.matched import Matched
from matching.services import NoRuleset, NotOnOffer, matched_from, ruleset_for
from matching.snapshot import PublishedRuleset, Snapshot
from parks.dates import today
from parks.problems import refused

# What a line counts for, in parts of a request: in a batch a question costs about that part of a single one.
PARTS_OF_A_REQUEST = 5
COSTLY = {"robustness", "counterfactuals"}  # each takes longer than the match itself: a whole request

Asked = Mapping[str, Any]
Answer = list[bytes] | Exception  # in pieces that are to be joined


@dataclass(frozen=True, slots=True)
class Question:
    """One line: what it asks, or why it cannot be asked."""

    line: int
    asked: Asked | None = None
    refusal: Exception | None = None

    @property
    def parts(self) -> int:
        """What the line counts for."""
        included = set() if self.asked is None else set(self.asked.get("include") or ())
        return PARTS_OF_A_REQUEST if included & COSTLY else 1


@dataclass(frozen=True, slots=True)
class Manner:
    """How all questions of a batch are answered: from which state, in which language, in full or short."""

    state: Snapshot
    language: str
    short: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """What questions of one ruleset and day have in common."""

    manner: Manner
    published: PublishedRuleset
    in_force: bool
    on: datetime.date

    def gathered(self, asked: Sequence[Asked]) -> list[gather.Gathered]:
        ruleset, sectors = self.published.ruleset, self.manner.state.sectors
        return [gather.project_facts(one["project"], ruleset, self.on, sectors) for one in asked]


def answer_each(questions: Iterable[Question], manner: Manner) -> Iterator[tuple[Question, Answer]]:
    """Yield each question with its answer, or with its refusal."""
    for together in _alike(questions):
        answers = _answers([one.asked for one in together if one.asked is not None], manner)
        for one in together:
            yield one, one.refusal or next(answers)


def without_words(question: Question) -> Question:
    """Refuse in a question what a short answer has no place for, rather than leave it out."""
    included = (question.asked or {}).get("include") or ()
    wrong = {
        str(place): [refused("only_in_full", value=one)]
        for place, one in enumerate(included)
        if one in COSTLY
    }
    return Question(question.line, refusal=ValidationError({"include": wrong})) if wrong else question


def _alike(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Yield the questions in their order, those together that are about the same ruleset and day."""
    together: list[Question] = []
    last: Any = None
    for one in questions:
        here = None if one.asked is None else (one.asked.get("ruleset"), one.asked.get("on"))
        if here is not None:
            if last is not None and here != last:
                yield together
                together = []
            last = here
        together.append(one)
    yield together


def _answers(asked: Sequence[Asked], manner: Manner) -> Iterator[Answer]:
    if not asked:
        return
    on: datetime.date = asked[0].get("on") or today()
    try:
        published, in_force = ruleset_for(manner.state, on, asked[0].get("ruleset"))
    except NoRuleset as error:
        yield from [unanswerable(error, one) for one in asked]
        return
    frame = _Frame(manner, published, in_force, on)
    yield from _short(asked, frame) if manner.short else _full(asked, frame)


def _full(asked: Sequence[Asked], frame: _Frame) -> Iterator[Answer]:
    """Yield the very bytes that a single question gets."""
    language, public = frame.manner.language, True
    found = _matched(asked, frame)
    shown = [(one, limit_of(of)) for of, one in zip(asked, found, strict=True) if isinstance(one, Matched)]
    records.put_into_words(shown, language, public)
    del shown
    found.reverse()
    for one in asked:
        matched = found.pop()  # held no longer than till it is answered: memory used again at once is quick
        if isinstance(matched, Exception):
            yield matched
            continue
        yield records.answer_in_pieces(
            matched,
            run_id=None,
            limit=limit_of(one),
            include=include_of(one),
            language=language,
            public=public,
        )


def _matched(asked: Sequence[Asked], frame: _Frame) -> list[Matched | Exception]:
    """Return each question matched, or why it cannot be."""
    state, gathered = frame.manner.state, frame.gathered(asked)
    rows = state.rows(frame.published, frame.on)
    each = rows.of_each([one.facts for one in gathered])
    found: list[Matched | Exception] = []
    for one, facts, row in zip(asked, gathered, each, strict=True):
        try:
            matched = matched_from(
                project=one["project"],
                state=state,
                published=frame.published,
                in_force=frame.in_force,
                on=frame.on,
                gathered=facts,
                row=row,
                rows=rows,
                target=one.get("target"),
            )
        except NotOnOffer as error:
            found.append(unanswerable(error, one))
        else:
            found.append(matched)
    return found


def _short(asked: Sequence[Asked], frame: _Frame) -> Iterator[list[bytes]]:
    writer = in_numbers(frame.manner.state, frame.published, frame.in_force, frame.on)
    for answer in writer.answers([one.facts for one in frame.gathered(asked)], asked):
        yield [answer]
