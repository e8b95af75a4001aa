"""Promise 1: contributions add up to the score to the last hundredth."""

from hypothesis import given

from matching.engine.ranking import Row, rank
from tests.matching.engine.rules import assessed, ruleset
from tests.matching.engine.strategies import fields_of_sites, projects, tries


@tries(48)
@given(projects(), fields_of_sites())
def test_points_and_ceilings_add_up_to_score_and_ceiling(project, sites):
    made, assessment = assessed([project], sites)
    ranking = rank(Row.of(made, assessment, 0))
    assert len(ranking.placed) + len(ranking.barred) == len(sites)
    for place in (*ranking.placed, *ranking.barred):
        earning = [
            one for one in Row.of(made, assessment, 0).findings(place.site) if one.type == "preference"
        ]
        assert place.score == sum(one.points for one in earning)
        assert place.ceiling == sum(one.ceiling for one in earning)
        assert place.merit == sum(one.points for one in earning if one.group == "merit")
        assert place.fit == sum(one.points for one in earning if one.group == "fit")
        assert place.merit + place.fit == place.score
        assert sum(one.weight for one in earning) == 100_00
        assert all(0 <= one.points <= one.ceiling <= one.weight for one in earning)
        assert 0 <= place.evidence_pct <= 100


@tries(24)
@given(projects(), fields_of_sites())
def test_parts_mix_to_the_share_and_their_weights_to_one(project, sites):
    made, assessment = assessed([project], sites)
    for (_, criterion), judged in zip(made.preferences, assessment.shares, strict=True):
        assert abs(sum(weight for _, weight, _ in judged.parts) - 1) < 1e-9
        mixed = sum(weight * part for _, weight, part in judged.parts)
        if criterion.key == "high_tech":  # a certificate lifts the mix to its floor
            assert (judged.share >= mixed - 1e-9).all()
        else:
            assert abs(judged.share - mixed).max() < 1e-9


def test_the_weights_of_every_profile_add_up_to_a_hundred():
    rules = ruleset()
    for profile in rules.profiles:
        assert sum(rule.weights[profile] for rule in rules.preferences) == 100_00


def test_the_weights_are_those_of_the_decision():
    table = """
    | S-EL | 20.00 | 12.50 | 12.50 | 5.00 | 15.00 | 10.00 | 7.50 | 5.00 | 5.00 | 7.50 |
    | S-ME | 17.50 | 12.50 | 15.00 | 5.00 | 15.00 | 10.00 | 7.50 | 5.00 | 5.00 | 7.50 |
    | CITY | 20.00 | 20.00 | 5.00 | 5.00 | 15.00 | 10.00 | 7.50 | 5.00 | 5.00 | 7.50 |
    | MTN | 7.50 | 17.50 | 7.50 | 17.50 | 15.00 | 10.00 | 7.50 | 5.00 | 5.00 | 7.50 |
    """
    order = [
        "high_tech",
        "low_pollution",
        "large_scale",
        "labour",
        "orientation",
        "land",
        "access",
        "peers",
        "kind_fit",
        "readiness",
    ]
    decided = {}
    for row in table.strip().splitlines():
        profile, *weights = row.strip().strip("|").split("|")
        decided[profile.strip()] = [round(float(weight) * 100) for weight in weights]
    by_criterion = {rule.criterion: rule.weights for rule in ruleset().preferences}
    found = {
        profile: [by_criterion[criterion][profile] for criterion in order] for profile in ruleset().profiles
    }
    assert found == decided
