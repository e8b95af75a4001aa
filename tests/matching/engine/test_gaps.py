"""Which unknown figure would change first choices: against the same thing done one site, one project at a time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import Row, rank
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.facts import Capacity
from matching.engine.gaps import _FIGURES, STEPS, Gap, gaps
from matching.engine.intervals import UNBOUNDED
from tests.matching.engine.rules import assessed, matcher
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_robustness import KNOWN, site

LEFT = Capacity((500.0, 500.0), 500.0)
SETTLED = {"approved": frozenset({"26"}), "power": LEFT, "water": LEFT, "wastewater": LEFT}


def first(project, field):
    made, assessment = assessed([project], field)
    return {
        made.sites.codes[place.site] for place in rank(Row.of(made, assessment, 0)).placed if place.rank == 1
    }


def by_hand(several, field):
    made = matcher(field)
    offered = [
        one for one in made.sites.sites if made.requirements[0][1].offered[made.sites.codes.index(one.code)]
    ]
    largest = max((one.free_ha[1] for one in offered if one.free_ha[1] < UNBOUNDED), default=100.0)
    before = [first(project, field) for project in several]
    found = []
    for one in offered:
        others = [other for other in field if other.code != one.code]
        for figure, values in _FIGURES.items():
            variants = values(one, largest)
            changed = [
                sum(first(project, [*others, variant]) != there for variant in variants)
                for project, there in zip(several, before, strict=True)
            ]
            if any(changed):
                changes = sum(count / len(variants) for count in changed)
                projects_ = sum(count > 0 for count in changed)
                found.append(Gap(one.code, figure, pytest.approx(changes), projects_, len(variants)))
    return found


@tries(12)
@given(st.lists(projects(), min_size=1, max_size=3), fields_of_sites(1, 3))
def test_the_list_is_what_trying_every_value_by_hand_finds(several, field):
    found = gaps(matcher(field), several)
    by_key = {(gap.site, gap.figure): gap for gap in found}
    assert len(by_key) == len(found)
    assert by_key == {(gap.site, gap.figure): gap for gap in by_hand(several, field)}
    assert [gap.changes for gap in found] == sorted((gap.changes for gap in found), reverse=True)


def test_a_figure_that_lifts_a_site_over_the_first_is_found_and_counted_in_part():
    """B has 10 to 20 free hectares, A 13, for the 10 that are needed: B leads from 15, in three of five values."""
    ahead, unsure = site("A", free_ha=(13.0, 13.0), **SETTLED), site("B", free_ha=(10.0, 20.0), **SETTLED)
    assert STEPS == 5
    assert gaps(matcher([ahead, unsure]), [KNOWN, KNOWN]) == [Gap("B", "area_free_ha", 2 * 3 / 5, 2, 5)]


def test_what_breaks_a_tie_for_first_place_changes_the_first_choice():
    tied, unsure = site("A", free_ha=(10.0, 10.0), **SETTLED), site("B", free_ha=(10.0, 20.0), **SETTLED)
    assert gaps(matcher([tied, unsure]), [KNOWN]) == [Gap("B", "area_free_ha", 4 / 5, 1, 5)]


def test_a_first_site_that_could_turn_out_to_have_no_plot_is_to_be_asked():
    doubtful = site("A", plot_ha=(0.0, 40.0), **SETTLED)
    behind = site("B", stage="under_construction", **SETTLED)
    assert [(gap.site, gap.figure, gap.changes) for gap in gaps(matcher([doubtful, behind]), [KNOWN])] == [
        ("A", "largest_plot_ha", pytest.approx(1 / 5))
    ]


def test_nothing_is_asked_where_all_is_known_or_nobody_asks_or_the_site_is_not_offered():
    known = site("A", **SETTLED)
    assert gaps(matcher([known, replace(known, code="B")]), [KNOWN]) == []
    assert gaps(matcher([site("A", free_ha=(0.0, 99.0))]), []) == []
    assert gaps(matcher([replace(known, stage="planned", free_ha=(0.0, 99.0))]), [KNOWN]) == []


def test_every_figure_that_a_rule_waits_for_is_tried():
    waited = {one.site_figure for one in (*REQUIREMENTS.values(), *PREFERENCES.values()) if one.site_figure}
    assert waited == set(_FIGURES)
