"""What stands at the head of a page, and where what a record names leads to."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from investors.models import Enquiry
from tests.officers import role

pytestmark = pytest.mark.django_db


def head(client: Client, address: str) -> str:
    page: Any = client.get(address).content.decode()
    return str(page.partition("<h1")[2].partition("</h1>")[0])


def test_a_new_record_and_an_old_one_are_named_after_their_list_and_people_lead_to_no_closed_page() -> None:
    officer = role("officer")
    author = User.objects.get(username="officer")
    enquiry = Enquiry.objects.create(text="Xin 5 ha", created_by=author, owner=author)
    assert "Ghi yêu cầu mới" in head(officer, "/admin/investors/enquiry/add/")
    address = f"/admin/investors/enquiry/{enquiry.pk}/change/"
    written = head(officer, address)
    assert "/admin/investors/enquiry/" in written and enquiry.code in written
    assert "/admin/auth/user/" not in officer.get(address).content.decode()
    administrator = Client()
    administrator.force_login(User.objects.create_superuser("lan"))
    assert f"/admin/auth/user/{author.pk}/change/" in administrator.get(address).content.decode()
