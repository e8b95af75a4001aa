"""A kept run is handed over by its id: by who made it, and officers see the very answer that the investor saw."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from investors.consent import CURRENT
from investors.models import Project, Tracking
from investors.services import register_project
from matching.keeping import match_project
from matching.models import HandedRun, MatchRun
from matching.triggers import HANDED, HANDED_REFUSAL
from tests.matching.conftest import EXAMPLE, Api
from tests.officers import with_permissions
from tests.partners.portal import Portal, problem

pytestmark = pytest.mark.usefixtures("rules")
SCOPES = "match runs enquiries"


@pytest.fixture
def portal(rules: None) -> Portal:
    return Portal(scopes=SCOPES)


def body(run: Any, **also: Any) -> dict[str, Any]:
    contact, consent = (
        {"name": "Kim Min-jun", "email": "kim@example.com"},
        {"version": CURRENT, "given": True},
    )
    return {"run": run, "contact": contact, "consent": consent, **also}


def errors(response: Any) -> set[tuple[str, str]]:
    return {(one["pointer"], one["code"]) for one in problem(response, 400, "invalid-input")["errors"]}


def test_the_case_has_what_was_matched_and_leads_to_the_answer_that_was_seen(portal: Portal) -> None:
    seen = portal.match(EXAMPLE).json()
    whole = portal.ask("POST", "/api/enquiries", {**body(None), "project": EXAMPLE["project"]}).json()
    given = portal.ask("POST", "/api/enquiries", body(seen["id"], sites=["KCN-YEN-BINH-2"])).json()
    assert given["verdict"] == seen["verdict"] == whole["verdict"]
    by_project, by_run = (Project.objects.get(code=one["case"]["code"]) for one in (whole, given))
    assert by_run.facts() == by_project.facts()
    assert HandedRun.objects.get() == by_run.handed_run and str(by_run.handed_run.run_id) == seen["id"]
    address = reverse("admin:matching_matchrun_change", args=[seen["id"]])
    officer = with_permissions("lan", {"view"}, {"project", "enquiry", "matchrun"})
    without = with_permissions("minh", {"view"}, {"project", "enquiry"})
    enquiry = Tracking.objects.get(project=by_run).pk
    for page in (
        reverse("admin:investors_project_change", args=[by_run.pk]),
        reverse("admin:investors_enquiry_change", args=[enquiry]),
    ):
        assert address in officer.get(page).content.decode(), page
        assert address not in without.get(page).content.decode()
    assert "handed" not in portal.ask("GET", f"/api/match/runs/{seen['id']}").content.decode()


def test_a_run_is_handed_over_by_who_made_it_and_by_nobody_else(portal: Portal) -> None:
    run = portal.match().json()["id"]
    unknown = {("/run", "unknown_run")}
    nobody, user = Api(), User.objects.create_user("lan", is_staff=True)
    other = Portal("Cổng B", scopes=SCOPES)
    for who in (nobody, Api(User.objects.create_superuser("quản trị"))):
        refused = who.client.post("/api/enquiries", body(run), content_type="application/json")
        assert errors(refused) == unknown
    for wrong in (run, "x", "2f1e7a66-9a35-4b0e-8f0c-0c4a3f5d9b10"):
        assert errors(other.ask("POST", "/api/enquiries", body(wrong))) == unknown
    problem(
        Portal("Cổng C", scopes="match enquiries").ask("POST", "/api/enquiries", body(run)),
        403,
        "missing-scope",
    )
    assert errors(portal.ask("POST", "/api/enquiries", body(None))) == {("/project", "required")}
    both = body(run, project={"lines": [{"code": "1410"}]})
    assert errors(portal.ask("POST", "/api/enquiries", both)) == {("/run", "project_or_run")}
    named = portal.match(
        {"project": {"name": "Kho của Kim Min-jun", "lines": [{"code": "1410"}], "land": {"area_ha": 8.125}}}
    )
    refused = portal.ask("POST", "/api/enquiries", body(named.json()["id"]))
    assert errors(refused) == {("/run", "person_in_project"), ("/run", "too_many_decimals")}
    officer = Api(user)
    own = officer.match({"project": {"lines": [{"code": "1410"}]}}, status=201)["id"]
    of_a_case = match_project(project=register_project(facts={"lines": [{"code": "1410"}]}), user=user)
    refused = officer.client.post("/api/enquiries", body(str(of_a_case.pk)), content_type="application/json")
    assert errors(refused) == unknown and not Tracking.objects.exists()
    assert (
        officer.client.post("/api/enquiries", body(own), content_type="application/json").status_code == 201
    )
    assert HandedRun.objects.get().run == MatchRun.objects.get(pk=own)


def test_which_run_was_handed_over_never_changes(portal: Portal) -> None:
    first, second = (portal.match().json()["id"] for _ in range(2))
    portal.ask("POST", "/api/enquiries", body(first))
    handed = HandedRun.objects.get()
    replaced = f"REPLACE INTO {HANDED} (project_id, run_id) SELECT project_id, run_id FROM {HANDED}"
    for statement in (f"UPDATE {HANDED} SET run_id = run_id", *[replaced] * (connection.vendor == "sqlite")):
        with (
            pytest.raises(DatabaseError, match=HANDED_REFUSAL),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    handed.run_id = second
    with pytest.raises(DatabaseError, match=HANDED_REFUSAL), transaction.atomic():
        handed.save()
    assert str(HandedRun.objects.get().run_id) == first
