"""A case is led by its owner, who says who is on it and hands it over with all that is in it."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from investors.enquiry_services import record_answer, register_enquiry
from investors.models import CaseHandover, CaseMember, Investor, Project
from investors.services import store_investor, store_project
from investors.team_services import add_member, hand_over, may_lead, remove_member
from investors.visibility import may_see
from parks.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    names = ("owner", "creator", "member", "colleague")
    return {name: User.objects.create_user(name, is_staff=True) for name in names} | {
        "root": User.objects.create_superuser("root")
    }


@pytest.fixture
def case(people: dict[str, User]) -> Project:
    investor = store_investor(
        investor=Investor(name="Bí Mật", confidential=True, created_by=people["creator"])
    )
    project = store_project(project=Project(name="Kho", investor=investor, owner=people["owner"]))
    add_member(project=project, officer=people["member"], user=people["owner"])
    return project


LEADS = {"owner": True, "creator": True, "root": True, "member": False, "colleague": False}


@pytest.mark.parametrize(("name", "leads"), LEADS.items())
def test_who_may_say_who_is_on_a_case(case: Project, people: dict[str, User], name: str, leads: bool) -> None:
    assert may_lead(people[name], case) is leads
    Investor.objects.update(confidential=False)
    assert may_lead(people[name], Project.objects.get()) is leads
    if not leads:
        for act in (
            lambda: add_member(project=case, officer=people["colleague"], user=people[name]),
            lambda: hand_over(
                project=case, officer=people["member"], note="x", stays=True, user=people[name]
            ),
        ):
            with pytest.raises(ValidationError, match="Chỉ cán bộ phụ trách"):
                act()


def test_a_case_whose_owner_has_left_is_for_everybody_who_sees_it(
    case: Project, people: dict[str, User]
) -> None:
    for gone in ({"owner__is_active": False}, {"owner": None}):
        if "owner" in gone:
            Project.objects.update(owner=None)
        else:
            User.objects.filter(username="owner").update(is_active=False)
        now = Project.objects.get()
        assert may_lead(people["member"], now) and not may_lead(people["colleague"], now)


def test_members_join_once_leave_and_see_as_long_as_they_are_there(
    case: Project, people: dict[str, User]
) -> None:
    colleague, owner = people["colleague"], people["owner"]
    member = add_member(project=case, officer=colleague, user=owner)
    assert may_see(colleague, case)
    for again, said in ((colleague, "đã ở trong tổ"), (owner, "đang phụ trách")):
        with pytest.raises(ValidationError, match=said):
            add_member(project=case, officer=again, user=owner)
    with pytest.raises(ValidationError, match="Chỉ cán bộ phụ trách"):
        remove_member(member=member, user=people["member"])
    remove_member(member=member, user=colleague)  # by oneself
    assert not may_see(colleague, case)
    log = [
        (row.user, row.history_type, row.history_user) for row in CaseMember.history.filter(user=colleague)
    ]
    assert log == [(colleague, "-", colleague), (colleague, "+", owner)]
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="không còn làm việc"):
        add_member(project=case, officer=User.objects.get(pk=colleague.pk), user=owner)


@pytest.mark.parametrize("stays", [True, False])
def test_a_case_is_handed_over_with_a_note_and_what_waits(
    case: Project, people: dict[str, User], stays: bool
) -> None:
    owner, member = people["owner"], people["member"]
    waiting, answered = (register_enquiry(user=owner, text=text, project=case) for text in "ab")
    record_answer(enquiry=answered, user=owner)
    hand_over(project=case, officer=member, note=" Đã hứa gửi bảng giá ", stays=stays, user=owner)
    now = Project.objects.get()
    assert now.owner == member and now.history.first().history_user == owner
    handover = CaseHandover.objects.get()
    assert (handover.from_owner, handover.to_owner, handover.note) == (owner, member, "Đã hứa gửi bảng giá")
    assert [each.user for each in now.members.all()] == ([owner] if stays else [])
    assert may_see(owner, now) is stays and may_see(member, now)
    waiting.refresh_from_db()
    answered.refresh_from_db()
    assert (waiting.owner, answered.owner) == (member, owner)


def test_a_handover_says_what_is_wrong_and_changes_nothing(case: Project, people: dict[str, User]) -> None:
    owner = people["owner"]
    with pytest.raises(ValidationError) as refused:
        hand_over(project=case, officer=people["member"], note="  ", stays=True, user=owner)
    assert "note" in refused.value.message_dict
    with pytest.raises(ValidationError, match="đang phụ trách"):
        hand_over(project=case, officer=owner, note="x", stays=True, user=owner)
    stale = Project.objects.get()
    store_project(project=Project.objects.get(), user=people["creator"])
    with pytest.raises(ChangedMeanwhile):
        hand_over(project=stale, officer=people["member"], note="x", stays=True, user=owner)
    assert Project.objects.get().owner == owner and not CaseHandover.objects.exists()
