"""What browsers are told, and what the settings close."""

import logging
import sys

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from config import security
from tests.officers import administrator

__all__ = ["administrator"]


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.django_db
def test_a_public_answer_allows_no_inline_script_and_no_other_server(client):
    policy = directives(client.get("/no-such-page").headers["Content-Security-Policy"])
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"


@pytest.mark.django_db
def test_only_the_admin_may_evaluate_its_theme_and_still_loads_from_this_server_alone(client):
    policy = directives(client.get("/admin/login/").headers["Content-Security-Policy"])
    assert "'unsafe-eval'" in policy["script-src"]
    assert "http" not in security.ADMIN_POLICY + security.PUBLIC_POLICY


def test_an_answer_keeps_a_policy_of_its_own(rf):
    from django.http import HttpResponse

    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    answer = security.content_security_policy(lambda request: own)(rf.get("/"))
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
def test_a_login_is_locked_out_after_repeated_wrong_passwords(client, django_user_model):
    django_user_model.objects.create_superuser("lan", password="a right password")
    form = {"username": "lan", "password": "wrong"}
    statuses = [client.post("/admin/login/", form).status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert statuses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert client.post("/admin/login/", form | {"password": "a right password"}).status_code == 429


@pytest.mark.django_db
def test_the_admin_finds_its_style_without_a_collecting_step(client):
    assert client.get("/static/unfold/css/styles.css").status_code == 200


def test_debug_is_off_and_the_api_is_closed_by_default():
    assert settings.DEBUG is False
    assert settings.REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] == [
        "rest_framework.permissions.IsAuthenticated"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/admin/parks/fact/?grade__exact=%00",
        "/admin/parks/hold/?place=%00a",
        "/admin/work/stale/?area=%00",
        "/?x=%00",
        "/s/%00",
    ],
)
def test_an_address_with_a_nul_is_refused_before_any_database_is_asked(administrator, address):
    assert administrator.get(address).status_code == 400


def test_the_log_has_one_line_of_it(client, caplog):
    client.get("/?x=%00")
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("WARNING", None)]


def test_the_log_has_a_trace_of_a_fault_and_a_line_of_a_refusal():
    handler = logging.Handler()
    for kept in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][kept]["()"])())
    written = {}
    handler.emit = lambda record: written.update({record.getMessage(): record.exc_text or ""})
    for answer, code in (("refused", 403), ("failed", 500)):
        try:
            raise PermissionError("/s/secretsecret")
        except PermissionError:
            record = logging.LogRecord("django.request", logging.WARNING, "", 0, answer, (), sys.exc_info())
        record.status_code = code
        handler.handle(record)
    assert written["refused"] == "" and "PermissionError: /s/…" in written["failed"]
