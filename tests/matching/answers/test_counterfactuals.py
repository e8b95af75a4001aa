"""What would change an answer, as POST /api/match and a kept run say it."""

import pytest

from matching.kept_runs import render_run
from matching.models import MatchRun
from matching.replaying import replay
from tests.matching.conftest import Api, example
from tests.matching.reading import without_words

INCLUDE = ["barred", "counterfactuals"]
LARGE = example(land={"area_ha": 80, "min_area_ha": 60})


def ask(body, target=None):
    return body | {"include": INCLUDE} | ({"target": target} if target else {})


def test_it_is_told_only_when_it_is_asked_for(api: Api):
    answer = api.match(example())
    assert answer["counterfactuals"] is None and "site_needs" not in answer


def test_what_would_open_a_site_is_told_and_asking_so_opens_it(api: Api):
    answer = api.match(ask(LARGE))
    barred = {one["site"]["code"] for one in answer["barred"]}
    found = [one for one in answer["counterfactuals"] if one["effect"] == "not_barred"]
    assert found and all(one["verified"] and one["site"] in barred for one in found)
    one = next(one for one in found if [each["field"] for each in one["changes"]] == ["land.min_area_ha"])
    (change,) = one["changes"]
    assert change["from"] == 60 and change["to"] < 60
    for least, opened in ((change["to"], True), (round(change["to"] + 0.01, 2), False)):
        again = api.match(example(land={"area_ha": 80, "min_area_ha": least}) | {"limit": 100})
        places = {each["site"]["code"]: each for each in again["sites"]}
        assert (one["site"] in places) is opened
        if opened:
            place = places[one["site"]]
            assert (one["rank"], one["score"]) == (place["rank"], place["score"])


def test_what_would_put_the_target_first_is_told_and_asking_so_puts_it_first(api: Api):
    ranked = api.match(example() | {"limit": 3})["sites"]
    target = ranked[1]["site"]["code"]
    found = [one for one in api.match(ask(example(), target))["counterfactuals"] if one["effect"] == "first"]
    assert found and all(one["site"] == target and one["rank"] == 1 for one in found)
    singles = [one for one in found if len(one["changes"]) == 1]
    for one in singles:
        (change,) = one["changes"]
        changed = example(**{change["field"].replace(".", "__"): change["to"]})
        first = [each["site"]["code"] for each in api.match(changed)["sites"] if each["rank"] == 1]
        assert target in first, change


def test_what_a_site_would_need_is_for_officers_alone(api: Api, desk: Api):
    asked = ask(LARGE)
    assert api.match(asked)["site_needs"] is None
    answer = desk.match(asked, status=201)
    needs = answer["site_needs"]
    assert needs and all(one["verified"] for one in needs)
    assert {"largest_plot_ha"} <= {each["figure"] for one in needs for each in one["changes"]}
    run = MatchRun.objects.get(pk=answer["id"])
    assert render_run(run=run, language="vi", public=True)["site_needs"] is None


def test_capital_is_told_in_the_currency_that_it_was_stated_in(api: Api):
    everywhere = {
        one["site"]["code"]: ask(example(), one["site"]["code"])
        for one in api.match(example() | {"limit": 4})["sites"]
    }
    told = [
        each
        for body in everywhere.values()
        for one in api.match(body)["counterfactuals"]
        for each in one["changes"]
        if each["field"] == "capital"
    ]
    for each in told:
        assert each["from"] == {"amount": "80000000", "currency": "USD"}
        assert each["to"]["currency"] == "USD" and each["to"]["amount"] != "80000000"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_said_in_the_callers_language(desk: Api, language: str):
    wishes = example(
        preferences={"kinds": ["cluster"], "planning_areas": ["VO-NHAI"], "max_km": {"AIR-HAN": 20}}
    )
    second = "KCN-SONG-CONG-1"
    for body in (
        ask(LARGE),
        ask(wishes),
        ask(example(technology__lists=["prohibited"])),
        ask(example(), second),
    ):
        answer = desk.match(body, language, 201)
        for one in [*answer["counterfactuals"], *answer["site_needs"]]:
            said = one["sentence"]
            assert said.endswith(".") and not any(
                piece in said for piece in ("{", "_", "None", "KCN-", "CCN-", "True", "[")
            ), said


@pytest.mark.parametrize(("language", "said"), [("vi", "Chưa xem hết"), ("en", "Not every change")])
def test_it_is_said_where_not_every_change_could_be_looked_at(
    api: Api, monkeypatch, language: str, said: str
):
    def notes(body):
        return {one["code"]: one["sentence"] for one in api.match(body, language)["notes"]}

    assert "counterfactuals_cut_short" not in notes(ask(LARGE))
    monkeypatch.setattr("matching.engine.smallest.MOST_BOXES", 3)
    assert notes(ask(LARGE))["counterfactuals_cut_short"].startswith(said)
    assert "counterfactuals_cut_short" not in notes(LARGE)


def test_a_kept_run_says_the_same_and_replays_to_the_same_bytes(desk: Api):
    for body in (ask(LARGE), ask(example(), "KCN-SONG-CONG-1")):
        answer = desk.match(body, "en", 201)
        run = MatchRun.objects.get(pk=answer["id"])
        assert run.answer["counterfactuals"] == without_words(answer["counterfactuals"])
        rendered = render_run(run=run, language="en")
        assert rendered["counterfactuals"] == answer["counterfactuals"]
        assert rendered["site_needs"] == answer["site_needs"]
        assert replay(run).same


def test_a_run_that_was_kept_before_it_could_be_told_still_replays(desk: Api):
    answer = desk.match(example() | {"include": ["barred"]}, status=201)
    run = MatchRun.objects.get(pk=answer["id"])
    run.inputs = run.inputs | {"include": INCLUDE}  # what was asked for then, and answered null
    assert replay(run).same


def test_a_target_must_be_a_site_on_offer_and_be_asked_about(api: Api):
    assert api.errors(example() | {"target": "KCN-SONG-CONG-1"}) == {"/target": "needs"}
    assert api.errors(ask(example(), "KCN-SONG-CONG-11")) == {"/target": "unknown_site"}
    assert api.errors(ask(example(), "KCN-QUYET-THANG")) == {"/target": "site_not_on_offer"}
    assert set(api.errors(ask(example(), "KCN\x00"))) == {"/target"}


def test_an_unknown_target_is_refused_with_the_nearest_code(api: Api):
    (error,) = api.send(ask(example(), "KCN-SONG-CONG-11"), "vi").json()["errors"]
    assert "KCN-SONG-CONG-1" in str(error) and "Không có khu, cụm" in error["detail"]
