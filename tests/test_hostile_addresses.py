"""What an address fills in, filters by or names can be anything: it is taken, left out or refused, and breaks no page.

Every registered model is swept with the values that proved worst, so that a new one needs no line here.
"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from investors.services import register_project
from tests.officers import administrator, remembered_people

__all__ = ["administrator", "remembered_people"]
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="one database is enough for pages")
HOSTILE = ("abc", "-1", "9" * 40, "1e400", "2026-13-45", "%ff")
COMPARED = ("__regex", "", "__range", "", "__year")


def columns(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.get_fields()]


def one_of_each_kind(model: type[Model]) -> dict[str, str]:
    return {field.get_internal_type(): field.name for field in model._meta.concrete_fields}


def addresses(model: type[Model]) -> Iterator[str]:
    """Return the addresses of a model's list and of a record that cannot be."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    listed = reverse(f"{name}_changelist")
    for place, column in enumerate(one_of_each_kind(model).values()):
        compared, value = COMPARED[place % len(COMPARED)], HOSTILE[place % len(HOSTILE)]
        yield f"{listed}?{column}{compared}={'(' if compared == '__regex' else value}"
    yield from (
        f"{listed}?{asked}" for asked in ("o=999.-9.x", "p=abc", "q=%22%ff", "place=Atlantis", "x__y=1")
    )
    yield reverse(f"{name}_change", args=["abc"])


def broken(client: Client, address: str) -> str | None:
    try:
        answered = client.get(address)
    except Exception as error:  # whatever it is, the page is broken
        return f"{address}: {error!r}"
    return f"{address}: {answered.status_code}" if answered.status_code >= 500 else None


@pytest.mark.usefixtures("catalogue", "remembered_people")
def test_no_address_breaks_a_list_or_a_record(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        SimpleTemplateResponse, "rendered_content", ""
    )  # the rows are read before a word is written
    register_project(facts={"name": "Thấu kính", "lines": [{"code": "2670"}]})
    swept = [address for model in admin.site._registry for address in addresses(model)]
    assert len(swept) > 250
    assert [said for address in swept if (said := broken(administrator, address))] == []


@pytest.mark.usefixtures("catalogue")
def test_no_address_breaks_a_form(administrator: Client) -> None:
    wrong = []
    for model in admin.site._registry:
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        filled = "&".join(
            f"{column}={HOSTILE[place % len(HOSTILE)]}" for place, column in enumerate(columns(model))
        )
        wrong.append(broken(administrator, f"{page}?{filled}"))
    assert [said for said in wrong if said] == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("value", ["abc", "9" * 40])
def test_a_form_with_no_record_s_key_comes_back_with_what_was_typed(
    administrator: Client, value: str
) -> None:
    sent = {"name": "Thấu kính <1>", "investor": value, "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0"}
    page = administrator.post("/admin/investors/project/add/", {**sent, "lines-0-sector": value})
    assert page.status_code == 200
    assert {"investor"} <= set(page.context["adminform"].form.errors)
    assert "Thấu kính &lt;1&gt;" in page.content.decode()


def test_several_records_that_cannot_be_are_refused_beside_their_field(administrator: Client) -> None:
    page = administrator.post(
        "/admin/auth/group/add/",
        {"name": "Tổ mới", "permissions": "9" * 40, "remits-TOTAL_FORMS": "0", "remits-INITIAL_FORMS": "0"},
    )
    assert list(page.context["adminform"].form.errors) == ["permissions"]
    assert "Tổ mới" in page.content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "1e400"])
def test_an_enquiry_that_cannot_be_is_refused(administrator: Client, value: str) -> None:
    assert administrator.get(f"/admin/investors/project/add/?enquiry={value}").status_code in (400, 404)


@pytest.mark.parametrize("number", ["abc", "0", "9" * 40, "1.5"])
def test_a_page_of_the_menu_s_search_that_is_none_is_not_found(administrator: Client, number: str) -> None:
    assert administrator.get("/admin/search/", {"s": "khu", "page": "1"}).status_code == 200
    assert administrator.get("/admin/search/", {"s": "khu", "page": number}).status_code == 404
