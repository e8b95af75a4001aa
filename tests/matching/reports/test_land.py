"""Totals of land: what is known is added up, what is weak or unknown is said beside it."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from matching.reports.land import SiteLand, Stated, by_kind, largest, mean_occupancy, total

D = Decimal


def stated(value: str, grade: str = "sourced", qualifier: str = "exact") -> Stated:
    return Stated(D(value), qualifier, "2026", grade, False)


def site(code: str = "a", **given: Any) -> SiteLand:
    """Return a park on offer of which nothing is known."""
    row = SiteLand(
        code=code, name=f"KCN {code}", kind="park", area="PY", stage="operating", on_offer=True,
        planned=None, leasable=None, leased=None, occupancy=None, held_ha=D(0), waiting=0,
        free_least=D(0), free_most=None, left_least=D(0), left_most=None, plot_least=D(0), plot_most=None,
    )  # fmt: skip
    return dataclasses.replace(row, **given)


def test_a_total_is_of_what_is_known_and_says_how_many_are_not() -> None:
    found = total([stated("100"), stated("50.5", "sourced_weak"), None, stated("9", "verified")])
    assert (found.hectares, found.known, found.unknown) == (D("159.5"), 3, 1)
    assert (found.weak, found.weak_ha, found.at_least) == (1, D("50.5"), False)


@pytest.mark.parametrize("left_out", [stated("70", "doubtful"), stated("70", qualifier="at_most")])
def test_what_is_doubtful_or_an_upper_bound_counts_as_unknown(left_out: Stated) -> None:
    found = total([stated("100"), left_out])
    assert (found.hectares, found.known, found.unknown) == (D(100), 1, 1)


def test_a_lower_bound_makes_the_total_one() -> None:
    assert total([stated("100"), stated("70", qualifier="at_least")]).at_least


def test_occupancy_is_weighed_by_area_over_the_sites_that_state_both() -> None:
    rows = [
        site(planned=stated("300"), occupancy=stated("100", "sourced_weak")),
        site(planned=stated("100"), occupancy=stated("50")),
        site(occupancy=stated("10")),
        site(planned=stated("1000")),
        site(planned=stated("1000"), occupancy=stated("0", "doubtful")),
    ]
    found = mean_occupancy(rows)
    assert found.mean_pct == D("87.5")  # (300 × 100 + 100 × 50) / 400
    assert (found.known, found.weak, found.unknown, found.weighed) == (3, 1, 2, 2)


def test_where_nobody_knows_there_is_no_mean() -> None:
    assert mean_occupancy([site(), site(occupancy=stated("90"))]).mean_pct is None


def test_kinds_are_added_up_apart_and_what_has_no_bound_is_counted() -> None:
    rows = [
        site("a", left_least=D(2), left_most=D(10), held_ha=D("1.5"), waiting=2),
        site("b", left_most=None),
        site("c", kind="cluster", left_most=D(75)),
    ]
    parks, clusters = by_kind(rows)
    assert (parks.left_least, parks.left_most, parks.left_unbounded) == (D(2), D(10), 1)
    assert (parks.held_ha, parks.waiting) == (D("1.5"), 2)
    assert (clusters.left_most, clusters.left_unbounded) == (D(75), 0)


def test_the_largest_piece_is_of_sites_on_offer_where_the_project_wishes_to_be() -> None:
    rows = [
        site("a", area="PY", plot_least=D(3), plot_most=D(5)),
        site("b", area="PY", plot_most=D(20)),
        site("c", area="PY", plot_most=D(90), on_offer=False),
        site("d", area="SC", plot_most=D(50), kind="cluster"),
        site("e", area="SC"),
    ]
    found = largest(rows, ["PY"])
    assert found is not None and (found.least, found.most, found.site, found.unbounded) == (
        D(3),
        D(20),
        "KCN b",
        0,
    )
    everywhere = largest(rows)
    assert everywhere is not None and (everywhere.most, everywhere.unbounded) == (D(50), 1)
    parks = largest(rows, ["SC"], ["park"])
    assert parks is not None and (parks.most, parks.unbounded) == (None, 1)
    assert largest(rows, ["XX"]) is None
