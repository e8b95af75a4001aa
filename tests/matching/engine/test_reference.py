"""The engine says what the rules say: compared, pair by pair, with a second writing of them in plain Python."""

import pytest
from hypothesis import given

from matching.engine.row import Row
from tests.matching.engine.reference.points import PREFERENCES, points
from tests.matching.engine.reference.requirements import requirements
from tests.matching.engine.rules import assessed
from tests.matching.engine.strategies import fields_of_sites, projects, tries

PAIRS = tries(45)


@PAIRS
@given(projects(), fields_of_sites())
def test_shares_are_those_of_the_rules(project, sites):
    made, assessment = assessed([project], sites)
    for number, (_, criterion) in enumerate(made.preferences):
        judged = assessment.shares[number].share
        for place, site in enumerate(made.sites.sites):
            column = place if judged.shape[2] > 1 else 0
            found = (float(judged[0, 0, column]), float(judged[1, 0, column]))
            expected = PREFERENCES[criterion.key](project, site)
            assert found == pytest.approx(expected, abs=2e-6), criterion.key


@PAIRS
@given(projects(), fields_of_sites())
def test_requirements_come_out_as_the_rules_say(project, sites):
    made, assessment = assessed([project], sites)
    for place, site in enumerate(made.sites.sites):
        found = {
            finding.criterion: finding.outcome
            for finding in Row.of(made, assessment, 0).findings(place)
            if finding.type == "requirement"
        }
        assert found == requirements(project, site)


@PAIRS
@given(projects(), fields_of_sites())
def test_points_are_the_shares_times_the_weights_rounded_half_up(project, sites):
    made, assessment = assessed([project], sites)
    for place, site in enumerate(made.sites.sites):
        found = {
            finding.criterion: (finding.points, finding.ceiling)
            for finding in Row.of(made, assessment, 0).findings(place)
            if finding.type == "preference"
        }
        assert found == points(project, site)
