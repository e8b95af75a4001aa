"""A portal lists the enquiries that it has handed over, as the private addresses tell of them, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.models import Enquiry
from investors.stage_services import change_stage
from matching.erasing import erase_person
from tests.matching.conftest import Api
from tests.matching.test_handing_over import handed_over, with_
from tests.partners.portal import Portal, problem

pytestmark = pytest.mark.usefixtures("rules")
LIST = "/api/enquiries"


def hand_over(portal: Portal, **changes: Any) -> Any:
    made = portal.ask("POST", LIST, with_(**changes))
    assert made.status_code == 201, made.content.decode()
    return made.json()


def test_a_portal_reads_its_own_newest_first_and_nothing_of_the_person(rules: None) -> None:
    portal, other = Portal(scopes="enquiries"), Portal("Cổng B", scopes="enquiries")
    handed_over()
    made = [hand_over(portal, confidential=number == 1) for number in range(3)]
    theirs = hand_over(other)
    answer = portal.ask("GET", LIST, **{"accept-language": "en"})
    assert answer.headers["Cache-Control"] == "private, no-store" and "ETag" not in answer.headers
    items = answer.json()["items"]
    assert [one["code"] for one in items] == [one["code"] for one in reversed(made)]
    shown = Client().get(made[2]["tracking"]["address"], headers={"accept-language": "en"}).json()
    assert items[0] == {
        name: shown[name] for name in shown if name not in ("officer", "consent", "personal_data")
    }
    for word in ("Kim", "Hanbit", "hanbit", "912", "Giêng", *(one["tracking"]["token"] for one in made)):
        assert word not in answer.content.decode()
    user = User.objects.create_superuser("lan")
    first = Enquiry.objects.get(code=made[0]["code"])
    change_stage(project=first.project, to_stage="refused", user=user, reason="thôi")
    erase_person(enquiry=Enquiry.objects.get(code=made[1]["code"]), because="office", user=user)
    assert [one["status"] for one in portal.ask("GET", LIST).json()["items"]] == [
        "received",
        "closed",
        "in_progress",
    ]
    [one] = portal.ask("GET", f"{LIST}?code={first.code}").json()["items"]
    assert one["case"] == {"code": first.project.code, "stage": "refused", "stage_name": "từ chối"}
    for code in (theirs["code"], "khong", "%00"):
        assert portal.ask("GET", f"{LIST}?code={code}").json()["items"] == []
    assert [one["code"] for one in other.ask("GET", LIST).json()["items"]] == [theirs["code"]]


def test_it_comes_page_by_page_in_as_many_questions_however_long_it_is(rules: None) -> None:
    portal = Portal(scopes="enquiries")
    codes, asked = [], []
    for _ in range(3):
        codes.append(hand_over(portal)["code"])
        with CaptureQueriesContext(connection) as queries:
            portal.ask("GET", LIST)
        asked.append(len(queries))
    assert len({*asked}) == 1
    page, seen = portal.ask("GET", f"{LIST}?limit=2").json(), []
    while True:
        seen += [one["code"] for one in page["items"]]
        if page["next"] is None:
            break
        page = portal.ask("GET", page["next"].partition("testserver")[2]).json()
    assert seen == codes[::-1]
    assert (
        portal.ask("GET", page["previous"].partition("testserver")[2]).json()["items"][0]["code"] == codes[2]
    )
    wrong = problem(portal.ask("GET", f"{LIST}?limit=0&cursor=x&token=1"), 400, "invalid-input")
    assert {one["parameter"] for one in wrong["errors"]} == {"token"}


def test_it_is_for_portals_with_the_scope_alone(rules: None) -> None:
    problem(Client().get(LIST), 401, "not-authenticated")
    problem(Api(User.objects.create_superuser("lan")).client.get(LIST), 401, "not-authenticated")
    problem(Portal(scopes="read match runs").ask("GET", LIST), 403, "missing-scope")
