"""What is asked decides the answer: missing facts widen it, dates and rulesets date it, names do not matter."""

import datetime
import random
from typing import Any

import jsonschema_rs
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.service_views import openapi_document
from parks.models import Site
from tests.matching.conftest import GARMENTS, Api, example, forget_snapshots, row_counts
from tests.matching.questions import ALL, NULLS
from tests.matching.reading import closed, without_words

EVERYTHING = {**GARMENTS, "limit": 100}


def spans(answer: Any) -> dict[str, tuple[float, float]]:
    """Return score and ceiling of every site that is not barred."""
    return {one["site"]["code"]: (one["score"], one["ceiling"]) for one in answer["sites"]}


def of(answer: Any, criterion: str, site: int = 0) -> Any:
    """Return one finding at a site."""
    return next(one for one in answer["sites"][site]["findings"] if one["criterion"] == criterion)


def whole(**facts: Any) -> dict[str, Any]:
    """Return a question about garments with some facts, answered for all sites."""
    return {"project": {"lines": [{"code": "1410"}], **facts}, "limit": 100}


# --- Missing facts


def test_one_code_alone_is_answered_with_wide_intervals(api: Api) -> None:
    answer = api.match(GARMENTS)
    assert answer["verdict"] == "match" and len(answer["sites"]) == 10
    for one in answer["sites"]:
        assert one["ceiling"] - one["score"] > 30
        assert one["outcome"] == "unverified" and one["unverified_by"] in ("project", "both")
        assert one["evidence_pct"] < 60


def test_null_and_absent_are_the_same(api: Api) -> None:
    assert api.send(NULLS).content == api.send(GARMENTS).content
    empty = {"project": {**GARMENTS["project"], "land": {}, "capital": {}, "preferences": {}, "finance": {}}}
    assert api.send(empty).content == api.send(GARMENTS).content
    assert api.send(whole(preferences={"max_km": {"AIR-HAN": None}})).content == api.send(whole()).content


@pytest.mark.parametrize(
    ("group", "name", "none"),
    [
        (None, "process_flags", []),
        ("technology", "lists", []),
        ("technology", "certificates", []),
        ("technology", "local_input_pct", 0),
        ("technology", "rd_spend_pct", 0),
        ("environment", "sensitive_factors", []),
        ("environment", "practices", []),
        ("environment", "hazardous_waste_t_year", 0),
        ("environment", "energy_toe_year", 0),
        ("finance", "export_share_pct", 0),
        ("land", "area_ha", 0),
        ("jobs", "local", 0),
    ],
)
def test_none_is_something_else_than_not_known(api: Api, group: str | None, name: str, none: Any) -> None:
    facts = {name: none} if group is None else {group: {name: none}}
    unknown, stated = api.match(whole()), api.match(whole(**facts))
    assert without_words(unknown) != without_words(stated)
    wide, narrow = spans(unknown), spans(stated)
    # To know more never leaves what was possible before.
    assert narrow.keys() <= wide.keys()
    for site, (score, ceiling) in narrow.items():
        assert wide[site][0] <= score <= ceiling <= wide[site][1], site
    field = name if group is None else f"{group}.{name}"
    assert field not in {one["field"] for one in stated["project"]["missing"]}


def test_an_empty_list_of_wishes_is_no_restriction(api: Api) -> None:
    nothing = api.match(whole(preferences={"kinds": [], "planning_areas": [], "max_km": {}}))
    assert spans(nothing) == spans(api.match(whole()))


def test_every_missing_fact_is_worth_at_least_what_stating_it_brings(api: Api) -> None:
    before = api.match(whole())
    promised = {one["field"]: one["could_add"] for one in before["project"]["missing"]}
    after = spans(api.match(whole(environment={"practices": ["iso14001", "recp", "symbiosis", "bat"]})))
    best = max(after[site][0] - score for site, (score, _) in spans(before).items())
    assert 0 < best <= promised["environment.practices"] + 0.005


# --- Several lines


def shares(*codes: str, share: list[float] | None = None) -> dict[str, Any]:
    lines = [{"code": code} for code in codes]
    if share:
        lines = [{**line, "share_pct": part} for line, part in zip(lines, share, strict=True)]
    return whole(lines=lines)


def test_several_lines_without_shares_give_the_interval_over_them(api: Api) -> None:
    one, other = (api.match(shares(code)) for code in ("1410", "2670"))
    both = api.match(shares("1410", "2670"))
    for number, placed in enumerate(both["sites"]):
        code = placed["site"]["code"]
        alone = [
            next(each for each in answer["sites"] if each["site"]["code"] == code) for answer in (one, other)
        ]
        for criterion in ("orientation", "peers"):
            found = of(both, criterion, number)
            parts = [
                next(each for each in site["findings"] if each["criterion"] == criterion) for site in alone
            ]
            assert found["points"] == min(part["points"] for part in parts)
            assert found["ceiling"] == max(part["ceiling"] for part in parts)


def test_several_lines_with_shares_give_their_weighted_mean(api: Api) -> None:
    one, other = (api.match(shares(code)) for code in ("1410", "2670"))
    both = api.match(shares("1410", "2670", share=[75, 25]))
    assert (
        without_words(both)["sites"]
        == without_words(api.match(shares("1410", "2670", share=[60, 20])))["sites"]
    )
    for number, placed in enumerate(both["sites"]):
        code = placed["site"]["code"]
        points = []
        for answer in (one, other):
            site = next(each for each in answer["sites"] if each["site"]["code"] == code)
            points.append(
                next(each["points"] for each in site["findings"] if each["criterion"] == "orientation")
            )
        assert of(both, "orientation", number)["points"] == pytest.approx(
            0.75 * points[0] + 0.25 * points[1], abs=0.011
        )


def test_a_share_missing_of_one_line_leaves_the_interval(api: Api) -> None:
    some = whole(lines=[{"code": "1410", "share_pct": 75}, {"code": "2670"}])
    assert spans(api.match(some)) == spans(api.match(shares("1410", "2670")))


# --- How much is answered


@pytest.mark.parametrize("limit", [1, 2, 39, 40, 41, 100])
def test_the_limit_cuts_the_list_and_nothing_else(api: Api, limit: int) -> None:
    answer, full = api.match({**GARMENTS, "limit": limit}), api.match(EVERYTHING)
    assert answer["sites"] == full["sites"][:limit]
    assert {**answer, "sites": []} == {**full, "sites": []}


def test_what_is_barred_is_left_out_when_it_is_not_asked_for(api: Api) -> None:
    for include in ([], ["robustness"], ["counterfactuals", "robustness"]):
        answer = api.match({**GARMENTS, "include": include})
        assert answer["barred"] is None and (answer["robustness"] is None) == ("robustness" not in include)
    assert len(api.match({**GARMENTS, "include": ["barred"]})["barred"]) == 19


def test_who_wants_an_it_zone_is_told_whom_to_ask(api: Api) -> None:
    def codes(*kinds: str) -> set[str]:
        project = {**GARMENTS["project"], "preferences": {"kinds": list(kinds)}}
        return {note["code"] for note in api.match({**GARMENTS, "project": project})["notes"]}

    assert "preference_for_it_zone" in codes("it_zone") & codes("park", "it_zone")
    assert "preference_for_it_zone" not in codes("park")


# --- Dates and rulesets


@pytest.mark.parametrize(
    ("on", "in_force"),
    [("2000-01-01", False), ("2026-06-30", False), ("2026-07-01", True), ("2026-07-02", True), ("2036-12-31", True)],
)  # fmt: skip
def test_a_ruleset_is_in_force_from_its_first_day(api: Api, on: str, in_force: bool) -> None:
    for ruleset in (None, "2026.1"):
        answer = api.match({**GARMENTS, "on": on, "ruleset": ruleset})
        assert answer["ruleset"]["in_force"] is in_force
        assert answer["ruleset"]["version"] == "2026.1"
        assert ("ruleset_earliest" in {note["code"] for note in answer["notes"]}) is not in_force


def test_the_date_decides_what_is_known_of_the_sites(api: Api) -> None:
    def stages(on: str) -> dict[str, Any]:
        answer = api.match({**EVERYTHING, "on": on})
        return {one["site"]["code"]: one["findings"][0]["observed"]["stage"] for one in answer["sites"]}

    assert {site for site, stage in stages("2000-01-01").items() if stage} == {"KCN-SONG-CONG-1"}
    early, now = stages("2010-06-30"), stages("2026-11-23")
    assert early["KCN-YEN-BINH"] is None and now["KCN-YEN-BINH"] == "operating"
    assert now["KCN-SONG-CONG-1"] == "operating"
    assert len(now) == 40 and sum(stage is None for stage in now.values()) == 7


def test_without_a_date_the_question_is_about_today_in_vietnam(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.services.today", lambda: datetime.date(2027, 1, 31))
    assert api.match(GARMENTS)["on"] == "2027-01-31"


def test_capital_is_converted_by_the_years_range_or_counts_as_unknown(api: Api) -> None:
    def asked(on: str, currency: str) -> Any:
        capital = {"amount": "80000000", "currency": currency}
        return api.match({**whole(capital=capital), "on": on})

    notes = {note["code"] for note in asked("2026-11-23", "USD")["notes"]}
    assert "exchange_standing_known" in notes
    assert "exchange_missing" in {note["code"] for note in asked("2031-01-01", "USD")["notes"]}
    dongs = asked("2031-01-01", "VND")
    assert not {"exchange_missing", "exchange_standing_known"} & {note["code"] for note in dongs["notes"]}


# --- Names, order, repetition (DESIGN 6, promise 4)


def scores(answer: Any) -> list[Any]:
    return [
        (one["site"]["code"], one["rank"], one["score"], one["ceiling"], one["merit"])
        for one in answer["sites"]
    ]


def test_name_and_nationality_do_not_change_scores(api: Api) -> None:
    plain = api.match(example())
    for changes in ({"name": None}, {"name": "Samsung"}, {"investor": None}, {"investor__nationality": "VN"},
                    {"investor__nationality": "JP", "investor__foreign_share_pct": 1}):  # fmt: skip
        changed = api.match(example(**changes))
        assert scores(changed) == scores(plain)
        for one, other in zip(plain["sites"], changed["sites"], strict=True):
            pairs = zip(one["findings"], other["findings"], strict=True)
            different = {a["criterion"] for a, b in pairs if a != b}
            assert different <= {"market_access"}
    domestic = api.match(example(investor={"nationality": "VN", "foreign_share_pct": 0}))
    assert of(domestic, "market_access")["outcome"] == "met"
    assert of(plain, "market_access")["outcome"] == "unknown"


def shuffled(value: Any, dice: random.Random) -> Any:
    """Return the value with the keys of its objects and the entries of its lists in another order."""
    if isinstance(value, dict):
        items = list(value.items())
        dice.shuffle(items)
        return {key: shuffled(inner, dice) for key, inner in items}
    if isinstance(value, list):
        inner = [shuffled(one, dice) for one in value]
        dice.shuffle(inner)
        return inner
    return value


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_does_not_change_the_scores(api: Api, seed: int) -> None:
    body = example(
        process_flags=["plating", "smelting", "battery_cell"],
        lines=[{"code": "2670", "share_pct": 30}, {"code": "2610", "share_pct": 50}, {"code": "2220", "share_pct": 20}],
        technology__lists=["encouraged", "d38_product", "supporting_product"],
        preferences={"kinds": ["cluster", "park"], "planning_areas": ["PHO-YEN", "DAI-TU", "SONG-CONG"],
                     "max_km": {"AIR-HAN": 90, "CITY-HAN": 120, "PORT-HPH": 250}},
    )  # fmt: skip
    assert scores(api.match(shuffled(body, random.Random(seed)))) == scores(api.match(body)) != []


def test_the_same_question_has_the_same_bytes(api: Api) -> None:
    first = api.send(example()).content
    assert api.send(example()).content == first
    forget_snapshots()
    assert api.send(example()).content == first


# --- What a question costs and leaves behind


def test_a_steady_anonymous_question_asks_the_database_once(api: Api) -> None:
    api.match(example())
    for body in (example(), GARMENTS, example(land__area_ha=9), {**GARMENTS, "limit": 100}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            api.match(body)
        assert len(queries) == 1, [query["sql"] for query in queries]
        assert "parks_catalogueversion" in queries[0]["sql"]
    with CaptureQueriesContext(connection) as queries:
        assert api.send({"project": {"lines": [{"code": "9999"}]}}).status_code == 400
    assert len(queries) <= 1


def test_an_officers_question_costs_the_same_for_one_site_and_for_all(desk: Api) -> None:
    desk.match(example(), status=201)
    counts = []
    for body in ({**GARMENTS, "limit": 1, "include": []}, {**GARMENTS, "limit": 100}, example()):
        with CaptureQueriesContext(connection) as queries:
            desk.match(body, status=201)
        counts.append(len(queries))
    assert len(set(counts)) == 1 and counts[0] <= 11, counts  # the run joins its chain in a transaction


def test_an_anonymous_question_leaves_nothing_behind(api: Api) -> None:
    before = row_counts()
    for body in (example(), GARMENTS):
        response = api.send(body)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert "Location" not in response.headers and not response.cookies
        assert response.headers["API-Version"]
        assert response.headers["Content-Type"] == "application/json"
        assert response.json()["id"] is None
    assert row_counts() == before


def test_somebody_who_logged_in_but_is_no_officer_is_answered_as_the_public(rules: None) -> None:
    before = row_counts()["matching_matchrun"]
    answer = Api(User.objects.create_user("khach", password="x")).match(example())
    assert answer == Api().match(example())
    assert row_counts()["matching_matchrun"] == before


def test_any_site_of_another_origin_may_ask(api: Api) -> None:
    response = api.send(GARMENTS, origin="https://example.org")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("name", ALL)
def test_the_questions_are_as_the_openapi_document_says(rules: None, name: str) -> None:
    document = openapi_document("3.1")
    body = document["paths"]["/api/match"]["post"]["requestBody"]["content"]["application/json"]
    schema = {**body["schema"], "components": closed(document["components"])}
    assert [
        error.message for error in jsonschema_rs.Draft202012Validator(schema).iter_errors(ALL[name])
    ] == []


def test_sites_stand_in_the_catalogue(api: Api) -> None:
    answer = api.match(EVERYTHING)
    codes = [one["site"]["code"] for one in answer["sites"] + answer["barred"]]
    assert sorted(codes) == sorted(Site.objects.values_list("code", flat=True))
