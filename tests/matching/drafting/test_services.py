"""The steps of a draft, each noted: nobody publishes their own by any door, and nobody overwrites another."""

import copy
import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from matching.documents import InvalidRuleset, read_document, write_document
from matching.drafting import services
from matching.drafting.parts import at
from matching.engine.ruleset import digest_of
from matching.models import RulesetDraft, RulesetStep, RulesetVersion
from matching.publishing import publish_ruleset
from matching.snapshot import current
from parks.dates import today
from parks.versions import ChangedMeanwhile
from tests.matching.drafting.conftest import DAY, person

pytestmark = pytest.mark.usefixtures("rules")


def document_of(draft: RulesetDraft) -> dict:
    return copy.deepcopy(read_document(RulesetVersion.objects.get(pk=draft.ruleset_id).document))


def swapped(draft: RulesetDraft) -> dict:
    """Return the document with half a point moved from one preference to another in the city."""
    changed = document_of(draft)
    at(changed, ("rules", "high_tech", "weights"))["CITY"] -= 0.5
    at(changed, ("rules", "land", "weights"))["CITY"] += 0.5
    return changed


def edit(
    draft: RulesetDraft, user: User, document: dict | None = None, seen: int | None = None
) -> RulesetDraft:
    draft.refresh_from_db()
    return services.edit_draft(
        draft=draft,
        document=document or swapped(draft),
        seen=seen or draft.version,
        user=user,
        part="weights",
    )


@pytest.fixture
def submitted(draft: RulesetDraft, drafter: User) -> RulesetDraft:
    edit(draft, drafter)
    services.submit_draft(draft=draft, user=drafter)
    draft.refresh_from_db()
    return draft


def publish(draft: RulesetDraft, user: User, day: datetime.date = DAY) -> RulesetVersion:
    draft.refresh_from_db()
    return services.publish_draft(draft=draft, effective_from=day, seen=draft.version, user=user)


def acts(draft: RulesetDraft) -> list[tuple[str, str, str]]:
    steps = RulesetStep.objects.filter(ruleset=draft.ruleset_id).select_related("by").order_by("pk")
    return [(step.act, step.by.username, step.note) for step in steps]


def test_a_copy_is_the_published_one_under_another_version_and_day_with_its_comments(
    draft: RulesetDraft,
) -> None:
    row, base = draft.ruleset, draft.based_on
    assert (row.version, row.effective_from, row.status) == ("2030.1", DAY, "draft")
    before, after = read_document(base.document), read_document(row.document)
    assert after["title_vi"] == "Bộ tiêu chí đối sánh dự án 2030.1"
    heads = {"version", "effective_from", "title_vi", "title_en"}
    assert {key for key in before if before[key] != after[key]} == heads
    assert row.document.count("#") == base.document.count("#") > 5
    assert row.digest == digest_of(after)


@pytest.mark.parametrize("version", ["2026.1", "", "9" * 21, "a\x00b"])
def test_a_version_that_cannot_be_is_refused_by_its_field(drafter: User, version: str) -> None:
    published = RulesetVersion.objects.get(version="2026.1")
    with pytest.raises(ValidationError) as caught:
        services.copy_to_draft(ruleset=published, version=version, effective_from=DAY, user=drafter)
    assert "version" in services.words_of(caught.value)
    assert RulesetVersion.objects.count() == 1


def test_the_way_of_a_draft_is_noted_step_by_step(draft: RulesetDraft, drafter: User, approver: User) -> None:
    edit(draft, drafter)
    services.submit_draft(draft=draft, user=drafter, note="xin duyệt")
    services.take_back(draft=draft, user=drafter)
    services.submit_draft(draft=draft, user=drafter)
    services.send_back(draft=draft, user=approver, reason="thiếu căn cứ")
    services.submit_draft(draft=draft, user=drafter)
    later = DAY + datetime.timedelta(days=5)
    row = publish(draft, approver, later)
    assert acts(draft) == [
        ("copied", "soan", "sao từ 2026.1"),
        ("edited", "soan", "Trọng số"),
        ("submitted", "soan", "xin duyệt"),
        ("taken_back", "soan", ""),
        ("submitted", "soan", ""),
        ("sent_back", "duyet", "thiếu căn cứ"),
        ("submitted", "soan", ""),
        ("published", "duyet", "hiệu lực từ 06/01/2030"),
    ]
    assert (row.pk, row.status, row.effective_from, row.published_by) == (
        draft.ruleset_id,
        "published",
        later,
        approver,
    )
    assert read_document(row.document)["effective_from"] == later
    in_force = current().in_force(later)
    assert in_force is not None and in_force[0].ruleset.version == "2030.1"
    draft.refresh_from_db()
    assert draft.state == "published"


def test_nobody_publishes_what_they_drafted_or_edited(
    submitted: RulesetDraft, drafter: User, approver: User
) -> None:
    drafter.user_permissions.add(Permission.objects.get(codename="publish_rulesetversion"))
    approver.user_permissions.add(Permission.objects.get(codename="change_rulesetversion"))
    with pytest.raises(ValidationError, match="phải là người khác"):
        publish(submitted, User.objects.get(pk=drafter.pk))
    services.take_back(draft=submitted, user=drafter)
    edit(submitted, approver, document_of(submitted) | {"title_en": "Better"})
    services.submit_draft(draft=submitted, user=drafter)
    with pytest.raises(ValidationError, match="phải là người khác"):
        publish(submitted, User.objects.get(pk=approver.pk))
    other = User.objects.create_superuser("lan", password="x")
    assert publish(submitted, other).published_by == other


@pytest.mark.parametrize("who", ["drafter", "nobody"])
def test_no_other_service_publishes_an_own_draft(submitted: RulesetDraft, drafter: User, who: str) -> None:
    user = drafter if who == "drafter" else None
    with pytest.raises(InvalidRuleset, match="drafted or edited"):
        publish_ruleset(text=submitted.ruleset.document, user=user)
    assert RulesetVersion.objects.get(pk=submitted.ruleset_id).status == "draft"


@pytest.mark.parametrize("who", ["drafter", "nobody"])
def test_the_database_refuses_an_own_draft_whatever_writes_it(
    submitted: RulesetDraft, drafter: User, who: str
) -> None:
    user = drafter.pk if who == "drafter" else None
    rows = RulesetVersion.objects.filter(pk=submitted.ruleset_id)
    published = {"status": "published", "published_at": "2026-11-26T00:00Z", "published_by": user}
    with pytest.raises(DatabaseError, match="drafted or edited"), transaction.atomic():
        rows.update(**published)
    if connection.vendor == "sqlite":
        row = RulesetVersion.objects.get(pk=submitted.ruleset_id)
        fields = [each.column for each in row._meta.concrete_fields]
        values = vars(row) | {"status": "published", "published_by_id": user, "published_at": "2026-11-26"}
        marks = ", ".join(["%s"] * len(fields))
        with pytest.raises(DatabaseError, match="drafted or edited"), transaction.atomic():
            connection.cursor().execute(
                f"REPLACE INTO {row._meta.db_table} ({', '.join(fields)}) VALUES ({marks})",
                [values[name] for name in fields],
            )
    assert rows.get().status == "draft"


def test_who_has_drafted_stays_written_down_whatever_writes(draft: RulesetDraft, approver: User) -> None:
    steps = RulesetStep.objects.filter(ruleset=draft.ruleset_id)
    before = list(steps.values())
    for change in (lambda: steps.update(by=approver), steps.delete, lambda: steps._raw_delete(steps.db)):
        with pytest.raises(DatabaseError, match="step of a draft never changes"), transaction.atomic():
            change()
    assert list(steps.values()) == before


def test_only_who_may_publish_publishes_or_sends_back(submitted: RulesetDraft) -> None:
    other = person("khac", "policy_officer")
    with pytest.raises(PermissionDenied):
        publish(submitted, other)
    with pytest.raises(PermissionDenied):
        services.send_back(draft=submitted, user=other, reason="x")


def test_a_day_that_is_past_or_taken_is_refused_at_its_field(submitted: RulesetDraft, approver: User) -> None:
    for day, said in (
        (today() - datetime.timedelta(days=1), "trước hôm nay"),
        (RulesetVersion.objects.get(version="2026.1").effective_from, "hôm nay"),
    ):
        with pytest.raises(ValidationError) as caught:
            publish(submitted, approver, day)
        assert said in services.words_of(caught.value)["effective_from"][0]
    publish(submitted, approver, today())
    draft = services.copy_to_draft(
        ruleset=submitted.ruleset.__class__.objects.get(version="2026.1"), version="2031.1", effective_from=today(),
        user=person("soan-2", "policy_officer"),
    )  # fmt: skip
    assert [one.place for one in services.mistakes_of(draft.ruleset).mistakes] == ["effective_from"]


def test_what_is_submitted_is_edited_by_nobody(submitted: RulesetDraft, drafter: User) -> None:
    with pytest.raises(ValidationError, match="chờ phê duyệt"):
        edit(submitted, drafter, document_of(submitted) | {"title_en": "Better"})
    with pytest.raises(ValidationError, match="chờ phê duyệt"):
        services.submit_draft(draft=submitted, user=drafter)


def test_a_draft_with_a_mistake_is_not_submitted(draft: RulesetDraft, drafter: User) -> None:
    edit(draft, drafter, document_of(draft) | {"title_vi": 7})
    with pytest.raises(ValidationError, match="1 chỗ sai"):
        services.submit_draft(draft=draft, user=drafter)
    draft.refresh_from_db()
    services.paste_draft(draft=draft, text=draft.based_on.document, seen=draft.version, user=drafter)
    found = services.mistakes_of(RulesetVersion.objects.get(pk=draft.ruleset_id))
    assert {one.place for one in found.mistakes} == {"version", "effective_from"}  # another one's


def test_who_comes_second_is_told_and_nothing_is_overwritten(draft: RulesetDraft, drafter: User) -> None:
    second = person("khac", "policy_officer")
    edit(draft, drafter)
    stored = document_of(draft)
    with pytest.raises(ChangedMeanwhile):
        edit(draft, second, stored | {"title_en": "Mine"}, seen=1)
    assert document_of(draft) == stored
    with pytest.raises(ChangedMeanwhile):
        services.paste_draft(draft=draft, text="x", seen=None, user=second)


@pytest.mark.parametrize(
    "text", ["nonsense: [", "", "[1, 2]", "a\x00b", "version: 2030.9\nrules: 5", "- " * 2000]
)
def test_whatever_is_pasted_is_kept(draft: RulesetDraft, drafter: User, text: str) -> None:
    services.paste_draft(draft=draft, text=text, seen=draft.version, user=drafter)
    row = RulesetVersion.objects.get(pk=draft.ruleset_id)
    assert row.document == text.replace("\x00", "\ufffd")
    assert row.version == "2030.1" and row.digest == ""
    assert services.mistakes_of(row).mistakes


def test_what_is_put_out_reads_back_to_the_same_digest(draft: RulesetDraft, drafter: User) -> None:
    edit(draft, drafter)
    row = RulesetVersion.objects.get(pk=draft.ruleset_id)
    services.paste_draft(draft=draft, text="version: x", seen=2, user=drafter)
    services.paste_draft(draft=draft, text=write_document(read_document(row.document)), seen=3, user=drafter)
    again = RulesetVersion.objects.get(pk=draft.ruleset_id)
    assert again.digest == row.digest == digest_of(read_document(row.document))


def test_an_approver_is_asked_for_what_others_have_submitted(
    submitted: RulesetDraft, drafter: User, approver: User
) -> None:
    assert [one.ruleset.version for one in services.waiting_for(approver)] == ["2030.1"]
    assert not services.waiting_for(drafter)
    drafter.user_permissions.add(Permission.objects.get(codename="publish_rulesetversion"))
    assert not services.waiting_for(User.objects.get(pk=drafter.pk))  # it is their own
    services.send_back(draft=submitted, user=approver, reason="thiếu")
    assert not services.waiting_for(approver)
