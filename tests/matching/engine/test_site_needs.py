"""What a site would need: against the site itself put in its place among the others."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.engine import Row, rank
from matching.engine.counterfactual import FIRST, NOT_BARRED
from matching.engine.facts import Capacity
from matching.engine.improvements import STEP_HA, improvements
from matching.engine.site_needs import what_sites_need
from tests.matching.engine.rules import matcher
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_counterfactual import does_it
from tests.matching.engine.test_robustness import KNOWN, site


def needed(project, field, place=0, effect=NOT_BARRED):
    found = what_sites_need(matcher(field), project, [place], effect)
    return [{each.field: each.after for each in one.changes} for one in found]


def with_changes(made, project, one, *, less=0.0):
    """Return the sites with one of them as a suggestion has it, its free land by so much less."""
    here = made.sites.sites[one.site]
    full_from = next(each for each in made.criteria if each.key == "land").params.full_from
    better = {each.figure: each for each in improvements(here, project, full_from=full_from)}
    for each in one.changes:
        value = each.after - less if each.field == "area_free_ha" else each.after
        here = better[each.field]._replace(after=value).of(here)
    return [here if number == one.site else other for number, other in enumerate(made.sites.sites)]


@tries(25)
@given(projects(), fields_of_sites(2, 4))
def test_every_suggestion_does_it_when_the_site_stands_in_its_place(project, field):
    made = matcher(field)
    for effect in (NOT_BARRED, FIRST):
        for one in what_sites_need(made, project, range(made.sites.count), effect):
            after = matcher(with_changes(made, project, one))
            ranking = rank(Row.of(after, after.assess(after.read([project])), 0))
            place = next(place for place in ranking.placed if place.site == one.site)
            assert one.verified and (one.rank, one.score, one.outcome) == (
                place.rank,
                place.score,
                place.outcome,
            )
            assert effect == NOT_BARRED or one.rank == 1
            assert not does_it(made, project, one.site, effect)
            land = [each for each in one.changes if each.field == "area_free_ha"]
            if land and land[0].after - STEP_HA > land[0].before[0]:
                less = matcher(with_changes(made, project, one, less=STEP_HA))
                assert not does_it(less, project, one.site, effect)


def test_a_plot_or_a_capacity_has_to_be_what_the_project_asks_for():
    asks = replace(KNOWN, area_ha=30.0, min_area_ha=25.0, power_mw=9.0)
    small = {"plot_ha": (5.0, 20.0), "plot_sure_most_ha": 20.0}
    weak = {"power": Capacity((2.5, 2.5), 2.5)}
    assert needed(asks, [site("A", **small)]) == [{"largest_plot_ha": 25.0}]
    assert needed(asks, [site("A", **weak)]) == [{"power_mw": 9.0}]
    assert needed(asks, [site("A", **small, **weak)]) == [{"largest_plot_ha": 25.0, "power_mw": 9.0}]


def test_a_planned_site_needs_to_be_established_and_a_withdrawn_one_cannot_be_helped():
    assert needed(KNOWN, [site("A", kind="cluster", stage="planned")]) == [{"status": "established"}]
    assert needed(KNOWN, [site("A", stage="withdrawn")]) == []
    assert needed(KNOWN, [site("A", stage="planned", identity="unconfirmed")]) == []


def test_what_the_project_itself_brings_no_site_can_lift():
    assert needed(replace(KNOWN, technology_lists=("prohibited",)), [site("A")]) == []
    assert needed(replace(KNOWN, wish_kinds=("cluster",)), [site("A")]) == []


def test_a_site_that_is_second_for_its_land_needs_the_least_that_puts_it_first():
    ample, tight = site("A"), site("B", free_ha=(10.0, 10.0), plot_ha=(10.0, 10.0))
    assert needed(KNOWN, [ample, tight], 1, FIRST) == [{"area_free_ha": 15.0}]


def test_as_little_free_land_is_asked_for_as_puts_a_site_first():
    ample, tight = site("A", free_ha=(13.33, 13.33)), site("B", free_ha=(10.0, 10.0), plot_ha=(10.0, 10.0))
    (found,) = needed(KNOWN, [ample, tight], 1, FIRST)
    least = found["area_free_ha"]
    assert 10 < least < 15

    def first(free):
        return does_it(matcher([ample, replace(tight, free_ha=(free, free))]), KNOWN, 1, FIRST)

    assert first(least) and not first(least - STEP_HA)


@pytest.mark.parametrize("effect", ["best", "not barred"])
def test_an_effect_that_is_none_is_refused(effect):
    with pytest.raises(ValueError, match=effect):
        needed(KNOWN, [site("A")], effect=effect)
