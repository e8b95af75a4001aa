"""Two officers on one form: the second is told who was quicker and what differs, and nothing is overwritten."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from simple_history.admin import SimpleHistoryAdmin

from parks.admin.base import Page
from parks.admin.conflicts import VERSION_FIELD, Conflicts
from parks.models import Site
from parks.versions import save_next
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")


class Probe(Conflicts, SimpleHistoryAdmin, Page):
    fields = ("name_en", "craft_village", "note")


@pytest.fixture
def site(catalogue: None) -> Site:
    return Site.objects.get(code="KCN-SONG-CONG-1")


@pytest.fixture
def lan(db: None) -> User:
    return User.objects.create_superuser("lan", first_name="Lan", last_name="Nguyễn")


def send(user: User, site: Site, **typed: Any) -> Any:
    data = {"name_en": site.name_en, "note": site.note, VERSION_FIELD: site.version, **typed}
    request = RequestFactory().post(f"/admin/parks/site/{site.pk}/edit/", data)
    request.user, request.session = user, {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    answer = Probe(Site, admin.site).changeform_view(request, str(site.pk))
    return answer.render() if hasattr(answer, "render") else answer


def test_a_save_raises_the_version_and_says_whose_it_is(site: Site, lan: User) -> None:
    assert send(lan, site, note="Đã gọi điện").status_code == 302
    after = Site.objects.get(pk=site.pk)
    assert (after.version, after.note) == (site.version + 1, "Đã gọi điện")
    assert after.history.first().history_user == lan


def test_the_second_of_two_is_told_and_nothing_of_the_first_is_lost(site: Site, lan: User) -> None:
    minh = User.objects.create_superuser("minh")
    first = Site.objects.get(pk=site.pk)
    first.note, first.craft_village = "Ghi chú của Lan", True
    save_next(first, user=lan)
    answer = send(minh, site, note="Ghi chú của Minh")
    page, stored = words(answer.content), Site.objects.get(pk=site.pk)
    assert answer.status_code == 200 and (stored.note, stored.craft_village) == ("Ghi chú của Lan", True)
    assert "Nguyễn Lan vừa sửa bản ghi này lúc" in page
    assert "Ghi chú nội bộ Ghi chú của Lan Ghi chú của Minh" in page and "Cụm làng nghề có không" in page
    html = answer.content.decode()
    assert f'name="version" value="{stored.version}"' in html and "Ghi chú của Minh</textarea>" in html


def test_saving_once_more_is_done_knowingly(site: Site, lan: User) -> None:
    first = Site.objects.get(pk=site.pk)
    first.note = "Ghi chú của Lan"
    save_next(first, user=lan)
    assert send(lan, site, note="Cả hai").status_code == 200
    assert send(lan, site, note="Cả hai", version=first.version).status_code == 302
    assert Site.objects.get(pk=site.pk).note == "Cả hai"


@pytest.mark.parametrize("version", ["", "0", "x", "99999"])
def test_a_form_without_the_stored_version_writes_nothing(site: Site, lan: User, version: str) -> None:
    answer = send(lan, site, note="Mới", version=version)
    assert answer.status_code == 200 and Site.objects.get(pk=site.pk).note == site.note
    assert f'name="version" value="{site.version}"' in answer.content.decode()


def test_who_may_only_look_gets_no_version(site: Site) -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.create_user("hoa", is_staff=True)
    assert VERSION_FIELD not in Probe(Site, admin.site).get_form(request, site).base_fields
