"""The page behind a private address, and the form that leads to one: in plain words, about this enquiry alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from config import callers
from investors.consent import CURRENT, consent_text
from investors.models import Enquiry, Project, Tracking
from investors.retention import KEEPING
from investors.tracking_words import STAGES, STATUSES
from matching.models import Reply
from parks.language import LANGUAGES
from partners.limits import BLOCKS, MOST_WRITTEN
from portal.texts import ASK, CLOSED_LINK, TRACKING
from tests.matching.test_handing_over import handed_over
from tests.officers import words
from tests.portal.test_short_links import reply

__all__ = ["reply"]
pytestmark = pytest.mark.usefixtures("rules")
ASKED = {"name": "Trần Văn Bình", "phone": "0987 654 321", "message": "Xin giá thuê đất", "consent": CURRENT}


def test_it_says_where_the_enquiry_stands_and_nothing_of_the_person() -> None:
    page = handed_over()["tracking"]["page"]
    project = Project.objects.get()
    project.owner = User.objects.create_user("can-bo-lan", first_name="Lan", last_name="Phạm", password="x")
    project.save()
    Enquiry.objects.update(owner=project.owner)
    for language in LANGUAGES:
        shown = Client().get(f"{page}?lang={language}")
        text = words(shown.content)
        assert f'<html lang="{language}">' in shown.content.decode()
        for said in (TRACKING[language]["keep"], STATUSES["received"][language], KEEPING["open"].reason[language],
                     consent_text(CURRENT, language), project.code, "Phạm Lan", {"vi": "Yên Bình 2", "en": "Yen Binh 2"}[language]):  # fmt: skip
            assert said in text, said
        for kept in ("Kim", "hanbit", "912 345", "tháng Giêng", "can-bo-lan"):
            assert kept not in shown.content.decode(), kept
    assert "no-store" in shown.headers["Cache-Control"] and "noindex" in shown.headers["X-Robots-Tag"]
    assert Client().get(f"{page}x").status_code == 404


def test_it_withdraws_and_erases_each_by_itself_and_only_what_was_seen() -> None:
    page = handed_over()["tracking"]["page"]
    client = Client()
    seen = client.get(page).context["seen"]
    texts = TRACKING["vi"]
    for sent, status, said in (
        ({"act": "erase", "seen": seen}, 400, "not_sure"),
        ({"act": "\0", "seen": seen, "sure": "on"}, 400, "not_sure"),
        ({"act": "erase", "seen": "x", "sure": "on"}, 409, "changed"),
    ):
        refused = client.post(page, sent)
        assert (refused.status_code, texts[said] in words(refused.content)) == (status, True)
    assert Enquiry.objects.get().sender_name == "Kim Min-jun"
    done = client.post(page, {"act": "withdraw", "seen": seen, "sure": "on"})
    assert done.status_code == 303
    after = client.get(page)
    assert (
        STATUSES["withdrawn"]["vi"] in words(after.content)
        and 'value="withdraw"' not in after.content.decode()
    )
    assert Enquiry.objects.get().sender_name == "Kim Min-jun" and Project.objects.get().stage == "withdrawn"
    client.post(page, {"act": "erase", "seen": after.context["seen"], "sure": "on"})
    last = client.get(page)
    assert texts["erased"] in words(last.content) and "<form" not in last.content.decode()
    assert Enquiry.objects.get().sender_name == ""
    assert Client(enforce_csrf_checks=True).post(page, {}).status_code == 403


def test_who_reads_a_letters_page_asks_and_gets_an_address_of_this_enquiry_alone(reply: Reply) -> None:
    client, address = Client(), f"/s/{reply.token}/enquiry"
    form = client.get(f"/s/{reply.token}")
    assert consent_text(CURRENT, "vi") in words(form.content) and ASK["vi"]["title"] in words(form.content)
    sent = client.post(f"{address}?lang=en", ASKED)
    assert sent.status_code == 303
    enquiry = Enquiry.objects.get(sender_name="Trần Văn Bình")
    assert (enquiry.channel, enquiry.language, enquiry.text) == ("web", "en", "Xin giá thuê đất")
    assert (enquiry.project, enquiry.owner) == (reply.run.project, reply.made_by)
    assert Tracking.objects.get().project is None
    page = words(client.get(sent.headers["Location"]).content)
    assert STATUSES["received"]["en"] in page
    for kept in (enquiry.project.code, "Bí Mật", STAGES[enquiry.project.stage]["en"] + ":"):
        assert kept not in page


def test_a_refused_form_says_why_and_keeps_what_was_typed(reply: Reply) -> None:
    client, address = Client(), f"/s/{reply.token}/enquiry"
    before = Enquiry.objects.count()
    for change, said in (
        ({"consent": ""}, ASK["vi"]["consent_needed"]),
        ({"consent": "2020-01"}, ASK["vi"]["consent_needed"]),
        ({"phone": ""}, ASK["vi"]["email_or_phone"]),
        ({"phone": "12"}, ASK["vi"]["not_a_phone"]),
        ({"email": "không"}, "email"),
        ({"name": "x" * 121}, "120"),
        ({"message": "a\0b"}, ASK["vi"]["correct"]),
        ({"message": "x" * 5001}, "5000"),
    ):
        page = client.post(address, {**ASKED, **change})
        assert page.status_code == 400 and said in words(page.content), change
        assert change.get("name", "Trần Văn Bình") in page.content.decode()
    english = words(client.post(f"{address}?lang=en", {"consent": CURRENT}).content)
    assert "This field is required." in english and "bắt buộc" not in english
    Reply.objects.update(expires_on="2020-01-01")
    closed = client.post(address, ASKED)
    assert closed.status_code == 410 and CLOSED_LINK["vi"]["ask"] in words(closed.content)
    assert client.post("/s/khong-co-dau/enquiry", ASKED).status_code == 404
    assert Enquiry.objects.count() == before


def test_one_address_sends_so_much_a_minute(
    reply: Reply, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr(callers.settings, "ANONYMOUS_LIMIT", 600)
    BLOCKS.forget()
    codes = [Client().post(f"/s/{reply.token}/enquiry", ASKED).status_code for _ in range(MOST_WRITTEN + 2)]
    BLOCKS.forget()
    assert set(codes[:5]) == {303} and codes[-1] == 429


def test_every_state_stage_and_reason_has_its_words() -> None:
    assert set(STAGES) == set(Project.Stage.values)
    for table in (STATUSES, STAGES, {key: one.reason for key, one in KEEPING.items()}):
        assert all(set(sentences) == set(LANGUAGES) for sentences in table.values())
