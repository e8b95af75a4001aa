"""The answer of POST /api/match, as API.md promises it: whole, adding up, honest about its grounds."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from django.contrib.auth.models import User
from django.db import transaction
from pytest_django import DjangoDbBlocker

from config.service_views import openapi_document
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from parks.models import Fact, Orientation, Site, Source, Status
from tests.matching.conftest import Api
from tests.matching.questions import ALL, VERDICTS
from tests.matching.reading import all_findings, closed, facts_in, hundredths, without_words

NAMES = list(ALL)
OF_AN_ANSWER = "id on verdict summary ruleset engine_version data_version project sites barred notes robustness counterfactuals"
OF_A_SITE = "rank site outcome score ceiling merit fit evidence_pct findings"
OF_A_HEAD = "code name kind planning_area latitude longitude"
OF_A_FINDING = (
    "criterion type group outcome weight points ceiling reason sentence observed required citations"
)
NOT_ON_OFFER = ["delisted", "it_zone", "planned", "unconfirmed", "withdrawn"]
CRITERIA = [*REQUIREMENTS, *PREFERENCES]
Answers = dict[tuple[str, str, str], Any]


@pytest.fixture(scope="module")
def made(loaded_rules: int, django_db_blocker: DjangoDbBlocker) -> Iterator[Answers]:
    """Every question's answer: by question, caller (public, officer) and language."""
    with django_db_blocker.unblock(), transaction.atomic():
        officer = User.objects.create_user("can-bo-hoi", password="x", is_staff=True)
        callers = {"public": (Api(), 200), "officer": (Api(officer), 201)}
        yield {
            (name, who, language): api.match(body, language, status)
            for who, (api, status) in callers.items()
            for name, body in ALL.items()
            for language in ("vi", "en")
        }
        transaction.set_rollback(True)


@pytest.fixture
def answers(made: Answers, rules: None) -> Answers:
    """The answers. Every test asks for the database too: those that do not would run last and load all again."""
    return made


@pytest.fixture(params=NAMES)
def answer(request: pytest.FixtureRequest, answers: Answers) -> Any:
    """One question's answer to an anonymous caller, in English."""
    return answers[request.param, "public", "en"]


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_the_one_expected(answers: Answers, name: str) -> None:
    assert answers[name, "public", "vi"]["verdict"] == VERDICTS[name]


def test_the_example_has_every_field_of_the_contract(answers: Answers) -> None:
    answer = answers["lenses", "public", "en"]
    assert answer["id"] is None
    assert answer["robustness"] is None and answer["counterfactuals"] is None
    assert set(OF_AN_ANSWER.split()) <= answer.keys()
    assert answer["on"] == "2026-11-23"
    assert {"version", "digest", "effective_from", "in_force"} == answer["ruleset"].keys()
    assert answer["ruleset"]["version"] == "2026.1" and answer["ruleset"]["digest"].startswith("sha256:")
    assert answer["ruleset"]["effective_from"] == "2026-07-01" and answer["ruleset"]["in_force"] is True
    group = answer["project"]["reading"]["environment_group"]
    assert group["value"] == {"low": "III", "high": "III"} and group["because"] == "declared"
    assert {"field", "could_add"} <= answer["project"]["missing"][0].keys()
    assert len(answer["sites"]) == 10
    for one in answer["sites"]:
        assert set(OF_A_SITE.split()) <= one.keys()
        assert set(OF_A_HEAD.split()) == one["site"].keys()
        assert [finding["criterion"] for finding in one["findings"]] == CRITERIA
        for finding in one["findings"]:
            assert set(OF_A_FINDING.split()) <= finding.keys()


def test_points_add_up_to_the_last_hundredth(answer: Any) -> None:
    for one in answer["sites"]:
        preferences = [each for each in one["findings"] if each["type"] == "preference"]
        assert len(preferences) == len(PREFERENCES)
        assert sum(hundredths(each["weight"]) for each in preferences) == 100_00
        for key, part in (("points", "score"), ("ceiling", "ceiling")):
            assert sum(hundredths(each[key]) for each in preferences) == hundredths(one[part])
        for group in ("merit", "fit"):
            parts = [hundredths(each["points"]) for each in preferences if each["group"] == group]
            assert sum(parts) == hundredths(one[group])
        assert hundredths(one["merit"]) + hundredths(one["fit"]) == hundredths(one["score"])
        for each in preferences:
            assert 0 <= each["points"] <= each["ceiling"] <= each["weight"]
            points, ceiling, weight = each["points"], each["ceiling"], each["weight"]
            right = {
                "met": points == weight,
                "unmet": ceiling == 0,
                "unknown": points == 0,
                "partial": ceiling > 0,
            }
            assert right[each["outcome"]]


def test_requirements_carry_no_points_and_decide_the_sites_outcome(answer: Any) -> None:
    for one in answer["sites"]:
        outcomes = []
        for finding in one["findings"]:
            if finding["type"] == "requirement":
                assert finding["weight"] is finding["points"] is finding["ceiling"] is None
                assert finding["group"] in ("legal", "policy", "data")
                outcomes.append(finding["outcome"])
                assert (finding["lacks"] is None) == (finding["outcome"] != "unknown")
        assert "unmet" not in outcomes
        worst = (
            "unverified" if "unknown" in outcomes else "conditional" if "conditional" in outcomes else "open"
        )
        assert one["outcome"] == worst
        assert (one["unverified_by"] is None) == (worst != "unverified")


def test_a_site_is_named_as_the_catalogue_names_it(answers: Answers) -> None:
    rows = {row.code: row for row in Site.objects.select_related("planning_area")}
    for language, name in (("vi", "name_vi"), ("en", "name_en")):
        answer = answers["all sites", "public", language]
        for one in [*answer["sites"], *answer["barred"]]:
            head, row = one["site"], rows[one["site"]["code"]]
            assert head["name"] == (getattr(row, name) or row.name_vi)
            assert (head["kind"], head["planning_area"]) == (row.kind, row.planning_area.code)
            assert (head["latitude"], head["longitude"]) == (row.latitude, row.longitude)


def test_sites_stand_in_order_and_equal_scores_share_a_rank(answers: Answers) -> None:
    for name in ("all sites", "2023"):
        sites = answers[name, "public", "en"]["sites"]
        order = [(-one["score"], -one["ceiling"], one["site"]["code"]) for one in sites]
        assert order == sorted(order)
        scores = [one["score"] for one in sites]
        assert [one["rank"] for one in sites] == [scores.index(score) + 1 for score in scores]
        if name == "all sites":
            assert len(scores) > len(set(scores)), "no tie to look at"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_offered_is_confirmed_established_and_on_the_list(answers: Answers, name: str) -> None:
    answer = answers[name, "public", "en"]
    offered = {one["site"]["code"] for one in answer["sites"]}
    rows = Site.objects.filter(code__in=offered)
    assert not rows.filter(identity="unconfirmed") and not rows.filter(kind="it_zone")
    assert "KCN-QUYET-THANG" not in offered
    withdrawn = rows.filter(statuses__stage="withdrawn", statuses__as_of__lte=answer["on"])
    assert not withdrawn
    for one in answer["sites"]:
        stage = one["findings"][CRITERIA.index("on_offer")]["observed"]["stage"]
        assert stage in (None, "established", "under_construction", "operating")


def test_every_site_is_placed_or_barred_and_each_barred_one_says_why(answer: Any) -> None:
    counts = answer["counts"]
    if answer["barred"] is None:
        return
    assert counts["not_barred"] + len(answer["barred"]) == counts["assessed"] == 59
    for one in answer["barred"]:
        assert one["outcome"] == "barred"
        assert one["because"] == [finding["criterion"] for finding in one["findings"]] != []
        for finding in one["findings"]:
            assert finding["outcome"] == "unmet" and finding["type"] == "requirement"
            assert finding["sentence"].strip()
            assert finding["citations"], finding["criterion"]


def test_what_is_not_on_offer_is_barred_as_such(answers: Answers) -> None:
    barred = {
        one["site"]["code"]: one["findings"][0]["reason"]
        for one in answers["garments", "public", "en"]["barred"]
    }
    by_reason = {reason: {code for code in barred if barred[code] == reason} for reason in barred.values()}
    assert by_reason.keys() == {f"on_offer.{why}" for why in NOT_ON_OFFER}
    assert by_reason["on_offer.delisted"] == {"KCN-QUYET-THANG"}
    assert by_reason["on_offer.it_zone"] == {"CNTT-YEN-BINH"}
    unconfirmed = Site.objects.filter(identity="unconfirmed")
    assert by_reason["on_offer.unconfirmed"] == set(unconfirmed.values_list("code", flat=True))
    withdrawn = Site.objects.filter(statuses__stage="withdrawn")
    assert by_reason["on_offer.withdrawn"] == set(withdrawn.values_list("code", flat=True))


def test_nowhere_now_says_why_and_which_planned_site_could(answers: Answers) -> None:
    answer = answers["nowhere_now", "public", "en"]
    assert answer["sites"] == [] and answer["refused_by"] == []
    assert [one["code"] for one in answer["planned_candidates"]] == ["CCN-KIM-SON"]
    assert "Kim Sơn" in answer["summary"] and "only planned" in answer["summary"]
    assert "wish" in answer["summary"] or "preference" in answer["summary"]
    planned = next(one for one in answer["barred"] if one["site"]["code"] == "CCN-KIM-SON")
    assert planned["because"] == ["on_offer", "cluster_rules"]


def test_a_refusal_names_its_ground_and_what_would_change_it(answers: Answers) -> None:
    answer = answers["refused", "public", "en"]
    assert answer["sites"] == [] and answer["refused_by"] == ["restricted_technology"]
    assert "technology" in answer["summary"]
    for one in answer["barred"]:
        assert "restricted_technology" in one["because"] or "on_offer" in one["because"]


def test_a_refusal_that_has_other_grounds_in_the_mountains_names_both(api: Api) -> None:
    line = {"code": "2011", "annual_output": 20_000, "output_unit": "t"}
    answer = api.match({"project": {"lines": [line], "process_flags": ["inorganic_chemical"]}}, "en")
    assert answer["verdict"] == "refused" and answer["refused_by"] == ["high_pollution_risk"]
    assert "in the south and the city" in answer["summary"] and "mountain districts" in answer["summary"]


@pytest.mark.parametrize("who", ["public", "officer"])
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_resolves_to_the_evidence_in_the_catalogue(
    answers: Answers, name: str, who: str
) -> None:
    sources = set(Source.objects.values_list("title", "url"))
    facts = set(Fact.objects.values_list("quantity", "value", "unit", "as_of", "grade", "source__title"))
    statuses = set(Status.objects.values_list("as_of", "grade", "source__title"))
    words = set(Orientation.objects.values_list("words", "source__title"))
    seen = set()
    for _, finding in all_findings(answers[name, who, "en"]):
        for one in facts_in([finding["observed"], finding["required"]]):
            assert (one["source"], one["url"]) in sources
            assert {"quantity", "value", "unit", "as_of", "grade"} <= one.keys()
            seen.add(one["quantity"])
            if one["quantity"] == "orientation":
                assert (one["value"], one["source"]) in words
            elif one["quantity"] == "status":
                assert (one["as_of"], one["grade"], one["source"]) in statuses
            else:
                key = tuple(one[part] for part in ("quantity", "value", "unit", "as_of", "grade", "source"))
                assert key in facts
    assert "status" in seen


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_younger_than_the_date_asked_about(answers: Answers, name: str) -> None:
    answer = answers[name, "public", "en"]
    for code, finding in all_findings(answer):
        for one in facts_in(finding["observed"]):
            assert one["as_of"] <= answer["on"], (code, one)


@pytest.mark.parametrize("name", NAMES)
def test_grounds_that_are_only_remembered_are_shown_to_officers_alone(answers: Answers, name: str) -> None:
    def shown(who: str, language: str) -> list[str]:
        findings = all_findings(answers[name, who, language])
        return [each["standing"] for _, finding in findings for each in finding["citations"]]

    for language in ("vi", "en"):
        assert "known" not in shown("public", language)
        assert answers[name, "public", language]["id"] is None
        if answers[name, "officer", language]["sites"]:
            assert "known" in shown("officer", language)


@pytest.mark.parametrize("name", NAMES)
def test_languages_differ_in_the_words_alone(answers: Answers, name: str) -> None:
    vietnamese, english = (answers[name, "public", language] for language in ("vi", "en"))
    assert without_words(vietnamese) == without_words(english)
    assert vietnamese["summary"] != english["summary"]
    pairs = zip(all_findings(vietnamese), all_findings(english), strict=True)
    for (_, one), (_, other) in pairs:
        assert one["sentence"] != other["sentence"]
    for one, other in zip(vietnamese["notes"], english["notes"], strict=True):
        assert one["sentence"] != other["sentence"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_complete(answers: Answers, name: str, language: str) -> None:
    answer = answers[name, "officer", language]
    notes = [*answer["notes"], *(note for one in answer["sites"] for note in one["notes"])]
    sentences = [finding["sentence"] for _, finding in all_findings(answer)]
    for text in [answer["summary"], *sentences, *(note["sentence"] for note in notes)]:
        assert text[0].isupper() or text[0].isdigit() or text[0] in '“"', text
        assert text[-1] == ".", text
        for trace in ("None", "null", "{", "}", "%(", "  ", "nan", "inf ", "[", "]", ".."):
            assert trace not in text, text


def test_an_officers_answer_differs_in_its_id_and_its_grounds_alone(answers: Answers) -> None:
    def strip(answer: Any) -> Any:
        answer = json.loads(json.dumps(answer)) | {"id": None}
        for _, finding in all_findings(answer):
            finding["citations"] = [one for one in finding["citations"] if one["standing"] != "known"]
        return answer

    for name in NAMES:
        assert strip(answers[name, "officer", "en"]) == answers[name, "public", "en"]


def test_facts_missing_of_the_project_are_ranked_by_what_they_could_add(answers: Answers) -> None:
    missing = answers["garments", "public", "en"]["project"]["missing"]
    gains = [one["could_add"] for one in missing]
    assert gains == sorted(gains, reverse=True) and gains[0] > 5
    fields = {one["field"] for one in missing}
    assert {"capital", "land.area_ha", "finance.export_share_pct", "technology.lists"} <= fields
    for one in answers["garments", "public", "en"]["sites"]:
        assert {each["field"] for each in one["missing"]} & fields == set()


def test_the_officers_answer_names_its_run(answers: Answers) -> None:
    ids = {answers[name, "officer", language]["id"] for name in NAMES for language in ("vi", "en")}
    assert None not in ids and len(ids) == 2 * len(NAMES)


@pytest.fixture(scope="module")
def schemas() -> Any:
    """The schemas of the OpenAPI document, where no object may have a property that is not named."""
    return closed(openapi_document("3.1")["components"])


def validator_of(schemas: Any) -> Any:
    schema = {"$ref": "#/components/schemas/MatchAnswer", "components": schemas}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@pytest.mark.parametrize("who", ["public", "officer"])
@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_as_the_openapi_document_says(
    answers: Answers, schemas: Any, name: str, who: str
) -> None:
    validator = validator_of(schemas)
    assert [error.message[:300] for error in validator.iter_errors(answers[name, who, "vi"])] == []


@pytest.mark.parametrize("spoiled", [{"extra": 1}, {"verdict": "maybe"}, {"sites": [{}]}, {"on": "today"}])
def test_the_openapi_document_would_find_a_wrong_answer(answers: Answers, schemas: Any, spoiled: Any) -> None:
    answer = answers["lenses", "public", "vi"] | spoiled
    assert not validator_of(schemas).is_valid(answer)


def test_the_openapi_document_requires_what_is_always_there(answers: Answers, schemas: Any) -> None:
    assert set(schemas["schemas"]["MatchAnswer"]["required"]) == answers["lenses", "public", "vi"].keys()


def test_the_summary_says_which_of_the_sites_it_names_are_reported_full(api: Api) -> None:
    answer = api.match({"project": {"lines": [{"code": "2670"}], "land": {"area_ha": 4}}}, language="en")
    reported_full = [
        one["site"]["name"]
        for one in answer["sites"][:3]
        for finding in one["findings"]
        if finding["reason"] == "plot_fit.reported_full"
    ]
    assert 0 < len(reported_full) < 3
    (said,) = [one for one in answer["summary"].split(". ") if "full" in one]
    for one in answer["sites"][:3]:
        assert (one["site"]["name"] in said) == (one["site"]["name"] in reported_full)
