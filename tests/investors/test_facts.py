"""A project read back as the API's `project` object says what was said, no more and no less."""

import copy
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from investors.facts import GROUPS, group_columns
from investors.models import Investor, Project
from investors.services import register_project, store_investor
from parks.models import Sector

pytestmark = pytest.mark.django_db

# The example of the API, with the facts that DECISIONS adds.
EXAMPLE = {
    "name": "Camera lens plant",
    "lines": [
        {"vsic": "2018", "code": "2670", "product": "lenses", "annual_output": 1000000, "output_unit": "unit"}
    ],
    "process_flags": ["plating_or_chemical_cleaning"],
    "investor": {"nationality": "KR", "foreign_share_pct": 100},
    "capital": {"amount": "80000000", "currency": "USD"},
    "finance": {
        "export_share_pct": 90,
        "equity_pct": 40,
        "disbursed_36_months_pct": 80,
        "term_years": 50,
        "revenue_billion_vnd": 1500.5,
    },
    "land": {"area_ha": 8, "min_area_ha": 6, "needed_from": "2027-06-01"},
    "jobs": {"total": 1200, "local": 900},
    "technology": {
        "equipment": "new",
        "equipment_age_years": 0,
        "residual_capacity_pct": 90,
        "consumption_vs_design_pct": 110,
        "oecd_users": 3,
        "lists": ["d38_product"],
        "rd_spend_pct": 1.2,
        "rd_staff_pct": 3,
        "hightech_revenue_pct": 85,
        "local_input_pct": 20,
        "certificates": ["high_tech_enterprise"],
    },
    "environment": {
        "group": "III",
        "wastewater_m3_day": 300,
        "wastewater_treatment": "central",
        "hazardous_waste_t_year": 12,
        "energy_toe_year": 900,
        "energy_vs_norm_pct": 95,
        "sensitive_factors": [],
        "practices": ["iso14001"],
    },
    "utilities": {"power_mw": 6, "water_m3_day": 400},
    "preferences": {"kinds": ["park", "cluster"], "planning_areas": [], "max_km": {"AIR-HAN": 60}},
}


@pytest.fixture
def lenses() -> Sector:
    return Sector.objects.create(
        edition="2018", code="2670", level=4, name_vi="Sản xuất thiết bị quang học", intensity="high"
    )


@pytest.fixture
def korean() -> Investor:
    return store_investor(investor=Investor(name="Đại Hàn", nationality="KR", foreign_share_pct=100))


def test_the_example_of_the_api_comes_back_whole(lenses: Sector, korean: Investor) -> None:
    project = register_project(facts=EXAMPLE, investor=korean)
    assert Project.objects.get(pk=project.pk).facts() == EXAMPLE


def test_a_line_alone_is_a_project_and_says_nothing_else(lenses: Sector) -> None:
    facts = {"name": "Chưa rõ", "lines": [{"vsic": "2018", "code": "2670"}]}
    assert register_project(facts=facts).facts() == facts


def test_none_and_unknown_stay_apart(lenses: Sector) -> None:
    facts = {"name": "x", "lines": [{"code": "2670"}], "process_flags": [], "jobs": {"local": 0}}
    read = register_project(facts=facts).facts()
    assert read["process_flags"] == []
    assert read["jobs"] == {"local": 0}
    assert "technology" not in read


def test_an_alias_is_kept_under_its_own_name(lenses: Sector) -> None:
    facts = {"lines": [{"code": "2670"}], "process_flags": ["plating", "plating_or_chemical_cleaning"]}
    assert register_project(facts=facts).process_flags == ["plating_or_chemical_cleaning"]


def test_money_is_exact(lenses: Sector) -> None:
    facts = {"lines": [{"code": "2670"}], "capital": {"amount": "123456789012345", "currency": "VND"}}
    project = register_project(facts=facts)
    assert project.capital_amount == Decimal("123456789012345")
    assert project.facts()["capital"]["amount"] == "123456789012345"


def test_every_group_of_the_example_has_all_its_columns() -> None:
    for group in GROUPS:
        assert {key for _, key in group_columns(Project, group)} == set(EXAMPLE[group])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("group", "key", "value"),
    [
        ("finance", "export_share_pct", 101),
        ("capital", "amount", "80000000.50"),
        ("land", "area_ha", -1),
        ("land", "min_area_ha", 9),
        ("jobs", "local", 1201),
        ("technology", "lists", ["secret"]),
        ("environment", "sensitive_factors", ["forest", "forest"]),
        ("preferences", "max_km", {"AIR-HAN": -5}),
    ],
)
def test_an_impossible_value_is_refused_and_nothing_is_kept(
    lenses: Sector, group: str, key: str, value: object
) -> None:
    facts = copy.deepcopy(EXAMPLE)
    facts[group][key] = value  # type: ignore[index]
    with pytest.raises(ValidationError):
        register_project(facts=facts)
    assert not Project.objects.exists()
