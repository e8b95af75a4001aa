"""The weight at which the first two swap: just below it one is first, just above it the other."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.engine import Row, rank
from matching.engine.switch_points import switch_points
from tests.matching.engine.rules import assessed, ruleset
from tests.matching.engine.strategies import fields_of_sites, projects, tries
from tests.matching.engine.test_robustness import KNOWN, NEAR, WANTED, site
from tests.matching.engine.test_weights import weighing


def reweighed(criterion, factor, rules):
    """Return the rules with one weight moved by a factor, and the others stretched or shrunk in proportion."""
    own = next(rule for rule in rules.preferences if rule.criterion == criterion).weights

    def weight(rule, profile):
        if rule.criterion == criterion:
            return factor * own[profile]
        return rule.weights[profile] * (10_000 - factor * own[profile]) / (10_000 - own[profile])

    moved = tuple(
        replace(rule, weights={profile: weight(rule, profile) for profile in rules.profiles})
        for rule in rules.preferences
    )
    return replace(rules, preferences=moved)


def points_of(project, field, rules):
    """Return the engine's own scores, in hundredths of a point."""
    return assessed([project], field, rules)[1].score[0].tolist()


def found_for(project, field, rules):
    made, assessment = assessed([project], field, rules)
    row = Row.of(made, assessment, 0)
    placed = [place.site for place in rank(row).placed]
    return (placed, switch_points(row, *placed[:2])) if len(placed) > 1 else (placed, ())


def test_the_weight_is_exact():
    """A leads by access (.9), B by orientation (.7): they meet where .9 w = .7 (100 - w)."""
    _, points = found_for(KNOWN, [NEAR, WANTED], weighing(access=50, orientation=50))
    by_rule = {one.criterion: one for one in points}
    assert by_rule["access"].weights == (("S-EL", 5000, pytest.approx(4375)),)
    assert by_rule["access"].factor == pytest.approx(0.875) and by_rule["access"].within_band
    assert by_rule["orientation"].weights == (("S-EL", 5000, pytest.approx(5625)),)
    assert set(by_rule) == {"access", "orientation"}  # at no weight of the others do they swap


def test_sites_of_two_profiles_have_a_weight_each_and_the_same_factor():
    far_off = site("B", profile="MTN", planning_area="VO-NHAI", wanted=frozenset({"26"}), reach={})
    _, points = found_for(KNOWN, [NEAR, far_off], ruleset())
    assert points
    for one in points:
        assert [profile for profile, _, _ in one.weights] == ["MTN", "S-EL"]  # B leads
        assert all(after == pytest.approx(one.factor * before) for _, before, after in one.weights)
        assert one.within_band == (0.75 <= one.factor <= 1.25)
    assert [abs(one.factor - 1) for one in points] == sorted(abs(one.factor - 1) for one in points)


@tries(30)
@given(projects(), fields_of_sites(2, 4))
def test_just_below_and_just_above_the_engine_says_that_they_swap(project, field):
    placed, points = found_for(project, field, ruleset())
    for one in points:
        below, above = (_lead(project, field, placed, one, side * 1e-3) for side in (-1, 1))
        # Each of ten rules is rounded to a hundredth of a point, so the engine decides where more is at stake.
        step = 1e-3
        while min(abs(below), abs(above)) <= 12 and step < 0.3:
            step *= 2
            below, above = (_lead(project, field, placed, one, side * step) for side in (-1, 1))
        if step < 0.3:
            assert (below > 0) != (above > 0)


def _lead(project, field, placed, one, step):
    scores = points_of(project, field, reweighed(one.criterion, one.factor + step, ruleset()))
    return scores[placed[0]] - scores[placed[1]]
