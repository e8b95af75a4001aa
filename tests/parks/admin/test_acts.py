"""Officers add, choose, retract and confirm; a refused form says why beside the field and keeps what was typed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from parks.models import Fact, Site, Source, Status
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")
ADD = "/admin/parks/fact/add/"


@pytest.fixture
def site(catalogue: None) -> Site:
    return Site.objects.get(code="KCN-SONG-CONG-1")


@pytest.fixture
def typed(site: Site) -> dict[str, str]:
    return {
        "site": str(site.pk),
        "quantity": "occupancy_pct",
        "qualifier": "exact",
        "value": "98,5",
        "as_of": "2026-06",
        "source": str(Source.objects.first().pk),
        "grade": "verified",
        "note": "",
    }


def test_a_fact_is_added_with_its_source_and_author(administrator: Client, site: Site, typed: dict) -> None:
    response = administrator.post(f"{ADD}?site={site.code}", typed)
    assert response.headers["Location"] == reverse("admin:parks_site_change", args=[site.pk])
    fact = Fact.objects.get(site=site, value="98,5")
    assert (str(fact.number), fact.as_of, fact.unit) == ("98.5000", "2026-06", "%")
    assert fact.recorded_by == User.objects.get()
    text = words(administrator.get(response.headers["Location"]).content)
    assert "Đã ghi nhận số liệu." in text and "98,5% 6/2026" in text


def test_the_form_opens_with_the_site_filled_in(administrator: Client, site: Site) -> None:
    page = administrator.get(ADD, {"site": site.code, "quantity": "area_free_ha"}).content.decode()
    assert f'<option value="{site.pk}" selected' in page
    assert '<option value="area_free_ha" selected' in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("value", "khoảng chín mươi", "không phải là số"),
        ("value", "101", "phải từ 0 đến 100"),
        ("as_of", "30/6/2026", "Ghi năm (2023), tháng (2023-06) hoặc ngày (2023-06-30)."),
        ("as_of", "2031-01", "không thể ở tương lai"),
        ("as_of", "", "bắt buộc"),
        ("source", "", "bắt buộc"),
        ("grade", "estimated", "Hãy chọn một lựa chọn hợp lệ"),
        ("quantity", "", "bắt buộc"),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field_and_kept(
    administrator: Client, typed: dict, field: str, value: str, said: str
) -> None:
    before = Fact.objects.count()
    response = administrator.post(ADD, {**typed, "note": "đã gọi hỏi", field: value})
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert said in str(form.errors[field])
    assert "những gì đã nhập vẫn còn" in words(response.content)
    assert "đã gọi hỏi" in response.content.decode()
    assert Fact.objects.count() == before


def test_all_errors_are_told_at_once(administrator: Client, typed: dict) -> None:
    response = administrator.post(ADD, {**typed, "value": "abc", "as_of": "hôm qua"})
    assert set(response.context["form"].errors) == {"value", "as_of"}


def test_a_status_is_added(administrator: Client, site: Site) -> None:
    sent = {
        "site": site.pk,
        "stage": "withdrawn",
        "developer": "unknown",
        "as_of": "2026-10-01",
        "words": "",
        "source": Source.objects.first().pk,
        "grade": "sourced",
        "note": "",
    }
    administrator.post(f"/admin/parks/status/add/?site={site.code}", sent)
    assert Status.objects.get(site=site, stage="withdrawn").as_of == "2026-10-01"
    page = administrator.get(reverse("admin:parks_site_change", args=[site.pk]))
    assert "đã đưa ra khỏi quy hoạch hiện nay" in words(page.content)


def test_a_fact_is_chosen_with_a_reason_and_let_go_again(administrator: Client, site: Site) -> None:
    former = Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-1")
    other = Fact.objects.get(site=site, quantity="area_planned_ha", value="220")
    page = reverse("admin:parks_fact_pin", args=[other.pk])
    refused = administrator.post(page, {"pin_reason": " "})
    assert "bắt buộc" in str(refused.context["form"].errors["pin_reason"])
    administrator.post(page, {"pin_reason": "Quyết định điều chỉnh"})
    other.refresh_from_db()
    former.refresh_from_db()
    assert (other.pin_reason, former.pinned_at) == ("Quyết định điều chỉnh", None)
    administrator.post(reverse("admin:parks_fact_unpin", args=[other.pk]))
    other.refresh_from_db()
    assert other.pinned_at is None


def test_a_fact_is_retracted_with_a_reason_and_not_twice(administrator: Client, site: Site) -> None:
    fact = Fact.objects.get(site=site, quantity="area_planned_ha", value="220")
    page = reverse("admin:parks_fact_retract", args=[fact.pk])
    assert administrator.post(page, {"retraction_reason": ""}).status_code == 200
    administrator.post(page, {"retraction_reason": "Bản cũ"})
    fact.refresh_from_db()
    assert (fact.retraction_reason, fact.retracted_by) == ("Bản cũ", User.objects.get())
    assert administrator.post(page, {"retraction_reason": "lần nữa"}).status_code == 403


def test_a_status_is_retracted_with_a_reason(administrator: Client, site: Site) -> None:
    status = Status.objects.filter(site=site).first()
    page = reverse("admin:parks_status_retract", args=[status.pk])
    asked = words(administrator.get(page).content)
    assert "Rút lại trạng thái" in asked
    assert status.get_stage_display() in asked
    administrator.post(page, {"retraction_reason": "Nhầm khu"})
    status.refresh_from_db()
    assert (status.retraction_reason, status.retracted_by) == ("Nhầm khu", User.objects.get())


def test_an_identity_is_confirmed_only_with_a_source(administrator: Client) -> None:
    site = Site.objects.get(code="CCN-CAO-NGAN-1")
    page = reverse("admin:parks_site_confirm", args=[site.pk])
    administrator.post(page, {"source": ""})
    site.refresh_from_db()
    assert site.identity == "unconfirmed"
    source = Source.objects.first()
    administrator.post(page, {"source": source.pk})
    site.refresh_from_db()
    assert (site.identity, site.identity_source) == ("sure", source)


def test_evidence_is_neither_edited_nor_deleted(administrator: Client, site: Site) -> None:
    fact = Fact.objects.filter(site=site).first()
    page = reverse("admin:parks_fact_change", args=[fact.pk])
    assert administrator.get(page).status_code == 200
    assert administrator.post(page, {"value": "1"}).status_code == 403
    assert (
        administrator.post(reverse("admin:parks_fact_delete", args=[fact.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert Fact.objects.get(pk=fact.pk).value == fact.value


def test_who_may_only_look_can_do_none_of_it(onlooker: Client, site: Site, typed: dict) -> None:
    fact = Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-1")
    before = Fact.objects.count()
    for page, sent in (
        (ADD, typed),
        (reverse("admin:parks_fact_pin", args=[fact.pk]), {"pin_reason": "x"}),
        (reverse("admin:parks_fact_unpin", args=[fact.pk]), {}),
        (reverse("admin:parks_fact_retract", args=[fact.pk]), {"retraction_reason": "x"}),
        (reverse("admin:parks_site_confirm", args=[site.pk]), {"source": typed["source"]}),
        (reverse("admin:parks_site_edit", args=[site.pk]), {"note": "x"}),
        ("/admin/parks/source/add/", {"title": "x"}),
    ):
        assert onlooker.post(page, sent).status_code == 403, page
    fact.refresh_from_db()
    assert (Fact.objects.count(), fact.retracted_at) == (before, None)
    assert fact.pinned_at is not None


def test_a_new_source_gets_a_code_from_its_title(administrator: Client) -> None:
    administrator.post(
        "/admin/parks/source/add/", {"title": "Quyết định 1686/QĐ-TTg về Điềm Thụy", "url": ""}
    )
    source = Source.objects.get(title__startswith="Quyết định 1686")
    assert source.code.startswith("quyet-dinh-1686qd-ttg-ve-diem-thuy-")


@pytest.mark.parametrize(
    ("page", "asked", "expected"),
    [
        ("/admin/parks/sector/", "thiet bi quang hoc", "2670"),
        ("/admin/parks/sector/", "2670", "2670"),
        ("/admin/parks/adminunit/", "pho yen", "Phổ Yên"),
        ("/admin/parks/source/", "tap chi cong san", "Tạp chí Cộng sản"),
        ("/admin/parks/node/", "noi bai", "Nội Bài"),
    ],
)
def test_reference_data_is_found_without_diacritics(
    administrator: Client, page: str, asked: str, expected: str
) -> None:
    response = administrator.get(page, {"q": asked})
    assert response.context["cl"].result_count >= 1
    assert expected in words(response.content)


def test_the_look_up_of_sectors_answers_by_code_and_by_name(administrator: Client) -> None:
    query = {"app_label": "investors", "model_name": "projectline", "field_name": "sector"}
    for term in ("2670", "quang hoc", "Quang học"):
        results = administrator.get("/admin/autocomplete/", {**query, "term": term}).json()["results"]
        assert any(result["text"].startswith("2670") for result in results), term


def test_of_two_editions_the_look_up_says_which(administrator: Client) -> None:
    query = {"app_label": "investors", "model_name": "projectline", "field_name": "sector", "term": "3512"}
    texts = [each["text"] for each in administrator.get("/admin/autocomplete/", query).json()["results"]]
    assert len(texts) == 2 and sum(text.endswith("(VSIC 2025)") for text in texts) == 1
