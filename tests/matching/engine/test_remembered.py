"""A rule that rests only on text nobody has read bars nothing: it asks an officer to check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import parse
from matching.engine.criteria import REQUIREMENTS
from tests.matching.engine.rules import document, findings, ruleset
from tests.matching.engine.strategies import projects, sites, tries


def remembered_only(criterion):
    """Return the ruleset with one rule resting on general knowledge alone."""
    changed = document()
    changed["citations"]["hearsay"] = {"document": "?", "article": "?", "url": "", "standing": "known"}
    for rule in changed["rules"]:
        if rule["criterion"] == criterion:
            rule["citations"] = ["hearsay"]
    return parse(changed)


RULESETS = {key: remembered_only(key) for key in REQUIREMENTS}


@tries(72)
@given(projects(), sites(), st.sampled_from(sorted(REQUIREMENTS)))
def test_a_remembered_rule_never_bars(project, site, key):
    before, after = findings(project, site), findings(project, site, RULESETS[key])
    assert after[key].outcome != "unmet"
    if before[key].outcome == "unmet":
        assert (after[key].outcome, after[key].reason) == ("unknown", "rule.to_be_checked")
    else:
        assert after[key] == before[key]
    assert {one for one in before if one != key and before[one] != after[one]} == set()


@pytest.mark.parametrize("standing", ["read", "secondary", "policy"])
def test_one_ground_that_is_more_than_memory_suffices_to_bar(standing):
    changed = document()
    changed["citations"]["hearsay"] = {"document": "?", "article": "?", "url": "", "standing": "known"}
    changed["citations"]["ground"] = {"document": "!", "article": "!", "url": "", "standing": standing}
    for rule in changed["rules"]:
        rule["citations"] = ["hearsay", "ground"]
    assert not any(rule.remembered for rule in parse(changed).requirements)


@tries(36)
@given(projects(), sites())
def test_rows_of_the_annex_that_are_only_remembered_bar_nothing(project, site):
    changed = document()
    for row in changed["annex_ii"]:
        row["standing"] = "known"
    found = findings(project, site, parse(changed))
    assert found["high_pollution_risk"].outcome != "unmet"


def test_the_sector_lists_of_the_sites_are_only_remembered_so_far():
    assert {rule.criterion for rule in ruleset().requirements if rule.remembered} == {"site_sector_list"}
