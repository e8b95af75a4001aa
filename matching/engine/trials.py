"""What each rule says of a project after one change or two, kept: no rule is asked twice about the same facts.

A rule that looks at neither of two facts says what it said; one that looks at one of them says what it says after that
change alone; only rules that look at both are asked about both. So sums over the rules are those of the changed
project itself, to the last digit.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.engine.assess import Matcher
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET, Shares
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.intervals import Floats, Ints
from matching.engine.levers import Lever, are_part_and_whole, changed, is_sensible

NOTHING = -1  # in place of the number of a lever
_LEVERS, _TRIALS = 10, 32  # bits that the number of a lever, or of a trial, takes in a key
_FIRST_UNMET = UNMET * CASES_PER_OUTCOME
_READ_FROM = {"lines", "process_flags", "sensitive_factors", "environment_group"}  # the environment group

Truths = npt.NDArray[np.bool_]
Moves = tuple[tuple[int, int], ...]  # levers by number, each with its place


class Question(NamedTuple):
    """Two levers by number; the cheaper one is `NOTHING` where the other is to do it alone."""

    cheap: int
    dear: int


class Trials:
    """One project with some of its levers moved. A trial is a number; 0 is the project as it is."""

    def __init__(
        self, matcher: Matcher, project: ProjectFacts, levers: Sequence[Lever], rules: Sequence[int]
    ) -> None:
        self.matcher, self.project, self.levers = matcher, project, levers
        self._reading = matcher.reading(project)
        looks = [set(one.looks_at) for one in matcher.criteria]
        # By rule and lever, with a last column for `NOTHING`.
        touches = [[lever.fact in facts for lever in levers] + [False] for facts in looks]
        self.touches: Truths = np.array(touches, dtype=bool)
        self.moved = [rule for rule in rules if self.touches[rule].any()]
        base = {rule: said[0] for rule, said in self._asked(rules, [project], [self._reading])}
        self.base = {rule: said[: matcher.sites.count] for rule, said in base.items()}
        self._kept = {rule: _Kept(base[rule]) for rule in self.moved}
        self._second_way = np.array([*(lever.second_way for lever in levers), 0])
        self._moves: list[Moves] = [()]
        self._sensible: Truths = np.array([True])
        self._alone, self._together = {0: 0}, {0: 0}

    def alone(self, levers: Ints, places: Ints) -> Ints:
        """Return the trials with one lever moved to a place, or none where the lever is `NOTHING`."""
        keys = np.where(levers == NOTHING, 0, (places << _LEVERS) + levers + 1)
        return self._numbers(self._alone, keys, lambda key: ((key % (1 << _LEVERS) - 1, key >> _LEVERS),))

    def together(self, one: Ints, other: Ints) -> Ints:
        """Return the trials that make the moves of two others at once."""
        return self._numbers(
            self._together,
            (one << _TRIALS) + other,
            lambda key: self._moves[key >> _TRIALS] + self._moves[key % (1 << _TRIALS)],
        )

    def sensible(self, trials: Ints) -> Truths:
        """Say of each trial whether it is a request that could be made."""
        found: Truths = self._sensible[trials]
        return found

    def are_joint(self, cheap: Ints, dear: Ints) -> Truths:
        """Say which levers bring together what neither tells alone."""
        touches = self.touches[self.moved]
        joint: Truths = (touches[:, cheap] & touches[:, dear]).any(axis=0) | self._are_parts(cheap, dear)
        return joint

    def far(self, levers: Ints, places: Ints) -> Ints:
        """Return how far each lever is moved, in numbers that order its places by how much they change."""
        far: Ints = 2 * np.abs(places) + (np.sign(places) == self._second_way[levers])
        return far

    def changes(self, question: Question, places: Sequence[int]) -> tuple[tuple[Lever, Any], ...]:
        """Return the changes that move the levers of a question to some places."""
        moved = [(one, place) for one, place in zip(question, places, strict=True) if one != NOTHING]
        return tuple((self.levers[one], self.levers[one].value(place)) for one, place in moved)

    def said(self, rule: int, trials: Ints) -> tuple[Floats, Floats]:
        """Return what a moved rule says of each trial at each site ``(…, m)``: whether it bars, or its least share.

        Beside it stand the parts of the share that all sites have in common ``(…, parts)``.
        """
        found, sites = self._kept[rule].of(trials), self.matcher.sites.count
        return found[..., :sites], found[..., sites:]

    def _are_parts(self, cheap: Ints, dear: Ints) -> Truths:
        pairs = zip(cheap.tolist(), dear.tolist(), strict=True)
        return np.array(
            [
                NOTHING not in pair and are_part_and_whole(*(self.levers[one] for one in pair))
                for pair in pairs
            ],
            dtype=bool,
        )

    def _numbers(self, known: dict[int, int], keys: Ints, moves: Callable[[int], Moves]) -> Ints:
        """Return the number of the trial of each key; new ones are asked about at once."""
        distinct, places = np.unique(keys, return_inverse=True)
        first, numbers = len(self._moves), []
        for key in distinct.tolist():
            number = known.get(key)
            if number is None:
                number = known[key] = len(self._moves)
                self._moves.append(moves(key))
            numbers.append(number)
        self._ask(first)
        return np.array(numbers, dtype=np.int64)[places].reshape(keys.shape)

    def _ask(self, first: int) -> None:
        """Ask every rule about the trials from a number on in which it looks at all that is moved."""
        new = self._moves[first:]
        if not new:
            return
        projects = [self._changed(moves) for moves in new]
        self._sensible = np.append(self._sensible, [is_sensible(one) for one in projects])
        readings = [self._reading_of(*one) for one in zip(projects, new, strict=True)]
        for kept in self._kept.values():
            kept.make_room(len(self._moves))
        for rules, here in self._who_looks_at(new):
            table_of = [projects[at] for at in here], [readings[at] for at in here]
            for rule, said in self._asked(rules, *table_of):
                self._kept[rule].keep([first + at for at in here], said)

    def _who_looks_at(self, new: Sequence[Moves]) -> Iterator[tuple[list[int], list[int]]]:
        """Yield rules with the trials, by place, of which they look at all that is moved."""
        one, other = np.array([(moves[0][0], moves[-1][0]) for moves in new]).T
        looks = self.touches[self.moved]
        rules: dict[bytes, list[int]] = {}
        for rule, here in zip(self.moved, looks[:, one] & looks[:, other], strict=True):
            rules.setdefault(here.tobytes(), []).append(rule)
        for here, together in rules.items():
            places = np.flatnonzero(np.frombuffer(here, dtype=bool)).tolist()
            if places:
                yield together, places

    def _changed(self, moves: Moves) -> ProjectFacts:
        levers = self.levers
        return changed(self.project, *((levers[lever], levers[lever].value(place)) for lever, place in moves))

    def _reading_of(self, project: ProjectFacts, moves: Moves) -> GroupReading:
        """Return how the environment group is read, anew only where something moved that it is read from."""
        if any(self.levers[lever].fact in _READ_FROM for lever, _ in moves):
            return self.matcher.reading(project)
        return self._reading

    def _asked(
        self, rules: Sequence[int], projects: Sequence[ProjectFacts], readings: Sequence[GroupReading]
    ) -> Iterator[tuple[int, Floats]]:
        """Yield what each rule says of some projects, as it is kept."""
        matcher, first = self.matcher, len(self.matcher.requirements)
        table = matcher.read(projects, {matcher.criteria[rule].key for rule in rules}, readings)
        for rule in rules:
            if rule < first:
                said = matcher.cases(rule, table) >= _FIRST_UNMET
                yield rule, np.broadcast_to(said, (len(projects), matcher.sites.count)).astype(float)
            else:
                yield rule, pieces(matcher.shares(rule - first, table), len(projects), matcher.sites.count)


def pieces(shares: Shares, count: int, sites: int) -> Floats:
    """Return the least share by site, then of its parts those that are the same at every site ``(n, m + parts)``.

    Of what is earned by a floor no part is told: it is not their sum.
    """
    common = [weight * part[0] for _, weight, part in shares.parts if part.shape[-1] == 1]
    share = np.broadcast_to(shares.share[0], (count, sites))
    return np.concatenate([share, *(common if shares.floor is None else ())], axis=1)


class _Kept:
    """What one rule said ``(k, …)``, by trial; of trials that do not move it what it says of the project as it is."""

    def __init__(self, base: Floats) -> None:
        self._said, self._count = np.array([base]), 1
        self._rows = np.zeros(1, dtype=np.int64)

    def of(self, trials: Ints) -> Floats:
        found: Floats = self._said[self._rows[trials]]
        return found

    def make_room(self, trials: int) -> None:
        self._rows = _longer(self._rows, trials)

    def keep(self, trials: Sequence[int], said: Floats) -> None:
        end = self._count + len(said)
        self._said = _longer(self._said, end)
        self._said[self._count : end] = said
        self._rows[list(trials)] = np.arange(self._count, end)
        self._count = end


def _longer(kept: npt.NDArray[Any], count: int) -> npt.NDArray[Any]:
    """Return an array that is at least so long, at twice its length where it is too short."""
    if len(kept) >= count:
        return kept
    longer = np.zeros((max(count, 2 * len(kept)), *kept.shape[1:]), dtype=kept.dtype)
    longer[: len(kept)] = kept
    return longer
