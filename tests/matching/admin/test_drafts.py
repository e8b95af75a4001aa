"""Drafts in the admin: forms that keep what is typed, two officers at once, approval, simulation, files and comparison."""

import copy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from investors.services import register_project
from matching.documents import read_document
from matching.drafting import parts
from matching.drafting.changes import changes
from matching.drafting.services import copy_to_draft
from matching.models import RulesetDraft, RulesetVersion
from tests.matching.drafting.conftest import DAY
from tests.officers import role, words

pytestmark = pytest.mark.usefixtures("rules")
HIGH_TECH = "rules.high_tech.weights.S-EL"
LABOUR = "rules.labour.weights.S-EL"


@pytest.fixture
def policy(rules: None) -> Client:
    return role("policy_officer", "soan")


@pytest.fixture
def draft(policy: Client) -> RulesetDraft:
    published = RulesetVersion.objects.get(version="2026.1")
    user = User.objects.get(username="soan")
    return copy_to_draft(ruleset=published, version="2030.1", effective_from=DAY, user=user)


def form_of(draft: RulesetDraft, key: str) -> dict[str, Any]:
    """Return what a browser sends of an untouched form."""
    draft.refresh_from_db()
    row = RulesetVersion.objects.get(pk=draft.ruleset_id)
    part = parts.part_of(read_document(row.document), key)
    sent: dict[str, Any] = {leaf.name: leaf.text for leaf in part.leaves} | {"seen": str(draft.version)}
    for one in part.nodes:
        if isinstance(one, parts.Grounds):
            sent |= {f"{one.place}.sent": "1", one.place: [name for name, _, ticked in one.choices if ticked]}
        elif hasattr(one, "count_name"):
            sent[one.count_name] = str(len(one.rows))
    return sent


def send(client: Client, draft: RulesetDraft, key: str, sent: dict[str, Any]) -> str:
    answer = client.post(reverse("ruleset_draft_part", args=[draft.pk, key]), sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def stored(draft: RulesetDraft) -> dict[str, Any]:
    return read_document(RulesetVersion.objects.get(pk=draft.ruleset_id).document)


@pytest.mark.parametrize(
    "key", ["head", "weights", "citations", "robustness", "counterfactuals", "annex_ii", "rule-high_tech"]
)
def test_an_untouched_form_changes_nothing(policy: Client, draft: RulesetDraft, key: str) -> None:
    before = RulesetVersion.objects.get(pk=draft.ruleset_id)
    page = policy.get(reverse("ruleset_draft_part", args=[draft.pk, key])).content.decode()
    sent = form_of(draft, key)
    for name in sent:
        assert f'name="{name}"' in page, name
    send(policy, draft, key, sent)
    after = RulesetVersion.objects.get(pk=draft.ruleset_id)
    assert after.digest == before.digest and stored(draft) == read_document(before.document)


def test_weights_are_typed_as_vietnamese_write_them(policy: Client, draft: RulesetDraft) -> None:
    before = copy.deepcopy(stored(draft))
    page = send(policy, draft, "weights", form_of(draft, "weights") | {HIGH_TECH: "22,5", LABOUR: "2,5"})
    assert "không có chỗ sai" in page
    assert [one.text for one in changes(before, stored(draft))] == [
        "Trọng số tiêu chí Công nghệ cao ở nhóm phía nam, điện tử: 20 → 22,5",
        "Trọng số tiêu chí Lao động ở nhóm phía nam, điện tử: 5 → 2,5",
    ]


def test_what_cannot_be_read_is_kept_and_said_beside_its_field(policy: Client, draft: RulesetDraft) -> None:
    page = send(policy, draft, "weights", form_of(draft, "weights") | {HIGH_TECH: "hai <b>mươi"})
    assert 'value="hai &lt;b&gt;mươi"' in page
    assert "phải là một số" in page and "cộng lại được 80, phải đúng 100" in page
    overview = words(policy.get(reverse("ruleset_draft", args=[draft.pk])).content)
    assert "Tiêu chí “Công nghệ cao”, trọng số, phía nam, điện tử : phải là một số" in overview
    assert policy.post(reverse("ruleset_submit", args=[draft.pk])).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "drafting"


def test_rows_are_added_and_emptied(policy: Client, draft: RulesetDraft) -> None:
    key, place = "rule-high_tech", "rules.high_tech.params.prefixes"
    sent = form_of(draft, key)
    new = f"{place}.4"
    page = send(
        policy,
        draft,
        key,
        sent | {f"{place}.0.key": "", f"{place}.0.value": "", f"{new}.key": "71", f"{new}.value": "0,5"},
    )
    assert "không có chỗ sai" in page
    rule = next(one for one in stored(draft)["rules"] if one["criterion"] == "high_tech")
    assert rule["params"]["prefixes"] == {"582": 0.8, "62": 0.8, "63": 0.8, "71": 0.5}


def test_who_comes_second_is_told_and_keeps_what_was_typed(policy: Client, draft: RulesetDraft) -> None:
    second = role("policy_officer", "khac")
    sent = form_of(draft, "weights")
    send(policy, draft, "weights", sent | {HIGH_TECH: "22,5", LABOUR: "2,5"})
    page = send(second, draft, "weights", sent | {HIGH_TECH: "19", LABOUR: "6"})
    assert "soan vừa sửa dự thảo này" in page and 'value="19"' in page
    assert "ở nhóm phía nam, điện tử: 22,5 → 19" in page
    assert next(r for r in stored(draft)["rules"] if r["criterion"] == "high_tech")["weights"]["S-EL"] == 22.5


@pytest.mark.parametrize("text", ["a: [1, 2", "- <b>", "x: *y"])
def test_pasted_text_is_kept_whatever_it_is(policy: Client, draft: RulesetDraft, text: str) -> None:
    page = send(policy, draft, "text", {"text": text, "seen": "1"})
    assert (
        text.replace("<b>", "&lt;b&gt;") in page and "không đọc được văn bản YAML" in page
    ) or "phải gồm" in page
    for name in ("ruleset_draft", "ruleset_simulation"):
        assert policy.get(reverse(name, args=[draft.pk])).status_code == 200
    assert RulesetVersion.objects.get(pk=draft.ruleset_id).document == text


def test_a_file_put_out_and_pasted_has_the_same_digest(policy: Client, draft: RulesetDraft) -> None:
    send(policy, draft, "weights", form_of(draft, "weights") | {HIGH_TECH: "22,5", LABOUR: "2,5"})
    digest = RulesetVersion.objects.get(pk=draft.ruleset_id).digest
    file = policy.get(reverse("ruleset_export", args=[draft.ruleset_id]))
    assert "attachment" in file.headers["Content-Disposition"]
    send(policy, draft, "text", {"text": "x: 1", "seen": "2"})
    send(policy, draft, "text", {"text": file.content.decode(), "seen": "3"})
    assert RulesetVersion.objects.get(pk=draft.ruleset_id).digest == digest != ""


def test_somebody_else_publishes_after_looking(policy: Client, draft: RulesetDraft) -> None:
    approver = role("approver", "duyet")
    send(policy, draft, "weights", form_of(draft, "weights") | {HIGH_TECH: "22,5", LABOUR: "2,5"})
    policy.post(reverse("ruleset_submit", args=[draft.pk]), {"note": "xin duyệt"})
    address = reverse("ruleset_decision", args=[draft.pk])
    assert policy.post(address, {"act": "publish"}).status_code == 403
    page = words(approver.get(address).content)
    assert "phía nam, điện tử: 20 → 22,5" in page and "xin duyệt" in page
    refused = words(
        approver.post(address, {"act": "publish", "seen": "3", "effective_from": "31/02/2030"}).content
    )
    assert "Xin ghi ngày có thật" in refused
    assert "Xin ghi lý do trả lại" in words(
        approver.post(address, {"act": "send_back", "reason": " "}).content
    )
    approver.post(address, {"act": "publish", "seen": "3", "effective_from": "02/01/2030"})
    row = RulesetVersion.objects.get(pk=draft.ruleset_id)
    assert (row.status, f"{row.effective_from}", row.published_by.username) == (
        "published",
        "2030-01-02",
        "duyet",
    )


def test_the_simulation_names_who_moves_and_by_which_rule(policy: Client, draft: RulesetDraft) -> None:
    project = register_project(facts={"name": "Áo khoác", "lines": [{"code": "1410", "product": "áo"}]})
    address = reverse("ruleset_simulation", args=[draft.pk])
    assert "0 trên 1 dự án đang mở sẽ đổi" in words(policy.get(address).content)
    place = "rules.prohibited_line.params.lines.3"
    ban = {
        f"{place}.name_vi": "áo",
        f"{place}.name_en": "coat",
        f"{place}.codes": "14",
        f"{place}.words": "áo",
    }
    send(policy, draft, "rule-prohibited_line", form_of(draft, "rule-prohibited_line") | ban)
    page = words(policy.get(address).content)
    assert "1 trên 1 dự án đang mở sẽ đổi" in page and "1 dự án không còn nơi nào" in page
    assert project.code in page and "điều kiện Ngành nghề cấm đầu tư" in page


def test_any_two_versions_are_compared(policy: Client, draft: RulesetDraft) -> None:
    page = policy.get(reverse("ruleset_compare"), {"before": "2026.1", "after": "2030.1"}).content
    assert "Phiên bản: 2026.1 → 2030.1" in words(page)
    assert "Không có phiên bản x" in words(policy.get(reverse("ruleset_compare"), {"before": "x"}).content)


def test_a_copy_is_made_from_the_page_of_a_published_one(policy: Client) -> None:
    published = RulesetVersion.objects.get(version="2026.1")
    address = reverse("ruleset_copy", args=[published.pk])
    assert (
        address
        in policy.get(reverse("admin:matching_rulesetversion_change", args=[published.pk])).content.decode()
    )
    page = policy.post(address, {"version": "2026.1", "effective_from": "mai"}).content.decode()
    assert 'value="mai"' in page and "ngày có thật" in page
    policy.post(address, {"version": "2031.1", "effective_from": "01/01/2031"})
    assert RulesetDraft.objects.get().ruleset.version == "2031.1"


@pytest.mark.parametrize(
    ("key", "as_cards"),
    [("citations", True), ("annex_ii", True), ("rule-prohibited_line", True), ("exchange", False)],
)
def test_a_list_with_many_columns_of_words_is_shown_as_cards(
    policy: Client, draft: RulesetDraft, key: str, as_cards: bool
) -> None:
    page = policy.get(reverse("ruleset_draft_part", args=[draft.pk, key])).content.decode()
    assert ("rd-cards" in page) is as_cards
