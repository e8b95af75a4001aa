"""Before the first ruleset is published there is nothing to match by, and the button says so."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from investors.models import Project
from investors.services import register_project
from matching.models import MatchRun
from tests.matching.conftest import forget_snapshots
from tests.officers import words


@pytest.fixture
def project(catalogue: None) -> Iterator[Project]:
    forget_snapshots()
    yield register_project(facts={"name": "May", "lines": [{"code": "1410"}]})
    forget_snapshots()


def test_the_officer_is_told_and_nothing_is_kept(administrator: Client, project: Project) -> None:
    response = administrator.post(reverse("admin:investors_project_match", args=[project.pk]), follow=True)
    assert "Chưa có bộ tiêu chí nào được ban hành" in words(response.content)
    assert not MatchRun.objects.exists()
