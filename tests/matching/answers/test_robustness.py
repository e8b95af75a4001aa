"""How sure the order is, as the answer of POST /api/match and a kept run say it."""

import pytest

from matching.kept_runs import render_run
from matching.models import MatchRun
from tests.matching.conftest import GARMENTS, Api, example
from tests.matching.reading import without_words

INCLUDE = ["robustness"]


@pytest.fixture
def asked(api: Api):
    return api.match(example() | {"include": INCLUDE})


def test_it_is_told_only_when_it_is_asked_for(api: Api):
    assert api.match(example() | {"include": ["barred"]})["robustness"] is None
    assert api.match(example())["robustness"] is None


def test_every_site_that_is_not_barred_is_counted_and_the_first_adds_up(api: Api, asked):
    found = asked["robustness"]
    ranked = [one["site"]["code"] for one in api.match(example() | {"limit": 100})["sites"]]
    assert list(found["first"]) == list(found["top_three"]) == list(found["weights_alone"]["first"]) == ranked
    assert sum(found["first"].values()) == pytest.approx(1, abs=1e-9)
    assert sum(found["top_three"].values()) == pytest.approx(3, abs=1e-9)
    assert all(found["first"][code] <= found["top_three"][code] for code in ranked)
    assert found["draws"] == 10_000 and found["seed"] == 1
    assert found["thresholds"] == {"robust_from": 0.8, "coin_toss_below": 0.5}
    assert found["holder"] == ranked[0]


def test_the_label_is_that_of_the_thresholds(asked):
    for found in (asked["robustness"], asked["robustness"]["weights_alone"]):
        part = found["first"][found["holder"]]
        expected = "robust" if part >= 0.8 else "sensitive" if part >= 0.5 else "coin_toss"
        assert found["label"] == expected


def test_the_same_question_gets_the_same_answer_whatever_else_is_asked(api: Api, asked):
    assert (
        api.match(example() | {"include": [*INCLUDE, "barred"], "limit": 1})["robustness"]
        == asked["robustness"]
    )


@pytest.mark.parametrize(
    ("language", "words"), [("vi", ("đứng đầu", "phép thử")), ("en", ("is first in", "trials"))]
)
def test_it_is_said_in_the_callers_language(api: Api, language: str, words: tuple[str, ...]):
    for body in (example(), GARMENTS, example(preferences={"planning_areas": ["SONG-CONG"]})):
        said = api.match(body | {"include": INCLUDE}, language)["robustness"]["sentence"]
        assert all(word in said for word in words)
        assert said.endswith(".") and not any(piece in said for piece in ("{", "_", "None", "KCN-", "CCN-"))


def test_where_no_site_is_ranked_there_is_nothing_to_be_sure_of(api: Api):
    refused = api.match(example(technology__lists=["prohibited"]) | {"include": INCLUDE})
    assert refused["sites"] == [] and refused["robustness"] is None


def test_a_kept_run_says_the_same_and_keeps_no_sentence(desk: Api, asked):
    answer = desk.match(example() | {"include": INCLUDE}, "en", 201)
    run = MatchRun.objects.get(pk=answer["id"])
    assert run.answer["robustness"] == without_words(asked["robustness"])
    assert render_run(run=run, language="en")["robustness"] == answer["robustness"]
    assert render_run(run=run, language="vi")["robustness"] == asked["robustness"]
