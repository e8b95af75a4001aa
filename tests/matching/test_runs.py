"""Kept runs: an officer's question is stored whole, is read by those who may, and never changes."""

import uuid
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client

from investors.models import Investor, Project, ProjectLine
from matching.documents import read_published
from matching.engine import Matcher, ProjectFacts, Rows, SiteFacts, SiteTable, rank
from matching.gather import project_facts
from matching.keeping import match_project
from matching.kept_runs import render_run
from matching.models import MatchRun
from matching.triggers import RUN_REFUSAL
from parks.models import Sector, Site
from tests.matching.conftest import GARMENTS, Api, example, problem_of
from tests.matching.questions import ALL


def kept(answer: Any) -> MatchRun:
    return MatchRun.objects.get(pk=answer["id"])


# --- Who may make and read a run


def test_an_officers_question_is_kept_and_answered_with_its_place(desk: Api, officer: User) -> None:
    response = desk.send(example())
    assert response.status_code == 201
    answer = response.json()
    assert response.headers["Location"] == f"/api/match/runs/{answer['id']}"
    assert response.headers["Cache-Control"] == "no-store"
    run = kept(answer)
    assert run.created_by == officer and run.project is None
    assert run.on.isoformat() == answer["on"] == "2026-11-23"
    assert run.ruleset.version == "2026.1" and run.data_version == answer["data_version"]
    assert run.engine_version == answer["engine_version"]
    assert str(run) == f"{run.id} (23/11/2026)"


def test_a_session_must_prove_that_the_question_is_its_own(rules: None, officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    refused = client.post("/api/match", data=GARMENTS, content_type="application/json")
    assert problem_of(refused)["status"] == 403
    assert not MatchRun.objects.exists()
    client.get("/admin/")  # any page of the officers' desk hands out the token
    token = client.cookies["csrftoken"].value
    headers = {"x-csrftoken": token}
    assert (
        client.post("/api/match", data=GARMENTS, content_type="application/json", headers=headers).status_code
        == 201
    )
    # Without a session there is nothing to prove.
    public = Client(enforce_csrf_checks=True)
    assert public.post("/api/match", data=GARMENTS, content_type="application/json").status_code == 200


def test_a_run_is_read_by_its_maker_and_by_those_who_may_view_runs(desk: Api, supervisor: Api) -> None:
    address = desk.send(example()).headers["Location"]
    assert desk.get(address) == supervisor.get(address)


def test_a_run_does_not_exist_for_anybody_else(desk: Api) -> None:
    address = desk.send(example()).headers["Location"]
    colleague = Api(User.objects.create_user("dong-nghiep", password="x", is_staff=True))
    stranger = Api(User.objects.create_user("khach", password="x"))
    for other in (colleague, stranger):
        refused = problem_of(other.client.get(address))
        unknown = problem_of(other.client.get(f"/api/match/runs/{uuid.uuid4()}"))
        assert refused["status"] == unknown["status"] == 404
        assert {**refused, "instance": ""} == {**unknown, "instance": ""}
    anonymous = Client()
    for known in (address, f"/api/match/runs/{uuid.uuid4()}"):
        assert problem_of(anonymous.get(known))["status"] in (401, 403)


def test_a_run_that_is_no_uuid_is_not_found(desk: Api) -> None:
    for name in ("1", "abc", "%00", "..%2F", "0" * 36):
        assert problem_of(desk.client.get(f"/api/match/runs/{name}"))["status"] in (400, 404)


def test_a_maker_who_is_no_longer_an_officer_sees_what_the_public_may(desk: Api, officer: User) -> None:
    address = desk.send(example()).headers["Location"]
    standings = {each["standing"] for _, each in citations(desk.get(address))}
    assert "known" in standings
    User.objects.filter(pk=officer.pk).update(is_staff=False)
    standings = {each["standing"] for _, each in citations(desk.get(address))}
    assert standings and "known" not in standings


def citations(answer: Any) -> list[tuple[str, Any]]:
    return [
        (finding["criterion"], each)
        for one in [*answer["sites"], *(answer["barred"] or [])]
        for finding in one["findings"]
        for each in finding["citations"]
    ]


# --- What is kept


@pytest.mark.parametrize("name", ALL)
def test_a_kept_answer_reads_as_it_was_given(desk: Api, name: str) -> None:
    for language in ("vi", "en"):
        given = desk.match(ALL[name], language, status=201)
        assert desk.get(f"/api/match/runs/{given['id']}", **{"accept-language": language}) == given


def test_who_asks_again_is_answered_the_same_as_a_run_of_its_own(desk: Api) -> None:
    asked = {**example(), "include": ["barred", "robustness", "counterfactuals"]}
    given = [desk.match({**asked, **changed}, status=201) for changed in ({}, {}, {"limit": 2}, {})]
    first, again, shorter, last = [{**one, "id": None} for one in given]
    assert first == again == last != shorter and len({one["id"] for one in given}) == 4
    for one in given[1:3]:
        assert desk.get(f"/api/match/runs/{one['id']}") == one


def test_a_run_is_read_in_the_readers_language(desk: Api) -> None:
    given = desk.match(example(), "vi", status=201)
    address = f"/api/match/runs/{given['id']}"
    english = desk.get(address, **{"accept-language": "en"})
    assert english == {**desk.match(example(), "en", status=201), "id": given["id"]}
    assert "sentence" not in str(kept(given).answer) and kept(given).answer["summary"] == ""


def test_nobody_between_keeps_a_run_that_is_read(desk: Api) -> None:
    address = desk.send(GARMENTS).headers["Location"]
    assert desk.client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_run_outlives_the_names_of_its_sites(desk: Api) -> None:
    given = desk.match(GARMENTS, status=201)
    Site.objects.filter(code=given["sites"][0]["site"]["code"]).update(name_vi="Tên mới")
    shown = desk.get(f"/api/match/runs/{given['id']}")
    assert shown["sites"][0]["site"]["name"] == "Tên mới"
    assert [one["score"] for one in shown["sites"]] == [one["score"] for one in given["sites"]]


@pytest.mark.parametrize("name", ALL)
def test_the_stored_inputs_alone_give_the_same_scores(desk: Api, name: str) -> None:
    run = kept(desk.match(ALL[name], status=201))
    ruleset, _ = read_published(run.ruleset.document)
    assert run.inputs["ruleset_digest"] == ruleset.digest
    sites = SiteTable(msgspec.convert(run.sites.facts, list[SiteFacts], strict=False))
    sectors = {(row.edition, row.code): row for row in Sector.objects.all()}
    gathered = project_facts(run.inputs["project"], ruleset, run.on, sectors)
    assert isinstance(gathered.facts, ProjectFacts)
    matcher = Matcher(ruleset, sites)
    ranking = rank(Rows(matcher).of(gathered.facts))
    assert ranking.verdict == run.answer["verdict"]
    computed = [
        (sites.codes[place.site], place.rank, place.score / 100, place.ceiling / 100, place.outcome)
        for place in ranking.placed[: run.inputs["limit"]]
    ]
    stored = [
        (one["site"], one["rank"], one["score"], one["ceiling"], one["outcome"])
        for one in run.answer["sites"]
    ]
    assert computed == stored
    if run.answer["barred"] is not None:
        barred = [(sites.codes[place.site], list(place.because)) for place in ranking.barred]
        assert barred == [(one["site"], one["because"]) for one in run.answer["barred"]]


def test_the_inputs_hold_what_was_asked_and_every_site(desk: Api) -> None:
    run = kept(desk.match(example(), status=201))
    assert len(run.sites.facts) == 59
    assert run.inputs["limit"] == 10 and run.inputs["include"] == ["barred"]
    asked = example()["project"]
    stored = run.inputs["project"]
    assert stored.keys() == asked.keys()
    for group in asked:
        if group != "capital":
            assert stored[group] == asked[group], group
    assert stored["capital"] == {"amount": "80000000.00", "currency": "USD"}
    yen_binh = next(one for one in run.sites.facts if one["code"] == "KCN-YEN-BINH")
    assert yen_binh["stage"] == "operating" and yen_binh["identity"] == "sure"
    assert {"reach", "wanted", "stage_evidence", "tenant_divisions"} <= yen_binh.keys()


# --- A run never changes


def test_a_kept_run_refuses_every_change(desk: Api) -> None:
    run = kept(desk.match(GARMENTS, status=201))
    for column, value in (("answer", "{}"), ("inputs", "{}"), ("data_version", "x"), ("engine_version", "x")):
        with (
            pytest.raises(DatabaseError, match=RUN_REFUSAL),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE matching_matchrun SET {column} = %s", [value])
    with pytest.raises(DatabaseError, match=RUN_REFUSAL), transaction.atomic():
        run.save()
    assert MatchRun.objects.get(pk=run.pk).answer == run.answer


def test_what_a_run_stands_on_cannot_be_deleted(desk: Api, officer: User) -> None:
    run = kept(desk.match(GARMENTS, status=201))
    for row in (officer, run.ruleset):
        with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
            row.delete()


# --- A registered project


@pytest.fixture
def project(rules: None) -> Project:
    investor = Investor.objects.create(name="Công ty Thấu kính", nationality="KR", foreign_share_pct=100)
    registered = Project.objects.create(
        name="Camera lens plant", investor=investor, capital_amount=80_000_000, capital_currency="USD",
        land_area_ha=8, land_min_area_ha=6, process_flags=["plating_or_chemical_cleaning"],
        finance_export_share_pct=90, technology_equipment="new", environment_group="III",
    )  # fmt: skip
    sector = Sector.objects.get(edition="2018", code="2670")
    ProjectLine.objects.create(project=registered, sector=sector, product="lenses")
    return registered


def test_a_registered_project_is_matched_as_the_api_would_and_kept(
    project: Project, officer: User, desk: Api
) -> None:
    run = match_project(project=project, user=officer)
    assert run.project == project and run.created_by == officer
    shown = render_run(run=run, language="vi")
    asked = desk.match(
        {
            "project": project.facts(),
            "on": run.on.isoformat(),
            "limit": 100,
            "include": ["barred"],
        },
        status=201,
    )
    assert {**shown, "id": None} == {**asked, "id": None}
    assert shown["verdict"] == "match" and len(shown["sites"]) == shown["counts"]["not_barred"]
    assert project.name in str(run)


def test_a_run_of_a_project_is_not_shown_to_other_officers(
    project: Project, officer: User, supervisor: Api
) -> None:
    run = match_project(project=project, user=officer)
    address = f"/api/match/runs/{run.pk}"
    colleague = Api(User.objects.create_user("dong-nghiep", password="x", is_staff=True))
    assert problem_of(colleague.client.get(address))["status"] == 404
    assert supervisor.get(address)["id"] == str(run.pk)
