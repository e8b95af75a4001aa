"""The bench of robustness measures all four things in each round, over all sites."""

from bench import robustness_speed
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
