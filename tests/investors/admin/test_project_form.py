"""The project form keeps unknown, none and chosen apart, and keeps what was typed when it is refused."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from investors.forms import KNOWN_LISTS
from investors.models import Investor, Project
from investors.services import register_project, store_investor
from parks.models import Sector
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")
ADD, LIST = "/admin/investors/project/add/", "/admin/investors/project/"


@pytest.fixture
def sent(catalogue: None) -> dict[str, Any]:
    """Return the smallest form: a name and one line, everything else unknown."""
    lists = {f"{column}_state": "unknown" for column in KNOWN_LISTS}
    return {
        "name": "Nhà máy thấu kính",
        "status": "open",
        **lists,
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-MIN_NUM_FORMS": "1",
        "lines-MAX_NUM_FORMS": "1000",
        "lines-0-sector": str(Sector.objects.get(edition="2018", code="2670").pk),
    }


def errors(response: Any) -> dict[str, Any]:
    assert response.status_code == 200
    found = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        for number, each in enumerate(formset.formset.errors):
            found |= {f"lines-{number}-{name}": said for name, said in each.items()}
        if formset.formset.non_form_errors():
            found["lines"] = formset.formset.non_form_errors()
    return found


def test_a_line_alone_makes_a_project_of_which_nothing_else_is_known(
    administrator: Client, sent: dict
) -> None:
    administrator.post(ADD, sent)
    facts = Project.objects.get().facts()
    assert facts == {"name": "Nhà máy thấu kính", "lines": [{"vsic": "2018", "code": "2670"}]}


def test_a_full_form_is_kept_as_it_was_meant(administrator: Client, sent: dict) -> None:
    investor = store_investor(investor=Investor(name="Hàn Việt", nationality="KR", foreign_share_pct=100))
    administrator.post(
        ADD,
        {
            **sent,
            "investor": investor.pk,
            "capital_amount": "80.000.000",
            "capital_currency": "USD",
            "land_area_ha": "8,5",
            "land_needed_from": "01/06/2027",
            "jobs_total": "1.200",
            "jobs_local": "0",
            "technology_equipment": "new",
            "process_flags_state": "some",
            "process_flags_codes": ["plating_or_chemical_cleaning", "dyeing_washing"],
            "technology_certificates_state": "none",
            "preferences_kinds": ["park"],
            "preferences_planning_areas": ["PHO-YEN"],
            "preferences_max_km_0_node": "AIR-HAN",
            "preferences_max_km_0_km": "60",
            "lines-0-product": "thấu kính",
            "lines-0-annual_output": "1.000.000",
            "lines-0-output_unit": "unit",
        },
    )
    project = Project.objects.get()
    assert (project.capital_amount, project.land_needed_from) == (
        Decimal(80_000_000),
        datetime.date(2027, 6, 1),
    )
    facts = project.facts()
    assert facts["land"] == {"area_ha": 8.5, "needed_from": "2027-06-01"}
    assert facts["jobs"] == {"total": 1200, "local": 0}
    assert facts["process_flags"] == ["dyeing_washing", "plating_or_chemical_cleaning"]
    assert facts["technology"] == {"equipment": "new", "certificates": []}
    assert facts["preferences"] == {
        "kinds": ["park"],
        "planning_areas": ["PHO-YEN"],
        "max_km": {"AIR-HAN": 60},
    }
    assert facts["lines"][0]["annual_output"] == 1_000_000
    assert facts["investor"] == {"nationality": "KR", "foreign_share_pct": 100}


@pytest.mark.parametrize("known", [None, [], ["forest"], ["forest", "heritage"]])
def test_opening_and_saving_changes_nothing(administrator: Client, known: list[str] | None) -> None:
    project = register_project(
        facts={
            "name": "x",
            "lines": [{"code": "2670", "annual_output": 12.5, "output_unit": "t"}],
            "environment": {"sensitive_factors": known, "energy_toe_year": 900.25},
            "capital": {"amount": "123456789012345", "currency": "VND"},
        }
    )
    page = reverse("admin:investors_project_change", args=[project.pk])
    opened = administrator.get(page).context
    form = opened["adminform"].form
    sent = _as_sent(form)
    for formset in opened["inline_admin_formsets"]:
        sent |= _as_sent(formset.formset.management_form)
        for each in formset.formset.initial_forms:
            sent |= _as_sent(each)
    before = project.facts()
    assert administrator.post(page, sent).status_code == 302
    assert Project.objects.get().facts() == before
    assert project.history.count() == 2  # saved, with the same content


def _as_sent(form: Any) -> dict[str, Any]:
    """Return what a browser would send of a form as it is shown."""
    found: dict[str, Any] = {}
    for bound in form:
        name, value = bound.html_name, bound.value()
        if bound.name in KNOWN_LISTS:
            tags = re.findall(r"<input[^>]*>", str(bound))
            checked = [tag for tag in tags if re.search(r"\schecked(?=[\s>/])", tag)]
            for part in ("state", "codes"):
                here = [tag for tag in checked if f'name="{name}_{part}"' in tag]
                found[f"{name}_{part}"] = [re.search(r'value="(\w+)"', tag)[1] for tag in here]
        elif value is not None and bound.name != "preferences_max_km":
            found[name] = bound.field.prepare_value(value)
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("field", "changed", "said"),
    [
        ("name", {"name": ""}, "bắt buộc"),
        ("lines-0-sector", {"lines-0-sector": ""}, "gõ mã hoặc tên ngành"),
        ("lines-0-sector", {"lines-0-sector": "999999"}, "hợp lệ"),
        ("lines-0-output_unit", {"lines-0-annual_output": "5"}, "chọn đơn vị"),
        ("land_area_ha", {"land_area_ha": "tám"}, "Xin ghi một số"),
        ("land_area_ha", {"land_area_ha": "-1"}, "Phải lớn hơn hoặc bằng 0."),
        ("environment_energy_toe_year", {"environment_energy_toe_year": "1.200"}, "1,2 hay 1200"),
        ("finance_equity_pct", {"finance_equity_pct": "140"}, "Phải nhỏ hơn hoặc bằng 100."),
        ("capital_currency", {"capital_amount": "5"}, "chọn loại tiền"),
        ("capital_amount", {"capital_currency": "USD"}, "ghi số vốn"),
        ("capital_amount", {"capital_amount": "9" * 30, "capital_currency": "USD"}, "hơn 15 số"),
        ("land_min_area_ha", {"land_area_ha": "5", "land_min_area_ha": "6"}, "không được lớn hơn"),
        ("jobs_local", {"jobs_total": "5", "jobs_local": "6"}, "không được nhiều hơn"),
        ("jobs_total", {"jobs_total": "5,5"}, "số nguyên"),
        ("process_flags", {"process_flags_state": "some"}, "ít nhất một mục"),
        (
            "process_flags",
            {"process_flags_state": "none", "process_flags_codes": ["smelting"]},
            "nhưng lại chọn mục",
        ),
        (
            "process_flags",
            {"process_flags_state": "some", "process_flags_codes": ["xyz"]},
            "Không có mục xyz",
        ),
        ("preferences_max_km", {"preferences_max_km_0_km": "60"}, "cả đầu mối và số km"),
        (
            "preferences_max_km",
            {"preferences_max_km_0_node": "AIR-HAN", "preferences_max_km_0_km": "-1"},
            "lớn hơn 0",
        ),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field_and_everything_typed_is_kept(
    administrator: Client, sent: dict, field: str, changed: dict, said: str
) -> None:
    typed = {**sent, "note": "khách hẹn thứ Sáu", "utilities_power_mw": "6,25", **changed}
    response = administrator.post(ADD, typed)
    found = errors(response)
    assert list(found) == [field]
    assert said in str(found[field])
    html = response.content.decode()
    assert "khách hẹn thứ Sáu" in html and 'value="6,25"' in html
    for value in changed.values():
        if isinstance(value, str) and value not in ("", "999999", "some", "none", "USD", "AIR-HAN"):
            assert f'value="{value}"' in html
    assert not Project.objects.exists()


def test_a_project_without_a_line_is_refused(administrator: Client, sent: dict) -> None:
    response = administrator.post(ADD, {**sent, "lines-TOTAL_FORMS": "0"})
    assert errors(response)
    assert not Project.objects.exists()


def test_projects_are_found_without_diacritics_by_name_line_and_investor(
    administrator: Client, sent: dict
) -> None:
    investor = store_investor(investor=Investor(name="Công ty Đại Hàn"))
    administrator.post(ADD, {**sent, "investor": investor.pk})
    for asked in ("thau kinh", "Thấu Kính", "dai han", "quang hoc", "2670"):
        assert administrator.get(LIST, {"q": asked}).context["cl"].result_count == 1, asked
    assert administrator.get(LIST, {"q": "xi mang"}).context["cl"].result_count == 0


def test_the_list_takes_as_many_queries_for_ten_projects_as_for_one(administrator: Client) -> None:
    counts = []
    for more in (1, 9):
        for _ in range(more):
            investor = store_investor(investor=Investor(name="x"))
            register_project(facts={"name": "x", "lines": [{"code": "2670"}]}, investor=investor)
        administrator.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            administrator.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_who_may_only_look_reads_unknown_and_none_as_words(onlooker: Client) -> None:
    facts = {
        "name": "x",
        "lines": [{"code": "2670"}],
        "process_flags": [],
        "technology": {"lists": ["strategic"]},
    }
    project = register_project(facts=facts)
    page = reverse("admin:investors_project_change", args=[project.pk])
    text = words(onlooker.get(page).content)
    assert "Công đoạn đặc thù không có" in text
    assert "Danh mục công nghệ, sản phẩm công nghệ chiến lược" in text
    assert "Giấy chứng nhận chưa biết" in text
    assert "Loại địa điểm không giới hạn" in text
    assert onlooker.post(page, {"name": "y"}).status_code == 403


def test_a_confidential_name_is_kept_from_those_who_may_not_view_investors(catalogue: None) -> None:
    hidden = store_investor(investor=Investor(name="Bí Mật Một", confidential=True))
    project = register_project(facts={"name": "x", "lines": [{"code": "2670"}]}, investor=hidden)
    reader = with_permissions("an", {"view", "change"}, {"project", "projectline", "sector"})
    looker = with_permissions("be", {"view"}, {"project", "projectline", "sector"})
    page = reverse("admin:investors_project_change", args=[project.pk])
    for client, address in ((reader, LIST), (looker, LIST), (looker, page), (reader, page)):
        response = client.get(address)
        assert response.status_code == 200
        assert "Bí Mật Một" not in response.content.decode(), address
    # The history names the investor of each version; nor can the name be guessed by searching for it.
    history = reverse("admin:investors_project_history", args=[project.pk])
    assert [client.get(history).status_code for client in (reader, looker)] == [403, 403]
    assert reader.get(LIST, {"q": "bi mat"}).context["cl"].result_count == 0


def test_nothing_is_deleted(administrator: Client) -> None:
    project = register_project(facts={"name": "x", "lines": [{"code": "2670"}]})
    page = reverse("admin:investors_project_delete", args=[project.pk])
    assert administrator.post(page, {"post": "yes"}).status_code == 403
    assert Project.objects.exists()
