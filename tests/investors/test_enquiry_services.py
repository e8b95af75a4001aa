"""An enquiry's clock: it runs from its coming in to its first answer, which is written once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from investors.enquiry_services import (
    clock,
    close_enquiry,
    lasting,
    link_case,
    record_answer,
    register_enquiry,
    store_enquiry,
    waiting,
)
from investors.models import Enquiry, Investor, Project
from investors.services import store_investor
from parks.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan", password="x", is_staff=True)


@pytest.fixture
def minh() -> User:
    return User.objects.create_user("minh", password="x", is_staff=True)


def test_an_enquiry_is_kept_as_it_came_in_and_found_again(lan: User) -> None:
    enquiry = register_enquiry(
        user=lan, text=" Cần 5 ha ở Điềm Thụy ", sender_name="Kim", sender_phone="+84 912 345 678"
    )
    enquiry.refresh_from_db()
    assert (enquiry.text, enquiry.phone_key) == ("Cần 5 ha ở Điềm Thụy", "912345678")
    assert "diem thuy" in enquiry.search_text and enquiry.code.lower() in enquiry.search_text
    assert enquiry.owner == enquiry.created_by == lan
    assert enquiry.history.get().history_user == lan


def test_the_first_answer_stops_the_clock_and_stays(lan: User, minh: User) -> None:
    received = timezone.now() - timedelta(minutes=30)
    enquiry = register_enquiry(user=lan, text="Cần đất", received_at=received)
    answered = record_answer(enquiry=enquiry, user=minh, at=received + timedelta(minutes=20))
    again = record_answer(enquiry=enquiry, user=lan)
    assert again.first_answered_at == answered.first_answered_at == received + timedelta(minutes=20)
    assert again.first_answered_by == minh
    assert clock(again, timezone.now()) == ("met", "đã trả lời sau 20 phút")
    with pytest.raises(DatabaseError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(first_answered_at=timezone.now())


def test_an_answer_is_neither_before_the_enquiry_nor_ahead_of_now(lan: User) -> None:
    enquiry = register_enquiry(user=lan, text="Cần đất")
    for wrong in (timedelta(hours=-1), timedelta(hours=1)):
        with pytest.raises(ValidationError):
            record_answer(enquiry=enquiry, user=lan, at=enquiry.received_at + wrong)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at is None


def test_what_says_nothing_or_comes_from_the_future_is_refused(lan: User) -> None:
    with pytest.raises(ValidationError) as said:
        register_enquiry(user=lan, text="  ")
    assert "text" in said.value.message_dict
    with pytest.raises(ValidationError) as said:
        register_enquiry(user=lan, text="Cần đất", received_at=timezone.now() + timedelta(hours=1))
    assert "received_at" in said.value.message_dict
    assert not Enquiry.objects.exists()


def test_a_project_brings_its_investor_along_and_was_heard_of(lan: User) -> None:
    investor = store_investor(investor=Investor(name="Hàn Việt", confidential=False))
    project = Project.objects.create(name="Kính", investor=investor)
    Project.objects.update(last_contact_at=timezone.now() - timedelta(days=30))
    enquiry = link_case(enquiry=register_enquiry(user=lan, text="Cần đất"), user=lan, project=project)
    assert (enquiry.project, enquiry.investor) == (project, investor)
    project.refresh_from_db()
    assert project.last_contact_at == enquiry.received_at


def test_nobody_links_to_what_they_may_not_see(lan: User, minh: User) -> None:
    investor = store_investor(investor=Investor(name="Kín", confidential=True, created_by=lan))
    project = Project.objects.create(name="Kính", investor=investor, owner=lan)
    enquiry = register_enquiry(user=minh, text="Cần đất")
    for wrong in ({"project": project}, {"investor": investor}):
        with pytest.raises(ValidationError) as said:
            link_case(enquiry=enquiry, user=minh, **wrong)
        assert set(said.value.message_dict) == set(wrong)
    assert link_case(enquiry=enquiry, user=lan, investor=investor).investor == investor


def test_closing_takes_a_reason_and_happens_once(lan: User) -> None:
    enquiry = register_enquiry(user=lan, text="Quảng cáo")
    with pytest.raises(ValidationError):
        close_enquiry(enquiry=enquiry, reason=" ", user=lan)
    closed = close_enquiry(enquiry=enquiry, reason="Thư rác", user=lan)
    assert closed.close_reason == "Thư rác" and clock(closed, timezone.now())[1] == "đã khép lại"
    with pytest.raises(ValidationError):
        close_enquiry(enquiry=enquiry, reason="Lần nữa", user=lan)


def test_the_longest_waiting_comes_first_and_answered_ones_do_not(lan: User) -> None:
    now = timezone.now()
    late, new, answered, closed = (
        register_enquiry(user=lan, text=f"Thư {minutes}", received_at=now - timedelta(minutes=minutes))
        for minutes in (90, 5, 30, 20)
    )
    record_answer(enquiry=answered, user=lan)
    close_enquiry(enquiry=closed, reason="Trùng", user=lan)
    assert list(waiting(lan)) == [late, new]


def test_a_confidential_enquiry_waits_for_its_team_alone(lan: User, minh: User) -> None:
    investor = store_investor(investor=Investor(name="Kín", confidential=True, created_by=lan))
    enquiry = register_enquiry(user=lan, text="Cần đất", investor=investor)
    assert list(waiting(lan)) == [enquiry]
    assert not waiting(minh).exists()


def test_a_late_edit_is_refused(lan: User, minh: User) -> None:
    enquiry = register_enquiry(user=lan, text="Cần đất")
    stale = Enquiry.objects.get(pk=enquiry.pk)
    enquiry.sender_name = "Kim"
    store_enquiry(enquiry=enquiry, user=lan)
    stale.sender_name = "Park"
    with pytest.raises(ChangedMeanwhile):
        store_enquiry(enquiry=stale, user=minh)


@pytest.mark.parametrize(
    ("minutes", "code", "said"),
    [(0, "partial", "còn 1 giờ"), (37, "partial", "còn 23 phút"),
     (60, "partial", "còn 0 phút"), (61, "unmet", "trễ 1 phút"), (180, "unmet", "trễ 2 giờ")],
)  # fmt: skip
def test_the_clock_says_what_is_left(minutes: int, code: str, said: str) -> None:
    now = timezone.now()
    assert clock(Enquiry(received_at=now - timedelta(minutes=minutes)), now) == (code, said)


def test_spans_are_said_in_one_unit() -> None:
    spans = [timedelta(minutes=5), timedelta(hours=3, minutes=20), timedelta(days=3, hours=5)]
    assert [lasting(span) for span in spans] == ["5 phút", "3 giờ", "3 ngày"]
