"""The officers' desk speaks Vietnamese, whatever language the browser asks for."""

from django.test import Client
from django.urls import reverse

ENGLISH = {"accept-language": "en-US,en;q=0.9"}


def test_an_english_browser_gets_the_vietnamese_desk(administrator: Client) -> None:
    page = administrator.get(reverse("admin:investors_project_add"), headers=ENGLISH).content.decode()
    assert "Save and continue editing" not in page and "Add another" not in page
    assert "Lưu và tiếp tục" in page and '<html lang="vi"' in page


def test_its_mistakes_are_told_in_vietnamese_too(administrator: Client) -> None:
    response = administrator.post(reverse("admin:investors_project_add"), {"name": ""}, headers=ENGLISH)
    page = response.content.decode()
    assert "Please correct" not in page and "This field is required" not in page
    assert "Xin sửa những chỗ báo lỗi dưới đây." in page
