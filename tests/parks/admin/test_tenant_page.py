"""The page of a firm at a site."""

import pytest
from django.test import Client

from parks.models import Tenant
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")


def test_who_may_only_look_reads_the_grade_in_words(onlooker: Client) -> None:
    tenant = Tenant.objects.filter(grade="sourced").first()
    assert tenant is not None
    page = words(onlooker.get(f"/admin/parks/tenant/{tenant.pk}/change/").content)
    assert "có nguồn" in page.lower()
    assert "sourced" not in page


def test_an_editor_chooses_the_grade(administrator: Client) -> None:
    tenant = Tenant.objects.first()
    assert tenant is not None
    assert 'name="grade"' in administrator.get(f"/admin/parks/tenant/{tenant.pk}/change/").content.decode()
