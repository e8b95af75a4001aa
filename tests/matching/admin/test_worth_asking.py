"""The page of the figures to ask for first: who reads it, and how a figure is recorded from there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from investors.services import register_project
from matching.asking import figures_worth_asking
from parks.dates import today
from parks.models import Site
from tests.officers import administrator, role, words

__all__ = ["administrator"]
LENSES = {"name": "Thấu kính", "lines": [{"code": "2670"}], "land": {"area_ha": 8}}


def page(client: Client):
    return client.get(reverse("worth_asking"))


@pytest.mark.usefixtures("rules")
class TestTheList:
    def test_it_names_sites_and_figures_with_what_they_would_change(self, administrator: Client):
        register_project(facts=LENSES)
        response = page(administrator)
        found = figures_worth_asking(on=today()).gaps
        lines = response.context["lines"]
        assert [(line.site.code, line.projects) for line in lines] == [
            (gap.site, gap.projects) for gap in found
        ]
        text = words(response.content)
        assert "Tính trên 1 hồ sơ đang mở, theo bộ tiêu chí 2026.1." in text
        assert lines[0].site.name_vi in text and lines[0].figure in text

    def test_a_figure_is_recorded_from_there_by_who_may(self):
        register_project(facts=LENSES)
        links = {
            key: [line.add for line in page(role(key)).context["lines"]]
            for key in ("officer", "officer_parks", "reader")
        }
        assert all(links["officer"]) and not any(links["reader"])
        lines = page(role("officer_parks", "khu")).context["lines"]
        assert [bool(line.add) for line in lines] == [line.site.kind != Site.Kind.CLUSTER for line in lines]
        land = next(line for line in lines if line.add and "quantity=" in line.add)
        form = role("officer", "ghi").get(land.add)
        assert form.status_code == 200 and land.site.name_vi in form.content.decode()
        assert "next=%2Fadmin%2Fwork%2Fgaps%2F" in land.add

    def test_queries_do_not_grow_with_projects(self):
        client = role("officer")
        register_project(facts=LENSES)
        page(client)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as counted:
                page(client)
            counts.append(len(counted))
            for _ in range(3):
                register_project(facts=LENSES)
        assert counts[0] == counts[1]

    def test_without_a_project_there_is_nothing_to_ask(self, administrator: Client):
        assert "Không có hồ sơ nào đang mở." in words(page(administrator).content)


@pytest.mark.usefixtures("catalogue")
def test_without_a_ruleset_the_page_says_so(administrator: Client):
    assert "Chưa có bộ tiêu chí nào được ban hành" in words(page(administrator).content)
