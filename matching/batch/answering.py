"""Answers the questions of a batch, those together that are of one ruleset and day. Stores nothing."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching import gather, records
from matching.inputs import include_of, limit_of, unanswerable
from matching.matched import Matched
from matching.services import NoRuleset, NotOnOffer, matched_from, ruleset_for
from matching.snapshot import Snapshot
from parks.dates import today

# What a line counts for, in parts of a request: in a batch a question costs about that part of a single one.
PARTS_OF_A_REQUEST = 5
COSTLY = {
    "robustness",
    "counterfactuals",
}  # what takes several times as long as the match itself: a whole request


@dataclass(frozen=True, slots=True)
class Question:
    """One line: what it asks, or why it cannot be asked."""

    line: int
    asked: Mapping[str, Any] | None = None
    refusal: Exception | None = None

    @property
    def parts(self) -> int:
        """What the line counts for."""
        included = set() if self.asked is None else set(self.asked.get("include") or ())
        return PARTS_OF_A_REQUEST if included & COSTLY else 1


Answer = bytes | Exception


def answer_each(
    questions: Iterable[Question], state: Snapshot, language: str
) -> Iterator[tuple[Question, Answer]]:
    """Yield each question with its answer, the very bytes that a single question gets, or with its refusal."""
    for together in _alike(questions):
        matched = iter(_match_each(together, state))
        for one in together:
            yield one, one.refusal or _answer(one.asked or {}, next(matched), language)


def _answer(asked: Mapping[str, Any], matched: Matched | NotOnOffer | NoRuleset, language: str) -> Answer:
    if not isinstance(matched, Matched):
        return unanswerable(matched, asked)
    return records.answer(
        matched,
        run_id=None,
        limit=limit_of(asked),
        include=include_of(asked),
        language=language,
        public=True,
    )


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


def _match_each(questions: Sequence[Question], state: Snapshot) -> Iterator[Matched | NotOnOffer | NoRuleset]:
    """Yield each of the questions that can be asked matched, or why it cannot be."""
    asked = [one.asked for one in questions if one.asked is not None]
    if not asked:
        return
    on: datetime.date = asked[0].get("on") or today()
    try:
        published, in_force = ruleset_for(state, on, asked[0].get("ruleset"))
    except NoRuleset as error:
        yield from [error] * len(asked)
        return
    rows = state.rows(published, on)
    gathered = [gather.project_facts(one["project"], published.ruleset, on, state.sectors) for one in asked]
    for one, facts, row in zip(asked, gathered, rows.of_each([each.facts for each in gathered]), strict=True):
        try:
            yield matched_from(
                project=one["project"],
                state=state,
                published=published,
                in_force=in_force,
                on=on,
                gathered=facts,
                row=row,
                rows=rows,
                target=one.get("target"),
            )
        except NotOnOffer as error:
            yield error
