"""Who manages accounts without being a superuser gives roles, and raises nobody above a role, themselves least of all."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from parks.models import Remit
from tests.officers import role, words
from tests.sent import as_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db: None) -> Client:
    return role("administrator", "quan-tri")


def page(person: User | Group, act: str = "change") -> str:
    return reverse(f"admin:auth_{person._meta.model_name}_{act}", args=[person.pk])


def test_a_person_is_made_and_put_into_a_role(manager: Client) -> None:
    sent = {"username": "hoa", "password1": "mat-khau-rat-dai-1", "password2": "mat-khau-rat-dai-1"}
    manager.post("/admin/auth/user/add/", {**sent, "usable_password": "true"})
    hoa = User.objects.get(username="hoa")
    form = as_sent(manager, page(hoa), "user_form")
    group = Group.objects.get(name="Cán bộ khu công nghiệp")
    rows = {"remits-TOTAL_FORMS": "1", "remits-0-kind": "park", "remits-0-planning_area": ""}
    response = manager.post(page(hoa), {**form, **rows, "is_staff": "on", "groups": [group.pk]})
    assert response.status_code == 302
    hoa.refresh_from_db()
    assert hoa.is_staff and list(hoa.groups.all()) == [group]
    assert Remit.objects.get(user=hoa).kind == "park"


def test_nobody_is_made_a_superuser_nor_given_single_permissions(manager: Client) -> None:
    hoa = User.objects.create_user("hoa", is_staff=True)
    permission = Permission.objects.get(codename="publish_rulesetversion")
    form = as_sent(manager, page(hoa), "user_form")
    assert "is_superuser" not in form and "user_permissions" not in form
    more: dict[str, Any] = {"is_superuser": "on", "user_permissions": [permission.pk], "first_name": "Hoa"}
    assert manager.post(page(hoa), {**form, **more}).status_code == 302
    hoa = User.objects.get(username="hoa")
    assert hoa.first_name == "Hoa" and not hoa.is_superuser and not hoa.user_permissions.exists()
    # Nor when a person is made.
    sent = {"username": "x", "password1": "mat-khau-rat-dai-1", "password2": "mat-khau-rat-dai-1"}
    manager.post("/admin/auth/user/add/", {**sent, **more, "usable_password": "true", "is_staff": "on"})
    made = User.objects.get(username="x")
    assert not made.is_superuser and not made.user_permissions.exists()


def test_the_account_of_a_superuser_is_not_touched(manager: Client) -> None:
    lan = User.objects.create_superuser("lan", password="cu")
    assert manager.post(page(lan), {"username": "lan", "is_active": ""}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[lan.pk])
    sent = {"password1": "mat-khau-rat-dai-1", "password2": "mat-khau-rat-dai-1", "usable_password": "true"}
    assert manager.post(password, sent).status_code == 403
    lan.refresh_from_db()
    assert lan.is_active and lan.check_password("cu")


def test_own_roles_and_remits_are_not_for_ones_own_hand(manager: Client) -> None:
    me = User.objects.get(username="quan-tri")
    approver = Group.objects.get(name="Người phê duyệt")
    form = as_sent(manager, page(me), "user_form")
    rows = {"remits-TOTAL_FORMS": "1", "remits-INITIAL_FORMS": "0", "remits-0-kind": "park"}
    manager.post(page(me), {**form, **rows, "groups": [approver.pk], "first_name": "Tôi"})
    me = User.objects.get(username="quan-tri")
    assert me.first_name == "Tôi" and [group.name for group in me.groups.all()] == ["Quản trị"]
    response = manager.post("/admin/parks/remit/add/", {"user": me.pk, "kind": "", "planning_area": ""})
    assert "user" in response.context["adminform"].form.errors
    assert not Remit.objects.filter(user=me).exists()
    own = Remit.objects.create(user=me, kind="park")
    assert manager.post(f"/admin/parks/remit/{own.pk}/change/", {"kind": ""}).status_code == 403
    assert manager.post(f"/admin/parks/remit/{own.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_a_role_may_do_is_for_superusers_to_change(manager: Client, administrator: Client) -> None:
    reader = Group.objects.get(name="Người xem")
    before = set(reader.permissions.all())
    permission = Permission.objects.get(codename="publish_rulesetversion")
    form = as_sent(manager, page(reader), "group_form")
    manager.post(page(reader), {**form, "name": "Khác", "permissions": [permission.pk]})
    reader.refresh_from_db()
    assert reader.name == "Người xem" and set(reader.permissions.all()) == before
    assert "Dự án: xem" in words(manager.get(page(reader)).content)
    empty = {"remits-TOTAL_FORMS": "0", "remits-INITIAL_FORMS": "0"}
    refused = manager.post("/admin/auth/group/add/", {"name": "Mới", "permissions": [permission.pk], **empty})
    assert "permissions" in refused.context["adminform"].form.errors
    own = Permission.objects.get(codename="view_site")
    manager.post("/admin/auth/group/add/", {"name": "Mới", "permissions": [own.pk], **empty})
    assert list(Group.objects.get(name="Mới").permissions.all()) == [own]
    form = as_sent(administrator, page(reader), "group_form")
    administrator.post(page(reader), {**form, "permissions": [own.pk]})
    assert list(reader.permissions.all()) == [own]


def test_the_log_says_what_was_before_and_what_is_after(manager: Client) -> None:
    hoa = User.objects.create_user("hoa", is_staff=True, first_name="Hoa")
    reader = Group.objects.get(name="Người xem")
    hoa.groups.add(reader)
    approver = Group.objects.get(name="Người phê duyệt")
    form = as_sent(manager, page(hoa), "user_form")
    rows = {"remits-TOTAL_FORMS": "1", "remits-0-kind": "park", "remits-0-planning_area": ""}
    sent = {**form, **rows, "first_name": "Hòa", "groups": [approver.pk]}
    assert manager.post(page(hoa), sent).status_code == 302
    log = words(manager.get(page(hoa, "history")).content)
    assert "Tên: Hoa → Hòa" in log and "Nhóm quyền: Người xem → Người phê duyệt" in log
    assert "phạm vi phụ trách: thêm Hòa: khu công nghiệp, mọi vùng" in log and "quan-tri" in log
    password = reverse("admin:auth_user_password_change", args=[hoa.pk])
    given = {"password1": "mat-khau-rat-dai-1", "password2": "mat-khau-rat-dai-1", "usable_password": "true"}
    assert manager.post(password, given).status_code == 302
    log = words(manager.get(page(hoa, "history")).content)
    assert "mật khẩu: đã đổi" in log and "mat-khau-rat-dai" not in log


def test_a_remit_is_of_a_person_or_a_group(administrator: Client) -> None:
    response = administrator.post("/admin/parks/remit/add/", {"kind": "park", "user": "", "group": ""})
    assert "Ghi một người hoặc một nhóm, không cả hai." in words(response.content)
    assert administrator.get("/admin/parks/remit/").status_code == 200
