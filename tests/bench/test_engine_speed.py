"""The bench measures what it says: all pairs, in blocks, and the same ones each time."""

import pytest

from bench import engine_speed, made_up, plain
from matching.engine import Matcher, SiteTable


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return engine_speed.matcher_for(None, 6)


def test_the_same_seed_makes_the_same_projects_sites_and_questions():
    assert made_up.projects(5, 1) == made_up.projects(5, 1) != made_up.projects(5, 2)
    assert made_up.sites(5, 1) == made_up.sites(5, 1) != made_up.sites(5, 2)
    assert made_up.questions(5, 1) == made_up.questions(5, 1) != made_up.questions(5, 2)


def test_every_new_question_is_another_one():
    assert len(set(made_up.questions(500, 1))) == 500


def test_every_fact_of_a_project_is_missing_somewhere_and_stated_somewhere():
    made = made_up.projects(300, 1)
    optional = [
        name for name, value in vars(made[0]).items() if name != "lines" and not name.startswith("wish")
    ]
    missing = {name: [getattr(one, name) is None for one in made] for name in optional}
    assert [name for name, found in missing.items() if all(found) or not any(found)] == []


def test_every_project_is_assessed_whatever_the_size_of_a_block(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
):
    counts: list[int] = []
    assess = matcher.assess
    monkeypatch.setattr(
        matcher, "assess", lambda table: (counts.append(table.count), assess(table))[1], raising=True
    )
    reading, assessing = engine_speed.in_blocks(matcher, made_up.projects(10, 1), 4)
    assert counts == [4, 4, 2] and reading > 0 and assessing > 0


def test_one_project_and_many_are_measured_in_each_round(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine_speed, "settle", lambda: None)  # that is for a process that does nothing else
    one = engine_speed.one(None, rounds=2, projects=3)
    many = engine_speed.many(None, projects=20, sites=6, rounds=2)
    assert all(len(found) == 2 and min(found) > 0 for found in one.values())
    assert all(len(many[name]) == 2 and min(many[name]) > 0 for name in ("assess", "read", "both", "plain"))
    assert all(both < alone for both, alone in zip(many["both"], many["assess"], strict=True))
    assert many["block"] in engine_speed.BLOCKS and 10 < many["peak"] < 2000


def test_the_yardstick_scores_every_pair_and_bars_what_does_not_fit():
    fits, too_large = (
        (100.0, 50.0, 5.0, 0.0, 1.0, 1.0, 1.0, 1.0),
        (100.0, 50.0, 60.0, 0.0, 1.0, 1.0, 1.0, 1.0),
    )
    site = (0.0, 0.0, 20.0, 30.0, 1.0, 1.0, 1.0, 1.0)
    found = plain.scores([fits, too_large], [site, site])
    assert found[0][0] == found[0][1] > 50 and found[1] == [0.0, 0.0]


def test_made_up_sites_are_taken_by_the_published_rules():
    table = SiteTable(made_up.sites(20, 3))
    assert table.count == 20 and {site.kind for site in table.sites} == {"park", "cluster"}
