"""The environment group, by the rows of RULES 2.1 and 2.2: what was read decides, what is remembered only widens."""

import pytest
from hypothesis import given

from matching.engine import Line, ProjectFacts
from matching.engine.environment import read_group
from matching.engine.vocabulary import SENSITIVE_FACTORS
from tests.matching.engine.reference.group import environment_group
from tests.matching.engine.rules import ruleset
from tests.matching.engine.strategies import projects, tries

NEAR, FAR = ("forest",), ()


def reading(code="3100", output=None, unit=None, *, steps=None, near=FAR, group=None):
    line = Line("2018", code, annual_output=output, output_unit=unit)
    project = ProjectFacts(
        lines=(line,), process_flags=steps, sensitive_factors=near, environment_group=group
    )
    return read_group(project, ruleset().annex_ii)


def groups(found):
    return ["I", "II", "III", "IV"][found.low - 1], ["I", "II", "III", "IV"][found.high - 1]


# Rows 1 to 6, which were read: code, step, unit, output -> size (RULES 2.2).
READ_ROWS = [
    ("2310", "glass_furnace", "t", 200_000, "large"),
    ("2310", "glass_furnace", "t", 199_999, "medium"),
    ("2310", "glass_furnace", "t", 5_000, "medium"),
    ("2310", "glass_furnace", "t", 4_999, "small"),
    ("2410", "smelting", "t", 300_000, "large"),
    ("2420", "smelting", "t", 299_999, "medium"),
    ("2431", "smelting", "t", 1, "medium"),
    ("1701", "pulp_or_recycled_paper", "t", 50_000, "large"),
    ("1702", "pulp_or_recycled_paper", "t", 49_999, "medium"),
    ("1701", "pulp_or_recycled_paper", "t", 4_999, "small"),
    ("2011", "inorganic_chemical", "t", 5_000, "large"),
    ("2012", "inorganic_chemical", "t", 4_999, "medium"),
    ("2021", "inorganic_chemical", "t", 999, "small"),
    ("1311", "dyeing_washing", "m2", 50_000_000, "large"),
    ("1391", "dyeing_washing", "m2", 49_999_999, "medium"),
    ("1410", "dyeing_washing", "m2", 4_999_999, "small"),
    ("1511", "tanning", "t", 10_000, "large"),
]
BY_SIZE = {"large": ("I", "I"), "medium": ("II", "I"), "small": ("III", "II")}


@pytest.mark.parametrize(("code", "step", "unit", "output", "size"), READ_ROWS)
@pytest.mark.parametrize("near", [FAR, NEAR])
def test_a_row_that_was_read_decides_by_size_and_sensitive_factors(code, step, unit, output, size, near):
    found = reading(code, output, unit, steps=(step,), near=near)
    plain, sensitive = BY_SIZE[size]
    expected = sensitive if near else plain
    remembered_too = code in ("2011",)  # row 14, remembered, may make it more severe
    assert groups(found)[1] == expected
    assert groups(found)[0] == ("I" if remembered_too else expected)
    assert found.because.startswith("rows")


@pytest.mark.parametrize(("code", "step", "unit", "output", "size"), READ_ROWS)
def test_only_level_i_and_large_is_a_high_risk(code, step, unit, output, size):
    found = reading(code, output, unit, steps=(step,), near=NEAR)
    assert found.high_risk == ("yes" if size == "large" else "no")


def test_below_large_a_tannery_may_be_medium_or_small_for_the_step_between_was_not_read():
    assert groups(reading("1511", 500, "t", steps=("tanning",))) == ("II", "III")


def test_minerals_by_code_alone_may_or_may_not_be_the_toxic_ones():
    assert groups(reading("0710", 200_000, "t")) == ("I", "III")
    assert reading("0710", 200_000, "t").high_risk == "maybe"
    assert groups(reading("0710", 199_999, "t")) == ("II", "III")
    assert reading("0710", 199_999, "t").high_risk == "no"


@pytest.mark.parametrize(("code", "step"), [("3822", "hazardous_waste_service"), ("3830", "imported_scrap")])
def test_hazardous_waste_and_scrap_are_group_i_whatever_their_size(code, step):
    found = reading(code, 1, "t", steps=(step,))
    assert groups(found) == ("I", "I")
    assert found.high_risk == "yes"
    assert reading(code).high_risk == "maybe"


def test_the_step_decides_whatever_the_code_says():
    assert groups(reading("3100", 10_000, "t", steps=("tanning",))) == ("I", "I")
    assert groups(reading("1511", 10_000, "t", steps=())) == ("III", "III")


def test_unknown_steps_leave_open_what_the_code_suggests():
    assert groups(reading("1410", 60_000_000, "m2", steps=None)) == ("I", "III")
    assert groups(reading("3100", steps=None)) == ("III", "III")


def test_an_output_that_is_not_stated_or_in_another_unit_leaves_every_size_open():
    for output, unit in ((None, None), (None, "t"), (1, "unit")):
        assert groups(reading("2310", output, unit, steps=("glass_furnace",))) == ("I", "III")


@pytest.mark.parametrize("factor", SENSITIVE_FACTORS)
def test_every_sensitive_factor_counts(factor):
    small = ("2310", 4_999, "t")
    assert groups(reading(*small, steps=("glass_furnace",), near=(factor,))) == ("II", "II")


def test_sensitive_factors_that_are_not_stated_leave_two_groups_open():
    assert groups(reading("2310", 4_999, "t", steps=("glass_furnace",), near=None)) == ("II", "III")


def test_where_no_row_applies_the_group_is_iii_and_iv_only_if_declared():
    found = reading("3100", steps=())
    assert (groups(found), found.because) == (("III", "III"), "no_row")
    assert groups(reading("3100", steps=(), group="IV")) == ("IV", "IV")


# Rows 7 to 17 are remembered: (code, output, unit, steps) -> the most severe group that they may mean.
REMEMBERED_ROWS = [
    (("1910",), "I"),
    (("3511",), "I"),
    (("3811",), "I"),
    (("2592", 10_000, "t", ("plating_or_chemical_cleaning",)), "I"),
    (("2592", 9_999, "t", ("plating_or_chemical_cleaning",)), "II"),
    (("2720", None, None, ("battery_cell",)), "I"),
    (("2394", 1_200_000, "t"), "I"),
    (("2394", 1_199_999, "t"), "II"),
    (("2219", 5_999, "t"), "III"),
    (("1103",), "I"),
    (("1072",), "I"),
    (("1020",), "I"),
    (("2610", 1_000_000, "unit"), "I"),
    (("2610", 999_999, "unit"), "II"),
]


@pytest.mark.parametrize(("given_facts", "severe"), REMEMBERED_ROWS)
def test_rows_that_are_only_remembered_widen_and_never_narrow(given_facts, severe):
    code, output, unit, steps = (*given_facts, *(None, None, ())[len(given_facts) - 1 :])
    found = reading(code, output, unit, steps=steps)
    assert groups(found) == (severe, "III")
    assert found.high_risk in ("no", "maybe")


def test_a_declared_group_is_used():
    found = reading("2610", 2_000_000, "unit", steps=(), group="III")
    assert (groups(found), found.because, found.conflict) == (("III", "III"), "declared", False)


def test_a_declared_group_that_rows_contradict_is_used_and_the_conflict_shown():
    found = reading("2310", 200_000, "t", steps=("glass_furnace",), group="III")
    assert (groups(found), found.conflict) == (("III", "III"), True)
    assert "row_1_glass" in found.rows


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        ("more severe than the rows say", ("2310", 4_999, "t", ("glass_furnace",), "II")),
        ("as the rows say", ("2310", 5_000, "t", ("glass_furnace",), "II")),
        ("against rows that only may apply", ("2310", 200_000, "t", None, "IV")),
        ("against rows that are only remembered", ("2610", 2_000_000, "unit", (), "IV")),
        ("where no row applies", ("3100", None, None, (), "IV")),
    ],
)
def test_no_conflict_is_claimed(what, facts):
    code, output, unit, steps, group = facts
    assert not reading(code, output, unit, steps=steps, group=group).conflict, what


@tries(90)
@given(projects())
def test_the_reading_is_what_trying_out_everything_unknown_gives(project):
    found = read_group(project, ruleset().annex_ii)
    assert (found.low, found.high) == environment_group(project)
