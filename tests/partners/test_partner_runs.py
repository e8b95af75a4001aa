"""A partner's match is kept for that partner: it reads and replays its own runs, and nobody else's are there for it."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from matching import chain
from matching.models import MatchRun
from matching.verifying import verify
from tests.matching.conftest import Api
from tests.partners.portal import Portal, problem

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def portal(rules: None) -> Portal:
    return Portal()


def test_a_match_with_a_key_is_kept_and_read_and_replayed(portal: Portal) -> None:
    made = portal.match()
    assert made.status_code == 201
    answer, address = made.json(), made.headers["Location"]
    assert address == f"/api/match/runs/{answer['id']}"
    run = MatchRun.objects.get()
    assert run.partner == portal.partner and run.created_by is None and chain.is_intact(run)
    assert portal.ask("GET", address).json() == answer
    replayed = portal.ask("POST", f"{address}/replay").json()
    assert replayed["same"] and replayed["intact"]
    assert verify().breaks == ()


def test_grounds_that_are_only_remembered_are_not_for_partners(portal: Portal) -> None:
    assert '"known"' not in portal.match().content.decode()


def test_a_run_is_there_for_its_own_partner_alone(portal: Portal) -> None:
    address = portal.match().headers["Location"]
    others = Portal("Cổng B")
    problem(others.ask("GET", address), 404, "not-found")
    problem(others.ask("POST", f"{address}/replay"), 404, "not-found")
    officer = Api(User.objects.create_user("can-bo", is_staff=True))
    officers_run = officer.send({"project": {"lines": [{"code": "1410"}]}}).headers["Location"]
    problem(portal.ask("GET", officers_run), 404, "not-found")


def test_an_officer_with_the_partners_number_is_not_the_partner(portal: Portal) -> None:
    address = portal.match().headers["Location"]
    namesake = User.objects.create_user("trung-so", pk=portal.partner.pk, is_staff=True)
    problem(Api(namesake).client.get(address), 404, "not-found")
    own = Api(namesake).send({"project": {"lines": [{"code": "1410"}]}}).headers["Location"]
    problem(portal.ask("GET", own), 404, "not-found")


def test_runs_need_their_scope(portal: Portal) -> None:
    address = portal.match().headers["Location"]
    _, narrow = portal.new_key("match")
    problem(portal.ask("GET", address, key=narrow), 403, "missing-scope")


def test_a_run_is_an_officers_or_a_partners(portal: Portal) -> None:
    portal.match()
    run = MatchRun.objects.get()
    run.pk, run.partner, run.number, run.previous, run.certificate = None, None, 2, run.digest, "9"
    with pytest.raises(IntegrityError, match="run_of_officer_or_partner"), transaction.atomic():
        run.save(force_insert=True)


def test_the_digest_of_a_run_names_its_partner_and_of_other_runs_nobody(portal: Portal) -> None:
    portal.match()
    run = MatchRun.objects.get()
    digest = run.digest
    run.partner_id += 1
    assert chain.content_digest(run) != digest
