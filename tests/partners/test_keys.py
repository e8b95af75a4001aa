"""Keys: known by a hash alone, for the scopes that are theirs, until they expire or are revoked, and then at once not."""

import logging
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners import services, views
from partners.models import PartnerKey
from partners.scopes import SCOPES
from partners.secrets import LENGTH, digest_of, is_well_formed, new_key
from partners.services import close_partner, edit_key, reopen_partner, revoke_key
from tests.officers import administrator
from tests.partners.portal import Portal, in_days, problem

__all__ = ["administrator"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(db: None) -> Portal:
    return Portal()


def test_a_key_checks_itself() -> None:
    key = new_key()
    assert len(key) == LENGTH and key.startswith("tn_") and is_well_formed(key)
    assert new_key() != key
    swapped = key[:10] + ("x" if key[10] != "x" else "y") + key[11:]
    for wrong in (swapped, key[:-1], key + "0", "", "tn_", "é" * LENGTH):
        assert not is_well_formed(wrong)


def test_what_is_stored_is_no_key(portal: Portal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM partners_partnerkey")
        stored = repr(cursor.fetchall())
    assert portal.key not in stored and portal.key[12:] not in stored
    assert digest_of(portal.key) in stored and portal.key[:11] in stored


def test_a_key_opens_what_its_scopes_name(portal: Portal) -> None:
    assert portal.ask("GET", "/api/sectors").status_code == 200
    _, narrow = portal.new_key("match")
    problem(portal.ask("GET", "/api/sectors", key=narrow), 403, "missing-scope")
    assert portal.ask("GET", "/api/problems", key=narrow).status_code == 200


def test_a_scope_taken_from_the_partner_is_taken_from_its_keys_at_once(portal: Portal) -> None:
    portal.partner.scopes = "match"
    portal.partner.save()
    problem(portal.ask("GET", "/api/sectors"), 403, "missing-scope")


@pytest.mark.parametrize(
    "presented",
    [
        "",
        "Api-Key",
        "Api-Key x",
        "Basic bGFuOng=",
        f"Api-Key {new_key()}",
        "Api-Key é",
        "Bearer " + new_key(),
    ],
)
def test_what_is_no_key_of_ours_opens_not_even_what_is_public(portal: Portal, presented: str) -> None:
    refused = Client().get("/api/sectors", headers={"authorization": presented})
    problem(refused, 401, "unknown-key")
    assert refused.headers["WWW-Authenticate"].startswith("Api-Key")


def test_a_key_that_is_revoked_or_expired_or_of_a_closed_portal_opens_nothing(
    portal: Portal, django_user_model: Any
) -> None:
    lan = django_user_model.objects.create_user("lan")
    assert portal.ask("GET", "/api/keys").status_code == 200
    close_partner(partner=portal.partner, user=lan)
    problem(portal.ask("GET", "/api/keys"), 401, "unknown-key")
    reopen_partner(partner=portal.partner, user=lan)
    assert portal.ask("GET", "/api/keys").status_code == 200
    PartnerKey.objects.update(expires_at=timezone.now())
    problem(portal.ask("GET", "/api/keys"), 401, "unknown-key")
    PartnerKey.objects.update(expires_at=in_days(1))
    revoke_key(key=portal.row, user=lan)
    problem(portal.ask("GET", "/api/keys"), 401, "unknown-key")


def test_the_last_use_is_noted_once_a_minute(portal: Portal) -> None:
    assert portal.row.last_used_at is None
    portal.ask("GET", "/api/problems")
    first = PartnerKey.objects.get().last_used_at
    assert first is not None
    with CaptureQueriesContext(connection) as queries:
        portal.ask("GET", "/api/problems")
    assert not [one for one in queries.captured_queries if "UPDATE" in one["sql"]]
    PartnerKey.objects.update(last_used_at=in_days(-1))
    portal.ask("GET", "/api/problems")
    assert PartnerKey.objects.get().last_used_at >= first


def test_a_partner_rotates_its_key_by_itself(portal: Portal) -> None:
    made = portal.ask("POST", "/api/keys", {"name": "năm sau", "scopes": ["read", "match"]})
    assert made.status_code == 201 and made.headers["Cache-Control"] == "private, no-store"
    new = made.json()
    assert is_well_formed(new["key"]) and new["beginning"] == new["key"][:11]
    assert new["scopes"] == ["read", "match"] and made.headers["Location"] == f"/api/keys/{new['id']}"
    listed = portal.ask("GET", "/api/keys", key=new["key"]).json()["items"]
    assert [one["is_this_one"] for one in listed] == [True, False]
    assert "key" not in listed[0]
    assert portal.ask("DELETE", f"/api/keys/{new['id']}").status_code == 204
    problem(portal.ask("GET", "/api/keys", key=new["key"]), 401, "unknown-key")
    ended = PartnerKey.objects.get(pk=new["id"])
    assert ended.made_with_id == ended.revoked_with_id == portal.row.pk


def test_no_key_makes_or_ends_one_that_may_do_more(portal: Portal) -> None:
    _, narrow = portal.new_key("match")
    refused = problem(
        portal.ask("POST", "/api/keys", {"name": "x", "scopes": ["runs"]}, key=narrow), 400, "invalid-input"
    )
    assert refused["errors"][0]["pointer"] == "/scopes" and refused["errors"][0]["allowed"] == ["match"]
    problem(portal.ask("DELETE", f"/api/keys/{portal.row.pk}", key=narrow), 403, "missing-scope")
    assert portal.ask("GET", "/api/keys").status_code == 200


def test_there_are_two_keys_at_most_and_an_expired_one_counts_for_none(portal: Portal) -> None:
    second, _ = portal.new_key("read")
    problem(portal.ask("POST", "/api/keys", {"name": "x"}), 409, "too-many-keys")
    PartnerKey.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    assert portal.ask("POST", "/api/keys", {"name": "x"}).status_code == 201
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerKey.objects.create(
            partner=portal.partner,
            name="x",
            beginning="x",
            digest="x",
            scopes="",
            expires_at=in_days(1),
            place=1,
        )


def test_bad_input_is_named_all_at_once_and_nothing_is_made(portal: Portal) -> None:
    sent = {"nam": "x", "scopes": ["all"], "expires_at": in_days(900).isoformat()}
    errors = problem(portal.ask("POST", "/api/keys", sent), 400, "invalid-input")["errors"]
    assert {(one["pointer"], one["code"]) for one in errors} == {
        ("/nam", "unknown_key"),
        ("/name", "required"),
        ("/scopes/0", "not_a_choice"),
        ("/expires_at", "date_out_of_range"),
    }
    assert next(one for one in errors if one["pointer"] == "/scopes/0")["allowed"] == list(SCOPES)
    for wrong in ("tomorrow", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00", {}):
        refused = problem(
            portal.ask("POST", "/api/keys", {"name": "x", "expires_at": wrong}), 400, "invalid-input"
        )
        assert [(one["pointer"], one["code"]) for one in refused["errors"]] == [
            ("/expires_at", "not_a_moment")
        ]
        assert refused["errors"][0]["detail"].startswith("Phải là thời điểm")
    for body in (
        [],
        "x",
        {"name": "\x00"},
        {"name": 5e400},
        {"name": "x", "expires_at": "9999-12-31T23:59:59Z"},
        None,
    ):
        assert 400 <= portal.ask("POST", "/api/keys", body).status_code < 500
    assert PartnerKey.objects.count() == 1


def test_a_change_says_which_version_it_changes(portal: Portal) -> None:
    address = f"/api/keys/{portal.row.pk}"
    etag = portal.ask("GET", address).headers["ETag"]
    problem(portal.ask("PATCH", address, {"name": "mới"}), 428, "precondition-required")
    changed = portal.ask("PATCH", address, {"name": "mới"}, **{"if-match": etag})
    assert changed.status_code == 200 and changed.json()["name"] == "mới" and changed.headers["ETag"] != etag
    problem(portal.ask("PATCH", address, {"name": "cũ"}, **{"if-match": etag}), 412, "precondition-failed")
    problem(
        portal.ask("PATCH", address, {"name": "cũ"}, **{"if-match": f"W/{changed.headers['ETag']}"}),
        412,
        "precondition-failed",
    )
    later = {"expires_at": in_days(40).isoformat()}
    refused = problem(portal.ask("PATCH", address, later, **{"if-match": "*"}), 400, "invalid-input")
    assert refused["errors"][0]["pointer"] == "/expires_at"
    sooner = {"expires_at": in_days(2).isoformat()}
    assert portal.ask("PATCH", address, sooner, **{"if-match": "*"}).status_code == 200


def test_a_key_is_not_revoked_by_who_names_another_version(portal: Portal) -> None:
    second, _ = portal.new_key("read")
    address = f"/api/keys/{second.pk}"
    etag = portal.ask("GET", address).headers["ETag"]
    problem(portal.ask("DELETE", address, **{"if-match": '"other"'}), 412, "precondition-failed")
    assert portal.ask("DELETE", address, **{"if-match": f'"other", {etag}'}).status_code == 204


def test_who_is_a_moment_too_late_with_a_key_is_told_so(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/api/keys/{portal.row.pk}"

    def shortened(request: Any, row: PartnerKey) -> None:
        edit_key(key=PartnerKey.objects.get(pk=row.pk), name="ngắn hơn", expires_at=in_days(1))

    monkeypatch.setattr(views, "require_match", shortened)
    problem(portal.ask("PATCH", address, {"name": "cũ"}), 412, "precondition-failed")
    second, _ = portal.new_key("read")
    monkeypatch.setattr(services, "may_manage", lambda caller, key: bool(revoke_key(key=key)))
    problem(portal.ask("DELETE", f"/api/keys/{second.pk}"), 404, "not-found")


def test_another_partners_keys_are_not_there(portal: Portal) -> None:
    other = Portal("Cổng B")
    for method in ("GET", "PATCH", "DELETE"):
        problem(other.ask(method, f"/api/keys/{portal.row.pk}", {}), 404, "not-found")


def test_keys_are_for_partners_alone(portal: Portal, administrator: Client) -> None:
    for client in (Client(), administrator):
        problem(client.get("/api/keys"), 401, "not-authenticated")


def test_no_log_has_the_key(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    portal.ask("GET", "/api/keys/nothing")
    portal.ask("POST", "/api/keys", {})
    portal.ask("GET", "/api/keys", key=portal.key[:-1])
    from partners.callers import find_caller

    said = caplog.text + repr(find_caller(f"Api-Key {portal.key}"))
    assert portal.key[11:-1] not in said
