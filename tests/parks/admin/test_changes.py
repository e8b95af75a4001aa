"""The last changes of a record are readable on its page: who, when, which field, before and after."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from investors.models import Investor, Project
from investors.services import store_project
from parks.admin.changes import CHANGES, SHOWN, changes_of
from parks.admin.panels import shown
from parks.models import Site
from parks.versions import save_next
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def lan(db: None) -> User:
    return User.objects.create_superuser("lan", first_name="Lan")


@pytest.fixture
def project(db: None) -> Project:
    return store_project(project=Project(name="Thấu kính", investor=Investor.objects.create(name="Hàn Việt")))


def change(project: Project, user: User | None, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(project, name, value)
    save_next(project, user=user)


def test_a_change_says_who_and_both_values_in_words(project: Project, lan: User) -> None:
    another = Investor.objects.create(name="Sông Hồng")
    change(
        project,
        lan,
        investor=another,
        land_area_ha=Decimal("3.5"),
        environment_group="II",
        process_flags=[],
    )
    latest = changes_of(project)[0]
    assert latest.who == "Lan"
    assert {(row.before, row.after) for row in latest.rows} >= {
        ("Hàn Việt", "Sông Hồng"),
        ("(trống)", "3,5"),
        ("(trống)", "không có"),
    }
    group = next(row for row in latest.rows if row.label == "Nhóm môi trường")
    assert group.after == project.get_environment_group_display()


def test_only_the_last_changes_are_read_whatever_there_is(project: Project, lan: User) -> None:
    counts = []
    for number in range(12):
        change(project, lan, note=f"Lần {number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(changes_of(project)) <= SHOWN + 1
        counts.append(len(queries))
    assert len(changes_of(project)) == SHOWN and set(counts) == {1}
    assert [change.rows[0].after for change in changes_of(project)][:2] == ["Lần 11", "Lần 10"]


def test_the_panel_is_on_the_page_for_whom_the_history_is_open(lan: User) -> None:
    site = Site.objects.get(code="KCN-SONG-CONG-1")
    site.note = "<b>đậm</b>"
    save_next(site, user=lan)
    request = RequestFactory().get("/")
    request.user = lan
    (panel,) = shown((CHANGES,), request, site)
    assert "Ghi chú nội bộ" in words(panel) and "&lt;b&gt;đậm" in panel
    request.user = User.objects.create_user("hoa", is_staff=True)
    assert shown((CHANGES,), request, site) == []
