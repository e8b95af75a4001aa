"""The site of the officers' pages finds the kinds of records for who asks for them, and for no other page."""

import pytest
from django.test import Client

from config.desk import Desk
from tests.officers import administrator, stranger

__all__ = ["administrator", "stranger"]


@pytest.mark.django_db
def test_the_kinds_of_records_are_found_for_the_page_that_shows_them_alone(
    administrator: Client, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nguồn" in administrator.get("/admin/parks/").content.decode()
    assert stranger.get("/admin/parks/").status_code == 404
    monkeypatch.setattr(Desk, "_build_app_dict", None)
    for page in ("/admin/", "/admin/parks/source/", "/admin/parks/source/add/"):
        assert administrator.get(page).status_code == 200, page
