"""The list of what is missing: everything that would narrow an answer, with what it could add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.columns import FACT_OF_FIELD
from matching.engine.ranking import project_missing, site_missing
from matching.engine.row import Row
from tests.matching.engine.rules import assessed
from tests.matching.engine.strategies import KNOWN_FACTS, projects, sensible, sites, tries, with_facts

# What narrows without being asked for: by design no question of the short list. A smallest area and a declared group
# may be stated beyond what is derived; the rest only tells used equipment, or is asked for where it decides.
NOT_ASKED = {
    "min_area_ha",
    "environment_group",
    "residual_capacity_pct",
    "consumption_vs_design_pct",
    "oecd_users",
}
FIELD_OF_FACT = {fact: field for field, fact in FACT_OF_FIELD.items()}
LENSES = ProjectFacts(lines=(Line("2018", "2670", "lenses", intensity="high"),))
PARK = SiteFacts("S-0", "park", "PHO-YEN", "S-EL", stage="operating")


def missing(project, site):
    made, assessment = assessed([project], [site])
    return {one.field: one for one in project_missing(Row.of(made, assessment, 0), [0])}


@tries(80)
@given(projects(), sites(), st.sampled_from(sorted(set(KNOWN_FACTS) - NOT_ASKED)), st.data())
def test_what_changes_points_when_it_becomes_known_is_listed(project, site, fact, data):
    poorer = with_facts(project, **{fact: None})
    richer = with_facts(poorer, **{fact: data.draw(st.sampled_from(KNOWN_FACTS[fact]))})
    if sensible(richer) != richer:
        return
    made, assessment = assessed([poorer, richer], [site])
    changed = {
        criterion.key
        for number, (_, criterion) in enumerate(made.preferences)
        if Row.of(made, assessment, 0).points(number, 0) != Row.of(made, assessment, 1).points(number, 0)
    }
    row = Row.of(made, assessment, 0)
    if fact == "process_flags" and row.reading.low == row.reading.high:
        return  # of a line that suggests no step none is thought of (DECISIONS 19)
    assert not changed or FIELD_OF_FACT[fact] in {one.field for one in project_missing(row, [0])}


def test_a_certificate_that_is_not_stated_could_lift_high_tech_to_its_floor():
    plain = with_facts(
        LENSES,
        technology_lists=(),
        rd_spend_pct=0,
        rd_staff_pct=0,
        hightech_revenue_pct=0,
        local_input_pct=0,
    )
    assert missing(plain, PARK)["technology.certificates"].could_add == round(20_00 * (0.80 - 0.25))
    assert "technology.certificates" not in missing(with_facts(plain, certificates=()), PARK)


def test_what_could_add_most_comes_first():
    made, assessment = assessed([LENSES], [PARK])
    found = project_missing(Row.of(made, assessment, 0), [0])
    assert [one.could_add for one in found] == sorted((one.could_add for one in found), reverse=True)
    assert found[0].could_add > 0


def test_nothing_that_is_stated_is_missing():
    stated = with_facts(LENSES, technology_lists=(), area_ha=8, nationality="VN", equipment="new")
    assert not {"technology.lists", "land.area_ha", "investor.nationality", "technology.equipment"} & set(
        missing(stated, PARK)
    )


def test_what_settles_a_requirement_is_listed_even_if_it_adds_no_point():
    nationality = missing(LENSES, PARK)["investor.nationality"]
    assert (nationality.could_add, nationality.settles) == (0, ("market_access",))


def test_a_site_lists_its_own_missing_figures():
    made, assessment = assessed([with_facts(LENSES, area_ha=8, export_share_pct=90)], [PARK])
    found = {one.field: one for one in site_missing(Row.of(made, assessment, 0), 0)}
    assert found["area_free_ha"].could_add == 10_00
    assert found["distance"].could_add == 7_50
    assert found["largest_plot_ha"].settles == ("plot_fit",)
    assert "status" not in found


@pytest.mark.parametrize(
    ("criterion", "stated", "asked", "not_asked"),
    [
        ("low_pollution", {}, {"environment.group", "process_flags", "environment.sensitive_factors"}, set()),
        (
            "low_pollution",
            {"process_flags": ("tanning",)},
            {"environment.sensitive_factors"},
            {"process_flags"},
        ),
        ("orientation", {}, {"process_flags", "environment.sensitive_factors"}, set()),
        ("high_tech", {}, {"technology.rd_spend_pct"}, {"capital", "jobs.total"}),
        ("high_tech", {"rd_spend_pct": 1}, {"capital", "jobs.total"}, {"technology.rd_spend_pct"}),
        ("high_tech", {"rd_staff_pct": 1}, {"capital", "jobs.total"}, {"technology.rd_staff_pct"}),
    ],
)
def test_what_a_part_rests_on_besides_is_asked_for_once_it_matters(criterion, stated, asked, not_asked):
    made, assessment = assessed([with_facts(LENSES, **stated)], [PARK])
    number = [one.key for _, one in made.preferences].index(criterion)
    column = Row.of(made, assessment, 0).preferences[number]
    waits_for = {field for fields, _ in column.missing for field in fields}
    assert asked <= waits_for and not not_asked & waits_for
