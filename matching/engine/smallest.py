"""Finds the smallest changes of one lever or of two that reach a goal, and proves that none is smaller.

What the rules say at the corners of a box of values tells whether anything in it may do; if so it is cut in two, down
to single values where need be. Of each pair of levers the boxes that are nearest to the project as it is are looked at
first, and those that hold nothing smaller than what was found are dropped.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from matching.engine.boxes import Boxes, all_boxes
from matching.engine.goals import Corners, Goal, Seen
from matching.engine.intervals import Ints
from matching.engine.trials import Question, Trials, Truths

MOST_BOXES = 20_000
_AT_ONCE = 512  # boxes that are looked at together, shared among the questions
_NONE = np.iinfo(np.int64).max
_CHEAP, _DEAR = 0, 1


class Smallest(NamedTuple):
    """The smallest changes that do it for a site of the goal, as the places of two levers."""

    site: int
    question: Question
    places: tuple[int, int]


class Search:
    """A goal, and questions in the order of what they cost."""

    def __init__(self, trials: Trials, goal: Goal, questions: Sequence[Question], most: int) -> None:
        self._trials, self._goal, self._questions, self._most = trials, goal, questions, most
        self._levers = np.array(questions, dtype=np.int64).reshape(-1, 2).T
        self._joint = trials.are_joint(*self._levers)
        self.boxes = 0  # that were looked at
        self._left = all_boxes(trials, questions)
        sites = len(goal.now())
        # Of the smallest changes that were found: how far the levers are moved, and where to.
        self._far = np.full((2, len(questions), sites), _NONE)
        self._place = np.zeros((2, len(questions), sites), dtype=np.int64)

    def run(self) -> list[Smallest]:
        """Return for each site the smallest changes of the first questions that have some."""
        while self._left.count and not self.cut_short:
            nearest = self._nearest(self._left)
            now, rest = self._left.of(nearest), self._left.of(~nearest)
            self.boxes += now.count
            seen = self.seen(now)
            self._note(now, seen.reached)
            open_ = seen.possible.any(axis=1) & ~seen.settled
            self._left = rest.joined_by(now.of(open_).halves(seen.varies[:, open_]))
            self._left = self._left.of(self._matters(self._left))
        found = self._found & self._wanted
        return [
            Smallest(site, self._questions[question], tuple(self._place[:, question, site].tolist()))
            for site, question in np.argwhere(found.T).tolist()
        ]

    def seen(self, boxes: Boxes) -> Seen:
        """Return what is seen of boxes, of those values alone that make a request."""
        trials, levers = self._trials, self._levers[:, boxes.question]
        ends = trials.alone(levers, np.stack([boxes.near, boxes.far]))  # (2 ends, 2 levers, b)
        cheap, dear = np.broadcast_arrays(ends[:, None, _CHEAP], ends[None, :, _DEAR])
        both = trials.together(*np.where(self._joint[boxes.question], (cheap, dear), 0))
        seen = self._goal.seen(boxes.count, self._corners(levers, cheap, dear, both))
        sensible = trials.sensible(both)
        everywhere, somewhere = (np.array(some(sensible, axis=(0, 1))) for some in (np.all, np.any))
        return seen._replace(
            reached=seen.reached & sensible[..., None],
            possible=seen.possible & somewhere[:, None],
            settled=seen.settled & everywhere,
        )

    @property
    def cut_short(self) -> bool:
        """Whether something was left when as many boxes had been looked at as may be."""
        return self._left.count > 0 and self.boxes >= MOST_BOXES

    @property
    def _found(self) -> Truths:
        found: Truths = np.array(self._far[_DEAR] < _NONE)
        return found

    @property
    def _wanted(self) -> Truths:
        """Which questions are still asked for which site: not after so many have an answer that cost less."""
        found = self._found
        wanted: Truths = np.less(np.cumsum(found, axis=0) - found, self._most)
        return wanted

    def _nearest(self, boxes: Boxes) -> Truths:
        """Say which boxes are looked at next: of each question the nearest."""
        far = self._trials.far(self._levers[:, boxes.question], boxes.near)
        order = np.lexsort((far[_CHEAP], far[_DEAR], boxes.question))
        _, first, counts = np.unique(boxes.question[order], return_index=True, return_counts=True)
        each = max(1, _AT_ONCE // len(first))
        place = np.arange(boxes.count) - np.repeat(first, counts)
        chosen = np.zeros(boxes.count, dtype=bool)
        chosen[order[place < each]] = True
        return chosen

    def _matters(self, boxes: Boxes) -> Truths:
        """Say which boxes could hold something smaller than what was found for some site."""
        far = self._trials.far(self._levers[:, boxes.question], boxes.near)[..., None]
        found = self._far[:, boxes.question]
        matters: Truths = np.array((_less(far, found) & self._wanted[boxes.question]).any(axis=1))
        return matters

    def _corners(self, levers: Ints, cheap: Ints, dear: Ints, both: Ints) -> Iterator[Corners]:
        """Yield what each rule says at the corners of the boxes that move something that it looks at."""
        for rule in self._trials.moved:
            of_cheap, of_dear = self._trials.touches[rule][levers]
            here = np.flatnonzero(of_cheap | of_dear)
            if here.size:
                trials = np.where(of_cheap & of_dear, both, np.where(of_cheap, cheap, dear))[..., here]
                yield Corners(rule, here, *self._trials.said(rule, trials))

    def _note(self, boxes: Boxes, reached: Truths) -> None:
        """Keep the smallest changes that do it, at the corners of some boxes."""
        cheap, dear, box, site = np.nonzero(reached)
        ends = np.stack([boxes.near, boxes.far])
        places = np.stack([ends[cheap, _CHEAP, box], ends[dear, _DEAR, box]])
        question = boxes.question[box]
        far = self._trials.far(self._levers[:, question], places)
        order = np.lexsort((far[_CHEAP], far[_DEAR], site, question))
        _, first = np.unique(np.stack([question, site])[:, order], axis=1, return_index=True)
        best = order[first]
        at = (slice(None), question[best], site[best])
        best = best[_less(far[:, best], self._far[at])]
        at = (slice(None), question[best], site[best])
        self._far[at], self._place[at] = far[:, best], places[:, best]


def _less(far: Ints, than: Ints) -> Truths:
    """Say where changes are smaller: the dearer one first."""
    dear, cheap = far[_DEAR], far[_CHEAP]
    less: Truths = (dear < than[_DEAR]) | ((dear == than[_DEAR]) & (cheap < than[_CHEAP]))
    return less
