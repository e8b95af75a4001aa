"""Distances by road: what is published first, else a range from the points."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from parks.distance import NODE_OF_QUANTITY, Distance, distances, farthest_km, great_circle_km

AIRPORT = SimpleNamespace(code="AIR-HAN", latitude=21.2212, longitude=105.807)
NO_POINT = SimpleNamespace(code="RPORT-DPH", latitude=None, longitude=None)
YEN_BINH = SimpleNamespace(latitude=21.43086, longitude=105.90052)
SEAT = SimpleNamespace(latitude=21.41978, longitude=105.8899)
NOWHERE = SimpleNamespace(latitude=None, longitude=None)
PUBLISHED = SimpleNamespace(
    quantity="distance_noibai_km", value="25", number=Decimal(25), qualifier="exact", code="x"
)


def between(**changes: object) -> dict[str, Distance]:
    given = {
        "point": YEN_BINH,
        "error_km": 1.5,
        "seat": SEAT,
        "seat_error_km": 12.0,
        "nodes": [AIRPORT, NO_POINT],
        "published": {},
    }
    return distances(**(given | changes))  # type: ignore[arg-type]


def test_a_degree_of_latitude_is_111_km() -> None:
    assert great_circle_km(21, 105, 22, 105) == pytest.approx(111.195, abs=0.01)
    assert great_circle_km(21, 105, 21, 105) == 0


def test_a_published_distance_comes_first_with_its_rounding() -> None:
    found = between(published={"distance_noibai_km": PUBLISHED})["AIR-HAN"]
    assert (found.lo, found.hi, found.basis, found.fact) == (24.5, 25.5, "published", PUBLISHED)


def test_an_estimate_is_widened_by_the_error_of_the_point() -> None:
    found = between()["AIR-HAN"]
    straight = great_circle_km(21.43086, 105.90052, 21.2212, 105.807)
    assert found.basis == "estimated"
    assert found.lo == pytest.approx((straight - 1.5) * 1.18)
    assert found.hi == pytest.approx((straight + 1.5) * 1.49)


def test_a_site_without_a_point_counts_from_its_seat_and_says_so() -> None:
    found = between(point=NOWHERE)["AIR-HAN"]
    straight = great_circle_km(21.41978, 105.8899, 21.2212, 105.807)
    assert found.basis == "estimated_from_seat"
    assert found.lo == pytest.approx((straight - 12) * 1.18)
    assert found.hi == pytest.approx((straight + 12) * 1.49)


def test_no_point_and_no_seat_is_no_distance() -> None:
    assert between(point=None, seat=None, seat_error_km=None) == {}


def test_a_node_without_a_point_is_used_only_where_a_distance_is_published() -> None:
    assert "RPORT-DPH" not in between()
    port = SimpleNamespace(
        quantity="distance_daphuc_port_km", value="15", number=Decimal(15), qualifier="exact", code="y"
    )
    assert between(published={"distance_daphuc_port_km": port})["RPORT-DPH"].basis == "published"


def test_the_farthest_commune_is_the_error_of_a_seat() -> None:
    assert farthest_km(SEAT, [SEAT, NOWHERE, AIRPORT]) == pytest.approx(
        great_circle_km(21.41978, 105.8899, 21.2212, 105.807)
    )
    assert farthest_km(None, [AIRPORT]) is None
    assert farthest_km(SEAT, [NOWHERE]) is None


def test_each_published_distance_leads_to_a_known_node() -> None:
    assert NODE_OF_QUANTITY["distance_noibai_km"] == "AIR-HAN"
    assert NODE_OF_QUANTITY["distance_haiphong_port_km"] == "PORT-HPH"
