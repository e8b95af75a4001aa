"""The benches of robustness and of missing figures measure each thing in each round."""

from bench import counterfactual_speed, gaps_speed, robustness_speed
from bench.engine_speed import FOUNDING, matcher_for
from bench.made_up import projects
from matching.engine import Row


def test_each_part_is_measured_in_each_round(monkeypatch):
    monkeypatch.setattr(robustness_speed, "settle", lambda: None)
    found = robustness_speed.times(None, rounds=2, projects=2)
    assert all(len(values) == 2 and min(values) > 0 for values in found.values())


def test_no_site_is_left_out():
    matcher = matcher_for(None, FOUNDING)
    row = Row.of(matcher, matcher.assess(matcher.read(projects(1, 1))), 0)
    assert len(robustness_speed._asked(matcher, row)[1].placed) == FOUNDING


def test_missing_figures_are_measured_beside_a_single_assessment(monkeypatch):
    monkeypatch.setattr(gaps_speed, "settle", lambda: None)
    found = gaps_speed.times(None, rounds=2, projects=5)
    assert all(len(values) == 2 and min(values) > 0 for values in found.values())


def test_what_would_change_an_answer_is_measured_beside_a_block(monkeypatch):
    monkeypatch.setattr(counterfactual_speed, "settle", lambda: None)
    found = counterfactual_speed.times(None, rounds=2, projects=2)
    assert all(len(values) == 2 and min(values) > 0 for values in found.values())
