"""All that two levers could be, as boxes: a stretch of the one with a stretch of the other.

In pairs stands what is of the cheaper lever, then what is of the dearer one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from matching.engine.intervals import Floats, Ints
from matching.engine.levers import Stretch, are_part_and_whole, within_whole
from matching.engine.outputs import are_outputs, meetings
from matching.engine.trials import NOTHING, Question, Trials, Truths

_FAR = 16  # a stretch that ends so many times as far as it begins is cut nearer to where it begins


@dataclass(frozen=True)
class Boxes:
    """Boxes as columns, each of a question; ``near`` and ``far`` are the places where its stretches begin and end."""

    question: Ints  # (b,)
    near: Ints  # (2, b)
    far: Ints  # (2, b)

    @property
    def count(self) -> int:
        return len(self.question)

    def of(self, which: Truths | Ints) -> "Boxes":
        """Return some of the boxes."""
        return Boxes(self.question[which], self.near[:, which], self.far[:, which])

    def joined_by(self, more: "Boxes") -> "Boxes":
        """Return these boxes and more."""
        return Boxes(
            np.concatenate([self.question, more.question]),
            np.concatenate([self.near, more.near], axis=1),
            np.concatenate([self.far, more.far], axis=1),
        )

    def halves(self, varies: Floats) -> "Boxes":
        """Return each box cut in two, across the lever that changes more; single values are not cut."""
        wide = np.abs(self.far - self.near)
        some = (wide > 0).any(axis=0)
        if not some.all():
            return self.of(some).halves(varies[:, some])
        dear_more = np.where(varies[0] == varies[1], wide[0] < wide[1], varies[0] < varies[1])
        lever = np.where(wide[0] == 0, 1, np.where(wide[1] == 0, 0, dear_more))
        here = (lever, np.arange(self.count))
        near, far = self.near[here], self.far[here]
        middle = _between(near, far)
        first, second = (
            Boxes(self.question, self.near, self.far.copy()),
            Boxes(self.question, self.near.copy(), self.far),
        )
        first.far[here] = middle
        second.near[here] = middle + np.sign(middle)
        return first.joined_by(second)


def all_boxes(trials: Trials, questions: Sequence[Question]) -> Boxes:
    """Return all that the levers of each question could be."""
    alone = [within_whole(trials.project, lever) for lever in trials.levers] + [((0, 0),)]
    rows = [
        (number, *cheap, *dear)
        for number, question in enumerate(questions)
        for cheap, dear in product(*_stretches(trials, question, alone))
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return Boxes(columns[0], columns[[1, 3]], columns[[2, 4]])


def _stretches(
    trials: Trials, question: Question, alone: Sequence[Sequence[Stretch]]
) -> tuple[Sequence[Stretch], Sequence[Stretch]]:
    if NOTHING not in question:
        cheap, dear = (trials.levers[one] for one in question)
        if are_part_and_whole(cheap, dear):
            return cheap.stretches, dear.stretches
        if are_outputs(cheap, dear):
            return cheap.stretches, [
                (place, place) for place in meetings(trials.matcher.ruleset, trials.project, cheap, dear)
            ]
    return alone[question.cheap], alone[question.dear]


def _between(near: Ints, far: Ints) -> Ints:
    """Return the last place of the nearer part of each stretch."""
    first, last = np.abs(near), np.abs(far)
    middle = np.where(
        last > _FAR * first, np.sqrt(first.astype(float) * last).astype(np.int64), (first + last) // 2
    )
    places: Ints = np.sign(far) * np.clip(middle, first, np.maximum(last - 1, first))
    return places
