"""No query parameter yields anything but an answer or a problem document that lists all errors."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.parks.api.conftest import Api


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=prk", {"kind": "not_a_choice"}),
        ("kind=", {"kind": "blank"}),
        ("kind=park,,cluster", {"kind": "not_a_choice"}),
        ("planning_area=X", {"planning_area": "unknown_planning_area"}),
        ("commune=Nowhere", {"commune": "unknown_commune"}),
        ("commune=2024:05941", {"commune": "unknown_commune"}),
        ("commune=%00", {"commune": "nul_character"}),
        ("commune=" + "x" * 101, {"commune": "too_long"}),
        ("search=a%00b", {"search": "nul_character"}),
        ("search=" + "x" * 70_000, {"search": "too_long"}),
        ("status=full", {"status": "not_a_choice"}),
        ("sector=999", {"sector": "unknown_sector"}),
        ("sector=2030:2610", {"sector": "unknown_sector"}),
        ("sector=%D9%A2%D9%A6", {"sector": "unknown_sector"}),
        ("counted=2024-06", {"counted": "not_a_choice"}),
        ("on=2026-02-30", {"on": "not_a_date"}),
        ("on=20261123", {"on": "not_a_date"}),
        ("on=yesterday", {"on": "not_a_date"}),
        ("on=1999-12-31", {"on": "date_out_of_range"}),
        ("on=9999-12-31", {"on": "date_out_of_range"}),
        ("min_free_ha=-1", {"min_free_ha": "too_low"}),
        ("min_free_ha=nan", {"min_free_ha": "not_a_number"}),
        ("min_free_ha=inf", {"min_free_ha": "not_a_number"}),
        ("min_free_ha=1e308", {"min_free_ha": "too_high"}),
        ("min_free_ha=1_0", {"min_free_ha": "not_a_number"}),
        ("min_free_ha=9223372036854775808", {"min_free_ha": "too_high"}),
        ("min_area_ha=x", {"min_area_ha": "not_a_number"}),
        ("near=21.4", {"near": "unknown_node"}),
        ("near=21.4,", {"near": "not_a_place"}),
        ("near=91,105", {"near": "not_a_place"}),
        ("near=nan,nan", {"near": "not_a_place"}),
        ("near=1,2,3", {"near": "not_a_place"}),
        ("within_km=5", {"within_km": "needs"}),
        ("near=21,105&within_km=-5", {"within_km": "too_low"}),
        ("ordering=size", {"ordering": "not_a_choice"}),
        ("ordering=code,name", {"ordering": "not_a_choice"}),
        ("limit=0", {"limit": "too_low"}),
        ("limit=-5", {"limit": "too_low"}),
        ("limit=1.5", {"limit": "not_an_integer"}),
        ("limit=--5", {"limit": "not_an_integer"}),
        ("limit=%D9%A5", {"limit": "not_an_integer"}),
        ("limit=" + "9" * 5000, {"limit": "too_high"}),
        ("serach=x", {"serach": "unknown_parameter"}),
        ("format=json", {"format": "unknown_parameter"}),
        ("kind=park&kind=cluster", {"kind": "repeated_parameter"}),
        (
            "kind=x&status=y&min_free_ha=z&limit=q&oops=1&commune=%20",
            {
                "kind": "not_a_choice",
                "status": "not_a_choice",
                "min_free_ha": "not_a_number",
                "limit": "not_an_integer",
                "oops": "unknown_parameter",
                "commune": "blank",
            },
        ),
    ],
)
def test_each_bad_parameter_is_named(api: Api, query: str, expected: dict[str, str]) -> None:
    assert api.errors(f"/api/sites?{query}") == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/api/sites/KCN-YEN-BINH?on=x&off=1", {"on": "not_a_date", "off": "unknown_parameter"}),
        ("/api/sites/KCN-YEN-BINH?on=", {"on": "blank"}),
        ("/api/sites/KCN-YEN-BINH/facts?on=1999-01-01", {"on": "date_out_of_range"}),
        ("/api/sectors?edition=2019&level=9", {"edition": "not_a_choice", "level": "not_a_choice"}),
        ("/api/sectors?intensity=hi", {"intensity": "not_a_choice"}),
        ("/api/planning-areas?profile=S", {"profile": "not_a_choice"}),
        ("/api/communes?parent=2023:999", {"parent": "unknown_commune"}),
        ("/api/communes?level=ward", {"level": "not_a_choice"}),
        ("/api/sources?site=NOWHERE", {"site": "unknown_site"}),
        ("/api/health?x=1", {"x": "unknown_parameter"}),
        ("/api/schema?version=2.0", {"version": "not_a_choice"}),
    ],
)
def test_the_other_addresses_refuse_too(api: Api, address: str, expected: dict[str, str]) -> None:
    assert api.errors(address) == expected


def test_the_nearest_known_name_is_offered(api: Api) -> None:
    error = api.get("/api/sites?serach=x", 400)["errors"][0]
    assert "search" in error["allowed"]
    assert "“search”" in error["detail"]
    error = api.get("/api/sites?status=operatin", 400)["errors"][0]
    assert error["allowed"] == ["planned", "established", "under_construction", "operating", "withdrawn"]
    assert "“operating”" in error["detail"]


@pytest.mark.parametrize("code", ["NOWHERE", "kcn-yen-binh", "%00", "a" * 3000, "é", "KCN-YEN-BINH/"])
def test_an_unknown_site_is_not_found(api: Api, code: str) -> None:
    assert api.get(f"/api/sites/{code}", 404)["type"] == "/api/problems/not-found"


def test_a_park_is_no_cluster(api: Api) -> None:
    assert api.get("/api/parks/KCN-YEN-BINH")["kind"] == "park"
    assert api.get("/api/clusters/KCN-YEN-BINH", 404)["status"] == 404
    assert api.get("/api/clusters/CCN-KIM-SON")["kind"] == "cluster"


def test_more_parameters_than_django_reads_are_a_bad_request(api: Api) -> None:
    assert api.get("/api/sites?" + "a=1&" * 1200, 400)["type"] == "/api/problems/bad-request"


NAMES = [
    "kind",
    "commune",
    "search",
    "sector",
    "on",
    "near",
    "within_km",
    "min_free_ha",
    "ordering",
    "limit",
    "cursor",
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(NAMES),
        st.text(max_size=30) | st.sampled_from(["park", "5", "21,105", "2610"]),
        max_size=4,
    )
)
def test_anything_at_all_is_answered_or_refused(api: Api, query: dict[str, str]) -> None:
    response = api.client.get(
        "/api/sites", {name: value.encode(errors="replace") for name, value in query.items()}
    )
    assert response.status_code in (200, 400), response.content
    assert response.headers["Content-Type"] in ("application/json", "application/problem+json")
