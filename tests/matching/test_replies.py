"""A reply to an investor: fit for a message, complete in both languages, out of what the public may see alone."""

import re
from datetime import timedelta
from string import Formatter

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from investors.enquiry_services import register_enquiry
from investors.models import Enquiry, Investor
from investors.services import register_project, store_investor
from matching.keeping import match_project
from matching.models import MatchRun, Reply
from matching.replies import (
    LONGEST,
    ReplyClosed,
    make_reply,
    mark_sent,
    open_reply,
    revoke_reply,
    rewrite_reply,
    visible_replies,
    word_reply,
)
from matching.reply_texts import REPLY
from parks.dates import today
from parks.versions import ChangedMeanwhile
from tests.matching.conftest import EXAMPLE

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def run(officer: User) -> MatchRun:
    investor = store_investor(investor=Investor(name="Tập đoàn Bí Mật"))
    facts = {key: value for key, value in EXAMPLE["project"].items() if key != "investor"}
    project = register_project(facts={**facts, "name": "Thấu kính"}, investor=investor, note="đừng nói ra")
    return match_project(project=project, user=officer)


@pytest.fixture
def enquiry(officer: User, run: MatchRun) -> Enquiry:
    return register_enquiry(user=officer, text="Cần 8 ha", sender_name="Ông Kim", project=run.project)


def first(run: MatchRun, count: int = 3) -> list[str]:
    return [one["site"] for one in run.answer["sites"][:count]]


def test_every_language_has_every_sentence_with_the_same_places() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert {frozenset(texts) for texts in REPLY.values()} == {frozenset(REPLY["vi"])}
    for key, text in REPLY["vi"].items():
        assert places(text) == places(REPLY["en"][key]), key


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_text_names_the_sites_the_points_and_the_link(
    language: str, run: MatchRun, enquiry: Enquiry, officer: User
) -> None:
    reply = make_reply(
        run=run,
        language=language,
        site_codes=first(run),
        user=officer,
        enquiry=enquiry,
        origin="https://x.vn",
    )
    assert len(reply.text) <= LONGEST
    assert f"https://x.vn/s/{reply.token}" in reply.text and "Ông Kim" in reply.text
    best = f"{run.answer['sites'][0]['score']:.2f}"
    assert (best.replace(".", ",") if language == "vi" else best) in reply.text
    assert REPLY[language]["advice"] in reply.text and officer.username in reply.text
    assert len(re.findall(r"^\d\. ", reply.text, re.M)) == 3
    assert "Bí Mật" not in reply.text and "đừng nói ra" not in reply.text
    assert not re.search(r"[{}]|\b[a-z]+_[a-z_]+\b|None", reply.text.split("https://")[0])


def test_five_sites_and_the_longest_names_stay_within_a_message(run: MatchRun, officer: User) -> None:
    project = register_project(facts={"name": "Dự án " * 33, "lines": [{"code": "1410"}]})
    for each in (run, match_project(project=project, user=officer)):
        for language in ("vi", "en"):
            reply = make_reply(run=each, language=language, site_codes=first(each, 5), user=officer)
            assert len(reply.text) <= LONGEST and len(reply.site_codes) == 5


def test_it_takes_one_to_five_sites_of_the_ranking(run: MatchRun, officer: User) -> None:
    for wrong in ([], first(run, 6), ["KCN-KHONG-CO"]):
        with pytest.raises(ValidationError) as said:
            make_reply(run=run, language="vi", site_codes=wrong, user=officer)
        assert "sites" in said.value.message_dict
    assert not Reply.objects.exists()


def test_sending_is_noted_once_and_stops_the_clock(run: MatchRun, enquiry: Enquiry, officer: User) -> None:
    reply = make_reply(run=run, language="vi", site_codes=first(run), user=officer, enquiry=enquiry)
    with pytest.raises(ValidationError):
        mark_sent(reply=reply, channel="", user=officer)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at is None
    sent = mark_sent(reply=reply, channel="zalo", user=officer, text="Sửa lại đôi chút")
    enquiry.refresh_from_db()
    assert (sent.channel, sent.sent_by, sent.text) == ("zalo", officer, "Sửa lại đôi chút")
    assert enquiry.first_answered_at == sent.sent_at and enquiry.first_answered_by == officer
    with pytest.raises(ValidationError):
        mark_sent(reply=reply, channel="email", user=officer)
    with pytest.raises(ValidationError):
        rewrite_reply(reply=sent, language="en", site_codes=first(run), user=officer)


def test_a_reply_is_written_anew_until_it_is_sent(run: MatchRun, officer: User) -> None:
    reply = make_reply(run=run, language="vi", site_codes=first(run), user=officer)
    again = rewrite_reply(reply=reply, language="en", site_codes=first(run, 1), user=officer)
    assert again.token == reply.token and again.text.startswith("Dear Sir or Madam")
    assert Reply.objects.get().site_codes == first(run, 1)


def test_wording_is_kept_and_every_version_with_who_wrote_it(run: MatchRun, officer: User) -> None:
    reply = make_reply(run=run, language="vi", site_codes=first(run), user=officer)
    late = Reply.objects.get()
    word_reply(reply=reply, text=" Sửa lại ", user=officer)
    assert Reply.objects.get().text == "Sửa lại"
    for act in (
        lambda: word_reply(reply=late, text="Muộn", user=officer),
        lambda: rewrite_reply(reply=late, language="en", site_codes=first(run), user=officer),
        lambda: mark_sent(reply=Reply(pk=late.pk, version=1), channel="zalo", user=officer),
        lambda: revoke_reply(reply=late, user=officer),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()
    with pytest.raises(ValidationError):
        word_reply(reply=reply, text=" ", user=officer)
    assert [version.history_user for version in reply.history.all()] == [officer, officer]


def test_sending_counts_as_a_contact_of_the_case(run: MatchRun, officer: User) -> None:
    assert run.project is not None
    before = run.project.last_contact_at
    mark_sent(
        reply=make_reply(run=run, language="vi", site_codes=first(run), user=officer),
        channel="email",
        user=officer,
    )
    run.project.refresh_from_db()
    assert run.project.last_contact_at > before


def test_letters_of_a_confidential_case_or_enquiry_are_for_its_team(
    run: MatchRun, enquiry: Enquiry, officer: User
) -> None:
    colleague = User.objects.create_user("khac")
    assert run.project is not None
    made = make_reply(run=run, language="vi", site_codes=first(run), user=officer)
    assert not visible_replies(colleague).exists()  # confidential by default
    Investor.objects.update(confidential=False)
    assert visible_replies(colleague).get() == made
    hidden = store_investor(investor=Investor(name="Kín", confidential=True, created_by=officer))
    Reply.objects.update(enquiry=register_enquiry(user=officer, text="Cần đất", investor=hidden))
    assert not visible_replies(colleague).exists() and visible_replies(officer).get() == made


def test_a_project_without_a_place_is_answered_too(officer: User) -> None:
    facts = {"lines": [{"code": "1511"}], "process_flags": ["tanning"], "preferences": {"kinds": ["it_zone"]}}
    run = match_project(project=register_project(facts=facts), user=officer)
    assert not run.answer["sites"]
    reply = make_reply(run=run, language="vi", site_codes=[], user=officer)
    assert "Về dự án" in reply.text and len(reply.text) <= LONGEST


def test_a_link_is_open_for_sixty_days_and_until_it_is_taken_back(run: MatchRun, officer: User) -> None:
    reply = make_reply(run=run, language="vi", site_codes=first(run), user=officer)
    assert open_reply(reply.token, today() + timedelta(days=60)) == reply
    with pytest.raises(ReplyClosed):
        open_reply(reply.token, today() + timedelta(days=61))
    assert open_reply("khong-co", today()) is None
    revoke_reply(reply=reply, user=reply.made_by)
    with pytest.raises(ReplyClosed):
        open_reply(reply.token, today())
