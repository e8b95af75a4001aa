"""The team of a case on its page: the owner adds, removes and hands over; nobody else finds a way in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from investors.models import CaseMember, Investor, Project
from investors.services import store_investor, store_project
from tests.officers import role, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def browsers(db: None) -> dict[str, Client]:
    return {name: role("officer", name) for name in ("chu", "ban", "khac")}


@pytest.fixture
def case(browsers: dict[str, Client]) -> Project:
    owner = User.objects.get(username="chu")
    investor = store_investor(investor=Investor(name="Bí Mật", confidential=True, created_by=owner))
    return store_project(project=Project(name="Kho lạnh", investor=investor, owner=owner))


def page_of(client: Client, case: Project) -> str:
    return words(client.get(f"/admin/investors/project/{case.pk}/change/").content)


def test_the_owner_adds_removes_and_hands_over(browsers: dict[str, Client], case: Project) -> None:
    other = User.objects.get(username="ban")
    add, give = f"/admin/cases/{case.pk}/team/add/", f"/admin/cases/{case.pk}/hand-over/"
    assert "Bí Mật" not in page_of(browsers["ban"], case) and "Tổ hồ sơ" not in page_of(browsers["ban"], case)
    for address in (add, give):
        for method in ("get", "post"):
            assert getattr(browsers["khac"], method)(address, {"officer": other.pk}).status_code == 403
    assert browsers["chu"].post(add, {"officer": other.pk}).status_code == 302
    assert "Bí Mật" in page_of(browsers["ban"], case)
    assert "ban vào tổ, chu ghi" in page_of(browsers["chu"], case)
    assert browsers["ban"].get(add).status_code == 403  # a member brings nobody
    member = CaseMember.objects.get()
    remove = f"/admin/cases/members/{member.pk}/remove/"
    assert browsers["khac"].post(remove).status_code == 403
    assert "Xin" in words(browsers["chu"].post(give, {"officer": other.pk}).content)  # without a note
    said = {"officer": other.pk, "note": "Đã hứa gửi bảng giá", "stays": "on"}
    assert browsers["chu"].post(give, said).headers["Location"].endswith("/change/#team")
    shown = page_of(browsers["ban"], case)
    assert "Phụ trách: ban" in shown and "chu → ban . Đã hứa gửi bảng giá" in shown
    left = CaseMember.objects.get(user__username="chu")
    browsers["ban"].post(f"/admin/cases/members/{left.pk}/remove/")
    assert "Bí Mật" in page_of(browsers["chu"], case)  # who entered the investor
    assert not CaseMember.objects.exists()


def test_the_form_of_a_project_changes_no_owner(browsers: dict[str, Client], case: Project) -> None:
    other = User.objects.get(username="khac")
    shown = browsers["chu"].get(f"/admin/investors/project/{case.pk}/change/")
    form = shown.context["adminform"].form
    assert "owner" not in form.fields
    browsers["chu"].post(f"/admin/investors/project/{case.pk}/change/", {"name": "Kho", "owner": other.pk})
    assert Project.objects.get().owner.username == "chu"


@pytest.mark.parametrize("wrong", ["x", "0", "9" * 30, "\0", ""])
def test_a_wrong_officer_is_told(browsers: dict[str, Client], case: Project, wrong: str) -> None:
    answered = browsers["chu"].post(f"/admin/cases/{case.pk}/team/add/", {"officer": wrong})
    assert answered.status_code == 200 and not CaseMember.objects.exists()


def test_the_second_of_two_who_hand_over_is_told(browsers: dict[str, Client], case: Project) -> None:
    give = f"/admin/cases/{case.pk}/hand-over/"
    said = {"officer": User.objects.get(username="ban").pk, "note": "x", "version": case.version}
    store_project(project=Project.objects.get())
    answered = words(browsers["chu"].post(give, said).content)
    assert "Người khác vừa sửa" in answered and Project.objects.get().owner.username == "chu"


def test_projects_of_one_name_are_hinted_at(browsers: dict[str, Client], case: Project) -> None:
    twin = store_project(project=Project(name="KHO LẠNH", investor=case.investor))
    shown = page_of(browsers["chu"], case)
    assert "Nhà đầu tư này còn dự án cùng tên: KHO LẠNH" in shown and twin.code in shown
    assert "cùng tên" not in page_of(browsers["khac"], case)
