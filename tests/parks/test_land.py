"""The land at a site, bounded by sources, law and arithmetic; nothing is filled in."""

import math
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parks.land import LandBounds, land_bounds


def fact(
    quantity: str, value: str, grade: str = "sourced", qualifier: str = "exact"
) -> tuple[str, SimpleNamespace]:
    return quantity, SimpleNamespace(
        quantity=quantity, value=value, number=Decimal(value), grade=grade, qualifier=qualifier, code=quantity
    )


def park(*facts: tuple[str, SimpleNamespace]) -> LandBounds:
    return land_bounds("park", False, False, dict(facts))


def cluster(
    *facts: tuple[str, SimpleNamespace], mountain: bool = False, craft_village: bool = False
) -> LandBounds:
    return land_bounds("cluster", mountain, craft_village, dict(facts))


def test_a_park_of_unknown_area_has_no_upper_bound() -> None:
    bounds = park()
    assert (bounds.planned.lo, bounds.planned.hi) == (0, math.inf)
    assert bounds.free.hi == math.inf
    assert bounds.free.basis == ()


@pytest.mark.parametrize(
    ("mountain", "craft_village", "least"), [(False, False, 10), (True, False, 5), (False, True, 5)]
)
def test_the_law_bounds_a_cluster_of_unknown_area(mountain: bool, craft_village: bool, least: float) -> None:
    bounds = cluster(mountain=mountain, craft_village=craft_village)
    assert (bounds.planned.lo, bounds.planned.hi) == (least, 75)
    assert (bounds.free.lo, bounds.free.hi) == (0, 75)
    assert bounds.free_sure.hi == 75
    assert bounds.free_sure.basis == ("law_cluster_cap",)


def test_more_than_70_means_70_to_75() -> None:
    bounds = cluster(fact("area_planned_ha", "70", qualifier="at_least"))
    assert (bounds.planned.lo, bounds.planned.hi) == (70, 75)
    assert bounds.planned.basis == ("planned", "law_cluster_cap")


def test_the_law_never_overrules_a_printed_area() -> None:
    assert cluster(fact("area_planned_ha", "80.5")).planned.lo == pytest.approx(80.45)
    assert cluster(fact("area_planned_ha", "80.5")).planned.basis == ("planned",)


def test_occupancy_leaves_the_rest_of_the_planned_area() -> None:
    bounds = park(fact("area_planned_ha", "200"), fact("occupancy_pct", "97"))
    assert bounds.free.hi == pytest.approx(200.5 * (1 - 0.965))
    assert bounds.free.basis == ("planned", "occupancy")
    assert [f.quantity for f in bounds.free.facts] == ["area_planned_ha", "occupancy_pct"]


def test_a_full_park_of_unknown_area_still_has_no_bound() -> None:
    assert park(fact("occupancy_pct", "100")).free.hi == math.inf


def test_leasable_and_leased_area_bound_free_land() -> None:
    assert park(fact("area_planned_ha", "336"), fact("area_leasable_ha", "221")).free.hi == 221.5
    taken = park(
        fact("area_planned_ha", "336"), fact("area_leasable_ha", "221"), fact("area_leased_ha", "200")
    )
    assert taken.free.hi == pytest.approx(221.5 - 199.5)
    assert taken.free.basis == ("leasable", "leased")


def test_weak_evidence_bounds_but_is_not_sure() -> None:
    bounds = park(fact("area_planned_ha", "200"), fact("occupancy_pct", "100", "sourced_weak"))
    assert bounds.free.hi == pytest.approx(200.5 * 0.005)
    assert bounds.free_sure.hi == 200.5


def test_a_doubtful_fact_bounds_nothing() -> None:
    assert park(fact("area_planned_ha", "200", "doubtful")).planned.hi == math.inf


def test_only_a_stated_figure_raises_the_lower_end() -> None:
    assert park(fact("area_planned_ha", "200")).free.lo == 0
    assert park(fact("area_planned_ha", "200"), fact("area_free_ha", "12")).free.lo == 11.5


def test_a_free_plot_means_that_much_free_land_and_is_never_larger_than_it() -> None:
    bounds = cluster(fact("largest_plot_ha", "6.0"))
    assert bounds.free.lo == pytest.approx(5.95)
    assert bounds.largest_plot.hi == pytest.approx(6.05)
    assert cluster(fact("area_free_ha", "3.0")).largest_plot.hi == pytest.approx(3.05)
    assert cluster(fact("area_free_ha", "3.0")).largest_plot.lo == 0


def test_what_is_said_outright_is_not_taken_away_by_arithmetic() -> None:
    """Else removing the occupancy would make a need met that was not (DECISIONS 11)."""
    bounds = park(fact("area_planned_ha", "100"), fact("occupancy_pct", "95"), fact("area_free_ha", "25"))
    assert (bounds.free.lo, bounds.free.hi) == (24.5, 24.5)
    weak = park(
        fact("area_planned_ha", "100"),
        fact("occupancy_pct", "95"),
        fact("area_free_ha", "25", "sourced_weak"),
    )
    assert weak.free_sure.hi == 24.5, "a sure bar must not contradict what is said, be it weakly"


_QUANTITIES = ("area_planned_ha", "area_leasable_ha", "area_leased_ha", "area_free_ha", "largest_plot_ha")
_FACTS = st.dictionaries(
    st.sampled_from((*_QUANTITIES, "occupancy_pct")),
    st.tuples(
        st.integers(0, 100),
        st.sampled_from(["sourced", "sourced_weak"]),
        st.sampled_from(["exact", "about", "at_least", "at_most"]),
    ),
)


def _outcome(bounds: LandBounds, need: float) -> str:
    if bounds.largest_plot_sure.hi < need:
        return "unmet"
    return "met" if bounds.largest_plot.lo >= need else "unknown"


@given(drawn=_FACTS, kind=st.sampled_from(["park", "cluster"]), need=st.integers(1, 100))
def test_removing_a_fact_never_makes_a_need_met(drawn: dict, kind: str, need: int) -> None:
    facts = dict(fact(key, str(number), grade, how) for key, (number, grade, how) in drawn.items())
    before = land_bounds(kind, False, False, facts)
    for bound in (
        before.planned,
        before.free,
        before.free_sure,
        before.largest_plot,
        before.largest_plot_sure,
    ):
        assert 0 <= bound.lo <= bound.hi
    for key in facts:
        after = land_bounds(kind, False, False, {k: v for k, v in facts.items() if k != key})
        if _outcome(before, need) != "met":
            assert _outcome(after, need) != "met"
