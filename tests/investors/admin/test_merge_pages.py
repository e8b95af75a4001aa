"""Investors that may be one: hinted at on their pages, listed to be worked through, merged side by side, split again."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.models import DistinctInvestors, Investor, Project
from investors.services import store_investor, store_project
from tests.officers import role, words

pytestmark = pytest.mark.django_db
LIST = "/admin/work/investors/"


@pytest.fixture
def officer(db: None) -> Client:
    return role("officer", "an")


def investor(name: str, confidential: bool = False, **columns: object) -> Investor:
    return store_investor(investor=Investor(name=name, confidential=confidential, **columns))


def page(row: Investor, act: str = "change/") -> str:
    return f"/admin/investors/investor/{row.pk}/{act}"


def side_by_side(first: Investor, second: Investor) -> str:
    return f"{LIST}{first.pk}/{second.pk}/"


def chosen(first: Investor, second: Investor, kept: str = "first", **values: str) -> dict[str, object]:
    first.refresh_from_db()
    second.refresh_from_db()
    return {"kept": kept, "version_first": first.version, "version_second": second.version, **values}


def test_who_may_be_the_same_is_hinted_at_and_listed_with_the_ground(officer: Client) -> None:
    first = investor("Công ty TNHH Sao Việt")
    investor("SAO VIET JSC", contact_phone="0912345678")
    assert "Có thể trùng với SAO VIET JSC (cùng tên; so sánh, gộp )" in words(
        officer.get(page(first)).content
    )
    listed = words(officer.get(LIST).content)
    assert (
        "Công ty TNHH Sao Việt" in listed and "SAO VIET JSC" in listed and "cùng tên So sánh, gộp" in listed
    )
    typed = {"name": "Sao Việt", "contact_phone": "+84 912.345.678", "confidential": "on"}
    added = officer.post("/admin/investors/investor/add/", typed, follow=True)
    hint = "Có thể trùng với Công ty TNHH Sao Việt (cùng tên); SAO VIET JSC (cùng tên, cùng điện thoại)"
    assert Investor.objects.count() == 3 and hint in words(added.content)
    assert "Trang này không còn cặp nào" in words(officer.get(LIST, {"p": "9"}).content)
    for wrong in ("0", "x", "9" * 30):
        assert officer.get(LIST, {"p": wrong}).status_code == 200, wrong


def test_two_are_merged_as_chosen_and_split_again(officer: Client) -> None:
    first = investor("Sao Việt", contact_name="Ông Kim")
    second = investor("Công ty Sao Việt", contact_name="Bà Lý", note="gặp tháng 3")
    project = store_project(project=Project(name="Kho", investor=second))
    shown = words(officer.get(side_by_side(first, second)).content)
    for text in ("Ông Kim", "Bà Lý", "gặp tháng 3", "Kho", "cùng tên", "giữ dòng này"):
        assert text in shown, text
    data = chosen(first, second, name="second", contact_name="first", note="second")
    answered = officer.post(side_by_side(first, second), data)
    assert answered.headers["Location"] == page(first)
    first.refresh_from_db()
    assert (first.name, first.contact_name, first.note) == ("Công ty Sao Việt", "Ông Kim", "gặp tháng 3")
    kept, merged = words(officer.get(page(first)).content), words(officer.get(page(second)).content)
    assert "Đã gộp vào đây: Công ty Sao Việt" in kept and "Có thể trùng" not in kept
    assert "đã được gộp vào Công ty Sao Việt" in merged and "Bà Lý" in merged
    assert officer.post(page(second), {"name": "x"}).status_code == 403
    for row in (first, second):
        assert "Lịch sử" in words(officer.get(page(row, "history/")).content)
    assert officer.get(LIST).context["pairs"] == []
    assert officer.get(side_by_side(first, second)).headers["Location"] == page(second)
    found = officer.get("/admin/investors/investor/", {"q": "sao viet"}).context["cl"].result_list
    assert list(found) == [first]
    assert officer.post(page(second, "split/"), follow=True).status_code == 200
    assert Project.objects.get(pk=project.pk).investor == second
    first.refresh_from_db()
    assert first.name == "Sao Việt"
    assert officer.post(page(second, "split/")).status_code == 403


def test_the_second_of_two_officers_is_told_and_keeps_what_was_chosen(officer: Client) -> None:
    first, second = investor("Sao Việt", note="a"), investor("Sao Việt", note="b")
    data = chosen(first, second, kept="second", note="first")
    first.note = "c"
    store_investor(investor=first)
    answered = officer.post(side_by_side(first, second), data)
    assert "vừa được người khác sửa" in words(answered.content)
    assert answered.context["kept"] == "second" and not Investor.objects.filter(merged_into=second).exists()
    assert officer.post(side_by_side(first, second), chosen(first, second, note="first")).status_code == 302
    again = officer.post(side_by_side(first, second), data)
    assert again.headers["Location"] == page(second)  # which leads to the one that stays


@pytest.mark.parametrize(
    "wrong", [{"kept": "third"}, {"note": "x"}, {"note": ""}, {"version_first": "x"}, {"kept": "\0"}]
)
def test_a_wrong_choice_is_told_and_merges_nothing(officer: Client, wrong: dict[str, str]) -> None:
    first, second = investor("Sao Việt", note="a"), investor("Sao Việt", note="b")
    answered = officer.post(side_by_side(first, second), {**chosen(first, second, note="first"), **wrong})
    assert "Chưa gộp được" in words(answered.content)
    assert not Investor.objects.filter(merged_into__isnull=False).exists()


def test_two_that_are_not_the_same_leave_the_list(officer: Client) -> None:
    first, second = investor("Sao Việt"), investor("Sao Việt")
    officer.post(side_by_side(first, second), {"_apart": "1"})
    assert DistinctInvestors.objects.get().found_by.username == "an"
    assert officer.get(LIST).context["pairs"] == []
    assert "Có thể trùng" not in words(officer.get(page(first)).content)


def test_two_ticked_on_the_list_are_compared(officer: Client) -> None:
    rows = [investor(name) for name in "ABC"]
    for count, leads_to in ((2, side_by_side(rows[0], rows[1])), (3, "/admin/investors/investor/")):
        ticked = {"action": "merge_ticked", "_selected_action": [row.pk for row in rows[:count]]}
        answered = officer.post("/admin/investors/investor/", ticked)
        assert answered.headers["Location"] == leads_to


def test_who_is_not_on_the_team_sees_nothing_of_a_confidential_twin(officer: Client) -> None:
    mine = investor("Sao Việt", created_by=User.objects.get(username="an"), tax_code="4600123456")
    hidden = investor(
        "SAO VIET BI MAT", confidential=True, tax_code="4600123456-001", contact_phone="0912345678"
    )
    twin = investor("Sao Việt bí mật", contact_phone="0912345678")
    for address in (LIST, page(mine), page(twin)):
        text = words(officer.get(address).content)
        assert "SAO VIET BI MAT" not in text and "Có thể trùng" not in text and hidden.code not in text
    for first, second in ((mine, hidden), (hidden, mine)):
        assert officer.get(side_by_side(first, second)).status_code == 404
        assert officer.post(side_by_side(first, second), chosen(first, second)).status_code == 404
    typed = {"name": "SAO VIET BI MAT", "tax_code": "4600123456-001", "confidential": "on"}
    officer.post("/admin/investors/investor/add/", typed)
    assert Investor.objects.filter(name="SAO VIET BI MAT").count() == 2  # taken, without a word of the other
    # A row that the officer saw goes out of sight with the confidential one that it was merged into.
    root = Client()
    root.force_login(User.objects.create_superuser("root"))
    root.post(side_by_side(hidden, twin), chosen(hidden, twin, name="first", tax_code="first"))
    twin.refresh_from_db()
    assert twin.merged_into == hidden
    assert officer.get(page(twin)).status_code == 302
    assert officer.get(page(twin, "history/")).status_code == 403
    root.post(page(twin, "split/"))
    assert officer.get(page(twin)).status_code == 200  # seen again, but not where it had been led to
    assert officer.get(page(twin, "history/")).status_code == 403


def test_numbers_that_are_none_and_strangers_are_refused(officer: Client) -> None:
    first = investor("A")
    for address in (f"{LIST}{first.pk}/{first.pk}/", f"{LIST}{first.pk}/{'9' * 30}/", f"{LIST}0/0/"):
        assert officer.get(address).status_code == 404, address
    assert role("reader").get(LIST).status_code == 403
    approver = role("approver")
    assert approver.get(LIST).status_code == 200
    assert approver.get(f"{LIST}1/2/").status_code == 403


def test_the_pages_ask_no_more_with_more_rows(officer: Client) -> None:
    rows = [investor("Sao Việt") for _ in range(2)]
    counts = []
    for _ in range(2):
        taken = []
        for address in (LIST, page(rows[0])):
            officer.get(address)
            with CaptureQueriesContext(connection) as queries:
                officer.get(address)
            taken.append(len(queries))
        counts.append(taken)
        rows += [investor("Sao Việt") for _ in range(20)]
    assert counts[0] == counts[1]
