"""One service and one browser for all tests of the desk, a seat for each role; what the browser complains of fails a test."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.browser.people import PASSWORD, log_in_of
from tests.service import Service

# The shell without a window asks a third of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
EMPLOY = "from tests.browser.people import employ; employ()"
Seats = Callable[[str], Any]


@pytest.fixture(scope="session")
def service(running_service: Service) -> str:
    """Fill the running service with people and what they have written; return its address."""
    if CHROMIUM is None:
        pytest.skip("NOT TRIED IN A BROWSER: there is no chromium on this machine")
    running_service.call("shell", "--verbosity=0", "--command", EMPLOY)
    return running_service.address


@pytest.fixture(scope="session")
def seats(service: str) -> Iterator[Seats]:
    """Return what gives the page of one who is logged in, by the key of the role; it notes what the browser complains of."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    taken: dict[str, Any] = {}

    def seat(role: str) -> Any:
        if role not in taken:
            taken[role] = _sit_down(browser, service, role)
        return taken[role]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield seat
        browser.close()


def _sit_down(browser: Any, address: str, role: str) -> Any:
    page = browser.new_page(
        viewport={"width": 1366, "height": 768},
        locale="vi-VN",
        timezone_id=settings.TIME_ZONE,
        base_url=address,
    )
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: _note_unanswered(page, request))
    page.on("response", lambda answer: _note_failure(page, answer))
    page.goto("/admin/")
    page.fill("[name=username]", log_in_of(role))
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("/admin/", wait_until="commit")
    return page


@pytest.fixture
def seat(seats: Seats) -> Iterator[Seats]:
    """Return what gives the empty page of one who is logged in; any complaint of the browser fails the test."""
    used: dict[str, Any] = {}

    def sit(role: str) -> Any:
        if role not in used:
            used[role] = seats(role)
            used[role].complaints.clear()
            used[role].goto("about:blank")  # nothing of the test before goes on
        return used[role]

    yield sit
    assert [each for page in used.values() for each in page.complaints] == []


@pytest.fixture
def page(seat: Seats) -> Any:
    """Return the page of an officer of every site."""
    return seat("officer")


def _note_unanswered(page: Any, request: Any) -> None:
    if request.failure != "net::ERR_ABORTED":  # left behind by going on to the next page
        page.complaints.append(f"{request.failure}: {request.url}")


def _note_failure(page: Any, answer: Any) -> None:
    if answer.status >= 400 and not answer.url.endswith("/favicon.ico"):
        page.complaints.append(f"{answer.status}: {answer.url}")
