"""The ready roles are written as the table says, again and again, and people are left alone."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from parks.models import Remit, Site
from portal.management.commands.make_roles import make_roles
from portal.roles import ROLES, SUBJECTS, page, permissions_of

pytestmark = pytest.mark.django_db


def test_the_groups_are_those_of_the_table() -> None:
    lines = make_roles()
    assert len(lines) >= 2 * len(ROLES)
    for role in ROLES:
        user = User.objects.create_user(role.key)
        user.groups.add(Group.objects.get(name=role.name))
        assert user.get_all_permissions() == permissions_of(role)
        assert set(Remit.objects.filter(group__user=user).values_list("kind", flat=True)) == set(role.kinds)


def test_a_second_time_changes_nothing_and_a_third_mends_what_was_changed() -> None:
    make_roles()
    assert make_roles() == []
    reader = Group.objects.get(name="Người xem")
    reader.permissions.add(Permission.objects.get(codename="change_fact"))
    parks = Group.objects.get(name="Cán bộ khu công nghiệp")
    parks.permissions.remove(Permission.objects.get(codename="add_fact"))
    assert make_roles() == [
        "Người xem: 0 permissions given, 1 taken away",
        "Cán bộ khu công nghiệp: 1 permissions given, 0 taken away",
    ]


def test_people_their_own_remits_and_other_groups_are_left_alone() -> None:
    own = Group.objects.create(name="Tổ đặc biệt")
    lan = User.objects.create_user("lan")
    lan.groups.add(own)
    Remit.objects.create(user=lan, kind=Site.Kind.PARK)
    make_roles()
    assert list(lan.groups.all()) == [own] and not own.permissions.exists()
    assert Remit.objects.get(user=lan).kind == "park"


def test_every_subject_says_what_each_role_may_do_of_models_that_exist() -> None:
    for subject in SUBJECTS:
        assert len(subject.acts) == len(ROLES), subject.name
        assert [apps.get_model(label) for label in subject.models]


def test_the_page_of_the_documentation_is_the_table() -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "roles.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: .venv/bin/python manage.py make_roles --page > docs/roles.md"


def test_the_first_start_writes_the_roles(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_roles")
    assert "Người xem: made" in capsys.readouterr().out
    call_command("make_roles")
    assert capsys.readouterr().out == "Nothing to do.\n"
