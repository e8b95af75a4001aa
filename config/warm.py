"""Sends the first requests from inside, so that no caller waits for what is made on first use."""

import gc
import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "match.json"
logger = logging.getLogger(__name__)
OBJECTS = 10_000  # made and not yet gone, before the collector looks for those that nobody uses
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def warm_up(application: Application) -> None:
    """Answer one health check and one match, then take what is loaded out of the garbage collector's rounds."""
    for method, path, body in (
        ("GET", "/api/health", b""),
        ("POST", "/api/match", EXAMPLE.read_bytes()),
    ):
        try:
            status = _request(application, method, path, body)
        except Exception:
            logger.exception("Warm-up: %s %s failed", method, path)
            continue
        if not status.startswith("2"):
            logger.warning("Warm-up: %s %s answered %s", method, path, status)
    # One full collection walks every object of Django, about 80 ms: frozen, they are no longer walked.
    gc.collect()
    gc.freeze()
    # An answer makes some thousands of objects: to look at them 700 at a time takes a twentieth of a match.
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    gc.enable()  # manage.py serve starts without


def _request(application: Application, method: str, path: str, body: bytes) -> str:
    """Send one request to the application and return the status line of its answer."""
    statuses: list[str] = []
    host = next((name for name in settings.ALLOWED_HOSTS if "*" not in name), "127.0.0.1").lstrip(".")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
        "SERVER_NAME": host,
        "SERVER_PORT": str(settings.PORT),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    response = application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    try:
        for _ in response:
            pass
    finally:
        if hasattr(response, "close"):
            response.close()
    return statuses[0]
