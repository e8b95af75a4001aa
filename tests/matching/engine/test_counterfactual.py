"""What lifts a bar or makes a site first: each suggestion ranked as a project of its own, and one step less of it."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.engine import Line, Row, rank
from matching.engine.changeable import levers
from matching.engine.counterfactual import NOT_BARRED, lifting_bars, making_first
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.facts import Capacity, Reach
from matching.engine.levers import changed, is_sensible, within_whole
from matching.engine.ruleset import CounterfactualRules
from matching.engine.vocabulary import CHANGEABLE
from tests.matching.engine.rules import matcher, ruleset
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_robustness import KNOWN, site


def allowing(*order):
    return replace(ruleset(), counterfactuals=CounterfactualRules(order))


def does_it(made, project, place, effect):
    """Say whether a project has the effect at a site, by the ranking of that project alone."""
    found = rank(Row.of(made, made.assess(made.read([project])), 0))
    here = next((one for one in found.placed if one.site == place), None)
    return here is not None and (effect == NOT_BARRED or here.rank == 1)


def all_of(made, project):
    """Return every suggestion: for each site what lifts its bars, and what makes it first."""
    places = range(made.sites.count)
    found = lifting_bars(made, project, places).found
    return found + [one for place in places for one in making_first(made, project, place).found]


def remade(project, suggestion, made):
    """Return the project after a suggestion, and its levers by field."""
    here = {lever.field: lever for lever in levers(made, project, [made.sites.sites[suggestion.site]])}
    return changed(project, *((here[one.field], one.after) for one in suggestion.changes)), here


@tries(10)
@given(projects(), fields_of_sites(2, 4))
def test_every_suggestion_does_it_when_the_changed_project_is_ranked_and_one_step_less_does_not(
    project, field
):
    made = matcher(field)
    for one in all_of(made, project):
        after, here = remade(project, one, made)
        assert one.verified and not does_it(made, project, one.site, one.effect)
        assert is_sensible(after)
        assert [each.before for each in one.changes] == [here[each.field].now for each in one.changes]
        cost_of = made.ruleset.counterfactuals.cost_of
        assert one.cost == sum(cost_of(here[each.field].kind) for each in one.changes)
        ranking = rank(Row.of(made, made.assess(made.read([after])), 0))
        place = next(place for place in ranking.placed if place.site == one.site)
        assert (one.rank, one.score, one.outcome) == (place.rank, place.score, place.outcome)
        assert one.effect == NOT_BARRED or one.rank == 1
        for nearer in one_step_less(after, one, here):
            assert not does_it(made, nearer, one.site, one.effect)


def one_step_less(after, suggestion, here):
    """Yield the project with each changed amount one step nearer to what it was, where that is a request."""
    for each in suggestion.changes:
        lever = here[each.field]
        if lever.amount is not None:
            way = 1 if each.after > each.before else -1
            less = round(each.after - way * lever.amount.step, 6)
            nearer = changed(after, (lever, less))
            if (less - each.before) * way > 0 and is_sensible(nearer):
                yield nearer


SMALL = {"plot_ha": (5.0, 23.47), "plot_sure_most_ha": 23.47, "free_ha": (5.0, 30.0)}


def suggested(project, *field, order=CHANGEABLE, place=0):
    made = matcher(field, allowing(*order))
    return [
        {each.field: (each.before, each.after) for each in one.changes}
        for one in lifting_bars(made, project, [place]).found
    ]


THRESHOLDS = {
    "a plot": ({"area_ha": 80.0}, SMALL, "land.area_ha", 80.0, 23.47),
    "the smallest area that will do": (
        {"area_ha": 80.0, "min_area_ha": 60.0},
        SMALL,
        "land.min_area_ha",
        60.0,
        23.47,
    ),
    "the norm of energy": ({"energy_vs_norm_pct": 132.5}, {}, "environment.energy_vs_norm_pct", 132.5, 100),
    "what a used line may draw": (
        {"equipment": "used", "equipment_age_years": 5, "consumption_vs_design_pct": 140},
        {},
        "technology.consumption_vs_design_pct",
        140,
        115,
    ),
    "the age of machines": (
        {"lines": (Line("2018", "1410"),), "equipment": "used", "equipment_age_years": 14},
        {},
        "technology.equipment_age_years",
        14,
        10,
    ),
    "power": ({"power_mw": 9.0}, {"power": Capacity((2.5, 2.5), 2.5)}, "utilities.power_mw", 9.0, 2.5),
    "water": ({"water_m3_day": 9_000}, {"water": Capacity((0, 812), 812)}, "utilities.water_m3_day", 9_000, 812),
    "a distance": (
        {"wish_max_km": (("AIR-HAN", 20),)},
        {"reach": {"AIR-HAN": Reach((41.3, 44.0), "estimated")}},
        "preferences.max_km.AIR-HAN",
        20,
        42,
    ),
}  # fmt: skip


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_an_amount_is_changed_to_the_very_threshold(threshold):
    facts, of_site, field, before, after = THRESHOLDS[threshold]
    project, place = replace(KNOWN, **facts), site("A", **of_site)
    found = suggested(project, place)
    assert {field: (before, after)} in found, found
    made = matcher([place])
    lever = next(one for one in levers(made, project, [place]) if one.field == field)
    step = lever.amount.step if after > before else -lever.amount.step
    assert does_it(made, changed(project, (lever, after)), 0, NOT_BARRED)
    assert not does_it(made, changed(project, (lever, after - step)), 0, NOT_BARRED)


def test_choices_are_changed_to_what_the_site_and_the_rules_allow():
    far = replace(KNOWN, wish_kinds=("cluster",), wish_areas=("VO-NHAI",))
    assert suggested(far, site("A")) == [
        {
            "preferences.planning_areas": (("VO-NHAI",), ("VO-NHAI", "PHO-YEN")),
            "preferences.kinds": (("cluster",), ("cluster", "park")),
        }
    ]
    banned = replace(KNOWN, technology_lists=("d38_product", "prohibited"))
    assert suggested(banned, site("A")) == [
        {"technology.lists": (("d38_product", "prohibited"), ("d38_product",))}
    ]
    old = replace(KNOWN, equipment="used", equipment_age_years=40, residual_capacity_pct=50)
    assert {"technology.equipment": ("used", "new")} in suggested(old, site("A"))


def test_dropping_a_step_lifts_the_refusal_that_the_step_brings():
    plating = replace(KNOWN, process_flags=("smelting", "hazardous_waste_service"), environment_group=None)
    made = matcher([site("A")])
    assert not does_it(made, plating, 0, NOT_BARRED)
    found = suggested(plating, site("A"))
    assert any("process_flags" in one for one in found), found


def test_a_line_and_what_only_the_site_can_change_are_never_suggested():
    banned = replace(KNOWN, lines=(Line("2018", "2029", product="pháo nổ"),))
    assert suggested(banned, site("A")) == []
    assert suggested(KNOWN, site("A", stage="planned")) == []
    assert suggested(KNOWN, site("A", refused=frozenset({"26"}))) == []


def test_what_is_not_stated_is_not_changed():
    bare = replace(KNOWN, **dict.fromkeys(("min_area_ha", "local_input_pct", "practices", "jobs_local")))
    fields = {lever.field for lever in levers(matcher([site("A")]), bare, [site("A")])}
    assert not fields & {
        "land.min_area_ha",
        "technology.local_input_pct",
        "environment.practices",
        "jobs.local",
    }
    assert "land.area_ha" in fields


def test_the_ruleset_says_what_may_be_asked_and_what_costs_less():
    project = replace(KNOWN, area_ha=80.0, min_area_ha=60.0, power_mw=9.0)
    place = site("A", **SMALL, power=Capacity((2.5, 2.5), 2.5))
    one = {"land.min_area_ha": (60.0, 23.47), "utilities.power_mw": (9.0, 2.5)}
    assert suggested(project, place) == [one]
    assert [
        list(each) for each in suggested(project, place, order=("utilities.power_mw", "land.min_area_ha"))
    ] == [["utilities.power_mw", "land.min_area_ha"]]
    assert suggested(project, place, order=("land.min_area_ha",)) == []


def test_of_two_changes_those_are_told_first_that_cost_less_together():
    """Each of two bars can be lifted in two ways, here at a cost of 1 or 6 and of 2 or 8."""
    age, new = "technology.equipment_age_years", "technology.equipment"
    less, own = "environment.wastewater_m3_day", "environment.wastewater_treatment"
    order = (age, less, "jobs.local", "jobs.total", "capital", new, "utilities.power_mw", own)
    project = replace(
        KNOWN,
        equipment="used",
        equipment_age_years=40,
        wastewater_m3_day=100.0,
        wastewater_treatment="central",
    )
    made = matcher([site("A", wastewater=Capacity((1.0, 1.0), 1.0))], allowing(*order))
    assert [
        (one.cost, *(each.field for each in one.changes)) for one in lifting_bars(made, project, [0]).found
    ] == [(3, age, less), (8, less, new), (9, age, own), (14, new, own)]


def test_a_part_never_comes_to_more_than_its_whole():
    """Fewer jobs in all would do, but not fewer than there are local ones."""
    project = replace(KNOWN, jobs_total=700, jobs_local=500)
    total, local = (
        next(one for one in levers(matcher([site("A")]), project, [site("A")]) if one.field == field)
        for field in ("jobs.total", "jobs.local")
    )
    assert [total.value(far) for _, far in within_whole(project, total)] == [500, 10_000_000]
    assert [local.value(far) for _, far in within_whole(project, local)] == [700]


def test_a_better_neighbour_is_overtaken_by_the_least_that_does_it():
    """The mountains want local jobs, the south few hands: more local jobs let the mountain site overtake."""
    south = site("A", reach={}, tenants_complete=False, central_treatment=None)
    mountain = site("B", profile="MTN", planning_area="VO-NHAI")
    made = matcher([south, mountain], allowing("jobs.local"))
    project = replace(KNOWN, jobs_total=9_000, jobs_local=1)
    many = [replace(project, jobs_local=jobs) for jobs in range(1, 9_001)]
    scores = made.assess(made.read(many)).score
    least = 1 + int((scores[:, 1] >= scores[:, 0]).argmax())
    assert least > 1
    (found,) = making_first(made, project, 1).found
    assert [(one.field, one.before, one.after) for one in found.changes] == [("jobs.local", 1, least)]


def test_every_fact_that_can_be_changed_is_looked_at_by_some_rule():
    made = matcher([site("A")])
    looked_at = {fact for one in (REQUIREMENTS | PREFERENCES).values() for fact in one.looks_at}
    full = replace(
        KNOWN, min_area_ha=5.0, equipment="used", equipment_age_years=30, consumption_vs_design_pct=150,
        residual_capacity_pct=50, wish_kinds=("cluster",), wish_areas=("DAI-TU",), wish_max_km=(("AIR-HAN", 5),),
        technology_lists=("prohibited",), process_flags=("smelting",), lines=(Line("2018", "2410", annual_output=1e6, output_unit="t"),),
        wastewater_m3_day=100.0, energy_vs_norm_pct=150.0, energy_toe_year=2_000.0, hazardous_waste_t_year=50.0,
        power_mw=900.0, water_m3_day=9_000.0,
    )  # fmt: skip
    tight = site("A", plot_ha=(0, 2), power=Capacity((1.0, 1.0), 1.0), water=Capacity((1.0, 1.0), 1.0))
    found = levers(made, full, [tight])
    assert {lever.fact for lever in found} <= looked_at
    assert {lever.kind for lever in found} == set(CHANGEABLE)
    assert all(lever.value(place) != lever.now for lever in found for end in lever.stretches for place in end)
