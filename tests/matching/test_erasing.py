"""The words of a person are erased everywhere in the database, on request or when their time is over; the case stays."""

import datetime
import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from investors.enquiry_services import close_enquiry, register_enquiry
from investors.erased import ERASED
from investors.log_services import log_conversation, offer_site
from investors.merge_services import merge_investors
from investors.models import CaseHandover, Enquiry, Investor, Project, StageChange
from investors.person_words import PersonWords
from investors.retention import expired, keeping_of
from investors.services import store_investor, store_project
from investors.stage_services import change_stage
from investors.triggers import CHANGE_REFUSAL
from matching.erasing import erase_person
from matching.keeping import match_project
from matching.letter_triggers import REFUSAL
from matching.models import Override, Reply
from matching.overriding import override_choice, withdraw_override
from matching.replies import make_reply, mark_sent
from parks.models import Site
from parks.text import search_key
from parks.versions import ChangedMeanwhile
from tests.matching.test_handing_over import handed_over, send

pytestmark = pytest.mark.usefixtures("rules")
PERSON = PersonWords(
    "Nguyễn Thị Hạnh", "0912 345 678", "hanh@hanbit.example", "Tôi muốn thăm khu Yên Bình vào tháng Giêng."
)
CONTACT = {"name": PERSON.name, "phone": PERSON.phone, "email": PERSON.email}
WORDS = [search_key(PERSON.name), "912345678", "hanh@hanbit", search_key(PERSON.message)]


def found_anywhere() -> set[tuple[str, str]]:
    """Return where in the database any word of the person stands: every column of every table that can hold a text."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        texts = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(
                field,
                models.CharField
                | models.TextField
                | models.JSONField
                | models.BinaryField
                | models.FileField,
            )
        ]
        for values in model._base_manager.values_list(*texts) if texts else ():
            for column, value in zip(texts, values, strict=True):
                text = (
                    value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=repr)
                )
                folded = search_key(text)
                packed = "".join(one for one in text if one.isdigit())
                if any(word in folded or (word.isdigit() and word in packed) for word in WORDS):
                    found.add((model._meta.label, column))
    return found


@pytest.fixture
def officer(rules: None) -> User:
    return User.objects.create_superuser("lan", password="x")


def worked_on(officer: User) -> tuple[dict[str, Any], Enquiry]:
    """Return what was told of an enquiry whose person officers have written about wherever they can."""
    told = handed_over(contact=CONTACT, message=PERSON.message)
    enquiry = Enquiry.objects.get()
    project, said = enquiry.project, f"Bà {PERSON.name}, {PERSON.phone}: {PERSON.message}"
    assert project is not None and enquiry.investor is not None
    project.note, project.owner, project.land_area_ha = said, officer, 9
    store_project(project=project, user=officer)
    enquiry.investor.note = said
    store_investor(investor=enquiry.investor, user=officer)
    log_conversation(
        project=project, user=officer, channel="phone", summary=said, with_whom="nguyen thi hanh", next_step="gọi 0912.345.678"
    )  # fmt: skip
    offer_site(
        project=project,
        site=Site.objects.get(code="KCN-YEN-BINH-2"),
        user=officer,
        channel="phone",
        note=said,
    )
    change_stage(project=project, to_stage="refused", user=officer, reason=f"{PERSON.email} không gửi thêm")
    CaseHandover.objects.create(project=project, to_owner=officer, note=said, by=officer)
    run = match_project(project=project, user=officer)
    sites = [one["site"] for one in run.answer["sites"]]
    reply = make_reply(run=run, language="vi", site_codes=sites[:1], user=officer, enquiry=enquiry)
    mark_sent(reply=reply, channel="email", user=officer)
    make_reply(run=run, language="vi", site_codes=sites[:1], user=officer)
    Reply.objects.filter(enquiry=None).update(text=said)
    override_choice(run=run, site=Site.objects.get(code=sites[1]), reason=said, user=officer)
    second = override_choice(run=run, site=Site.objects.get(code=sites[2]), reason="khác", user=officer)
    withdraw_override(override=second, reason=said, user=officer)
    enquiry.refresh_from_db()
    LogEntry.objects.create(
        user=officer, content_type=ContentType.objects.get_for_model(Enquiry), object_id=str(enquiry.pk), object_repr=str(enquiry), action_flag=2
    )  # fmt: skip
    kept = store_investor(investor=Investor(name="Hanbit"), user=officer)
    merge_investors(kept=kept, merged=enquiry.investor, taken=["contact_name", "contact_phone"], user=officer)
    return told, Enquiry.objects.get()


def test_after_an_erasure_no_word_of_the_person_is_in_any_table_and_the_case_stays(officer: User) -> None:
    told, enquiry = worked_on(officer)
    before = found_anywhere()
    assert len(before) > 30, sorted(before)  # the sweep finds what there is
    kept = list(StageChange.objects.values("from_stage", "to_stage", "changed_at"))
    held = Client().get(told["tracking"]["address"]).headers["ETag"]
    done = send(None, f"{told['tracking']['address']}/erase", **{"if-match": held})
    assert done.status_code == 200, done.content.decode()
    assert found_anywhere() == set()
    assert done.json()["personal_data"]["erased_at"] and done.json()["status"] == "answered"
    enquiry.refresh_from_db()
    assert (enquiry.erased_because, enquiry.erased_by, enquiry.first_answered_by) == ("asked", None, officer)
    project = Project.objects.get()
    assert (project.land_area_ha, project.stage, project.name) == (9, "refused", "Thấu kính")
    assert list(StageChange.objects.values("from_stage", "to_stage", "changed_at")) == kept
    assert StageChange.objects.get().reason == ERASED and Override.objects.count() == 2
    assert Client().get(told["tracking"]["address"]).json() == done.json()
    enquiry.sender_name = PERSON.name
    with pytest.raises(DatabaseError), transaction.atomic():
        enquiry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Enquiry.objects.update(erased_at=None, erased_because="")


def test_records_give_way_to_the_note_of_an_erasure_and_to_nothing_else(officer: User) -> None:
    worked_on(officer)
    for rows, change, refusal in (
        (StageChange.objects, {"reason": "khác"}, CHANGE_REFUSAL),
        (StageChange.objects, {"reason": ERASED, "to_stage": "building"}, CHANGE_REFUSAL),
        (Reply.objects.filter(sent_at__isnull=False), {"text": ERASED, "site_codes": []}, REFUSAL),
        (Override.objects.filter(withdrawn_at=None), {"reason": "khác"}, "never changes"),
        (Override.objects.all(), {"reason": ERASED, "rank": F("rank") + 1}, "never changes"),
        (Override.objects.exclude(withdrawn_at=None), {"reason": ERASED, "withdrawn_reason": "khác"}, "never changes"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
            rows.update(**change)  # type: ignore[attr-defined]


def test_an_unanswered_one_is_closed_and_a_form_opened_before_brings_nothing_back(officer: User) -> None:
    handed_over(contact=CONTACT, message=PERSON.message)
    project, stale = Project.objects.get(), Enquiry.objects.get()
    project.note = f"gọi {PERSON.name}"
    store_project(project=project, user=officer)
    opened = Project.objects.get()
    erase_person(enquiry=stale, because="office", user=officer)
    row = Enquiry.objects.get()
    assert (row.erased_by, row.erased_because, row.closed_at) == (officer, "office", row.erased_at)
    with pytest.raises(ChangedMeanwhile):
        store_project(project=opened, user=officer)
    assert found_anywhere() == set()
    assert erase_person(enquiry=row, because="expired", user=None).erased_because == "office"


def test_what_expires_is_erased_by_the_command_and_not_a_day_before(officer: User) -> None:
    def asked(name: str, **facts: Any) -> Enquiry:
        return register_enquiry(user=officer, text="Cần đất", sender_name=name, **facts)

    def shift(enquiry: Enquiry, **days: float) -> None:
        past = {column: timezone.now() - datetime.timedelta(days=by) for column, by in days.items()}
        Enquiry.objects.filter(pk=enquiry.pk).update(**past)

    asked("chờ")
    investor = store_investor(investor=Investor(name="Hãng", contact_name="khép"))
    closed = close_enquiry(enquiry=asked("khép", investor=investor), reason="rác", user=officer)
    still = asked("vẫn cần", investor=investor)
    fresh = close_enquiry(enquiry=asked("mới khép"), reason="rác", user=officer)
    shift(closed, received_at=200, closed_at=90.01)
    shift(fresh, received_at=200, closed_at=89.99)
    answered = asked("đã trả lời")
    shift(answered, received_at=800, first_answered_at=730.01)
    ended, going = asked("hết", project=_case("refused", 366)), asked("đang", project=_case("building", 4000))
    shift(going, received_at=4000, first_answered_at=4000)
    assert {one.pk for one in expired()} == {closed.pk, answered.pk, ended.pk}
    assert keeping_of(Enquiry.objects.get(pk=going.pk)) == ("open", None)
    call_command("erase_expired", "--dry-run")
    assert Enquiry.objects.filter(erased_at__isnull=False).count() == 0
    call_command("erase_expired")
    names = set(Enquiry.objects.exclude(sender_name="").values_list("sender_name", flat=True))
    assert names == {"chờ", "vẫn cần", "mới khép", "đang"}
    investor.refresh_from_db()
    assert investor.contact_name == "khép"  # another enquiry of the firm still waits
    erase_person(enquiry=still, because="office", user=officer)


def _case(stage: str, days: float) -> Project:
    since = timezone.now() - datetime.timedelta(days=days)
    return store_project(project=Project(name="X", stage=stage, stage_since=since))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("gặp NGUYEN THI HANH ở cổng", True),
        ("gọi +84912345678", True),
        ("gửi Hanh@Hanbit.Example", True),
        ("> tôi muốn thăm khu yên bình vào tháng giêng.", True),
        ("Nguyễn Thị Hạnhh", False),
        ("khu Yên Bình, 0912345679", False),
    ],
)
def test_the_words_are_found_however_they_are_written(text: str, there: bool) -> None:
    assert PERSON.occur_in(text) == there
    assert not PersonWords(message="ngắn").occur_in("ngắn")
