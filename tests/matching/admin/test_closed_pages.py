"""Every page of the admin opens to those who may see it, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from investors.models import Project
from tests.matching.admin.every_page import pages

pytestmark = pytest.mark.usefixtures("rules")


def test_every_page_opens_to_who_may_only_look(rows: None, onlooker: Client) -> None:
    for page in pages():
        assert onlooker.get(page).status_code == 200, page


def test_every_page_is_closed_to_strangers_and_visitors(rows: None, stranger: Client) -> None:
    for page in pages():
        assert stranger.get(page).status_code == (200 if page == "/admin/" else 403), page
        assert Client().get(page).headers["Location"].startswith("/admin/login/?next="), page


def test_the_first_page_of_a_stranger_shows_no_data(rows: None, stranger: Client) -> None:
    html = stranger.get("/admin/").content.decode()
    assert "Thấu kính" not in html and "CCN" not in html and "Nhập dự án mới" not in html


def test_the_first_page_says_what_is_open_and_leads_to_it(rows: None, administrator: Client) -> None:
    html = administrator.get("/admin/").content.decode()
    project = Project.objects.get()
    for said in (
        "Thấu kính",
        reverse("admin:investors_project_change", args=[project.pk]),
        "khu, cụm chưa xác nhận tên gọi",
        "Bộ tiêu chí 2026.1",
        "Nhập dự án mới",
    ):
        assert said in html, said
