"""An officer of the parks changes no cluster: by no page, act, sheet or form sent past the pages."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parks import services
from parks.models import Fact, Orientation, PlanningArea, Remit, Site, Source, Status, Tenant
from parks.remits import OUTSIDE, OUTSIDE_AREA
from tests.officers import with_permissions, words

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def parks_only(catalogue: None) -> Client:
    """Return the browser of one who may do everything, at parks alone."""
    client = with_permissions("mai", {"view", "add", "change"})
    Remit.objects.update(kind=Site.Kind.PARK)
    return client


@pytest.fixture
def cluster(catalogue: None) -> Site:
    found = Site.objects.filter(kind="cluster", tenants__isnull=False, identity="unconfirmed").first()
    return found or Site.objects.filter(kind="cluster", tenants__isnull=False).first()  # type: ignore[return-value]


@pytest.fixture
def park(catalogue: None) -> Site:
    return Site.objects.get(code="KCN-SONG-CONG-1")


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:parks_{name}", args=args)


def kept() -> tuple[int, ...]:
    """Return how often each kind of record was ever written."""
    return tuple(model.history.count() for model in (Fact, Status, Site, Orientation, Tenant))


def test_the_page_of_a_cluster_has_no_buttons_and_that_of_a_park_has(
    parks_only: Client, cluster: Site, park: Site
) -> None:
    here = words(parks_only.get(page("site_change", park.pk)).content)
    there = words(parks_only.get(page("site_change", cluster.pk)).content)
    for button in (
        "Thêm số liệu",
        "Thêm trạng thái",
        "Thêm định hướng",
        "Sửa thông tin chung",
        "Chọn dùng",
        "Rút lại",
    ):
        assert button in here and button not in there, button


def test_no_act_on_a_cluster_opens(parks_only: Client, cluster: Site, park: Site) -> None:
    fact, status = cluster.facts.first(), cluster.statuses.first()
    before = kept()
    acts = [
        (page("site_confirm", cluster.pk), {"source": Source.objects.first().pk}),
        (page("site_edit", cluster.pk), {"note": "x", "version": cluster.version}),
        (page("fact_pin", fact.pk), {"pin_reason": "x"}),
        (page("fact_unpin", fact.pk), {}),
        (page("fact_retract", fact.pk), {"retraction_reason": "x"}),
        (page("status_retract", status.pk), {"retraction_reason": "x"}),
        (page("site_change", cluster.pk), {"note": "x", "version": cluster.version}),
    ]
    for address, sent in acts:
        if "change" not in address:
            assert parks_only.get(address).status_code == 403, address
        parks_only.post(address, sent)
    assert kept() == before
    assert parks_only.get(page("site_edit", park.pk)).status_code == 200
    assert parks_only.get(page("fact_retract", park.facts.first().pk)).status_code == 200


def sent_of(model: str, site: Site) -> dict[str, Any]:
    common = {"site": site.pk, "source": Source.objects.first().pk, "grade": "sourced", "as_of": "2026-06"}
    own: dict[str, dict[str, Any]] = {
        "fact": {"quantity": "occupancy_pct", "qualifier": "exact", "value": "50"},
        "status": {"stage": "operating", "developer": "unknown"},
        "orientation": {"stance": "wanted", "words": "điện tử", "edition": "2018", "prefix": "26"},
        "tenant": {"name": "Hàn Việt", "product": "thấu kính"},
    }
    return common | own[model]


@pytest.mark.parametrize("model", ["fact", "status", "orientation", "tenant"])
def test_a_form_sent_about_a_cluster_is_refused_beside_the_site(
    parks_only: Client, cluster: Site, park: Site, model: str
) -> None:
    before = kept()
    response = parks_only.post(page(f"{model}_add"), sent_of(model, cluster))
    context = response.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    assert form.errors["site"] == [OUTSIDE] and kept() == before
    assert OUTSIDE in words(response.content)
    assert parks_only.post(page(f"{model}_add"), sent_of(model, park)).status_code == 302
    assert sum(kept()) == sum(before) + 1


def test_a_row_of_a_cluster_is_not_edited_nor_moved_there(
    parks_only: Client, cluster: Site, park: Site
) -> None:
    theirs = cluster.tenants.first()
    sent = {**sent_of("tenant", cluster), "name": "Tên khác"}
    assert parks_only.post(page("tenant_change", theirs.pk), sent).status_code == 403
    # Nor taken over to a park.
    assert parks_only.post(page("tenant_change", theirs.pk), {**sent, "site": park.pk}).status_code == 403
    parks_only.post(page("tenant_add"), sent_of("tenant", park))
    ours = Tenant.objects.get(name="Hàn Việt")
    moved = parks_only.post(page("tenant_change", ours.pk), sent_of("tenant", cluster))
    assert moved.context["adminform"].form.errors["site"] == [OUTSIDE]
    ours.refresh_from_db()
    assert ours.site == park and cluster.tenants.filter(name="Tên khác").count() == 0


def test_the_orientation_of_a_whole_area_concerns_its_clusters_too(parks_only: Client, cluster: Site) -> None:
    area = PlanningArea.objects.get(pk=cluster.planning_area_id)
    sent = {**sent_of("orientation", cluster), "site": "", "planning_area": area.pk}
    response = parks_only.post(page("orientation_add"), sent)
    assert response.context["adminform"].form.errors["planning_area"] == [OUTSIDE_AREA]
    row = Orientation.objects.filter(planning_area__isnull=False).first()
    assert row is not None
    assert parks_only.post(page("orientation_change", row.pk), sent).status_code == 403
    mai = User.objects.get(username="mai")
    Remit.objects.filter(user=mai).update(kind="", planning_area=area)
    assert parks_only.post(page("orientation_add"), sent).status_code == 302


def test_a_sheet_with_a_row_of_a_cluster_writes_nothing(
    parks_only: Client, cluster: Site, park: Site, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_FOLDER = tmp_path
    source = Source.objects.first()
    assert source is not None
    rows = [f"{site.code};Tỷ lệ lấp đầy;50;2026-06;{source.code};có nguồn" for site in (park, cluster)]
    text = "\n".join(("Mã khu, cụm;Đại lượng;Giá trị;Thời điểm;Mã nguồn;Độ tin cậy", *rows))
    before = kept()
    response = parks_only.post(
        page("fact_import_table"), {"file": SimpleUploadedFile("a.csv", text.encode())}
    )
    assert OUTSIDE in words(response.content) and 'name="token"' not in response.content.decode()
    assert kept() == before


def test_the_services_ask_whoever_calls_them(parks_only: Client, cluster: Site) -> None:
    mai, source = User.objects.get(username="mai"), Source.objects.first()
    fact, status = cluster.facts.first(), cluster.statuses.first()
    assert source is not None
    given = {"source": source, "grade": "sourced", "user": mai, "as_of": "2026-06", "site": cluster}
    acts = [
        lambda: services.record_fact(quantity="occupancy_pct", value="50", **given),
        lambda: services.record_status(stage="operating", **given),
        lambda: services.retract_evidence(row=fact, reason="x", user=mai),
        lambda: services.retract_evidence(row=status, reason="x", user=mai),
        lambda: services.pin_fact(fact=fact, reason="x", user=mai),
        lambda: services.unpin_fact(fact=fact, user=mai),
        lambda: services.confirm_identity(site=cluster, source=source, user=mai),
    ]
    before = kept()
    for act in acts:
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.message_dict["site"] == [OUTSIDE]
    assert kept() == before


def test_without_any_remit_nothing_is_changed_anywhere(parks_only: Client, park: Site) -> None:
    Remit.objects.all().delete()
    response = parks_only.post(page("fact_add"), sent_of("fact", park))
    assert response.context["form"].errors["site"] == [OUTSIDE]
    assert parks_only.get(page("site_edit", park.pk)).status_code == 403
