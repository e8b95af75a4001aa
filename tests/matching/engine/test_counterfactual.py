"""The smallest changes that lift a bar or make a site first: against every value of every lever, tried by hand."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import Line, Row, rank
from matching.engine.assess import BARRED
from matching.engine.counterfactual import FIRST, MOST, NOT_BARRED, lifting_bars, making_first
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.facts import Capacity, Reach
from matching.engine.levers import changed, is_sensible, levers
from matching.engine.ruleset import CounterfactualRules
from matching.engine.trials import Judge, Trials
from matching.engine.vocabulary import CHANGEABLE
from tests.matching.engine.rules import matcher, ruleset
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_robustness import KNOWN, site

SEVERAL = st.lists(st.sampled_from(CHANGEABLE), min_size=2, max_size=5, unique=True).map(tuple)


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
    found = lifting_bars(made, project, places)
    return found + [one for place in places for one in making_first(made, project, place)]


def remade(project, suggestion, made):
    """Return the project after a suggestion, and its levers by field."""
    here = {lever.field: lever for lever in levers(made, project, [made.sites.sites[suggestion.site]])}
    return changed(project, *((here[one.field], one.after) for one in suggestion.changes)), here


@tries(14)
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


@tries(8)
@given(projects(), fields_of_sites(2, 3), SEVERAL)
def test_no_smaller_or_cheaper_set_does_it_when_every_value_is_tried_by_hand(project, field, order):
    made = matcher(field, allowing(*order))
    for place in range(made.sites.count):
        for effect, between in ((NOT_BARRED, {"between": 0}), (FIRST, {})):
            tried = levers(made, project, [made.sites.sites[place]], **between)
            expected = by_hand(made, project, tried, place, effect)
            found = (
                lifting_bars(made, project, [place])
                if effect == NOT_BARRED
                else making_first(made, project, place)
            )
            assert [tuple(each.field for each in one.changes) for one in found] == [
                tuple(lever.field for lever, _ in one) for one in expected
            ]
            for one, values in zip(found, expected, strict=True):
                for each, (lever, value) in zip(one.changes, values, strict=True):
                    if lever.amount is None:
                        assert each.after == value
                    else:  # drawn in from there
                        assert abs(each.after - lever.now) <= abs(value - lever.now)


def by_hand(made, project, tried, place, effect):
    """Return the cheapest sets of changes that do it: one change, or two where no one does."""
    if does_it(made, project, place, effect):
        return []

    def works(*changes):
        after = changed(project, *changes)
        return is_sensible(after) and does_it(made, after, place, effect)

    singles = [
        next((((lever, value),) for value in lever.values if works((lever, value))), None) for lever in tried
    ]
    if any(singles):
        return [one for one in singles if one][:MOST]
    shown = Trials(Judge(made, project, points=True), tried)
    cost_of = made.ruleset.counterfactuals.cost_of
    found = []
    pairs = combinations(range(len(tried)), 2)
    for one, other in sorted(pairs, key=lambda pair: (sum(cost_of(tried[each].kind) for each in pair), pair)):
        cheap, dear = tried[one], tried[other]
        firsts, seconds = shown.in_pair(one, other)
        values = product(seconds, firsts)  # the dearer change first
        sets = (((cheap, cheap.values[first]), (dear, dear.values[second])) for second, first in values)
        found.append(next((each for each in sets if works(*each)), None))
    return [one for one in found if one][:MOST]


@tries(8)
@given(projects(known=True), fields_of_sites(1, 3))
def test_two_changes_are_judged_together_as_the_changed_project_is(project, field):
    made = matcher(field)
    judge = Judge(made, project, points=True)
    tried = levers(made, project, made.sites.sites, between=1)
    trials = Trials(judge, tried)
    looks = [set(one.looks_at) for one in made.criteria]
    for one, other in combinations(range(len(tried)), 2):
        if not any({tried[one].fact, tried[other].fact} <= facts for facts in looks):
            continue
        first, second = (
            [(tried[place], tried[place].values[at]) for at in some]
            for place, some in zip((one, other), trials.in_pair(one, other), strict=True)
        )
        said, anew = trials.of_pair(one, other), judge.of(list(product(first, second)))
        shape = (len(first), len(second), made.sites.count)
        assert (said.bars == anew.bars.reshape(shape)).all()
        assert (said.score == anew.score.reshape(shape)).all()
        assert (said.valid == anew.valid.reshape(shape[:2])).all()


SMALL = {"plot_ha": (5.0, 23.47), "plot_sure_most_ha": 23.47, "free_ha": (5.0, 30.0)}


def steps_to(change, lever, count):
    """Return amounts from what is now to a change, on the lever's grid: many at even steps, and the last few one by one."""
    step = lever.amount.step if change.after > change.before else -lever.amount.step
    whole = round((change.after - change.before) / step)
    numbers = {round(whole * part / count) for part in range(count + 1)} | set(
        range(max(0, whole - 3), whole + 1)
    )
    return [round(change.before + number * step, 6) for number in sorted(numbers)]


MODEST = {
    "capital_billion_vnd": (500.0, 550.0), "export_share_pct": 88.0, "energy_toe_year": 2_000, "rd_spend_pct": 0.2,
    "rd_staff_pct": 3, "hazardous_waste_t_year": 200, "disbursed_36_months_pct": 10, "energy_vs_norm_pct": 99,
}  # fmt: skip
# What is asked, the sites, the order of costs, and which site is to be first; None where the first is to be opened.
PAIRS = {
    "land and power": (
        {"area_ha": 80.0, "min_area_ha": 60.0, "power_mw": 9.0},
        [site("A", **SMALL, power=Capacity((2.5, 2.5), 2.5))],
        ("land.min_area_ha", "utilities.power_mw"),
        None,
    ),
    "water and energy": (
        {"water_m3_day": 9_000, "energy_vs_norm_pct": 132.5},
        [site("A", water=Capacity((0, 812), 812))],
        ("environment.energy_vs_norm_pct", "utilities.water_m3_day"),
        None,
    ),
    "local jobs and less land": (
        MODEST | {"jobs_local": 50, "jobs_total": 827, "local_input_pct": 14.0, "equity_pct": 29.0, "area_ha": 20.0},
        [site("A", profile="S-EL", free_ha=(30.0, 40.0)), site("B", profile="MTN", free_ha=(5.0, 60.0))],
        ("jobs.local", "land.area_ha"),
        1,
    ),
    "less land and equity": (
        MODEST | {"jobs_local": 33, "jobs_total": 2_002, "local_input_pct": 23.0, "equity_pct": 13.0, "area_ha": 8.0,
                  "export_share_pct": 19.0, "energy_toe_year": 100, "rd_spend_pct": 0.5, "rd_staff_pct": 1,
                  "hazardous_waste_t_year": 20, "disbursed_36_months_pct": 60},
        [site("A", profile="CITY", free_ha=(30.0, 40.0)), site("B", profile="S-ME", free_ha=(1.0, 60.0))],
        ("land.area_ha", "finance.equity_pct"),
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS)
def test_no_two_smaller_changes_do_what_two_suggested_ones_do_on_a_far_finer_grid(case):
    """Asked of the matcher alone, by none of the values that the search tries."""
    facts, sites, order, target = PAIRS[case]
    project, made = replace(KNOWN, **facts), matcher(sites, allowing(*order))
    (found,) = making_first(made, project, target) if target else lifting_bars(made, project, [0])
    assert [one.field for one in found.changes] == list(order)
    tried = {lever.field: lever for lever in levers(made, project, made.sites.sites)}
    cheap, dear = (tried[field] for field in order)
    pairs = list(product(*(steps_to(one, tried[one.field], 40) for one in found.changes)))
    made_of = [changed(project, (cheap, first), (dear, second)) for first, second in pairs]
    judged = made.assess(made.read(made_of))
    points = np.where(judged.outcome == BARRED, -1, judged.score)
    place = target or 0
    does = (points[:, place] >= 0) & (points[:, place] == points.max(axis=1)) if target else points[:, 0] >= 0
    assert [pair for pair, one in zip(pairs, does, strict=True) if one] == [pairs[-1]]


def suggested(project, *field, order=CHANGEABLE, place=0):
    made = matcher(field, allowing(*order))
    return [
        {each.field: (each.before, each.after) for each in one.changes}
        for one in lifting_bars(made, project, [place])
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
        (one.cost, *(each.field for each in one.changes)) for one in lifting_bars(made, project, [0])
    ] == [(3, age, less), (8, less, new), (9, age, own), (14, new, own)]


def test_a_part_never_comes_to_more_than_its_whole():
    """Fewer jobs in all would do, but not fewer than there are local ones."""
    judge = Judge(matcher([site("A")]), replace(KNOWN, jobs_total=700, jobs_local=500), points=True)
    total = next(
        one for one in levers(judge.matcher, judge.project, [site("A")]) if one.field == "jobs.total"
    )
    assert min(total.values) < 500
    trials = Trials(judge, [total])
    assert [value for value, valid in zip(total.values, trials.of(0).valid, strict=True) if not valid] == [
        value for value in total.values if value < 500
    ]


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
    (found,) = making_first(made, project, 1)
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
    assert all(lever.values and lever.now not in lever.values for lever in found)
