"""The bench of the allocation measures what it says: the same tight problems each time, against a sound yardstick."""

import numpy as np

from bench import allocation_speed
from matching.engine.allocation import Problem, allocate


def test_the_same_seed_makes_the_same_tight_problem():
    one, again, other = (allocation_speed.made_up(50, 6, seed) for seed in (1, 1, 2))
    assert (one.score == again.score).all() and (one.score != other.score).any()
    assert 0.49 < one.capacity.sum() / one.need[:, 0].sum() <= 0.5
    assert 0.35 < one.admissible.mean() < 0.65


def test_the_yardstick_takes_what_earns_most_per_hectare_and_no_more_than_there_is():
    one = np.ones((3, 1), dtype=np.int64)
    score, need = np.array([[90], [60], [50]]), np.array([[30], [10], [10]])
    assert allocation_speed.greedy(Problem(score, need, one > 0, np.array([30]))) == 110
    made = allocation_speed.made_up(40, 5, 1)
    assert allocation_speed.greedy(made) <= allocate(made).bound


def test_every_round_is_measured_with_its_gaps():
    found = allocation_speed.solved(projects=30, rounds=2)
    assert all(len(values) == 2 for values in found.values()) and min(found["seconds"]) > 0
    assert all(0 <= ours < other for ours, other in zip(found["gap"], found["greedy gap"], strict=True))
    names = [line.name for line in allocation_speed._lines(200, 1, allocation_speed.AMPLE, found)]
    assert len(names) == 4 and all(
        name.startswith("200 projects × 42 sites, land for twice the need: ") for name in names
    )
