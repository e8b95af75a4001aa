"""The pages for what went wrong: in the reader's words, and without the database."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from config import api
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_service
from tests.officers import stranger, words

__all__ = ["handler400", "handler403", "handler404", "handler500", "stranger"]


def failing(request: Any) -> None:
    raise RuntimeError("secret")


urlpatterns = [path("fails", failing), path("admin/fails", failing), *of_the_service]


@pytest.mark.parametrize(("status", "heading"), [(404, "Không có trang này"), (500, "Hệ thống gặp lỗi")])
@pytest.mark.urls(__name__)
def test_a_failure_is_said_in_vietnamese_and_in_english(status: int, heading: str) -> None:
    client = Client(raise_request_exception=False)
    address = "/nothing" if status == 404 else "/fails"
    answer = client.get(address)
    assert answer.status_code == status and heading in words(answer.content)
    assert 'lang="vi"' in answer.content.decode() and "secret" not in answer.content.decode()
    english = client.get(address, headers={"accept-language": "en"})
    assert 'lang="en"' in english.content.decode() and "Go to the first page" in words(english.content)
    assert "Vary" in english.headers and english.headers["Content-Language"] == "en"


@pytest.mark.urls(__name__)
def test_the_desk_speaks_vietnamese_and_leads_back_to_itself() -> None:
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    page = client.get("/admin/fails").content.decode()
    assert "Hệ thống gặp lỗi" in page and 'href="/admin/"' in page


def test_who_may_not_is_told_so(stranger: Client) -> None:
    answer = stranger.get("/admin/work/stale/")
    assert answer.status_code == 403 and "không có quyền xem trang này" in words(answer.content)


def test_a_form_without_its_token_is_told_to_be_sent_again(rf: RequestFactory) -> None:
    answer = api.csrf_failure(rf.post("/admin/day/"))
    assert answer.status_code == 403 and "trang đã mở quá lâu" in words(answer.content)  # type: ignore[attr-defined]


def test_a_request_that_cannot_be_read_is_told_so(client: Client) -> None:
    answer = client.get("/?x=%00")
    assert answer.status_code == 400 and "Địa chỉ này không dùng được" in words(answer.content)
