"""Talks, offers and held land begin on the project's page; only the case's team sees those of a confidential investor."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from investors.log_services import log_conversation
from investors.models import Conversation, Investor, Offer, Project
from investors.services import index_project, register_project, store_investor
from parks.dates import today
from parks.evidence import current_status
from parks.models import Hold, Site
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")
SITE = "KCN-SONG-CONG-1"


@pytest.fixture
def project(db: None) -> Project:
    investor = store_investor(investor=Investor(name="Hàn Việt", nationality="KR", confidential=False))
    return register_project(facts={"name": "Thấu kính", "lines": [{"code": "2670"}]}, investor=investor)


def send(client: Client, project: Project, name: str, **data: Any) -> str:
    response = client.post(f"/admin/investors/project/{project.pk}/{name}/", data)
    return "" if response.status_code == 302 else words(response.content)


def page_of(client: Client, project: Project) -> str:
    return words(client.get(f"/admin/investors/project/{project.pk}/change/").content)


def offer(client: Client, project: Project, code: str = SITE, **data: Any) -> str:
    site = Site.objects.get(code=code)
    return send(client, project, "offer", site=site.pk, area_ha="2,5", channel="zalo", **data)


def test_a_talk_is_noted_with_its_next_step_and_finished(administrator: Client, project: Project) -> None:
    before = project.last_contact_at
    due = today() + timedelta(days=3)
    said = {
        "channel": "phone",
        "with_whom": "Ông Kim",
        "summary": "Hỏi giá điện",
        "next_step": "Gửi bảng giá",
    }
    assert send(administrator, project, "talk", **said, deadline=f"{due:%d/%m/%Y}") == ""
    talk = Conversation.objects.get()
    project.refresh_from_db()
    assert (talk.by.username, talk.deadline) == ("lan", due) and project.last_contact_at > before
    assert f"Hỏi giá điện Tiếp theo: Gửi bảng giá, hạn {due:%d/%m/%Y}" in page_of(administrator, project)
    administrator.post(f"/admin/investors/conversation/{talk.pk}/finish/")
    assert "đã xong" in page_of(administrator, project)
    again = words(administrator.post(f"/admin/investors/conversation/{talk.pk}/finish/").content)
    assert "Không có việc nào đang chờ" in again


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"deadline": "01/01/2026", "next_step": "Gọi"}, "Hạn không thể ở quá khứ"),
        ({"deadline": "01/01/2099", "next_step": ""}, "Có hạn thì ghi việc tiếp theo"),
        ({"summary": ""}, "bắt buộc"),
        ({"channel": "fax"}, "fax"),
    ],
)
def test_a_wrong_talk_is_told_and_kept(
    administrator: Client, project: Project, wrong: dict[str, str], said: str
) -> None:
    page = send(
        administrator,
        project,
        "talk",
        **{"channel": "phone", "summary": "Hỏi", "with_whom": "Bà Lý", **wrong},
    )
    assert said in page and not Conversation.objects.exists()


def test_a_site_is_offered_and_the_answer_noted(administrator: Client, project: Project) -> None:
    assert offer(administrator, project) == ""
    made = Offer.objects.get()
    answer = f"/admin/investors/offer/{made.pk}/answer/"
    assert "Không chọn thì ghi lý do" in words(
        administrator.post(answer, {"response": "declined", "reason": ""}).content
    )
    administrator.post(answer, {"response": "accepted", "reason": ""})
    made.refresh_from_db()
    assert (made.response, made.responded_on) == ("accepted", today())
    assert "KCN Sông Công I 2,5 ha đồng ý" in page_of(administrator, project)


@pytest.mark.parametrize(
    ("identity", "stage", "said"),
    [("unconfirmed", None, "chưa xác nhận tên gọi"), (None, "planned", "mới có trong quy hoạch")],
)
def test_what_is_not_on_offer_is_not_offered(
    administrator: Client, project: Project, identity: str | None, stage: str | None, said: str
) -> None:
    sites = Site.objects.prefetch_related("statuses")
    for site in sites.filter(identity=identity) if identity else sites.filter(identity="sure"):
        found = current_status(site.statuses.all(), today())
        if stage is None or (found is not None and found.status.stage == stage):
            break
    else:
        raise AssertionError("no such site")
    assert said in offer(administrator, project, site.code) and not Offer.objects.exists()


def test_land_is_held_for_the_project(administrator: Client, project: Project) -> None:
    site = Site.objects.get(code=SITE)
    assert send(administrator, project, "hold", site=site.pk, area_ha="2", days="30") == ""
    hold = Hold.objects.get()
    assert hold.for_project.project == project
    assert f"{hold.code} KCN Sông Công I 2 ha đang giữ" in page_of(administrator, project)


def test_only_the_team_of_a_confidential_case_sees_or_writes_its_log(
    administrator: Client, project: Project
) -> None:
    offer(administrator, project)
    send(administrator, project, "talk", channel="phone", summary="Chuyện kín")
    Investor.objects.update(confidential=True)
    colleague = with_permissions("phong", {"view", "add", "change"})
    assert "Chuyện kín" not in page_of(colleague, project)
    for page in ("conversation", "offer"):
        assert not colleague.get(f"/admin/investors/{page}/").context["cl"].result_list
    entry = Conversation.objects.get()
    assert colleague.get(f"/admin/investors/conversation/{entry.pk}/change/").status_code == 302
    version = entry.history.get()
    for history in ("history/", f"history/{version.pk}/"):
        answered = colleague.get(f"/admin/investors/conversation/{entry.pk}/{history}")
        assert answered.status_code == 403, history
    for name in ("talk", "offer", "hold"):
        answered = colleague.post(f"/admin/investors/project/{project.pk}/{name}/", {"summary": "x"})
        assert answered.status_code == 403, name
    Project.objects.update(owner=User.objects.get(username="phong"))
    assert "Chuyện kín" in page_of(colleague, project)


def test_the_second_of_two_answers_is_told_and_overwrites_nothing(
    administrator: Client, project: Project
) -> None:
    offer(administrator, project)
    made = Offer.objects.get()
    page = f"/admin/investors/offer/{made.pk}/answer/"
    shown = str(made.version)  # both have opened the page
    administrator.post(page, {"response": "accepted", "reason": "", "version": shown})
    late = {"response": "declined", "reason": "Xa quá", "version": shown}
    response = administrator.post(page, late)
    made.refresh_from_db()
    assert made.response == "accepted"
    told = words(response.content)
    assert "Người khác vừa sửa bản ghi này" in told and "Trả lời đã ghi đồng ý" in told
    assert 'value="Xa quá"' in response.content.decode()
    # Who was told and presses again knows what is replaced.
    assert f'name="version" value="{made.version}"' in response.content.decode()
    administrator.post(page, {**late, "version": str(made.version)})
    made.refresh_from_db()
    assert made.response == "declined"


def test_nothing_is_offered_to_a_case_that_has_ended(administrator: Client, project: Project) -> None:
    for stage in ("refused", "withdrawn"):
        Project.objects.update(stage=stage)
        assert "mở lại trước khi giới thiệu" in offer(administrator, project), stage
    assert not Offer.objects.exists()


def test_an_older_talk_is_no_contact_of_today(administrator: Client, project: Project) -> None:
    user, before = User.objects.get(username="lan"), project.last_contact_at
    old = before - timedelta(days=40)
    log_conversation(project=project, user=user, channel="phone", summary="Đã gọi", at=old)
    project.refresh_from_db()
    assert project.last_contact_at == before
    Project.objects.update(last_contact_at=old - timedelta(days=1))
    log_conversation(project=project, user=user, channel="phone", summary="Đã gọi", at=old)
    project.refresh_from_db()
    assert project.last_contact_at == old


def test_each_kind_is_shown_to_those_who_may_view_it(administrator: Client, project: Project) -> None:
    send(administrator, project, "talk", channel="phone", summary="Hỏi giá điện")
    offer(administrator, project)
    only = with_permissions("hoa-binh", {"view"}, {"project", "offer"})
    page = page_of(only, project)
    assert "2,5 ha" in page and "Hỏi giá điện" not in page and "Chưa giữ đất" not in page


def test_a_project_stored_before_search_keys_is_found(administrator: Client, project: Project) -> None:
    def found() -> int:
        return len(
            administrator.get("/admin/investors/project/", {"q": project.code}).context["cl"].result_list
        )

    Project.objects.update(search_text="")
    assert found() == 0
    import_module("investors.migrations.0005_index_projects").index_projects(apps, None)
    assert found() == 1
    written = Project.objects.get().search_text
    index_project(project=project)
    assert Project.objects.get().search_text == written


STEPS = {
    "late": -3,
    "today": 0,
    "later": 40,
    "undated": None,
}


@pytest.fixture
def talks(project: Project) -> dict[str, Conversation]:
    """Return a talk for each deadline, one that is done and one without a step, noted by somebody."""
    user = User.objects.create_user("ghi", is_staff=True)
    same = {"project": project, "by": user, "channel": "phone", "summary": "x"}
    found = {
        name: Conversation.objects.create(
            next_step="gọi lại", deadline=None if days is None else today() + timedelta(days=days), **same
        )
        for name, days in STEPS.items()
    }
    found["done"] = Conversation.objects.create(next_step="gọi", done_at=timezone.now(), **same)
    found["no step"] = Conversation.objects.create(**same)
    return found


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"due": "late"}, {"late"}),
        ({"due": "none"}, {"undated"}),
        ({"step": "waiting"}, set(STEPS)),
        ({"step": "done"}, {"done"}),
        ({"step": "none"}, {"no step"}),
        ({"whose": "mine", "step": "done"}, set()),
        ({"whose": "noted"}, set()),
    ],
)
def test_the_lists_answer_what_is_due_and_whose(
    administrator: Client, talks: dict[str, Conversation], chosen: dict[str, str], expected: set[str]
) -> None:
    found = administrator.get("/admin/investors/conversation/", chosen).context["cl"].result_list
    assert {name for name, talk in talks.items() if talk in found} == expected


def test_this_week_runs_from_monday_to_sunday(administrator: Client, talks: dict[str, Conversation]) -> None:
    found = administrator.get("/admin/investors/conversation/", {"due": "week"}).context["cl"].result_list
    this_week = {
        name for name, days in STEPS.items() if days is not None and 0 <= today().weekday() + days < 7
    }
    assert {name for name, talk in talks.items() if talk in found} == this_week >= {"today"}


def test_mine_is_what_is_of_my_cases_or_was_noted_by_me(talks: dict[str, Conversation]) -> None:
    for chosen, change in (
        ("mine", lambda user: Project.objects.update(owner=user)),
        ("noted", lambda user: Conversation.objects.update(by=user)),
    ):
        client = with_permissions(chosen, {"view"})
        assert client.get("/admin/investors/conversation/", {"whose": chosen}).context["cl"].result_count == 0
        change(User.objects.get(username=chosen))
        assert client.get("/admin/investors/conversation/", {"whose": chosen}).context["cl"].result_count == 6


def test_several_steps_are_finished_at_once(administrator: Client, talks: dict[str, Conversation]) -> None:
    ticked = {"action": "finish_ticked", "_selected_action": [talk.pk for talk in talks.values()]}
    looks = with_permissions("xem", {"view"})
    looks.post("/admin/investors/conversation/", ticked)
    assert Conversation.objects.filter(done_at__isnull=False).count() == 1
    said = words(administrator.post("/admin/investors/conversation/", ticked, follow=True).content)
    assert "Đã ghi xong 4 việc" in said and "2 dòng không có việc nào đang chờ" in said
    assert Conversation.objects.filter(done_at__isnull=True).get() == talks["no step"]
    assert talks["late"].history.first().history_user.username == "lan"


def test_a_step_is_finished_by_one_press_on_the_page_of_the_case(
    administrator: Client, project: Project, talks: dict[str, Conversation]
) -> None:
    address = f"/admin/investors/conversation/{talks['late'].pk}/finish/"
    page = f"/admin/investors/project/{project.pk}/change/"
    assert address in administrator.get(page).content.decode()
    assert address not in with_permissions("xem", {"view"}).get(page).content.decode()
    assert administrator.post(address).headers["Location"] == f"{page}#log"
    assert address not in administrator.get(page).content.decode()


@pytest.mark.parametrize("asked", ["gia dien", "Giá điện", "han viet", "thấu kính", "kim gui bang"])
def test_talks_are_found_without_diacritics(administrator: Client, project: Project, asked: str) -> None:
    user = User.objects.get(username="lan")
    said = {
        "channel": "phone",
        "summary": "Hỏi giá điện",
        "with_whom": "Ông Kim",
        "next_step": "Gửi bảng giá",
    }
    talk = log_conversation(project=project, user=user, **said)
    found = administrator.get("/admin/investors/conversation/", {"q": asked}).context["cl"].result_list
    assert list(found) == [talk]
    assert (
        not administrator.get("/admin/investors/conversation/", {"q": f"{asked} x9"})
        .context["cl"]
        .result_list
    )


def test_offers_are_found_by_place_and_reason(administrator: Client, project: Project) -> None:
    offer(administrator, project)
    made = Offer.objects.get()
    administrator.post(
        f"/admin/investors/offer/{made.pk}/answer/", {"response": "declined", "reason": "Xa cảng"}
    )
    for asked in ("xa cang", "song cong", "hàn việt"):
        found = administrator.get("/admin/investors/offer/", {"q": asked}).context["cl"].result_list
        assert list(found) == [made], asked
