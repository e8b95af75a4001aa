"""The warm-up of the server."""

import gc
import logging

import pytest

from config import warm


@pytest.fixture(autouse=True)
def _thaw():
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_it_asks_for_health_and_for_the_example_match_and_freezes_what_is_loaded():
    asked = []

    def application(environ, start_response):
        asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["wsgi.input"].read()))
        start_response("200 OK", [])
        return [b"{}"]

    before = gc.get_freeze_count()
    gc.disable()
    warm.warm_up(application)
    assert gc.isenabled() and gc.get_threshold()[0] == warm.OBJECTS
    assert asked == [("GET", "/api/health", b""), ("POST", "/api/match", warm.EXAMPLE.read_bytes())]
    assert gc.get_freeze_count() > before


def test_a_failing_warm_up_is_logged_and_does_not_stop_the_start(caplog):
    def application(environ, start_response):
        if environ["REQUEST_METHOD"] == "GET":
            raise ValueError("broken")
        start_response("500 Internal Server Error", [])
        return [b""]

    with caplog.at_level(logging.WARNING, logger="config.warm"):
        warm.warm_up(application)
    assert [record.getMessage() for record in caplog.records] == [
        "Warm-up: GET /api/health failed",
        "Warm-up: POST /api/match answered 500 Internal Server Error",
    ]
