"""Weights as they could be thought otherwise: within their bands, whole in sum, evenly drawn."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine.ruleset import RobustnessRules
from matching.engine.uniforms import Uniforms
from matching.engine.weights import admissible
from tests.matching.engine.rules import ruleset

DRAWS = 10_000


def weighing(bands=None, band=25.0, **points):
    """Return the ruleset with other weights everywhere, in points; rules that are not named weigh nothing."""
    rules = ruleset()
    weights = {key: round(100 * each) for key, each in points.items()}
    preferences = tuple(
        replace(rule, weights=dict.fromkeys(rules.profiles, weights.get(rule.criterion, 0)))
        for rule in rules.preferences
    )
    return replace(rules, preferences=preferences, robustness=RobustnessRules(band, bands or {}))


@pytest.mark.parametrize("profile", ruleset().profiles)
def test_every_weight_lies_in_its_band_and_the_sum_is_kept(profile):
    drawn = admissible(ruleset(), profile, DRAWS, 1)
    published = np.array([rule.weights[profile] for rule in ruleset().preferences])[:, None]
    assert drawn.shape == (len(published), DRAWS)
    assert (drawn >= 0.75 * published - 1e-9).all() and (drawn <= 1.25 * published + 1e-9).all()
    assert np.abs(drawn.sum(axis=0) - 10_000).max() < 1e-8
    # The whole of the bands is reached, and their middle is the published weight.
    assert (np.ptp(drawn, axis=1) > 0.45 * published[:, 0]).all()
    assert np.abs(drawn.mean(axis=1) / published[:, 0] - 1).max() < 0.01


def test_a_band_of_one_rule_replaces_the_common_one():
    rules = weighing({"land": 0.0, "access": 5.0}, band=50.0, land=20, access=40, peers=40)
    drawn = dict(
        zip((rule.criterion for rule in rules.preferences), admissible(rules, "CITY", DRAWS, 1), strict=True)
    )
    assert set(drawn["land"]) == {2000.0}
    assert 3800 <= drawn["access"].min() < 3805 and 4195 < drawn["access"].max() <= 4200
    assert np.allclose(drawn["peers"], 8000 - drawn["access"])


def test_weights_without_a_band_stay_as_they_are():
    drawn = admissible(weighing(band=0.0, land=30, access=70), "MTN", DRAWS, 1)
    assert {tuple(one) for one in drawn.T} == {(0, 0, 0, 0, 0, 3000, 7000, 0, 0, 0)}


def test_weights_are_drawn_evenly_from_all_that_are_admissible():
    """Three weights of 20, 30 and 50 by a half: the share of draws in a part of the plane is its share of the area."""
    rules = weighing(band=50.0, land=20, access=30, peers=50)
    land, access = (admissible(rules, "CITY", DRAWS, 1)[place] / 100 for place in (5, 6))
    x, y = np.meshgrid(np.arange(10, 30, 0.05) + 0.025, np.arange(15, 45, 0.05) + 0.025)
    inside = (x + y >= 25) & (x + y <= 75)
    for part in (lambda x, y: x > 25, lambda x, y: y < 20, lambda x, y: x + y < 40, lambda x, y: x > y):
        assert part(land, access).mean() == pytest.approx(part(x, y)[inside].mean(), abs=0.015)


def test_numbers_of_a_seed_are_the_same_for_ever():
    assert Uniforms(1).take(3).tolist() == [0.5118216247002567, 0.9504636963259352, 0.14415961271963362]
    assert Uniforms(1, 2).take(2).tolist() == [0.44841514333227184, 0.4308819875443375]


def test_a_spread_has_one_number_in_every_part_of_each_column():
    spread = Uniforms(3).spread(50, 4)
    assert (np.sort(np.floor(spread * 50), axis=0) == np.arange(50)[:, None]).all()
    assert np.abs(np.corrcoef(spread.T) - np.eye(4)).max() < 0.4
