"""The page behind a short link: open to whoever holds it, closed in time, with nothing for officers on it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from investors.enquiry_services import register_enquiry
from investors.models import Investor
from investors.services import register_project, store_investor
from matching.keeping import match_project
from matching.kept_runs import render_run
from matching.models import Reply
from matching.replies import make_reply, revoke_reply
from parks.dates import today
from portal.texts import ASK, CLOSED_LINK, SHORT_LINK, TRACKING
from tests.matching.conftest import EXAMPLE
from tests.officers import words


@pytest.fixture
def reply(rules: None) -> Reply:
    officer = User.objects.create_user("can-bo-lan", password="x")
    investor = store_investor(investor=Investor(name="Tập đoàn Bí Mật", confidential=False))
    facts = {key: value for key, value in EXAMPLE["project"].items() if key != "investor"}
    project = register_project(facts={**facts, "name": "Thấu kính"}, investor=investor, note="đừng nói ra")
    run = match_project(project=project, user=officer)
    enquiry = register_enquiry(user=officer, text="Cần đất", sender_name="Ông Kim", project=project)
    codes = [one["site"] for one in run.answer["sites"][:2]]
    return make_reply(run=run, language="vi", site_codes=codes, user=officer, enquiry=enquiry)


def test_it_shows_the_chosen_sites_in_the_language_of_the_reply(reply: Reply) -> None:
    page = Client().get(f"/s/{reply.token}")
    text = words(page.content)
    assert page.status_code == 200 and '<html lang="vi">' in page.content.decode()
    assert len(page.context["sites"]) == 2
    for site in page.context["sites"]:
        assert site["name"] in text and site["points"] in text and site["reasons"]
    assert SHORT_LINK["vi"]["advice"] in text
    english = Client().get(f"/s/{reply.token}?lang=en")
    assert SHORT_LINK["en"]["title"] in words(english.content)


def test_nothing_for_officers_is_on_it(reply: Reply) -> None:
    for language in ("vi", "en"):
        html = Client().get(f"/s/{reply.token}?lang={language}").content.decode()
        for kept in ("Bí Mật", "đừng nói ra", "can-bo-lan", "Ông Kim", reply.run.project.code):
            assert kept not in html, kept


def test_a_site_that_the_officer_left_out_is_not_named(reply: Reply) -> None:
    answer = render_run(run=reply.run, language="vi", public=True)
    first, second = (one["site"] for one in answer["sites"][:2])
    Reply.objects.update(site_codes=[second["code"]])
    text = words(Client().get(f"/s/{reply.token}").content)
    assert second["name"] in text and first["name"] not in text


def test_it_stays_out_of_caches_and_search_engines(reply: Reply) -> None:
    page = Client().get(f"/s/{reply.token}")
    assert "noindex" in page.headers["X-Robots-Tag"] and "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert Client().post(f"/s/{reply.token}").status_code == 405


def test_a_wrong_link_is_not_found_and_a_closed_one_says_whom_to_ask(reply: Reply) -> None:
    assert Client().get("/s/khong-co-dau").status_code == 404
    Reply.objects.update(expires_on=today() - timedelta(days=1))
    expired = Client().get(f"/s/{reply.token}")
    assert expired.status_code == 410 and CLOSED_LINK["vi"]["ask"] in words(expired.content)
    assert "KCN" not in expired.content.decode()
    Reply.objects.update(expires_on=today())
    assert Client().get(f"/s/{reply.token}").status_code == 200
    revoke_reply(reply=reply, user=reply.made_by)
    revoked = Client().get(f"/s/{reply.token}?lang=en")
    assert revoked.status_code == 410 and CLOSED_LINK["en"]["ask"] in words(revoked.content)


def test_every_language_has_every_sentence() -> None:
    for table in (SHORT_LINK, CLOSED_LINK, TRACKING, ASK):
        assert {frozenset(texts) for texts in table.values()} == {frozenset(table["vi"])}
