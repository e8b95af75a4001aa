"""What a box of values tells by its corners, and what that rests on."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.boxes import Boxes
from matching.engine.changeable import levers
from matching.engine.counterfactual import FIRST, MOST, NOT_BARRED
from matching.engine.criteria.base import CASES_PER_OUTCOME, UNMET
from matching.engine.goals import Leading, Opening
from matching.engine.levers import changed, within_whole
from matching.engine.smallest import Search
from matching.engine.trials import Question, Trials, pieces
from tests.matching.engine.rules import matcher
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_smallest import does_it, some_case

SEEDS = st.integers(0, 10**6)


def moves(found, chance):
    """Return for each amount, with some other lever moved as well, three places of it on one way, in their order."""
    for lever in found:
        for near, far in lever.stretches if lever.amount else ():
            last = 10 ** chance.uniform(0, np.log10(abs(far)))  # as often small as large
            places = sorted(
                chance.choice((1, abs(far), int(last), chance.randint(1, int(last) + 1))) for _ in range(3)
            )
            other = chance.choice(found)
            beside = other.value(chance.choice(chance.choice(other.stretches)))
            yield [((other, beside), (lever, lever.value(near * place))) for place in places]


@tries(16)
@given(projects(), fields_of_sites(2, 4), SEEDS)
def test_every_piece_of_what_a_rule_says_goes_one_way_in_each_amount_whatever_else_is_changed(
    project, field, seed
):
    made = matcher(field)
    sets = [one for three in moves(levers(made, project, made.sites.sites), Random(seed)) for one in three]
    if not sets:
        return
    table = made.read([changed(project, *changes) for changes in sets])
    shape, first = (len(sets), made.sites.count), len(made.requirements)
    for number, rule in enumerate(made.criteria):
        if number < first:
            said = np.broadcast_to(made.cases(number, table) >= UNMET * CASES_PER_OUTCOME, shape).astype(
                float
            )
        else:
            share, common = np.split(pieces(made.shares(number - first, table), *shape), [shape[1]], axis=1)
            said = np.concatenate([share - common.sum(axis=1, keepdims=True), common], axis=1)
        near, middle, far = said.reshape(-1, 3, said.shape[1]).transpose(1, 0, 2)
        within = (middle >= np.minimum(near, far) - 1e-9) & (middle <= np.maximum(near, far) + 1e-9)
        assert within.all(), (rule.key, sets[3 * int(np.argwhere(~within)[0][0])])


def some_boxes(chance, project, found, count):
    """Return pairs of levers, a stretch of each, and some values within."""
    for _ in range(count):
        pair = sorted(chance.sample(range(len(found)), 2))
        ends = []
        for lever in (found[one] for one in pair):
            near, far = chance.choice(within_whole(project, lever) or lever.stretches)
            first, last = sorted(int(abs(far) ** chance.random()) for _ in range(2))
            ends.append((first * (near // abs(near)), last * (near // abs(near))))
        within = [tuple(chance.randint(*sorted(one)) for one in ends) for _ in range(5)]
        yield Question(*pair), ends, [tuple(near for near, _ in ends), *within, tuple(far for _, far in ends)]


@tries(12)
@given(SEEDS)
def test_no_box_is_dropped_in_which_something_does_it_and_none_is_settled_in_which_anything_differs(seed):
    project, field, _ = some_case(seed)
    made, chance = matcher(field), Random(seed)
    for place, effect in ((0, NOT_BARRED), (1, FIRST)):
        rules = made.requirements if effect == NOT_BARRED else made.criteria
        trials = Trials(made, project, levers(made, project, [made.sites.sites[place]]), range(len(rules)))
        goal = Opening(trials, [place]) if effect == NOT_BARRED else Leading(trials, place)
        boxes = [*some_boxes(chance, project, trials.levers, 40)]
        search = Search(trials, goal, [question for question, _, _ in boxes], MOST)
        near, far = np.array([ends for _, ends, _ in boxes]).transpose(2, 1, 0)
        seen = search.seen(Boxes(np.arange(len(boxes)), near, far))
        sets = [trials.changes(question, places) for question, _, within in boxes for places in within]
        does = np.array(does_it(made, project, sets, place, effect)).reshape(len(boxes), -1)
        assert not (does.any(axis=1) & ~seen.possible[:, 0]).any()
        assert not ((does.any(axis=1) != does.all(axis=1)) & seen.settled).any()
