"""The allocation: as good as trying everything where that can be tried, never above its bound, never more land than there is."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine import allocation
from matching.engine.allocation import (
    NOWHERE,
    Allocation,
    Clash,
    Infeasible,
    Problem,
    allocate,
    prices,
    shares,
)
from matching.engine.allocation.patterns import Patterns, knapsack
from matching.engine.allocation.problem import clashes


def problem(score: Any, need: Any, capacity: Any, admissible: Any = None, **fixed: Any) -> Problem:
    """Return a problem from lists; a need of one number a project is the same at every site."""
    points = np.array(score, dtype=np.int64)
    land = np.array(need, dtype=np.int64)
    if land.ndim == 1:
        land = np.repeat(land[:, None], points.shape[1], axis=1)
    open_to = np.ones(points.shape, bool) if admissible is None else np.array(admissible, bool)
    return Problem(points, land, open_to, np.array(capacity, dtype=np.int64), **fixed)


@st.composite
def small(draw: st.DrawFn) -> Problem:
    """Return a problem of which every allocation can be tried, pins and forbids included."""
    projects, sites = draw(st.integers(1, 5)), draw(st.integers(1, 3))

    def table(values: st.SearchStrategy[Any]) -> list[list[Any]]:
        return [[draw(values) for _ in range(sites)] for _ in range(projects)]

    pairs = st.tuples(st.integers(0, projects - 1), st.integers(0, sites - 1))
    return problem(
        table(st.integers(0, 90)),
        table(st.integers(0, 12)),
        [draw(st.integers(0, 25)) for _ in range(sites)],
        table(st.sampled_from((True, True, True, False))),
        pins=tuple(draw(st.lists(pairs, max_size=2))),
        forbids=tuple(draw(st.lists(pairs, max_size=2))),
    )


def ways(of: Problem, *, pins: bool = True) -> list[int]:
    """Return the sum of points of every allocation that is allowed."""
    count, sites = of.score.shape
    found = []
    for places in itertools.product(range(NOWHERE, sites), repeat=count):
        pairs = [(project, site) for project, site in enumerate(places) if site != NOWHERE]
        land = [sum(int(of.need[pair]) for pair in pairs if pair[1] == site) for site in range(sites)]
        if (
            all(of.admissible[pair] and pair not in of.forbids for pair in pairs)
            and (not pins or set(of.pins) <= set(pairs))
            and all(one <= most for one, most in zip(land, of.capacity, strict=True))
        ):
            found.append(sum(int(of.score[pair]) for pair in pairs))
    return found


def require_sound(of: Problem, found: Allocation) -> None:
    """Require what holds of every answer: pins and forbids kept, no bar passed, land enough, sums right."""
    placed = [(project, int(site)) for project, site in enumerate(found.places) if site != NOWHERE]
    assert set(of.pins) <= set(placed) and not set(of.forbids) & set(placed)
    assert all(of.admissible[pair] for pair in placed)
    used = np.zeros(len(of.capacity), dtype=np.int64)
    for project, site in placed:
        used[site] += of.need[project, site]
    assert (used <= of.capacity).all() and (found.left == of.capacity - used).all()
    assert found.objective == sum(int(of.score[pair]) for pair in placed) <= found.bound
    assert (found.price >= 0).all()


@settings(max_examples=150, deadline=None)
@given(small())
def test_few_projects_are_placed_as_well_as_by_trying_everything(of: Problem):
    allowed = ways(of)
    if not allowed:
        with pytest.raises(Infeasible):
            allocate(of)
        return
    found = allocate(of)
    require_sound(of, found)
    assert found.objective == found.bound == max(allowed)


WAYS = {
    "patterns": {"PROVABLE": 0},
    "wavering": {"PROVABLE": 0, "FEW": 0, "WAVERING": 2, "WIDE": 1},
    "shares": {"PROVABLE": 0, "FEW": 0, "WAVERING": 2, "WIDE": 0},
}


@pytest.mark.parametrize("how", WAYS)
@settings(max_examples=60, deadline=None)
@given(of=small(), sampled=st.sampled_from((2, 1_500)))
def test_no_allocation_is_above_the_bound_that_prices_and_patterns_prove(how: str, of: Problem, sampled: int):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in WAYS[how].items():
            patch.setattr(allocation, name, value)
        patch.setattr(prices, "SAMPLED", sampled)
        patch.setattr(shares, "PAIRS", sampled)
        if allowed := ways(of):
            for thorough in (True, False):
                found = allocate(of, thorough=thorough)
                require_sound(of, found)
                assert found.bound >= max(allowed)


@settings(max_examples=150, deadline=None)
@given(small())
def test_a_clash_is_told_exactly_when_nothing_is_allowed_and_names_no_more_than_clashes(of: Problem):
    found = clashes(of)
    assert bool(found) == (not ways(of))
    for clash in found:
        own = [pin for pin in dict.fromkeys(of.pins) if pin[0] in clash.projects and pin[1] in clash.sites]
        forbids = of.forbids if clash.code == "pin_forbidden" else ()
        assert clashes(
            problem(of.score, of.need, of.capacity, of.admissible, pins=tuple(own), forbids=forbids)
        )
        if clash.code in ("pinned_twice", "pins_exceed_land"):
            for spared in own:
                kept = tuple(pin for pin in own if pin != spared)
                rest = clashes(problem(of.score, of.need, of.capacity, of.admissible, pins=kept))
                assert clash.code not in [each.code for each in rest]


def test_each_kind_of_clash_is_told():
    of = problem(
        [[1, 1], [1, 1], [1, 1]],
        [6, 5, 3],
        [10, 2],
        [[True, True], [True, True], [True, False]],
        pins=((0, 0), (1, 0), (2, 0), (2, 1), (1, 1)),
        forbids=((0, 0), (1, 1)),
    )
    assert clashes(of) == (
        Clash("pin_forbidden", (0,), (0,)),
        Clash("pinned_twice", (1,), (0, 1)),
        Clash("pin_forbidden", (1,), (1,)),
        Clash("pinned_twice", (2,), (0, 1)),
        Clash("pin_barred", (2,), (1,)),
    )
    full = problem([[1], [1], [1]], [6, 5, 3], [10], pins=((0, 0), (1, 0), (2, 0)))
    assert clashes(full) == (Clash("pins_exceed_land", (0, 1), (0,), 11, 10),)


def made_up(projects: int, sites: int, seed: int = 1) -> Problem:
    """Return a problem with land for half of what is needed, and half of the pairs barred."""
    chance = np.random.default_rng(seed)
    need = np.maximum(10, np.round(chance.lognormal(np.log(400), 1, projects), -1)).astype(np.int64)
    share = chance.dirichlet(np.full(sites, 3.0))
    return problem(
        chance.integers(2_000, 9_500, (projects, sites)),
        need,
        (need.sum() * 0.5 * share).astype(np.int64),
        chance.random((projects, sites)) < 0.5,
    )


@pytest.fixture(scope="module")
def hundred() -> tuple[Problem, Allocation]:
    of = made_up(100, 12)
    return of, allocate(of)


def test_a_hundred_projects_come_within_one_percent_of_a_proven_bound(hundred: tuple[Problem, Allocation]):
    require_sound(*hundred)
    assert hundred[1].gap < 0.01


def test_mixing_begins_with_what_is_known_and_a_site_without_end_makes_no_figure_coarser():
    of = made_up(60, 12)
    capacity = np.append(of.capacity[1:], 10**7)
    known = allocate(Problem(of.score, of.need, of.admissible, capacity), thorough=False)
    mixed = Patterns(of.score, of.need, of.admissible, capacity)
    mixed.begin(known.places)
    points, _, _ = mixed._master.solve()
    assert points >= known.objective and mixed.exact
    assert known.objective <= mixed.bound(np.zeros(60, dtype=np.int64)) <= known.bound


def test_sites_that_are_alike_share_the_projects_though_the_price_is_the_same_at_all() -> None:
    of = made_up(600, 3)
    alike = {name: np.repeat(getattr(of, name), 5, axis=1) for name in ("score", "need", "admissible")}
    of_all = Problem(**alike, capacity=np.repeat(of.capacity // 5, 5))
    assert allocate(of_all, thorough=False).gap < 0.005


def test_the_same_input_gives_the_same_answer(hundred: tuple[Problem, Allocation]):
    of, first = hundred
    again = allocate(of)
    assert (again.places == first.places).all() and (again.price == first.price).all()
    assert (again.bound, again.displaced) == (first.bound, first.displaced)


def test_no_project_could_move_to_a_better_site_with_room(hundred: tuple[Problem, Allocation]):
    of, found = hundred
    for project, site in np.argwhere(of.admissible & (of.need <= found.left)).tolist():
        here = found.places[project]
        assert here != NOWHERE and of.score[project, here] >= of.score[project, site]


def test_who_misses_its_best_site_is_named_with_those_who_hold_just_enough_of_the_land_there(
    hundred: tuple[Problem, Allocation],
):
    of, found = hundred
    alone = np.where(of.admissible & (of.need <= of.capacity), of.score, -1)
    here = [of.score[one, site] if site != NOWHERE else -1 for one, site in enumerate(found.places)]
    assert [one.project for one in found.displaced] == np.flatnonzero(alone.max(axis=1) > here).tolist()
    for one in found.displaced:
        assert of.score[one.project, one.wanted] == alone[one.project].max()
        assert one.winners and (found.places[list(one.winners)] == one.wanted).all()
        lands = [int(of.need[winner, one.wanted]) for winner in one.winners]
        lacking = of.need[one.project, one.wanted] - found.left[one.wanted]
        assert sum(lands) >= lacking > sum(lands[:-1])
        assert one.would_gain == of.score[one.project, one.wanted] - max(0, here[one.project])


def test_each_reason_is_given_where_it_holds():
    # One site of 2 ha: 30 points for the whole of it against 20 and 25 for a half each.
    shared = allocate(problem([[3_000], [2_000], [2_500]], [200, 100, 100], [200]))
    assert shared.places.tolist() == [NOWHERE, 0, 0]
    (one,) = shared.displaced
    assert (one.project, one.wanted, one.winners) == (0, 0, (1, 2))
    assert (one.reason, one.would_gain, one.winners_bring) == ("land_worth_more", 3_000, 4_500)
    assert one.land_costs >= 3_000
    fixed = allocate(problem([[3_000], [2_000]], [200, 200], [200], pins=((1, 0),)))
    assert [each.reason for each in fixed.displaced] == ["pinned"]


def test_a_price_is_the_value_of_one_more_hectare():
    # Each project takes 1 ha; there is room for two of three. One more hectare would bring 50 points.
    found = allocate(problem([[9_000], [7_000], [5_000]], [100, 100, 100], [200]))
    assert 50 <= found.price[0] <= 70
    assert allocate(problem([[9_000]], [100], [500])).price.tolist() == [0]


def test_land_that_a_project_holds_already_is_not_taken_a_second_time():
    # The first project holds its hectare at the first site: it needs none of what is free there.
    found = allocate(problem([[5_000, 0], [4_000, 0]], [[0, 100], [100, 100]], [100, 0]))
    assert found.places.tolist() == [0, 0] and found.left.tolist() == [0, 0]


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (2, 2)])
def test_nothing_to_place_is_an_answer(shape: tuple[int, int]):
    nothing = np.zeros(shape, dtype=np.int64)
    found = allocate(Problem(nothing, nothing + 1, nothing > 0, np.zeros(shape[1], dtype=np.int64)))
    assert found.places.tolist() == [NOWHERE] * shape[0]
    assert (found.objective, found.bound, found.gap, found.displaced) == (0, 0, 0.0, ())


def test_what_is_out_of_shape_or_range_is_refused():
    for wrong in (
        {"score": [[-1]], "need": [1], "capacity": [1]},
        {"score": [[1]], "need": [-1], "capacity": [1]},
        {"score": [[1]], "need": [1], "capacity": [1, 2]},
        {"score": [[1]], "need": [1], "capacity": [1], "pins": ((0, 1),)},
        {"score": [[1, 1]], "need": [[1]], "capacity": [1, 1]},
    ):
        with pytest.raises(ValueError):
            problem(**wrong)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 50), st.integers(0, 9)), max_size=7), st.integers(0, 25))
def test_a_knapsack_holds_the_best_that_fits(things: list[tuple[int, int]], capacity: int):
    gain, need = (np.array([each[place] for each in things], dtype=np.int64) for place in (0, 1))
    most, chosen = knapsack(gain, need, capacity)
    sets = itertools.product((False, True), repeat=len(things))
    fitting = (
        [gain[list(each)].sum() for each in sets if need[list(each)].sum() <= capacity] if things else [0]
    )
    assert most == max(fitting) == gain[chosen].sum() and need[chosen].sum() <= capacity
