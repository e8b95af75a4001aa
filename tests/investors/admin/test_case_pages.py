"""A confidential case is open to its team alone, by every door; the page of a case says what its next stage lacks."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from investors import stages
from investors.models import CaseMember, Investor, Project, StageChange
from investors.services import register_project, store_investor, store_project
from parks.models import Sector
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")
LIST, INVESTORS = "/admin/investors/project/", "/admin/investors/investor/"
SECRET = "Bí Mật Một"


@pytest.fixture
def case(catalogue: None) -> Project:
    """Return a case of a confidential investor; "chu" owns it, "ban" is on its team, "khac" and "xem" are not."""
    with_permissions("chu", {"view", "add", "change"})
    with_permissions("ban", {"view", "add", "change"})
    with_permissions("khac", {"view", "add", "change"})
    with_permissions("xem", {"view"})
    investor = store_investor(investor=Investor(name=SECRET, contact_phone="+84 912 345 678", note="hẹn kín"))
    owner = User.objects.get(username="chu")
    facts = {"name": "Thấu kính", "lines": [{"code": "2670"}]}
    project = register_project(facts=facts, investor=investor, note="ghi chú kín", user=owner)
    CaseMember.objects.create(project=project, user=User.objects.get(username="ban"))
    return project


def browser(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def page(project: Project, act: str = "change") -> str:
    return reverse(f"admin:investors_project_{act}", args=[project.pk])


@pytest.mark.parametrize(("name", "sees"), [("chu", True), ("ban", True), ("khac", False), ("xem", False)])
def test_who_is_on_the_case_sees_the_investor_and_nobody_else(case: Project, name: str, sees: bool) -> None:
    client = browser(name)
    for address in (LIST, page(case)):
        html = client.get(address).content.decode()
        assert (SECRET in words(html)) is sees, address
        assert ("(giữ kín tên)" in words(html)) is not sees, address
    assert ("ghi chú kín" in html) is sees
    assert client.get(page(case, "history")).status_code == (200 if sees else 403)
    for term in ("bi mat mot", "Bí Mật", "91234"):
        assert client.get(LIST, {"q": term}).context["cl"].result_count == int(sees), term
    investor = reverse("admin:investors_investor_change", args=[case.investor.pk])
    history = reverse("admin:investors_investor_history", args=[case.investor.pk])
    assert client.get(investor).status_code == (200 if sees else 302)
    assert client.get(history).status_code == (200 if sees else 403)
    assert (SECRET in client.get(INVESTORS).content.decode()) is sees
    choices = {"app_label": "investors", "model_name": "project", "field_name": "investor", "term": "bi mat"}
    found = client.get("/admin/autocomplete/", choices)
    if name != "xem":
        assert len(found.json()["results"]) == int(sees)


def test_nobody_joins_a_confidential_case_from_outside(case: Project) -> None:
    other = User.objects.get(username="khac")
    client = browser("khac")
    assert client.post(page(case), {"name": "x", "owner": other.pk}).status_code == 403
    assert client.post(page(case, "change_stage"), {"to_stage": "refused", "reason": "x"}).status_code == 403
    # Nor by making a project of one's own for the hidden investor.
    sector = Sector.objects.get(edition="2018", code="2670")
    sent = {"name": "y", "investor": case.investor.pk, "lines-0-sector": sector.pk}
    lines = {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0"}
    response = client.post(f"{LIST}add/", {**sent, **lines})
    assert "investor" in response.context["adminform"].form.errors
    assert Project.objects.get().owner.username == "chu"


def test_the_list_is_not_filtered_by_an_investor(case: Project) -> None:
    assert browser("khac").get(LIST, {"investor__id__exact": case.investor.pk}).status_code == 400
    assert browser("khac").get(LIST, {"investor__name__startswith": "B"}).status_code == 400


def test_an_earlier_investor_stays_hidden_in_the_history(case: Project) -> None:
    case.investor = store_investor(investor=Investor(name="Công khai", confidential=False))
    store_project(project=case)
    assert browser("khac").get(page(case)).status_code == 200
    assert browser("khac").get(page(case, "history")).status_code == 403
    assert browser("chu").get(page(case, "history")).status_code == 403
    Investor.objects.update(confidential=False)
    assert browser("khac").get(page(case, "history")).status_code == 200


def test_the_page_says_what_the_next_stage_lacks_and_leads_to_it(case: Project) -> None:
    html = browser("chu").get(page(case)).content.decode()
    said = words(html)
    assert "Tiếp theo: sàng lọc" in said
    assert "Còn thiếu: diện tích cần hoặc diện tích tối thiểu ; vốn đầu tư ." in said
    for anchor in re.findall(r'<a href="#([\w-]+)">', html):
        assert f'id="{anchor}"' in html, anchor
    Project.objects.update(land_area_ha=5, capital_amount=1, capital_currency="USD")
    assert "Đã đủ điều kiện, chuyển giai đoạn" in words(browser("chu").get(page(case)).content)


def test_every_need_with_an_anchor_is_on_the_page(case: Project) -> None:
    html = browser("chu").get(page(case)).content.decode()
    for needs in stages.REQUIRED.values():
        for need in needs:
            assert not need.anchor or f'id="{need.anchor}"' in html, need


def test_a_case_moves_on_by_its_page_and_says_what_holds_it_up(case: Project) -> None:
    client = browser("chu")
    act = page(case, "change_stage")
    refused = client.post(act, {"to_stage": "screening"})
    assert "còn thiếu: diện tích cần" in str(refused.context["form"].errors["to_stage"])
    assert not StageChange.objects.exists()
    assert "ghi lý do" in str(client.post(act, {"to_stage": "refused"}).context["form"].errors["reason"])
    Project.objects.update(land_area_ha=5, capital_amount=1, capital_currency="USD")
    assert client.post(act, {"to_stage": "screening"}).status_code == 302
    change = StageChange.objects.get()
    assert (change.to_stage, change.changed_by.username) == ("screening", "chu")
    assert "tiếp nhận → sàng lọc , chu" in words(client.get(page(case)).content)


def test_a_project_is_found_by_words_without_diacritics_of_itself_its_lines_and_investor(
    case: Project, administrator: Client
) -> None:
    other = register_project(facts={"name": "Linh kiện ĐIỆN TỬ Đại Việt", "lines": [{"code": "2610"}]})
    for term, found in (
        ("dien tu dai viet", other),
        ("ĐIỆN TỬ", other),
        ("thau kinh bi mat", case),
        (case.code.lower(), case),
    ):
        results = administrator.get(LIST, {"q": term}).context["cl"].result_list
        assert list(results) == [found], term
    # The sector's words are found though the name of the project has none of them.
    assert administrator.get(LIST, {"q": "2670"}).context["cl"].result_count == 1


@pytest.mark.parametrize("phone", ["+84 912 345 678", "0912345678", "0084 912.345.678"])
def test_an_investor_is_found_by_telephone_however_written(
    case: Project, administrator: Client, phone: str
) -> None:
    assert administrator.get(INVESTORS, {"q": phone}).context["cl"].result_count == 1


def test_whoever_enters_a_project_owns_it(administrator: Client) -> None:
    sector = Sector.objects.get(edition="2018", code="2670")
    lines = {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0", "lines-0-sector": sector.pk}
    administrator.post(f"{LIST}add/", {"name": "Mới", **lines})
    project = Project.objects.get()
    assert project.owner.username == "lan"
    assert "2670" in project.search_text


@pytest.mark.parametrize(("chosen", "expected"), [("mine", 1), ("team", 2), ("nobody", 1)])
def test_the_list_is_filtered_by_whose_the_cases_are(case: Project, chosen: str, expected: int) -> None:
    ban = User.objects.get(username="ban")
    facts: dict[str, Any] = {"name": "x", "lines": [{"code": "2670"}]}
    register_project(facts=facts, user=ban)
    register_project(facts=facts)
    assert browser("ban").get(LIST, {"whose": chosen}).context["cl"].result_count == expected


def test_silent_cases_are_a_filter(case: Project, administrator: Client) -> None:
    assert administrator.get(LIST, {"silent": "yes"}).context["cl"].result_count == 0
    Project.objects.update(last_contact_at="2026-01-01T00:00:00Z")
    assert administrator.get(LIST, {"silent": "yes"}).context["cl"].result_count == 1


def test_lists_ask_as_much_for_sixty_rows_as_for_one(case: Project) -> None:
    client = browser("ban")
    owner = User.objects.get(username="chu")
    counts = []
    for rows in (0, 45):
        for number in range(rows):
            investor = store_investor(investor=Investor(name=f"N{number}", created_by=owner))
            facts = {"name": f"P{number}", "lines": [{"code": "2670"}]}
            register_project(facts=facts, investor=investor, user=owner)
        asked = []
        for address in (LIST, f"{LIST}?q=thau+kinh", INVESTORS):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12, counts
