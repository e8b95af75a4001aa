"""The people of the admin, for every test of an officer's page: the owner, the colleague, and the one who sees nothing."""

import re
from collections.abc import Collection
from html import unescape

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from parks.models import Remit
from portal.management.commands.make_roles import make_roles
from portal.roles import ROLES


@pytest.fixture
def administrator(db: None) -> Client:
    """Return the browser of one who may do everything."""
    return _logged_in(User.objects.create_superuser("lan", password="x"))


@pytest.fixture
def onlooker(db: None) -> Client:
    """Return the browser of one who may look at everything and change nothing."""
    return with_permissions("minh", {"view"})


@pytest.fixture
def stranger(db: None) -> Client:
    """Return the browser of a member of staff without any permission."""
    return with_permissions("hoa", set())


def with_permissions(name: str, acts: Collection[str], models: Collection[str] = ()) -> Client:
    """Return the browser of a new member of staff who may do these acts, on these models or on all of ours, at every site."""
    user = User.objects.create_user(name, password="x", is_staff=True)
    ours = Permission.objects.filter(
        content_type__app_label__in=["parks", "partners", "investors", "matching"]
    )
    named = ((permission, *permission.codename.split("_", 1)) for permission in ours)
    user.user_permissions.set(
        [permission for permission, act, model in named if act in acts and (not models or model in models)]
    )
    if set(acts) - {"view"}:
        Remit.objects.create(user=user)  # every kind of site, in every area
    return _logged_in(user)


@pytest.fixture
def remembered_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each browser's person and what they may do up once: in a long walk nobody's rights change."""
    known: dict[str, User | AnonymousUser] = {}

    def person(request: HttpRequest) -> User | AnonymousUser:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if session not in known:
            known[session] = get_user(request)
        return known[session]

    monkeypatch.setattr(auth, "get_user", person)


def log_in(client: Client, user: User) -> None:
    """Give a browser the session that logging in leaves; the log and the counts of tries have their own tests."""
    session = SessionStore()
    session.update(
        {
            auth.SESSION_KEY: str(user.pk),
            auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
            auth.HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def _logged_in(user: User) -> Client:
    client = Client()
    log_in(client, user)
    return client


def words(html: bytes | str) -> str:
    """Return the text of a page on one line, as it is read."""
    text = html.decode() if isinstance(html, bytes) else html
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def role(key: str, name: str = "") -> Client:
    """Return the browser of a new member of staff in one ready role (`portal.roles`), by its key."""
    called = next(each.name for each in ROLES if each.key == key)
    if not Group.objects.filter(name=called).exists():
        make_roles()
    user = User.objects.create_user(name or key, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=called))
    return _logged_in(user)
