"""Promise 4: the order of what is given, the investor's name and nationality do not change scores."""

import dataclasses
import random

from hypothesis import given
from hypothesis import strategies as st

from matching.engine import ProjectFacts
from matching.engine.columns import FACT_OF_FIELD
from matching.engine.ranking import rank
from matching.engine.row import Row
from tests.matching.engine.rules import assessed, findings
from tests.matching.engine.strategies import (
    KNOWN_FACTS,
    WISHES,
    fields_of_sites,
    projects,
    sites,
    tries,
    with_facts,
)

LISTS = (
    "process_flags",
    "technology_lists",
    "certificates",
    "sensitive_factors",
    "practices",
    "wish_kinds",
    "wish_areas",
    "wish_max_km",
)
EXAMPLES = tries(24)


def said(found):
    """Return what counts of findings: outcome and points by criterion."""
    return {key: (one.outcome, one.points, one.ceiling) for key, one in found.items()}


@EXAMPLES
@given(projects(), sites(), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_lines_changes_nothing(project, site, shuffler):
    shuffled = {}
    for name in ("lines", *LISTS):
        held = getattr(project, name)
        if held is not None:
            shuffled[name] = tuple(shuffler.sample(held, len(held)))
    assert said(findings(with_facts(project, **shuffled), site)) == said(findings(project, site))


@EXAMPLES
@given(st.lists(projects(), min_size=2, max_size=4), fields_of_sites(2, 4), st.integers(0, 99))
def test_the_order_of_sites_and_projects_changes_nothing(several, field, seed):
    shuffler = random.Random(seed)
    others, turned = several[:], field[:]
    shuffler.shuffle(others)
    shuffler.shuffle(turned)
    made, assessment = assessed(several, field)
    again, reassessed = assessed(others, turned)
    assert made.sites.codes == again.sites.codes
    for number, project in enumerate(several):
        row = others.index(project)
        assert rank(Row.of(made, assessment, number)) == rank(Row.of(again, reassessed, row))


@EXAMPLES
@given(projects(), sites(), st.sampled_from((None, "VN", "KR", "JP")))
def test_nationality_decides_market_access_alone(project, site, nationality):
    before, after = findings(project, site), findings(with_facts(project, nationality=nationality), site)
    assert {key for key in before if before[key] != after[key]} <= {"market_access"}


def test_a_name_cannot_matter_because_it_is_not_there():
    assert "name" not in {field.name for field in dataclasses.fields(ProjectFacts)}


@tries(10)
@given(projects(), sites(), st.randoms(use_true_random=False))
def test_a_finding_depends_on_nothing_but_what_its_rule_looks_at(project, site, chance):
    facts = {**KNOWN_FACTS, **WISHES}
    others = [with_facts(project, **{fact: chance.choice(values)}) for fact, values in facts.items()]
    made, assessment = assessed([project, *others], [site])
    before = {one.criterion: one for one in Row.of(made, assessment, 0).findings(0)}
    for row, fact in enumerate(facts, start=1):
        after = {one.criterion: one for one in Row.of(made, assessment, row).findings(0)}
        changed = {
            one.key
            for _, one in (*made.requirements, *made.preferences)
            if fact not in one.looks_at and before[one.key] != after[one.key]
        }
        assert not changed, fact


@EXAMPLES
@given(projects(), fields_of_sites(2, 4))
def test_sites_that_a_rule_calls_alike_get_the_same_finding(project, field):
    made, assessment = assessed([project], field)
    for number, alike in enumerate(made.alike):
        found = {}
        for site, group in enumerate(alike):
            finding = Row.of(made, assessment, 0).finding(number, site)
            assert found.setdefault(group, finding) == finding


@EXAMPLES
@given(projects(), fields_of_sites(2, 3))
def test_the_same_question_gets_the_same_answer(project, field):
    made, assessment = assessed([project], field)
    again, reassessed = assessed([project], field)
    for site in range(len(field)):
        assert Row.of(made, assessment, 0).findings(site) == Row.of(again, reassessed, 0).findings(site)


def test_every_field_that_can_be_missing_names_a_fact_of_the_project():
    known = {field.name for field in dataclasses.fields(ProjectFacts)}
    assert set(FACT_OF_FIELD.values()) <= known
