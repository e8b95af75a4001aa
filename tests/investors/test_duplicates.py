"""Investors that may be one are found by name, tax code and telephone, however written, by those who may see both."""

import time

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.duplicates import alike, pairs, same_name
from investors.keys import name_key, phone_key, tax_key
from investors.merge_services import tell_apart
from investors.models import Investor, Project
from investors.services import store_investor, store_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("can-bo", is_staff=True)


def investor(name: str, confidential: bool = False, **columns: object) -> Investor:
    return store_investor(investor=Investor(name=name, confidential=confidential, **columns))


@pytest.mark.parametrize(
    "name",
    [
        "Công ty TNHH Điện tử Sao Việt",
        "CTCP Điện tử Sao Việt",
        "Cty Cổ phần ĐIỆN TỬ SAO VIỆT",
        "Dien tu Sao Viet Co., Ltd",
        "Điện tử Sao Việt, J.S.C.",
        "Tập đoàn  Điện tử Sao Việt",
    ],
)
def test_the_form_of_a_firm_and_its_diacritics_are_put_aside(name: str) -> None:
    assert name_key(name) == "dien tu sao viet"


def test_a_number_is_the_same_however_written() -> None:
    assert {phone_key(each) for each in ("0912 345 678", "+84 912.345.678", "0084-912345678")} == {
        "912345678"
    }
    assert {tax_key(each) for each in ("4600123456", "4600123456-001", "4600123456001")} == {"4600123456"}
    assert (name_key("Co., Ltd"), phone_key("12"), tax_key("")) == ("co ltd", "", "")


def test_each_ground_is_named(officer: User) -> None:
    first = investor("Công ty TNHH Sao Việt", tax_code="4600123456", contact_phone="0912345678")
    name, tax, phone = (
        investor("SAO VIỆT JSC"),
        investor("Khác", tax_code="4600123456-001"),
        investor("Lạ", contact_phone="+84 912 345 678"),
    )
    investor("Chẳng liên quan", tax_code="4600999999", contact_phone="0988888888")
    assert alike(first, officer) == [
        (name, ("cùng tên",)),
        (tax, ("cùng mã số thuế",)),
        (phone, ("cùng điện thoại",)),
    ]
    found = [(pair.first, pair.second, pair.grounds) for pair in pairs(officer, 0, 50)]
    assert found == [
        (first, tax, ("cùng mã số thuế",)),
        (first, name, ("cùng tên",)),
        (first, phone, ("cùng điện thoại",)),
    ]


def test_a_pair_is_listed_once_with_all_its_grounds(officer: User) -> None:
    two = [investor("Sao Việt", contact_phone="0912345678") for _ in range(2)]
    third = investor("SAO VIET", contact_phone="0912345678")
    found = [(pair.first, pair.second, pair.grounds) for pair in pairs(officer, 0, 50)]
    both = ("cùng tên", "cùng điện thoại")
    assert found == [(two[0], two[1], both), (two[0], third, both)]


def test_who_may_not_see_an_investor_is_not_told_that_it_looks_like_another(officer: User) -> None:
    mine = investor("Sao Việt", confidential=True, created_by=officer, tax_code="4600123456")
    hidden = investor("SAO VIET", confidential=True, tax_code="4600123456")
    assert alike(mine, officer) == [] and pairs(officer, 0, 50) == []
    hidden.full_clean(exclude=["search_text"])  # nor by a refusal of the tax code
    root = User.objects.create_superuser("root")
    assert [other for other, _ in alike(mine, root)] == [hidden] and len(pairs(root, 0, 50)) == 1


def test_two_that_were_told_apart_are_not_asked_about_again(officer: User) -> None:
    first, second, third = (investor("Sao Việt") for _ in range(3))
    tell_apart(first=second, second=first, user=officer)
    assert [other for other, _ in alike(first, officer)] == [third]
    assert [(pair.first, pair.second) for pair in pairs(officer, 0, 50)] == [(first, third)]
    tell_apart(first=first, second=third, user=officer)
    assert [(pair.first, pair.second) for pair in pairs(officer, 0, 50)] == [(second, third)]


def test_projects_of_one_investor_with_one_name_are_found(officer: User) -> None:
    firm = investor("Sao Việt")
    one, two, _ = (
        store_project(project=Project(name=name, investor=firm))
        for name in ("Nhà máy ĐIỆN", "Nhà máy điện", "Kho")
    )
    store_project(project=Project(name="Nhà máy điện", investor=investor("Khác")))
    assert same_name(one, officer) == [two]
    Investor.objects.update(confidential=True)
    assert same_name(Project.objects.get(pk=one.pk), officer) == []


MANY = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100000)
INSERT INTO investors_investor ({columns}) SELECT {values} FROM investors_investor AS model CROSS JOIN numbers
WHERE model.id = {model}
"""


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the slower of the two databases is enough")
def test_a_hundred_thousand_investors_are_looked_through_in_two_questions(officer: User) -> None:
    first = investor("Sao Việt", contact_phone="0912345678")
    own = {
        "code": "'NDT-M-' || n",
        "name": "'Nhà máy ' || n",
        "name_key": "'nha may ' || (n / 2 * (n % 100 < 2) + n * (n % 100 >= 2))",
        "phone_key": "'9' || n",
        "confidential": "n % 3 = 0",
    }
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "investors_investor")
        columns = [column.name for column in described if column.name != "id"]
        values = [own.get(name, f'model."{name}"') for name in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(MANY.format(columns=names, values=", ".join(values), model=first.pk))
    officer.get_all_permissions()  # asked once a page
    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        found = pairs(officer, 0, 50)
    took = time.process_time() - began
    assert (len(found), len(queries)) == (50, 2)
    assert took < 1.5, took
    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        alike(first, officer)
    assert len(queries) == 1 and time.process_time() - began < 0.2
