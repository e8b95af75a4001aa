"""Findings that are kept in memory are those that would be made anew (matching.engine.rows)."""

import datetime
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching import snapshot
from matching.engine import Matcher, Row, Rows, rank, vocabulary
from matching.engine import rows as rows_module
from matching.engine.criteria.shown import OfSite
from matching.engine.ranking import project_missing, site_missing
from matching.gather import project_facts
from matching.records.expressed import Expressed
from matching.services import match
from tests.matching.conftest import Api, example, forget_snapshots
from tests.matching.questions import ALL

ON = datetime.date(2026, 11, 23)


def perhaps(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some_of(codes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return perhaps(st.lists(st.sampled_from(codes), max_size=3, unique=True))


def amount(most: float) -> st.SearchStrategy[Any]:
    return perhaps(
        st.sampled_from([0, most / 100, most / 10, most / 2, most])
        | st.floats(0, most).map(lambda x: round(x, 2))
    )


LINE = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["2670", "2610", "1410", "1520", "2410", "1079", "6201", "3830", "1200", "2720", "17"]),
        "vsic": st.sampled_from(["2018", "2025", None]),
        "product": st.sampled_from([None, "thuốc lá điện tử", "lenses"]),
        "annual_output": amount(1e6),
        "output_unit": perhaps(st.sampled_from(vocabulary.OUTPUT_UNITS)),
        "share_pct": perhaps(st.integers(1, 50)),
    }
)  # fmt: skip
PROJECTS = st.fixed_dictionaries(
    {
        "name": perhaps(st.just("X")),
        "lines": st.lists(LINE, min_size=1, max_size=2),
        "process_flags": some_of(vocabulary.PROCESS_FLAGS),
        "investor": perhaps(st.fixed_dictionaries({"nationality": perhaps(st.sampled_from(["VN", "KR"])), "foreign_share_pct": amount(100)})),
        "capital": perhaps(st.builds(lambda amount: {"amount": str(amount), "currency": "VND"}, st.integers(0, 10**13))),
        "finance": st.fixed_dictionaries(
            {"export_share_pct": amount(100), "equity_pct": amount(100), "disbursed_36_months_pct": amount(100),
             "term_years": amount(70), "revenue_billion_vnd": amount(1000)}
        ),
        "land": perhaps(st.builds(lambda area: {"area_ha": area}, amount(100))),
        "jobs": perhaps(st.builds(lambda local: {"local": local}, amount(1000))),
        "technology": st.fixed_dictionaries(
            {"equipment": perhaps(st.sampled_from(vocabulary.EQUIPMENT)), "equipment_age_years": amount(25),
             "residual_capacity_pct": amount(100), "consumption_vs_design_pct": amount(200), "oecd_users": amount(5),
             "lists": some_of(vocabulary.TECHNOLOGY_LISTS), "certificates": some_of(vocabulary.CERTIFICATES),
             "rd_spend_pct": amount(5), "rd_staff_pct": amount(10), "hightech_revenue_pct": amount(100), "local_input_pct": amount(100)}
        ),
        "environment": st.fixed_dictionaries(
            {"group": perhaps(st.sampled_from(vocabulary.GROUPS)), "wastewater_m3_day": amount(5000),
             "wastewater_treatment": perhaps(st.sampled_from(vocabulary.TREATMENTS)), "hazardous_waste_t_year": amount(100),
             "energy_toe_year": amount(3000), "energy_vs_norm_pct": amount(150),
             "sensitive_factors": some_of(vocabulary.SENSITIVE_FACTORS), "practices": some_of(vocabulary.PRACTICES)}
        ),
        "utilities": st.fixed_dictionaries({"power_mw": amount(50), "water_m3_day": amount(5000)}),
        "preferences": perhaps(
            st.fixed_dictionaries({"kinds": some_of(vocabulary.SITE_KINDS), "planning_areas": some_of(("PHO-YEN", "DAI-TU")),
                                   "max_km": perhaps(st.just({"AIR-HAN": 60}))})
        ),
    }
)  # fmt: skip


@pytest.fixture
def matcher(rules: None) -> Matcher:
    state = snapshot.current()
    return state.rows(state.rulesets[0], ON).matcher


def facts_of(project: Any) -> Any:
    state = snapshot.current()
    return project_facts(project, state.rulesets[0].ruleset, ON, state.sectors).facts


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=15, suppress_health_check=QUIET)
@given(one=PROJECTS, other=PROJECTS, data=st.data())
def test_projects_that_agree_in_what_a_rule_looks_at_get_its_findings_alike(
    matcher: Matcher, one: Any, other: Any, data: st.DataObject
) -> None:
    first, second = facts_of(one), facts_of(other)
    for number, criterion in enumerate(matcher.criteria):
        # The second project agrees with the first in what this rule looks at, and in nothing else.
        agreeing = second.__class__(
            **{
                name: getattr(first if name in criterion.looks_at else second, name)
                for name in second.__dataclass_fields__
            }
        )
        here, there = Rows(matcher).of(first), Rows(matcher).of(agreeing)
        same_column(here.columns[number], there.columns[number], criterion.key)
        for site in data.draw(st.lists(st.integers(0, matcher.sites.count - 1), min_size=4, max_size=4)):
            assert here.finding(number, site) == there.finding(number, site), criterion.key


@settings(max_examples=8, suppress_health_check=QUIET)
@given(one=PROJECTS, other=PROJECTS, first_site=st.integers(0, 19))
def test_projects_that_a_rule_does_not_tell_apart_get_its_findings_alike(
    matcher: Matcher, one: Any, other: Any, first_site: int
) -> None:
    first, second = facts_of(one), facts_of(other)
    # Of each project one that makes another product, and of these two one with the steps and wishes of the other.
    lines = tuple(replace(line, product="another", annual_output=None) for line in first.lines)
    several = [first, second, replace(first, lines=lines), replace(second, process_flags=first.process_flags)]
    rows = [Rows(matcher).of(project) for project in several]
    told = [[criterion.told(row.project, row.reading) for criterion in matcher.criteria] for row in rows]
    for here, there in combinations(range(len(several)), 2):
        for number, criterion in enumerate(matcher.criteria):
            if told[here][number] == told[there][number]:
                same_column(rows[here].columns[number], rows[there].columns[number], criterion.key)
                for site in range(first_site, matcher.sites.count, 20):
                    pair = (rows[here].finding(number, site), rows[there].finding(number, site))
                    assert pair[0] == pair[1], criterion.key


def test_a_product_of_another_name_is_judged_by_the_one_rule_that_reads_it(matcher: Matcher) -> None:
    rows = Rows(matcher)
    project = facts_of(example()["project"])
    other = replace(project, lines=tuple(replace(line, product="another") for line in project.lines))
    shared = zip(matcher.criteria, rows.of(project).columns, rows.of(other).columns, strict=True)
    assert [rule.key for rule, here, there in shared if here is not there] == ["prohibited_line"]


def same_column(one: Any, other: Any, key: str) -> None:
    for name in one.__dataclass_fields__:
        if name != "notes":
            assert repr(getattr(one, name)) == repr(getattr(other, name)), (key, name)


@settings(max_examples=15, suppress_health_check=QUIET)
@given(projects=st.lists(PROJECTS, min_size=2, max_size=4))
def test_a_row_made_of_what_was_judged_before_is_the_row_made_anew(
    matcher: Matcher, projects: list[Any]
) -> None:
    rows, facts = Rows(matcher), [facts_of(project) for project in projects]
    for one in (*facts, *facts):
        kept, anew = rows.of(one), Row.of(matcher, matcher.assess(matcher.read([one])), 0)
        assert rank(kept) == rank(anew)
        assert project_missing(kept, range(9)) == project_missing(anew, range(9))
        for site in (0, 7, 31):
            assert kept.findings(site) == anew.findings(site)
            assert site_missing(kept, site) == site_missing(anew, site)


def test_what_was_judged_before_is_not_judged_again(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, judged = Rows(matcher), []
    for criterion in matcher.criteria:
        judge = criterion.judge
        monkeypatch.setattr(
            criterion,
            "judge",
            lambda table, key=criterion.key, judge=judge: judged.append(key) or judge(table),
        )
    rows.of(facts_of(example()["project"]))
    assert sorted(judged) == sorted(one.key for one in matcher.criteria)
    judged.clear()
    rows.of(facts_of(example(land={"area_ha": 9})["project"]))
    assert set(judged) == {one.key for one in matcher.criteria if "area_ha" in one.looks_at}


def test_what_is_kept_stays_within_its_limit(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "MOST_KEPT", 200)
    rows = Rows(matcher)
    first = rows.of(facts_of(example()["project"]))
    for hectares in range(1, 60):
        row = rows.of(facts_of(example(land={"area_ha": hectares})["project"]))
        assert sum(map(len, rows._kept)) <= 200 / 4 + len(matcher.criteria)
    # What goes first is what was of no use again.
    often, once = matcher.number_of["peers"], matcher.number_of["land"]
    assert len(rows._kept[often]) == 1 and row.columns[often] is first.columns[often]
    assert 0 < len(rows._kept[once]) < 40


@settings(max_examples=15, suppress_health_check=QUIET)
@given(project=PROJECTS)
def test_sites_that_are_alike_for_a_rule_get_its_findings_alike(matcher: Matcher, project: Any) -> None:
    row = Rows(matcher).of(facts_of(project))
    for number, alike in enumerate(matcher.alike):
        first: dict[int, int] = {}
        for site, group in enumerate(alike):
            leader = first.setdefault(group, site)
            if leader != site:
                assert row.finding(number, site) == row.finding(number, leader), matcher.criteria[number].key


@settings(max_examples=6, suppress_health_check=QUIET)
@given(projects=st.lists(PROJECTS, min_size=2, max_size=4))
def test_what_was_asked_before_does_not_show_in_an_answer(api: Api, projects: list[Any]) -> None:
    bodies = [{"project": project, "on": "2026-11-23"} for project in projects]
    forget_snapshots()
    warm = [api.send(body, language).content for body in bodies for language in ("vi", "en")]
    cold = []
    for body in bodies:
        for language in ("vi", "en"):
            snapshot.forget()  # with all that was judged and said; the catalogue's rows are only read
            cold.append(api.send(body, language).content)
    assert warm == cold


def test_a_number_written_in_another_way_is_the_same_question(api: Api) -> None:
    plain = example(land={"area_ha": 8, "min_area_ha": 0}, finance={"export_share_pct": 90})
    other = example(land={"area_ha": 8.0, "min_area_ha": -0.0}, finance={"export_share_pct": 9e1})
    contents = set()
    for body in (plain, other, plain):
        forget_snapshots()
        contents.add(api.send(body).content)
    assert len(contents) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_kept_of_a_site_reads_as_when_it_is_put_into_words_anew(rules: None, language: str) -> None:
    state = snapshot.current()
    express = Expressed(state.rulesets[0].ruleset, language, public=True)
    of_sites = set()
    for number, (name, body) in enumerate([*ALL.items()] * 2):
        row = match(project=body["project"], on=ON).row
        for site in range(number % 7, row.matcher.sites.count, 7):
            for found in row.findings(site):
                plain = found._replace(observed=dict(found.observed))
                assert express(found) == express(plain), (name, found.reason)
                if isinstance(found.observed, OfSite):
                    of_sites.add(found.reason)
    assert {"land.unknown", "plot_fit.plot_unknown", "plot_fit.too_small"} <= of_sites


def test_the_grid_of_questions_reads_the_same_warm_and_cold(api: Api) -> None:
    cold = {}
    for name, body in ALL.items():
        forget_snapshots()
        cold[name] = api.send(body).content
    for _ in range(2):
        assert {name: api.send(body).content for name, body in ALL.items()} == cold


def test_an_officers_findings_are_not_shown_to_the_public(api: Api, desk: Api) -> None:
    for first, second in ((api, desk), (desk, api)):
        forget_snapshots()
        first.send(example())
        second.send(example())
        assert b'"known"' not in api.send(example()).content
        assert b'"known"' in desk.send(example()).content


def test_a_match_that_is_not_shown_puts_nothing_into_words(rules: None) -> None:
    forget_snapshots()
    matched = match(project=example()["project"], on=ON)
    assert not any(column.notes for column in matched.row.columns)
