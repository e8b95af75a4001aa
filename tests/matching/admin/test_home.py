"""The first page: each person reads what waits for them and nothing else, in the same queries however much there is."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from investors.agenda import SILENT_AFTER
from investors.enquiry_services import record_answer, register_enquiry
from investors.models import Conversation, Enquiry, Offer, Project, ProjectHold
from matching.admin.home_charts import money
from matching.drafting.services import copy_to_draft, submit_draft
from matching.models import RulesetVersion
from parks.dates import today
from parks.models import Hold, LandStock, Site
from tests.desk import furnish
from tests.officers import role, words

pytestmark = pytest.mark.usefixtures("rules")
LEFT = (Project, Conversation, Offer, Enquiry, Hold)
DAY = datetime.timedelta(days=1)


def shown(client: Client) -> str:
    response = client.get("/admin/")
    assert response.status_code == 200
    return words(response.content)


def hold(code: str, left: int) -> Hold:
    site, user = Site.objects.get(code=code), User.objects.get(username="officer")
    begun = today() - 30 * DAY
    LandStock.objects.update_or_create(site=site, defaults={"free_ha": 90})
    return Hold.objects.create(
        site=site, area_ha=1, state="active", asked_by=user, held_from=begun, until=today() + left * DAY
    )


def test_unanswered_enquiries_stand_there_with_their_clock_the_longest_waiting_first() -> None:
    client, user, now = role("officer"), User.objects.get(username="officer"), timezone.now()
    for name, minutes in (("Kim", 20), ("Tanaka", 200), ("Đã xong", 300)):
        received = now - datetime.timedelta(minutes=minutes)
        register_enquiry(user=user, text="xin 3 ha", sender_name=name, received_at=received)
    record_answer(enquiry=user.enquiries.get(sender_name="Đã xong"), user=user)
    html = client.get("/admin/").content.decode()
    assert reverse("admin:investors_enquiry_change", args=[user.enquiries.get(sender_name="Kim").pk]) in html
    assert reverse("admin:investors_enquiry_add") in html
    text = words(html)
    assert "Yêu cầu chưa trả lời 2" in text and "Đã xong" not in text
    assert text.index("trễ 2 giờ Tanaka") < text.index("phút Kim")


def test_own_cases_say_what_is_late_and_what_the_next_stage_lacks() -> None:
    client, user = role("officer"), User.objects.get(username="officer")
    project = Project.objects.create(name="Thấu kính", owner=user, search_text="x")
    other = Project.objects.create(
        name="Lâu rồi", owner=user, search_text="x", last_contact_at=timezone.now() - SILENT_AFTER - 3 * DAY
    )
    Conversation.objects.create(
        project=project,
        by=user,
        channel="phone",
        summary="x",
        next_step="gửi giá",
        deadline=today() - 2 * DAY,
    )
    text = shown(client)
    assert "trễ 2 ngày gửi giá Thấu kính" in text
    assert "Hồ sơ của tôi 2 tiếp nhận: 2" in text
    assert "“sàng lọc” còn thiếu: nhà đầu tư; ngành nghề; diện tích cần" in text
    assert f"1 hồ sơ quá {SILENT_AFTER.days} ngày chưa trao đổi" in text and "im lặng 17 ngày" in text
    assert text.rindex(project.name) != text.rindex(other.name)


def test_holds_are_told_within_the_remit() -> None:
    clusters, _ = role("officer_clusters"), role("officer")
    for code, left in (("CCN-TAN-DUC", -2), ("KCN-DIEM-THUY", 3), ("CCN-KHA-SON", 60)):
        hold(code, left)
    text = shown(clusters)
    assert "hết hạn 2 ngày 1 ha tại CCN Tân Đức" in text
    assert "1 ha tại KCN Điềm Thụy" not in text and "1 ha tại CCN Kha Sơn" not in text
    assert "1 ha tại" not in shown(role("reader"))


def test_what_is_to_be_cleared_up_is_counted_within_the_remit() -> None:
    parks, all_sites = shown(role("officer_parks")), shown(role("officer"))
    assert "5 khu, cụm chưa xác nhận tên gọi" in all_sites
    assert "chưa xác nhận tên gọi: chưa được giới thiệu" not in parks


def test_drafts_wait_for_those_who_publish_and_did_not_write_them() -> None:
    writer = User.objects.create_superuser("soan-va-duyet")
    day = datetime.date(2030, 1, 1)
    draft = copy_to_draft(
        ruleset=RulesetVersion.objects.get(), version="2030.1", effective_from=day, user=writer
    )
    approver, own = role("approver"), Client()
    own.force_login(writer)
    assert "2030.1" not in shown(approver)
    submit_draft(draft=draft, user=writer)
    assert "Bộ tiêu chí 2030.1 , đề nghị hiệu lực từ 01/01/2030" in shown(approver)
    assert "2030.1" not in shown(role("policy_officer")) and "2030.1" not in shown(own)


def test_the_charts_say_what_is_not_known_and_add_no_currencies() -> None:
    for amount, currency in ((80_000_000, "USD"), (3_400_000_000_000, "VND"), (None, None)):
        Project.objects.create(
            name="x", capital_amount=amount, capital_currency=currency, search_text="x", stage="screening"
        )
    text = shown(role("reader"))
    assert "Sàng lọc 3 80 triệu USD 3.400 tỷ đồng 1" in text
    assert "97%, 2022, nguồn yếu (cũ)" in text and "Biết 5 trên 12" in text and "Chưa biết: 7" in text


@pytest.mark.parametrize(
    ("amount", "said"), [(999_999, "999.999 USD"), (1_250_000_000, "1,25 tỷ USD"), (0, "0 USD")]
)
def test_money_is_short(amount: int, said: str) -> None:
    assert money(Decimal(amount), "USD") == said


def test_who_may_see_nothing_reads_an_empty_desk_and_no_map(stranger: Client) -> None:
    text = shown(stranger)
    for heading in ("Yêu cầu chưa trả lời", "Hồ sơ của tôi", "Cần làm rõ", "Bản đồ", "Giữ đất", "Lấp đầy"):
        assert heading not in text


def test_the_map_and_the_figures_are_of_the_chosen_day() -> None:
    client = role("officer")
    client.post("/admin/day/", {"on": "2023-06-30"})
    text = shown(client)
    assert "ngày 30/06/2023" in text and "100%, 12/2024" not in text and "Chưa có tọa độ (18)" in text


def _leave(count: int, user: User) -> None:
    """Leave so many of everything to an officer; what is beyond belongs to nobody or is over."""
    few = {
        model: list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:count])
        for model in LEFT
    }
    Project.objects.update(owner=None)
    Project.objects.filter(pk__in=few[Project]).update(owner=user)
    for model in (Conversation, Offer):
        model._default_manager.update(by=user, deadline=today(), done_at=timezone.now())
        model._default_manager.filter(pk__in=few[model]).update(done_at=None)
    Enquiry.objects.exclude(pk__in=few[Enquiry]).update(closed_at=timezone.now(), close_reason="x")
    over = Hold.objects.filter(state="queued").exclude(pk__in=few[Hold])
    over.update(state="released", ended_on=today(), end_reason="x")


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="both databases are asked the same questions")
def test_one_case_and_sixty_are_the_same_questions() -> None:
    client = role("officer")
    user, desk = User.objects.get(username="officer"), furnish(60)
    for n, project in enumerate(desk.projects[:10]):
        ending = hold(desk.site(n).code, 2)
        ProjectHold.objects.create(hold=ending, project=project)
    asked = []
    for count in (60, 1):
        _leave(count, user)
        text = shown(client)
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        asked.append(len(queries))
        assert f"Hồ sơ của tôi {count} " in text and f"Yêu cầu chưa trả lời {count} " in text
    assert asked[0] == asked[1] <= 45, asked
