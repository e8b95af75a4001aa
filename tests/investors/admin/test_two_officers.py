"""Two officers edit one record, each on the page as it is: the second is told, and nothing is overwritten silently."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse

from investors.models import Investor, Project
from investors.services import register_project, store_investor
from matching.models import Reply
from parks.admin.conflicts import Conflicts
from parks.models import Site
from parks.models.versions import Versioned
from tests.officers import words
from tests.sent import as_sent

pytestmark = pytest.mark.usefixtures("catalogue")
BOTH = {"minh": "Minh Trần", "lan": "Lan Nguyễn"}


@pytest.fixture
def officers(db: None) -> dict[str, Client]:
    """Return the browsers of Lan, who is quick, and Minh, who opened the page before her and saves after."""
    found = {}
    for name, full in BOTH.items():
        first, last = full.split()
        user = User.objects.create_superuser(name, first_name=first, last_name=last)
        found[name] = Client()
        found[name].force_login(user)
    return found


def open_in_two(
    officers: dict[str, Client], page: str, form_id: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    return as_sent(officers["lan"], page, form_id), as_sent(officers["minh"], page, form_id)


def told(response: Any) -> str:
    assert response.status_code == 200
    text = words(response.content)
    assert "Nguyễn Lan vừa sửa bản ghi này lúc" in text
    return text


def test_of_a_project_the_lines_too_belong_to_the_version(officers: dict[str, Client]) -> None:
    project = register_project(facts={"name": "Thấu kính", "lines": [{"code": "2670"}]})
    page = reverse("admin:investors_project_change", args=[project.pk])
    quick, late = open_in_two(officers, page, "project_form")
    assert officers["lan"].post(page, {**quick, "land_area_ha": "3,5"}).status_code == 302
    typed = {**late, "name": "Thấu kính Việt", "lines-0-product": "kính hiển vi"}
    text = told(officers["minh"].post(page, typed))
    assert "Diện tích cần (ha) 3,5 (trống)" in text and "Thấu kính Thấu kính Việt" in text
    assert "Sản phẩm (trống) kính hiển vi" in text
    project.refresh_from_db()
    assert (project.name, str(project.land_area_ha), project.version) == ("Thấu kính", "3.50", 2)
    assert project.lines.get().product == ""
    # Saving the page as it was given back is done knowingly.
    again = officers["minh"].post(page, {**typed, "version": str(project.version), "land_area_ha": "3,5"})
    assert again.status_code == 302
    project.refresh_from_db()
    assert (project.name, project.lines.get().product) == ("Thấu kính Việt", "kính hiển vi")


def test_of_an_investor(officers: dict[str, Client]) -> None:
    investor = store_investor(investor=Investor(name="Hàn Việt"))
    page = reverse("admin:investors_investor_change", args=[investor.pk])
    quick, late = open_in_two(officers, page, "investor_form")
    assert officers["lan"].post(page, {**quick, "contact_phone": "0912345678"}).status_code == 302
    text = told(officers["minh"].post(page, {**late, "contact_name": "Kim"}))
    assert "0912345678" in text
    investor.refresh_from_db()
    assert (investor.contact_phone, investor.contact_name) == ("0912345678", "")


def test_of_a_site(officers: dict[str, Client]) -> None:
    site = Site.objects.get(code="KCN-SONG-CONG-1")
    page = reverse("admin:parks_site_edit", args=[site.pk])
    quick, late = open_in_two(officers, page, "site_form")
    assert officers["lan"].post(page, {**quick, "note": "Ghi của Lan"}).status_code == 302
    told(officers["minh"].post(page, {**late, "note": "Ghi của Minh"}))
    site.refresh_from_db()
    assert site.note == "Ghi của Lan"
    changes = words(officers["lan"].get(reverse("admin:parks_site_change", args=[site.pk])).content)
    assert "Thay đổi gần đây" in changes and "Ghi chú nội bộ (trống) Ghi của Lan" in changes


def test_every_page_that_edits_a_versioned_record_compares_versions(officers: dict[str, Client]) -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="lan")
    edited = [
        page
        for model, page in admin.site._registry.items()
        if issubclass(model, Versioned) and page.has_change_permission(request)
    ]
    assert {page.model for page in edited} >= {Site, Investor, Project}
    # A letter has a page of its own: tests/matching/admin/test_answering_an_enquiry.py.
    assert [page.model for page in edited if not isinstance(page, Conflicts)] == [Reply]
