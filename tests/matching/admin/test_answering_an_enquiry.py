"""An enquiry is answered: the message is pasted, read, made a project, matched, worded, sent, and the clock stands still."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from investors.enquiry_services import link_case, register_enquiry
from investors.models import Enquiry, Investor, Project
from investors.services import register_project, store_investor, store_project
from matching.keeping import match_project
from matching.models import MatchRun, Reply
from matching.replies import make_reply
from tests.officers import role, with_permissions, words
from tests.sent import as_sent

pytestmark = pytest.mark.usefixtures("rules")
MESSAGE = (
    "Chào anh, bên em là công ty Hàn Quốc làm thấu kính, cần 8 ha ở Phổ Yên, vốn 80 triệu USD, 1.200 lao động. "
    "Em là Nguyễn Văn Minh, 0912 345 678"
)
LENSES = {
    "name": "Thấu kính",
    "lines": [{"code": "2670"}],
    "land": {"area_ha": 8},
    "capital": {"amount": 80_000_000, "currency": "USD"},
    "jobs": {"total": 1200},
    "preferences": {"planning_areas": ["PHO-YEN"]},
}
ADD = "/admin/investors/enquiry/add/"


def page_of(reply: Reply) -> str:
    return reverse("admin:matching_reply_change", args=[reply.pk])


def paste(client: Client, text: str = MESSAGE, **typed: Any) -> Enquiry:
    """Write an enquiry down on its page as it opens."""
    response = client.post(ADD, {**as_sent(client, ADD, "enquiry_form"), "text": text, **typed})
    enquiry = Enquiry.objects.get()
    assert response.headers["Location"] == f"/admin/investors/project/add/?enquiry={enquiry.pk}"
    return enquiry


def make_project(client: Client, enquiry: Enquiry, **typed: Any) -> Any:
    page = f"/admin/investors/project/add/?enquiry={enquiry.pk}"
    return client.post(page, {**as_sent(client, page, "project_form"), "_match": "1", **typed})


@pytest.fixture
def reply(administrator: Client) -> Reply:
    """Return the letter that an officer finds ready after two presses, made as these make it."""
    lan = User.objects.get(username="lan")
    enquiry = register_enquiry(
        user=lan, text=MESSAGE, sender_name="Nguyễn Văn Minh", sender_phone="0912 345 678"
    )
    unnamed = Investor(
        name=f"Chưa rõ tên ({enquiry.code})",
        nationality="KR",
        contact_phone="0912 345 678",
        confidential=True,
    )
    investor = store_investor(investor=unnamed, user=lan)
    project = register_project(facts=LENSES, investor=investor, user=lan)
    link_case(enquiry=enquiry, project=project, user=lan)
    run = match_project(project=project, user=lan)
    sites = [one["site"] for one in run.answer["sites"][:3]]
    return make_reply(run=run, language="vi", site_codes=sites, user=lan, enquiry=enquiry)


def press(client: Client, reply: Reply, button: str, **typed: Any) -> Any:
    page = page_of(reply)
    return client.post(page, {**as_sent(client, page, "reply_form"), button: "1", **typed})


def test_from_the_message_to_the_sent_letter(administrator: Client) -> None:
    enquiry = paste(administrator)
    assert (enquiry.sender_name, enquiry.sender_phone) == ("Nguyễn Văn Minh", "0912 345 678")
    read = administrator.get(f"/admin/investors/project/add/?enquiry={enquiry.pk}")
    text = words(read.content)
    assert "Vốn 80.000.000 USD “80 triệu USD”" in text and "Diện tích cần 8 ha “8 ha”" in text
    make_project(administrator, enquiry)
    project, reply, run = Project.objects.get(), Reply.objects.get(), MatchRun.objects.get()
    assert (project.name, project.land_area_ha, project.jobs_total) == ("Thấu kính", 8, 1200)
    assert (project.capital_amount, project.capital_currency) == (80_000_000, "USD")
    assert [line.sector.code for line in project.lines.all()] == ["2670"]
    investor = project.investor
    assert investor is not None and investor.name == f"Chưa rõ tên ({enquiry.code})"
    assert (investor.nationality, investor.contact_phone, investor.confidential) == (
        "KR",
        "0912 345 678",
        True,
    )
    assert reply.site_codes == [one["site"] for one in run.answer["sites"][:3]]
    assert "Kính gửi Nguyễn Văn Minh" in reply.text and f"http://testserver/s/{reply.token}" in reply.text
    assert "còn 59 phút" in words(administrator.get(page_of(reply)).content)
    press(administrator, reply, "_sent", channel="zalo", text=f"{reply.text}\nThân mến")
    enquiry.refresh_from_db()
    reply.refresh_from_db()
    assert reply.channel == "zalo" and reply.text.endswith("Thân mến")
    assert enquiry.first_answered_at == reply.sent_at and enquiry.project == project
    assert enquiry.investor == investor
    page = administrator.get(page_of(reply)).content.decode()
    assert "đã trả lời sau 0 phút" in words(page) and "Thu hồi liên kết" in words(page)
    assert 'name="_sent"' not in page


def test_an_officer_answers_what_another_wrote_down(administrator: Client) -> None:
    enquiry = paste(administrator)
    officer = role("officer", "phong")
    make_project(officer, enquiry, investor_confidential="", investor_name="Hàn Việt")
    reply, project = Reply.objects.get(), Project.objects.get()
    assert (reply.made_by.username, project.owner) == ("phong", reply.made_by)
    press(officer, reply, "_sent", channel="email")
    enquiry.refresh_from_db()
    assert enquiry.first_answered_by == reply.made_by and enquiry.owner != reply.made_by
    assert enquiry.investor == Investor.objects.get(name="Hàn Việt", confidential=False)


def test_the_public_page_of_the_letter_shows_the_chosen_sites_alone(
    administrator: Client, reply: Reply
) -> None:
    first, _, third = reply.site_codes
    press(administrator, reply, "_write", sites=[first, third], language="en")
    reply.refresh_from_db()
    assert reply.site_codes == [first, third] and reply.text.startswith("Dear")
    for language in ("vi", "en"):
        public = Client().get(f"/s/{reply.token}", {"lang": language})
        assert public.status_code == 200 and len(public.context["sites"]) == 2
        assert (
            "Chưa rõ tên" not in public.content.decode() and "Nguyễn Văn Minh" not in public.content.decode()
        )
    press(administrator, reply, "_revoke")
    assert Client().get(f"/s/{reply.token}").status_code == 410
    assert reply.history.count() == 3 and "đã thu hồi" in words(administrator.get(page_of(reply)).content)


def test_a_letter_about_other_sites_than_its_link_is_not_sent(administrator: Client, reply: Reply) -> None:
    kept = reply.text
    response = press(
        administrator, reply, "_sent", channel="email", sites=reply.site_codes[:1], text="Của tôi"
    )
    reply.refresh_from_db()
    assert reply.sent_at is None and reply.text == kept
    assert "bấm “Soạn lại thư” trước" in words(response.content) and "Của tôi" in words(response.content)


def test_what_is_wrong_with_a_letter_is_said_and_what_was_typed_stays(
    administrator: Client, reply: Reply
) -> None:
    before = reply.text
    for button, typed, said in (
        ("_sent", {"channel": ""}, "Xin chọn đã gửi qua đâu"),
        ("_sent", {"channel": "fax"}, "fax"),
        ("_sent", {"channel": "zalo", "text": " "}, "Thư chưa có nội dung"),
        ("_write", {"sites": []}, "Xin chọn từ 1 đến 5"),
        ("_write", {"sites": ["KCN-KHONG-CO"]}, "KCN-KHONG-CO"),
        ("_write", {"language": "fr"}, "fr"),
        ("_keep", {"text": "a" * 10_001}, "10000"),
        ("_keep", {"text": "a\0b"}, "ký tự rỗng"),
    ):
        mine: dict[str, Any] = {"text": "Chữ của tôi", **typed}
        response = press(administrator, reply, button, **mine)
        assert response.status_code == 200 and said.lower() in words(response.content).lower(), said
        assert mine["text"].strip().replace("\0", "")[:1] in response.content.decode(), said
        reply.refresh_from_db()
        assert (reply.text, reply.sent_at) == (before, None), said


def test_the_second_of_two_officers_is_told_and_overwrites_nothing(
    administrator: Client, reply: Reply
) -> None:
    late = as_sent(administrator, page_of(reply), "reply_form")
    press(administrator, reply, "_keep", text="Bản của Lan")
    for button in ("_keep", "_sent", "_write"):
        response = administrator.post(
            page_of(reply), {**late, button: "1", "text": "Bản muộn", "channel": "zalo"}
        )
        page = words(response.content)
        assert "Người khác vừa sửa thư này" in page and "Bản của Lan" in page and "Bản muộn" in page, button
        reply.refresh_from_db()
        assert (reply.text, reply.sent_at) == ("Bản của Lan", None)


def test_an_enquiry_is_linked_to_a_known_project_in_one_press(administrator: Client) -> None:
    investor = store_investor(
        investor=Investor(name="Hàn Việt", contact_phone="+84 912 345 678", confidential=False)
    )
    project = register_project(facts={"name": "Ống kính", "lines": [{"code": "2670"}]}, investor=investor)
    enquiry = paste(administrator)
    read = administrator.get(f"/admin/investors/project/add/?enquiry={enquiry.pk}")
    assert "Hàn Việt , +84 912 345 678" in words(read.content) and project.code in words(read.content)
    link = f"/admin/investors/enquiry/{enquiry.pk}/link/"
    assert "Xin chọn dự án hoặc nhà đầu tư" in words(administrator.post(link, {}).content)
    response = administrator.post(link, {"project": project.pk, "version": enquiry.version})
    reply = Reply.objects.get()
    enquiry.refresh_from_db()
    assert response.headers["Location"] == page_of(reply)
    assert (enquiry.project, enquiry.investor, reply.run.project) == (project, investor, project)


def test_a_known_investor_is_chosen_or_said_to_be_another(administrator: Client) -> None:
    known = store_investor(investor=Investor(name="Công ty TNHH Hàn Việt", confidential=False))
    enquiry = paste(administrator)
    response = make_project(administrator, enquiry, investor_name="HÀN VIỆT")
    page = words(response.content)
    assert "Đã có Công ty TNHH Hàn Việt" in page and 'value="HÀN VIỆT"' in response.content.decode()
    assert 'value="80000000"' in response.content.decode() and "“80 triệu USD”" in page
    assert not Project.objects.exists()
    both = make_project(administrator, enquiry, investor_name="HÀN VIỆT", investor=known.pk)
    assert "xin bỏ một trong hai" in words(both.content)
    make_project(
        administrator, enquiry, investor_name="HÀN VIỆT", investor_is_another="on", investor_tax_code="12"
    )
    assert not Project.objects.exists()
    make_project(administrator, enquiry, investor=known.pk)
    assert Project.objects.get().investor == known and Investor.objects.count() == 1


def test_an_enquiry_whose_project_has_no_line_is_not_matched_and_the_page_says_why(
    administrator: Client,
) -> None:
    lan = User.objects.get(username="lan")
    enquiry = register_enquiry(user=lan, text="Cần 3 ha", sender_name="Kim")
    project = store_project(project=Project(name="Chưa rõ gì"))
    link_case(enquiry=enquiry, project=project, user=lan)
    page = reverse("admin:investors_enquiry_match", args=[enquiry.pk])
    response = administrator.post(page, follow=True)
    assert response.redirect_chain[-1][0] == f"/admin/investors/project/{project.pk}/change/"
    assert "Dự án cần ít nhất một ngành nghề" in words(response.content)
    assert not (MatchRun.objects.exists() or Reply.objects.exists())


def test_who_comes_second_to_an_enquiry_is_led_to_its_project(administrator: Client) -> None:
    enquiry = paste(administrator)
    page = f"/admin/investors/project/add/?enquiry={enquiry.pk}"
    late = as_sent(administrator, page, "project_form")
    make_project(administrator, enquiry)
    response = administrator.post(page, {**late, "_match": "1"}, follow=True)
    assert "Yêu cầu này đã có dự án" in words(response.content) and Project.objects.count() == 1


def test_a_run_is_answered_too_and_stops_the_clock_of_its_enquiry(administrator: Client) -> None:
    lan = User.objects.get(username="lan")
    project = register_project(facts={"name": "Ống kính", "lines": [{"code": "2670"}]})
    run = match_project(project=project, user=lan)
    page = reverse("admin:matching_matchrun_reply", args=[run.pk])
    assert administrator.get(page).status_code == 405
    administrator.post(page)
    administrator.post(page)
    assert Reply.objects.get().enquiry is None  # pressed twice, begun once
    enquiry = register_enquiry(user=lan, text="Cần đất", language="en", project=project)
    administrator.post(page)
    answer = Reply.objects.get(enquiry=enquiry)
    assert answer.language == "en"
    press(administrator, answer, "_sent", channel="email")
    enquiry.refresh_from_db()
    assert enquiry.first_answered_by == lan


@pytest.mark.parametrize("key", ["abc", "0", "9" * 30, "1 OR 1"])
def test_an_address_of_no_enquiry_finds_none(administrator: Client, key: str) -> None:
    assert administrator.get("/admin/investors/project/add/", {"enquiry": key}).status_code == 404
    assert administrator.get("/admin/matching/reply/abc/change/").status_code == 404


def test_the_page_of_the_project_leads_to_its_letters(administrator: Client, reply: Reply) -> None:
    page = administrator.get(f"/admin/investors/project/{reply.run.project_id}/change/").content.decode()
    assert f'href="{page_of(reply)}"' in page
    Investor.objects.update(confidential=True)
    hidden = with_permissions("xem", {"view"}).get(f"/admin/investors/project/{reply.run.project_id}/change/")
    assert page_of(reply) not in hidden.content.decode()


def test_letters_of_a_confidential_case_are_for_its_team(administrator: Client, reply: Reply) -> None:
    enquiry = Enquiry.objects.get()
    colleague, token = role("officer", "khac"), reply.token
    doors = {
        "letter": page_of(reply),
        "history": reverse("admin:matching_reply_history", args=[reply.pk]),
        "enquiry": f"/admin/investors/enquiry/{enquiry.pk}/change/",
        "history of the enquiry": f"/admin/investors/enquiry/{enquiry.pk}/history/",
        "letters": "/admin/matching/reply/",
        "enquiries": "/admin/investors/enquiry/",
        "found letters": "/admin/matching/reply/?q=minh",
        "found enquiries": "/admin/investors/enquiry/?q=0912345678",
    }
    for name, address in doors.items():
        text = colleague.get(address, follow=True).content.decode()
        assert "Nguyễn Văn Minh" not in text and token not in text, name
    for act in (
        doors["letter"],
        f"/admin/investors/enquiry/{enquiry.pk}/match/",
        reverse("admin:matching_matchrun_reply", args=[reply.run_id]),
    ):
        assert colleague.post(act, {"_sent": "1", "channel": "zalo"}).status_code in (403, 404), act
    reply.refresh_from_db()
    assert reply.sent_at is None and Reply.objects.count() == 1
    Project.objects.update(owner=User.objects.get(username="khac"))
    assert token in colleague.get(doors["letter"]).content.decode()


def test_who_only_looks_sees_the_letter_and_presses_nothing(administrator: Client, reply: Reply) -> None:
    Investor.objects.update(confidential=False)
    reader = with_permissions("xem", {"view"})
    page = reader.get(page_of(reply)).content.decode()
    assert "Kính gửi" in page and not re.search(r'name="_(sent|write|keep|revoke)"', page)
    assert reader.post(page_of(reply), {"_revoke": "1"}).status_code == 403
    assert reader.get(f"/admin/investors/project/add/?enquiry={Enquiry.objects.get().pk}").status_code == 403


def test_a_letter_takes_as_many_queries_however_many_sites_are_ranked(
    administrator: Client, reply: Reply
) -> None:
    project = register_project(facts={"name": "May mặc", "lines": [{"code": "1410"}]})
    run = match_project(project=project, user=User.objects.get(username="lan"))
    administrator.post(reverse("admin:matching_matchrun_reply", args=[run.pk]))
    assert len(run.answer["sites"]) > len(reply.run.answer["sites"])
    counts = []
    for one in (Reply.objects.get(run=run), reply):
        administrator.get(page_of(one))
        with CaptureQueriesContext(connection) as queries:
            administrator.get(page_of(one))
        counts.append(len(queries))
    assert max(counts) <= 8
