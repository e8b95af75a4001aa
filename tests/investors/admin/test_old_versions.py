"""An old version of a record is there to be read: nobody writes it back past the rules of the record's own page."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from investors.models import Investor
from investors.services import register_project, store_investor
from parks.admin.changes import stated
from parks.admin.history import History
from parks.models import Tenant
from parks.models.facts import Grade
from tests.officers import words

RAW = re.compile(r"[a-z]+(_[a-z]+)+|park|cluster|KR|exact|sure|forest|tanning")
pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_post_to_an_old_version_writes_nothing(onlooker: Client, administrator: Client) -> None:
    investor = store_investor(investor=Investor(name="Hàn Việt", confidential=False))
    page = reverse("admin:investors_investor_history", args=[investor.pk])
    old = f"{page}{investor.history.get().pk}/"
    for client in (onlooker, administrator):
        response = client.post(old, {"name": "Đổi tên", "contact_name": "", "note": ""})
        assert response.status_code == 403
        investor.refresh_from_db()
        assert (investor.name, investor.version, investor.history.count()) == ("Hàn Việt", 1, 1)


def test_an_old_version_is_read_column_by_column(administrator: Client) -> None:
    tenant = Tenant.objects.select_related("site", "source").first()
    assert tenant is not None
    tenant.save()
    page = reverse("admin:parks_tenant_history", args=[tenant.pk])
    version = f"{page}{tenant.history.first().pk}/"
    response = administrator.get(version)
    text = words(response.content)
    assert f"Doanh nghiệp {tenant.name}" in text and str(tenant.site) in text
    assert f"Độ tin cậy {Grade(tenant.grade).label}" in text and "Bản cũ chỉ để đọc" in text
    newest = tenant.history.first().pk
    assert f'href="{newest}/"' in administrator.get(page).content.decode()


@pytest.mark.parametrize("address", ["1/history/x/", "x/history/1/", "1/history/999999/", "x/history/"])
def test_what_is_not_there_is_said_to_be_missing(administrator: Client, address: str) -> None:
    assert administrator.get(f"/admin/parks/tenant/{address}").status_code == 404


def test_every_history_is_only_read() -> None:
    kept = [page for model, page in admin.site._registry.items() if hasattr(model, "history")]
    assert len(kept) > 5
    assert [page for page in kept if not isinstance(page, History)] == []


def test_no_version_shows_a_raw_code(catalogue: None) -> None:
    facts = {
        "name": "Thấu kính",
        "lines": [{"code": "2670"}],
        "process_flags": ["tanning"],
        "preferences": {"kinds": ["park"], "planning_areas": ["PHO-YEN"]},
        "environment": {"practices": ["symbiosis"], "sensitive_factors": ["forest"]},
    }
    register_project(
        facts=facts, investor=store_investor(investor=Investor(name="Hàn Việt", nationality="KR"))
    )
    shown = 0
    for model in admin.site._registry:
        if not hasattr(model, "history"):
            continue
        for version in model.history.all()[:20]:
            for label, text in stated(version):
                shown += 1
                raw = [word for word in text.split("; ") if RAW.fullmatch(word)]
                assert raw == [], (model, label)
    assert shown > 400
