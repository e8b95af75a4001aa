"""Signs on the map never hide one another, whatever points they have."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from parks.spreading import apart

EDGE = 560.0
POINTS = st.lists(st.tuples(st.integers(0, 560), st.integers(0, 560)), max_size=25)


def test_a_sign_that_is_alone_stands_at_its_point() -> None:
    assert apart([(100, 100), (300, 50)], distance=18, edge=EDGE) == [(100, 100), (300, 50)]


def test_signs_of_one_point_stand_around_it() -> None:
    places = apart([(100, 100)] * 3, distance=18, edge=EDGE)
    assert sum(x for x, _ in places) / 3 == sum(y for _, y in places) / 3 == 100
    assert min(math.dist(*pair) for pair in combinations(places, 2)) >= 17.9


@given(POINTS)
def test_no_two_signs_lie_on_one_another_and_all_are_on_the_picture(
    points: list[tuple[float, float]],
) -> None:
    places = apart(points, distance=18, edge=EDGE)
    assert all(0 < value < EDGE for place in places for value in place)
    assert all(math.dist(*pair) >= 14 for pair in combinations(places, 2))
    assert places == apart(points, distance=18, edge=EDGE)
