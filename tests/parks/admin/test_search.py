"""Every list of the desk is searched without diacritics."""

import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client

from parks.admin.base import FoldedFew, FoldedSearch
from parks.models import Plot, Site, Source
from tests.officers import administrator

__all__ = ["administrator"]
# The log-ins: names that people type to come in, and addresses.
PLAIN = {"axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog"}


def test_no_list_is_searched_in_another_way() -> None:
    plain = {
        model._meta.label
        for model, page in admin.site._registry.items()
        if page.search_fields and not isinstance(page, FoldedSearch | FoldedFew)
    }
    assert plain == PLAIN


@pytest.mark.parametrize("asked", ["hang", "Hằng", "HANG nguyen", "nguyễn"])
def test_people_are_found_without_diacritics(administrator: Client, asked: str) -> None:
    person = User.objects.create_user("hn", first_name="Hằng", last_name="Nguyễn")
    found = administrator.get("/admin/auth/user/", {"q": asked}).context["cl"].result_list
    assert list(found) == [person]
    assert not administrator.get("/admin/auth/user/", {"q": f"{asked} x9"}).context["cl"].result_list


def test_roles_are_found_without_diacritics(administrator: Client) -> None:
    group = Group.objects.create(name="Tổ Điềm Thụy")
    assert list(administrator.get("/admin/auth/group/", {"q": "diem"}).context["cl"].result_list) == [group]


@pytest.mark.parametrize("asked", ["lo dong", "Lô Đông", "song cong dong", "ĐÔNG"])
def test_plots_are_found_by_name_and_site(catalogue: None, administrator: Client, asked: str) -> None:
    plot = Plot.objects.create(
        code="p1",
        site=Site.objects.get(code="KCN-SONG-CONG-1"),
        name="Lô Đông 1",
        area_ha=2,
        state="free",
        as_of="2026",
        counts_from=datetime.date(2026, 1, 1),
        source=Source.objects.first(),
        grade="sourced",
    )
    assert list(administrator.get("/admin/parks/plot/", {"q": asked}).context["cl"].result_list) == [plot]
    assert not administrator.get("/admin/parks/plot/", {"q": f"{asked} x9"}).context["cl"].result_list


@pytest.mark.usefixtures("catalogue")
def test_a_name_with_its_number_finds_that_site_alone(administrator: Client) -> None:
    def found(page: str, asked: str) -> set[str]:
        rows = administrator.get(f"/admin/parks/{page}/", {"q": asked}).context["cl"].result_list
        return {getattr(row, "site", row).code for row in rows}

    for page in ("site", "fact"):
        assert found(page, "Yên Bình 3") == {"KCN-YEN-BINH-3"}, page
    assert len(found("site", "yen binh")) > 1
    # No name has these words one after the other: each is looked for.
    assert found("site", "binh yen 3") >= {"KCN-YEN-BINH-3"}
