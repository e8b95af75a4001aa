"""What waits for an officer: own cases by urgency, nothing of closed cases, nothing that somebody else keeps."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from investors.agenda import SILENT_AFTER, SOON, by_stage, my_cases, open_cases, silent, steps_due
from investors.models import CaseMember, Conversation, Investor, Offer, Project, ProjectHold
from investors.stages import missing_for
from parks.dates import today
from parks.models import Hold, LandStock, PlanningArea, Site

pytestmark = pytest.mark.django_db
KINDS = (Conversation, Offer)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan", is_staff=True)


@pytest.fixture
def minh() -> User:
    return User.objects.create_user("minh", is_staff=True)


@pytest.fixture
def site() -> Site:
    area = PlanningArea.objects.create(code="PHO-YEN", name_vi="Phổ Yên", name_en="Pho Yen", mountain=False)
    found = Site.objects.create(code="KCN-X", kind="park", name_vi="Khu X", name_en="X", planning_area=area)
    LandStock.objects.create(site=found, free_ha=20)
    return found


def case(owner: User | None, name: str, silent_for: int = 0, **fields: Any) -> Project:
    heard = timezone.now() - silent_for * DAY
    return Project.objects.create(name=name, owner=owner, last_contact_at=heard, search_text="x", **fields)


def talk(project: Project, by: User, days: int | None, **fields: Any) -> Conversation:
    deadline = None if days is None else today() + days * DAY
    step = {"next_step": f"việc của {project.name}", "deadline": deadline}
    return Conversation.objects.create(
        project=project, by=by, channel="phone", summary="x", **{**step, **fields}
    )


def named(user: User) -> list[str]:
    return [each.project.name for each in my_cases(user, today(), KINDS, with_holds=True, most=10)]


def test_the_most_urgent_case_comes_first(lan: User, site: Site) -> None:
    cases = {name: case(lan, name) for name in ("xa", "mai", "trễ", "đất")}
    talk(cases["xa"], lan, SOON.days + 20)
    talk(cases["mai"], lan, 1)
    talk(cases["trễ"], lan, -3)
    hold = Hold.objects.create(
        site=site, area_ha=1, state="active", asked_by=lan, held_from=today() - 9 * DAY, until=today() - DAY
    )
    ProjectHold.objects.create(hold=hold, project=cases["đất"])
    case(lan, "im", silent_for=SILENT_AFTER.days + 1)
    case(lan, "lặng", silent_for=SILENT_AFTER.days + 30)
    assert named(lan) == ["trễ", "đất", "mai", "lặng", "im", "xa"]


def test_a_case_says_what_comes_next_and_what_it_lacks(lan: User) -> None:
    project = case(lan, "một", silent_for=SILENT_AFTER.days + 6)
    done = talk(project, lan, -9)
    Conversation.objects.filter(pk=done.pk).update(done_at=timezone.now())
    talk(project, lan, 2, next_step="gửi bảng giá")
    talk(project, lan, None, next_step="gọi lại")
    (found,) = my_cases(lan, today(), KINDS, with_holds=True, most=10)
    assert [(due.day, due.entry.next_step) for due in found.due] == [(today() + 2 * DAY, "gửi bảng giá")]  # type: ignore[union-attr]
    assert found.undated == ("gọi lại",)
    assert found.silent_days == SILENT_AFTER.days + 6
    assert found.following == "screening"
    assert list(found.missing) == missing_for(Project.objects.get(), "screening") != []


def test_a_case_is_silent_the_day_after_and_not_before(lan: User) -> None:
    case(lan, "chưa", silent_for=SILENT_AFTER.days - 1)
    case(lan, "rồi", silent_for=SILENT_AFTER.days + 1)
    case(lan, "đã xong", silent_for=90, stage="operating")
    assert [each.name for each in silent(open_cases(lan))] == ["rồi"]


def test_owned_and_joined_cases_are_mine_and_closed_ones_wait_for_nothing(lan: User, minh: User) -> None:
    joined = case(minh, "chung", stage="screening")
    CaseMember.objects.create(project=joined, user=lan)
    case(lan, "riêng")
    case(minh, "của Minh")
    talk(case(lan, "rút", stage="withdrawn"), lan, -1)
    assert sorted(named(lan)) == ["chung", "riêng"]
    assert by_stage(lan) == [("enquiry", 1), ("screening", 1)]
    assert steps_due(lan, KINDS, 10) == []


def test_a_promise_on_another_case_is_due_unless_the_case_is_kept_from_me(lan: User, minh: User) -> None:
    kept = Investor.objects.create(name="Kín", confidential=True, created_by=minh, search_text="kin")
    talk(case(minh, "mở"), lan, 1)
    talk(case(minh, "kín", investor=kept), lan, 0)
    assert [due.project.name for due in steps_due(lan, KINDS, 10)] == ["mở"]
    assert [due.project.name for due in steps_due(minh, KINDS, 10)] == ["kín", "mở"]


def test_only_kinds_that_a_person_may_read_are_told(lan: User, site: Site) -> None:
    project = case(lan, "một")
    talk(project, lan, 1)
    Offer.objects.create(
        project=project, site=site, by=lan, channel="email", next_step="chờ", deadline=today()
    )
    Offer.objects.create(
        project=project,
        site=site,
        by=lan,
        channel="email",
        next_step="xong",
        deadline=today(),
        done_at=timezone.now(),
    )
    (offered,) = my_cases(lan, today(), (Offer,), with_holds=False, most=10)
    assert [due.entry.next_step for due in offered.due] == ["chờ"]  # type: ignore[union-attr]
    assert [type(due.entry) for due in steps_due(lan, (Offer,), 10)] == [Offer]
    (found,) = my_cases(lan, today(), (Conversation,), with_holds=False, most=10)
    assert [type(due.entry) for due in found.due] == [Conversation]
