"""The table of quantities, and what may be written for each."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from parks.quantities import NUMBER, QUANTITIES, decimals, parse


@pytest.mark.parametrize(
    ("value", "number"),
    [("196.88", "196.88"), ("196,88", "196.88"), ("0", "0"), ("0.7", "0.7"), ("75", "75")],
)
def test_a_figure_is_read_with_point_or_comma(value: str, number: str) -> None:
    assert parse("area_planned_ha", value) == Decimal(number)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "-1",
        "+1",
        "1e3",
        "1e308",
        "NaN",
        "inf",
        "1.234.567",
        "1,234.5",
        "12 ha",
        " 12",
        "12\n",
        "1_0",
        "١٢",
        "9" * 15,
    ],
)
def test_what_is_no_plain_figure_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="không phải là số"):
        parse("area_planned_ha", wrong)


@pytest.mark.parametrize(
    ("quantity", "value"),
    [("occupancy_pct", "100.1"), ("area_planned_ha", "5001"), ("established_year", "1949")],
)
def test_a_figure_outside_its_range_is_refused_with_the_range(quantity: str, value: str) -> None:
    with pytest.raises(ValidationError, match="phải từ"):
        parse(quantity, value)


def test_an_unknown_quantity_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValidationError, match="occupancy_pct"):
        parse("ocupancy_pct", "5")


def test_a_worded_quantity_has_no_number() -> None:
    assert parse("developer", "Công ty CP Viglacera Thái Nguyên") is None


def test_the_state_of_the_wastewater_plant_is_one_of_three_words() -> None:
    assert parse("wastewater_plant", "working") is None
    with pytest.raises(ValidationError, match="working, under_construction, none"):
        parse("wastewater_plant", "đang chạy")


def test_decimals_are_counted_as_printed() -> None:
    assert [decimals(value) for value in ("97", "361.1", "196.88", "196,880")] == [0, 1, 2, 3]


def test_every_quantity_has_labels_in_both_languages_and_a_key_that_fits() -> None:
    for key, quantity in QUANTITIES.items():
        assert quantity.label_vi and quantity.label_en, key
        assert len(key) <= 40


def test_every_distance_to_one_place_names_its_node() -> None:
    to_one_place = {
        key for key, each in QUANTITIES.items() if key.startswith("distance_") and each.kind == NUMBER
    }
    assert {key for key in to_one_place if not QUANTITIES[key].node} == {"distance_expressway_km"}


def test_a_unit_stands_beside_the_label_and_not_in_it_too() -> None:
    with_unit = [each for each in QUANTITIES.values() if each.unit]
    assert [each.key for each in with_unit if "(" in each.label_vi + each.label_en] == []
