"""Enquiries at the desk: written down on one page, found again, closed with a reason, edited by one at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from investors.enquiry_services import close_enquiry, record_answer, register_enquiry
from investors.models import Enquiry, Investor, Project
from investors.services import register_project, store_investor
from tests.officers import with_permissions, words
from tests.sent import as_sent

pytestmark = pytest.mark.usefixtures("catalogue")
LIST = "/admin/investors/enquiry/"
ADD = f"{LIST}add/"


@pytest.fixture
def lan(administrator: Client) -> User:
    return User.objects.get(username="lan")


def write(client: Client, **typed: Any) -> Any:
    return client.post(ADD, {**as_sent(client, ADD, "enquiry_form"), **typed})


def shown(client: Client, **asked: str) -> list[str]:
    return [one.sender_name for one in client.get(LIST, asked).context["cl"].result_list]


def page_of(enquiry: Enquiry) -> str:
    return f"{LIST}{enquiry.pk}/change/"


def test_the_message_is_typed_first_and_what_is_typed_of_the_sender_counts(administrator: Client) -> None:
    page = administrator.get(ADD).content.decode()
    assert "autofocus" in page.split('name="text"')[1].split(">")[0]
    write(administrator, text="Em là Nguyễn Văn Minh, 0912 345 678", sender_name="Chị Hoa", channel="zalo")
    enquiry = Enquiry.objects.get()
    assert (enquiry.sender_name, enquiry.sender_phone, enquiry.channel) == ("Chị Hoa", "0912 345 678", "zalo")
    assert enquiry.owner == enquiry.created_by == User.objects.get(username="lan")
    assert timezone.now() - enquiry.received_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "  "}, "Xin dán nội dung hoặc ghi người hỏi"),
        ({"received_at_0": "24/11/2099", "received_at_1": "08:00:00"}, "Thời điểm nhận chưa đến"),
        ({"received_at_0": "ngày mai"}, "hợp lệ"),
        ({"sender_email": "khong-phai-thu"}, "hợp lệ"),
        ({"channel": "fax"}, "fax"),
        ({"text": "a" * 20_001}, "dài quá 20.000"),
        ({"text": "a\0b"}, "ký tự rỗng"),
        ({"owner": "999999"}, "hợp lệ"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    administrator: Client, typed: dict[str, str], said: str
) -> None:
    sender = {} if typed.get("text") == "  " else {"sender_name": "Bà Lý"}
    response = write(administrator, **{"text": "Cần ba héc-ta", **sender, **typed})
    page = words(response.content)
    assert response.status_code == 200 and said.lower() in page.lower() and not Enquiry.objects.exists()
    html = response.content.decode()
    assert all(
        f'value="{value}"' in html for key, value in {**sender, **typed}.items() if key.startswith("sender")
    )


def test_the_list_shows_the_clock_and_finds_by_state_and_owner(administrator: Client, lan: User) -> None:
    now, minh = timezone.now(), User.objects.create_user("minh", is_staff=True)
    late, new, answered, closed = (
        register_enquiry(
            user=user, text="Cần đất", sender_name=name, received_at=now - timedelta(minutes=minutes)
        )
        for name, minutes, user in (("trễ", 90, lan), ("mới", 5, minh), ("rồi", 30, lan), ("thôi", 20, lan))
    )
    record_answer(enquiry=answered, user=lan)
    close_enquiry(enquiry=closed, reason="Trùng", user=lan)
    page = words(administrator.get(LIST).content)
    for said in ("trễ 30 phút", "còn 54 phút", "đã trả lời sau 30 phút", "đã khép lại"):
        assert said in page, said
    assert shown(administrator) == ["mới", "thôi", "rồi", "trễ"]
    assert shown(administrator, state="waiting") == ["mới", "trễ"]
    assert shown(administrator, state="late") == ["trễ"]
    assert shown(administrator, state="answered") == ["rồi"] and shown(administrator, state="closed") == [
        "thôi"
    ]
    assert shown(administrator, whose="mine") == ["thôi", "rồi", "trễ"]
    assert shown(administrator, state="khac") == shown(administrator) and late.pk < new.pk


@pytest.mark.parametrize("asked", ["dien minh", "Điền Minh", "+84 912 345 678", "0912345678", "xuong may"])
def test_it_is_found_without_diacritics_and_by_the_telephone_however_written(
    administrator: Client, lan: User, asked: str
) -> None:
    register_enquiry(user=lan, text="Xưởng may", sender_name="Điền Minh", sender_phone="0912.345.678")
    register_enquiry(user=lan, text="Khác", sender_name="Khác")
    assert shown(administrator, q=asked) == ["Điền Minh"]


def test_closing_asks_for_the_reason_and_shows_it(administrator: Client, lan: User) -> None:
    enquiry = register_enquiry(user=lan, text="Quảng cáo")
    act = f"{LIST}{enquiry.pk}/close/"
    assert "bắt buộc" in words(administrator.post(act, {"reason": " "}).content)
    assert administrator.post(act, {"reason": "Thư rác", "version": enquiry.version}).status_code == 302
    assert "đã khép lại" in (page := words(administrator.get(page_of(enquiry)).content)) and "Thư rác" in page
    assert "đã khép lại" in words(administrator.post(act, {"reason": "Lần nữa"}).content)


def test_an_answer_by_telephone_stops_the_clock(administrator: Client, lan: User) -> None:
    received = timezone.now() - timedelta(minutes=50)
    enquiry = register_enquiry(user=lan, text="Gọi lại", received_at=received)
    act, at = f"{LIST}{enquiry.pk}/answered/", timezone.localtime(received + timedelta(minutes=10))
    early = timezone.localtime(received - timedelta(hours=2))
    for wrong, said in ((early, "trước khi nhận"), (at + timedelta(days=9), "chưa đến")):
        page = administrator.post(act, {"at_0": f"{wrong:%d/%m/%Y}", "at_1": f"{wrong:%H:%M:%S}"})
        assert said in words(page.content)
    administrator.post(act, {"at_0": f"{at:%d/%m/%Y}", "at_1": f"{at:%H:%M:%S}"})
    assert "lan trả lời lần đầu" in (page := words(administrator.get(page_of(enquiry)).content))
    assert "đã trả lời sau 9 phút" in page or "đã trả lời sau 10 phút" in page
    assert 'name="received_at_0"' not in administrator.get(page_of(enquiry)).content.decode()


def test_the_second_who_edits_is_told(administrator: Client, lan: User) -> None:
    enquiry = register_enquiry(user=lan, text="Cần đất", sender_name="Kim")
    late = as_sent(administrator, page_of(enquiry), "enquiry_form")
    administrator.post(page_of(enquiry), {**late, "sender_name": "Kim Min"})
    response = administrator.post(page_of(enquiry), {**late, "sender_phone": "0912345678"})
    assert (
        "vừa sửa bản ghi này" in words(response.content) and 'value="0912345678"' in response.content.decode()
    )
    enquiry.refresh_from_db()
    assert (enquiry.sender_name, enquiry.sender_phone) == ("Kim Min", "")
    assert enquiry.history.count() == 2


def test_of_a_hidden_investor_the_owner_of_the_enquiry_reads_no_name(
    administrator: Client, lan: User
) -> None:
    officer = with_permissions("phong", {"view", "add", "change"})
    phong = User.objects.get(username="phong")
    investor = store_investor(investor=Investor(name="Bí Mật Một", confidential=True, created_by=lan))
    project = register_project(
        facts={"name": "Kính", "lines": [{"code": "2670"}]}, investor=investor, user=lan
    )
    enquiry = register_enquiry(user=phong, text="Cần đất", investor=investor, project=project)
    page = officer.get(page_of(enquiry))
    assert "Bí Mật Một" not in page.content.decode() and "(giữ kín tên)" in words(page.content)
    assert officer.get(f"{LIST}{enquiry.pk}/history/").status_code == 403
    assert (
        officer.post(
            page_of(enquiry), {**as_sent(officer, page_of(enquiry), "enquiry_form"), "text": "Sửa"}
        ).status_code
        == 302
    )
    enquiry.refresh_from_db()
    assert (enquiry.text, enquiry.investor) == ("Sửa", investor)
    assert officer.get(LIST, {"investor": str(investor.pk)}).status_code == 400


def test_nobody_links_an_enquiry_to_a_case_they_may_not_see(administrator: Client, lan: User) -> None:
    officer = with_permissions("phong", {"view", "add", "change"})
    investor = store_investor(
        investor=Investor(name="Bí Mật Một", contact_phone="0912345678", confidential=True, created_by=lan)
    )
    project = register_project(
        facts={"name": "Kính", "lines": [{"code": "2670"}]}, investor=investor, user=lan
    )
    enquiry = register_enquiry(user=User.objects.get(username="phong"), text="Hỏi", sender_phone="0912345678")
    link = f"{LIST}{enquiry.pk}/link/"
    for wrong in ({"project": project.pk}, {"investor": investor.pk}):
        assert "hợp lệ" in words(officer.post(link, wrong).content).lower()
    assert "Bí Mật" not in officer.get(page_of(enquiry)).content.decode()
    assert officer.get(link, {"project": "abc", "investor": "9" * 30}).status_code == 200
    assert "Bí Mật" not in officer.get(link, {"investor": investor.pk}).content.decode()
    assert Project.objects.get().enquiries.count() == 0
