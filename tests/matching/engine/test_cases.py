"""The examples that people write (tests/cases): every one comes out as it says."""

import contextlib

import pytest

from matching.engine.criteria.base import CASES_PER_OUTCOME, OUTCOMES
from matching.engine.row import Row
from tests.matching.engine.cases import hundredths, read, read_all
from tests.matching.engine.rules import assessed

CASES = read_all()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_example_comes_out_as_it_says(case):
    made, assessment = assessed([case.project], [case.site])
    found = {finding.criterion: finding for finding in Row.of(made, assessment, 0).findings(0)}
    expect = case.expect
    outcomes = {key: found[key].outcome for key in expect.get("requirements", {})}
    assert outcomes == dict(expect.get("requirements", {}))
    points = {key: [found[key].points, found[key].ceiling] for key in expect.get("points", {})}
    assert points == {
        key: [hundredths(one) for one in (sums if isinstance(sums, list) else [sums, sums])]
        for key, sums in expect.get("points", {}).items()
    }
    unmet = [key for key, finding in found.items() if finding.points is None and finding.outcome == "unmet"]
    if "outcome" in expect:
        worst = ("open", "conditional", "unverified", "barred")[int(assessment.outcome[0, 0])]
        assert worst == expect["outcome"]
    if "because" in expect:
        assert unmet == expect["because"]
    for total, value in (("score", assessment.score), ("ceiling", assessment.ceiling)):
        if total in expect:
            assert int(value[0, 0]) == hundredths(expect[total])


def test_there_are_examples_of_every_criterion_and_every_outcome():
    stated = {
        (key, outcome) for case in CASES for key, outcome in case.expect.get("requirements", {}).items()
    } | {(key, "unmet") for case in CASES for key in case.expect.get("because", [])}
    made, _ = assessed([CASES[0].project], [CASES[0].site])
    possible = {
        (one.key, OUTCOMES[case.outcome])
        for _, one in made.requirements
        for case in every_case(one)
        if case.reason != "rule.to_be_checked"
    } - {("site_sector_list", "unmet")}  # the lists are only remembered: nothing is barred by them
    assert possible - stated == set()
    earning = {key for case in CASES for key in case.expect.get("points", {})}
    assert {one.key for _, one in made.preferences} - earning == set()


def every_case(requirement):
    for number in range(len(OUTCOMES) * CASES_PER_OUTCOME):
        with contextlib.suppress(KeyError):
            yield requirement.cases.case(number)


def test_every_example_says_something():
    assert CASES
    for case in CASES:
        assert case.expect, case.label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {name: a, projekt: {}}", "a: 'projekt' is unknown; allowed: expect, name, on, project"),
        ("- {name: a, project: {land: {area: 8}}, site: {}, expect: {}}", "project.land: 'area' is unknown"),
        (
            "- {name: a, project: {lines: [{vsic: '2018', code: '3100'}]}, site: {}, expect: {}}",
            "no class 3100",
        ),
        ("- {name: a, project: {}, site: {sort: park}, expect: {}}", "site: 'sort' is unknown"),
        ("- {name: a, project: {}, site: {}, expect: {points: {lands: 1}}}", "points: 'lands' is unknown"),
        ("- {name: a, project: {}, site: {}, expect: {score: 1, scores: 1}}", "expect: 'scores' is unknown"),
    ],
)
def test_a_mistake_in_an_example_is_told(text, expected):
    with pytest.raises(ValueError) as refused:
        list(read("examples", text))
    assert expected in str(refused.value)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2.5", 250),
        ("0.45*0.75 + 0.1", 44),
        ("(1 + 2)/4", 75),
        ("0.005", 1),
        ("0.0049", 0),
        ("log(1)", 0),
        (7, 700),
    ],
)
def test_a_sum_comes_to_hundredths_rounded_half_up(expression, expected):
    assert hundredths(expression) == expected


@pytest.mark.parametrize("expression", ["open('x')", "a", "1 ** 9", "'1'", "-1 if 1 else 2"])
def test_nothing_but_a_sum_is_worked_out(expression):
    with pytest.raises(ValueError, match="only numbers"):
        hundredths(expression)
