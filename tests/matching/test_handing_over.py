"""A project handed over by the API: stored with consent alone, found by its private address alone, in the officers' inbox."""

import copy
import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.consent import CURRENT
from investors.enquiry_services import waiting
from investors.models import Enquiry, Investor, Project, StageChange, Tracking
from investors.tracking_services import LETTERS
from partners.models import KeptAnswer
from tests.officers import role
from tests.partners.portal import Portal, problem

pytestmark = pytest.mark.usefixtures("rules")
ENQUIRY = {
    "project": {
        "name": "Thấu kính",
        "lines": [{"code": "2670", "product": "lenses"}],
        "investor": {"nationality": "KR"},
        "land": {"area_ha": 8},
    },
    "contact": {"name": "Kim Min-jun", "firm": "Hanbit Optics", "email": "kim@hanbit.example", "phone": "+84 912 345 678"},
    "consent": {"version": CURRENT, "given": True},
    "message": "Chúng tôi muốn thăm khu Yên Bình 2 vào tháng Giêng.\nXin gọi buổi chiều.",
    "sites": ["KCN-YEN-BINH-2"],
}  # fmt: skip
ONCE = {"idempotency-key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


def send(body: Any, path: str = "/api/enquiries", **headers: str) -> Any:
    return Client().post(path, json.dumps(body), content_type="application/json", headers=headers)


def with_(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(ENQUIRY), **changes}


def handed_over(**changes: Any) -> dict[str, Any]:
    response = send(with_(**changes))
    assert response.status_code == 201, response.content.decode()
    return response.json()  # type: ignore[no-any-return]


def test_it_becomes_an_enquiry_with_its_case_and_tells_the_address_once() -> None:
    response = send(ENQUIRY, **{"accept-language": "en"})
    told = response.json()
    enquiry = Enquiry.objects.select_related("project", "investor", "tracking").get()
    assert response.status_code == 201 and response.headers["Cache-Control"] == "private, no-store"
    assert (enquiry.channel, enquiry.language, enquiry.text) == ("web", "en", ENQUIRY["message"])
    assert enquiry.project.facts()["land"] == {"area_ha": 8} and enquiry.project.owner is None
    assert (enquiry.investor.name, enquiry.investor.nationality) == ("Hanbit Optics", "KR")
    assert enquiry.investor.contact_phone == "+84 912 345 678" and not enquiry.investor.confidential
    assert (told["status"], told["verdict"], told["sites"]) == ("received", "match", ["KCN-YEN-BINH-2"])
    assert told["case"] == {"code": enquiry.project.code, "stage": "enquiry", "stage_name": "received"}
    token = told["tracking"]["token"]
    assert response.headers["Location"] == told["tracking"]["address"] == f"/api/enquiries/{token}"
    assert len(token) == LETTERS and token not in str(Tracking.objects.values().get())
    shown = Client().get(f"/api/enquiries/{token}", headers={"accept-language": "en"})
    assert shown.json() == {key: told[key] for key in told if key not in ("tracking", "verdict")}
    assert shown.headers["ETag"] == response.headers["ETag"]
    held = {"if-none-match": shown.headers["ETag"]}
    again = [
        Client().get(f"/api/enquiries/{token}", headers={**tags, "accept-language": one})
        for tags, one in ((held, "en"), (held, "vi"), ({"if-none-match": "*"}, "vi"))
    ]
    assert [one.status_code for one in again] == [304, 200, 304] and again[0].headers["ETag"] == held[
        "if-none-match"
    ]
    consent = Client().get("/api/consent")
    assert consent.json()["version"] == CURRENT
    held = {"if-none-match": consent.headers["ETag"]}
    assert Client().get("/api/consent", headers=held).status_code == 304
    for word in ("Kim", "hanbit", "912", "Giêng"):
        assert word not in shown.content.decode()


def test_without_consent_or_with_bad_input_nothing_is_stored_and_all_is_said_at_once() -> None:
    refused = problem(send({"project": {"lines": [{"code": "2670"}]}}), 400, "invalid-input")
    assert {one["pointer"] for one in refused["errors"]} == {"/contact", "/consent"}
    wrong = with_(
        consent={"version": "2020-01", "given": "yes"},
        contact={"name": "Kim", "phone": "12", "email": "không có"},
        sites=["KCN-YEN-BINH-2"] * 6,
        confidential="true",
        project={
            "name": "Nhà máy của ông Kim",
            "lines": [{"code": "9999", "product": "x" * 250}, {"code": "2670", "annual_output": 5}],
            "land": {"area_ha": 8.125},
        },
        nested={"x": 1},
    )
    found = problem(send(wrong, **{"accept-language": "en"}), 400, "invalid-input")
    assert {(one["pointer"], one["code"]) for one in found["errors"]} == {
        ("/consent/version", "not_a_choice"),
        ("/consent/given", "consent_needed"),
        ("/contact/email", "not_an_email"),
        ("/contact/phone", "not_a_phone"),
        ("/sites", "too_many_items"),
        ("/confidential", "not_a_boolean"),
        ("/project/lines/0/code", "unknown_sector"),
        ("/nested", "unknown_key"),
        ("/project/land/area_ha", "too_many_decimals"),
        ("/project/lines/1/output_unit", "required"),
        ("/project/lines/0/product", "too_long"),
    }
    wrong |= {"contact": {"name": "Kim", "phone": "0912345678"}, "consent": ENQUIRY["consent"]}
    found = problem(send({**wrong, "confidential": True}), 400, "invalid-input")
    assert ("/project/name", "person_in_project") in {
        (one["pointer"], one["code"]) for one in found["errors"]
    }
    halves = {"jobs": {"total": 1.5, "local": 1.0}, "finance": {"term_years": 51.3}}
    half = problem(send(with_(project={"lines": [{"code": "2670"}], **halves})), 400, "invalid-input")
    assert {(one["pointer"], one["code"]) for one in half["errors"]} == {
        ("/project/finance/term_years", "not_an_integer"),
        ("/project/jobs/total", "not_an_integer"),
    }
    away = problem(send(with_(sites=["KCN-YEN-BINH-2", "KCN-QUYET-THANG"])), 400, "invalid-input")
    assert [(one["pointer"], one["code"]) for one in away["errors"]] == [("/sites", "site_not_on_offer")]
    assert not Enquiry.objects.exists() and not Project.objects.exists() and not Investor.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b'{"project": null, "contact": [], "consent": 1, "sites": {}, "message": 5}',
        b'{"contact": {"name": "\\u0000"}}', b'{"contact": {"name": "\\ud800"}}', b'{"message": "' + b"x" * 300_000 + b'"}',
        json.dumps(with_(message="x" * 5001)).encode(), json.dumps(with_(project={"lines": [{"code": "1410"}] * 21})).encode(),
        json.dumps(with_(contact={"name": "a" * 121, "email": "a@" + "b" * 300})).encode(),
        json.dumps(with_(project={"lines": [{"code": "1410"}], "preferences": {"max_km": {"AIR-HAN": 0}}})).encode(),
        json.dumps(with_(project={"lines": [{"code": "1410"}], "capital": {"amount": "99999999999999999", "currency": "USD"}})).encode(),
    ],
)  # fmt: skip
def test_hostile_input_is_refused_and_never_fails(body: bytes) -> None:
    response = Client().post("/api/enquiries", body, content_type="application/json")
    assert 400 <= response.status_code < 500, response.content.decode()
    assert not Enquiry.objects.exists()


def test_what_a_file_cannot_hold_besides_is_dropped_or_listed() -> None:
    handed_over(
        project={"lines": [{"code": "6201"}], "capital": {"currency": "USD"}, "process_flags": ["plating"]},
        contact={"name": "Kim", "phone": "0912345678"},
    )
    project = Project.objects.get()
    assert project.process_flags == ["plating_or_chemical_cleaning"] and project.lines.count() == 1
    assert project.investor.name.startswith("Chưa rõ tên (YC-")


def test_a_repeat_stores_once_and_short_keys_are_for_portals(rules: None) -> None:
    first, again = send(ENQUIRY, **ONCE), send(ENQUIRY, **ONCE)
    assert first.content == again.content and Enquiry.objects.count() == 1
    assert first.json()["tracking"]["token"].encode() not in bytes(KeptAnswer.objects.get().answer)
    problem(send(with_(message="khác"), **ONCE), 422, "idempotency-key-reused")
    short = problem(send(ENQUIRY, **{"idempotency-key": "1"}), 400, "bad-idempotency-key")
    assert "ít nhất 16" in short["detail"]


def test_who_hands_over_too_often_is_told_when_to_come_again(
    rules: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.handing_over_views.wait_to_write", lambda hidden: 7)
    refused = send(ENQUIRY)
    problem(refused, 429, "too-many-requests")
    assert refused.headers["Retry-After"] == "7" and not Enquiry.objects.exists()


def test_a_portal_needs_the_scope_and_is_noted() -> None:
    assert Portal(name="B").ask("POST", "/api/enquiries", ENQUIRY).status_code == 403
    portal = Portal(scopes="enquiries")
    told = portal.ask("POST", "/api/enquiries", ENQUIRY, **{"idempotency-key": "1"}).json()
    assert Tracking.objects.get().partner == portal.partner
    assert portal.ask("GET", told["tracking"]["address"]).json()["status"] == "received"


def test_a_wrong_address_is_not_found_and_none_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    from config.logs import HideTokens

    told = handed_over()
    token = told["tracking"]["token"]
    caplog.handler.addFilter(HideTokens())
    for path in (token[:-1], f"{token}x", token.swapcase(), "x", "é" * 43, f"{token}/nothing"):
        assert Client().get(f"/api/enquiries/{path}").status_code == 404
    assert Client().put(f"/api/enquiries/{token}").status_code == 405
    assert Client().delete("/api/enquiries?limit=50").status_code == 405
    assert "/api/enquiries/" in caplog.text and token not in caplog.text and token[:-1] not in caplog.text


def test_it_is_withdrawn_with_the_version_that_was_read_and_nothing_is_erased() -> None:
    told = handed_over()
    address = told["tracking"]["address"]
    read = Client().get(address, headers={"accept-language": "en"})
    problem(send(None, f"{address}/withdraw"), 428, "precondition-required")
    problem(send(None, f"{address}/withdraw", **{"if-match": '"old"'}), 412, "precondition-failed")
    held = {"if-match": read.headers["ETag"]}
    done = send(None, f"{address}/withdraw", **held, **ONCE)
    assert (done.status_code, done.json()["status"]) == (200, "withdrawn")
    assert done.headers["ETag"] != read.headers["ETag"]
    assert send(None, f"{address}/withdraw", **held, **ONCE).content == done.content
    problem(send(None, f"{address}/withdraw", **held), 412, "precondition-failed")
    enquiry = Enquiry.objects.get()
    assert enquiry.closed_at and enquiry.sender_name == "Kim Min-jun"
    assert Project.objects.get().stage == "withdrawn" and StageChange.objects.count() == 1
    assert done.json()["personal_data"]["kept_until"]


def test_officers_find_it_waiting_and_a_confidential_one_is_for_those_who_receive_it() -> None:
    handed_over()
    handed_over(
        confidential=True, contact={"name": "Người Giấu", "phone": "0987654321", "firm": "Bí Mật Một"}
    )
    secret = Enquiry.objects.get(sender_name="Người Giấu")
    page = f"/admin/investors/enquiry/{secret.pk}/change/"
    receiver, other = role("officer", "nhan"), role("officer_parks", "khu")
    assert "Người Giấu" in receiver.get(page).content.decode()
    inbox = "/admin/investors/enquiry/?state=waiting"
    assert "Kim Min-jun" in other.get(inbox).content.decode()
    for address in (inbox, "/admin/investors/project/", "/admin/investors/investor/", "/admin/", page):
        text = other.get(address, follow=True).content.decode()
        assert "Người Giấu" not in text and "Bí Mật Một" not in text, address
    assert "Người Giấu" in receiver.get("/admin/").content.decode()
    case = secret.project
    case.owner = receiver.get("/admin/").wsgi_request.user
    case.save()
    assert "Người Giấu" not in role("officer", "khac").get(inbox).content.decode()
    assert "Người Giấu" in receiver.get(inbox).content.decode()
    assert secret in waiting(case.owner)


def test_the_address_and_the_consent_never_change() -> None:
    handed_over()
    for column, value in (("digest", "x"), ("consent_version", "z"), ("consented_at", "2020-01-01T00:00:00Z"), ("project", None)):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            Tracking.objects.update(**{column: value})
    with pytest.raises(DatabaseError), transaction.atomic():
        Tracking.objects.all().delete()
    assert Tracking.objects.update(site_codes=[]) == 1


def test_following_it_takes_two_questions() -> None:
    address = handed_over()["tracking"]["address"]
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    assert len(queries) <= 2
