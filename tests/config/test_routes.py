"""Every address of the service, with who may ask it. A new one is not public before somebody writes it here."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import AllowAny, IsAuthenticated

ANYONE = "anyone"
LOGGED_IN = "logged in"
STAFF = "staff"
PARTNERS = LOGGED_IN

ROUTES = {
    "admin/": STAFF,
    "api/sites": ANYONE,
    "api/sites.geojson": ANYONE,
    "api/sites/<slug:code>": ANYONE,
    "api/sites/<slug:code>.geojson": ANYONE,
    "api/sites/<slug:code>/facts": ANYONE,
    "api/parks": ANYONE,
    "api/parks.geojson": ANYONE,
    "api/parks/<slug:code>": ANYONE,
    "api/clusters": ANYONE,
    "api/clusters.geojson": ANYONE,
    "api/clusters/<slug:code>": ANYONE,
    "api/sectors": ANYONE,
    "api/planning-areas": ANYONE,
    "api/communes": ANYONE,
    "api/sources": ANYONE,
    "api/changes": ANYONE,
    "api/open-data": ANYONE,
    "api/open-data/checksums": ANYONE,
    "api/open-data/<str:file>": ANYONE,
    "api/health": ANYONE,
    "api/match": ANYONE,
    "api/match/batch": ANYONE,
    "api/match/runs/<uuid:run_id>": LOGGED_IN,
    "api/match/runs/<uuid:run_id>/replay": LOGGED_IN,
    "api/consent": ANYONE,
    "api/enquiries": ANYONE,
    "api/enquiries/<str:token>": ANYONE,
    "api/enquiries/<str:token>/withdraw": ANYONE,
    "api/enquiries/<str:token>/erase": ANYONE,
    "api/keys": PARTNERS,
    "api/keys/<uuid:key_id>": PARTNERS,
    "api/webhooks": PARTNERS,
    "api/webhooks/<uuid:webhook_id>": PARTNERS,
    "api/webhooks/<uuid:webhook_id>/rotate-secret": PARTNERS,
    "api/webhooks/<uuid:webhook_id>/ping": PARTNERS,
    "api/webhooks/<uuid:webhook_id>/deliveries": PARTNERS,
    "api/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>": PARTNERS,
    "api/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/replay": PARTNERS,
    "api/rulesets": ANYONE,
    "api/rulesets/<str:version>": ANYONE,
    "api/schema": ANYONE,
    "api/docs": ANYONE,
    "api/docs/start.js": ANYONE,
    "api/changelog": ANYONE,
    "api/first-call": ANYONE,
    "api/sandbox": ANYONE,
    "api/versions": ANYONE,
    "api/problems": ANYONE,
    "api/problems/<slug:slug>": ANYONE,
    "check": ANYONE,
    "s/<str:token>": ANYONE,
    "s/<str:token>/enquiry": ANYONE,
    "e/<str:token>": ANYONE,
}
# Plain pages of Django, without the framework's permissions.
PAGES = {"api/docs", "api/docs/start.js", "api/changelog", "api/first-call", "api/sandbox", "api/versions"}


def _patterns(found: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) == "admin/":
                continue  # the admin guards each of its pages itself; see the test below
            yield from _patterns(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def _all() -> dict[str, URLPattern]:
    return dict(_patterns(get_resolver().url_patterns))


def test_the_table_has_every_address_of_the_api() -> None:
    api = {address for address in _all() if address.startswith("api/")}
    assert api == {address for address in ROUTES if address.startswith("api/")}


@pytest.mark.parametrize(("address", "who"), [item for item in ROUTES.items() if item[0].startswith("api/")])
def test_each_address_admits_whom_the_table_says(address: str, who: str) -> None:
    view = _all()[address].callback
    if address in PAGES:
        assert who == ANYONE
        return
    permissions = view.cls.permission_classes  # type: ignore[union-attr]
    assert list(permissions) == [AllowAny if who == ANYONE else IsAuthenticated]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/parks/site/", "/admin/auth/user/"])
def test_the_admin_sends_a_stranger_to_the_login(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("address", [address for address in ROUTES if address.startswith("api/")])
def test_addresses_are_in_kebab_case_without_a_slash_at_the_end(address: str) -> None:
    assert not address.endswith("/")
    assert address == address.lower()
    assert "_" not in re.sub(r"<\w+:\w+>", "", address)
