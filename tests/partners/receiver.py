"""A receiver of webhooks on this machine, that keeps what it gets and answers as it is told."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.core.management import call_command


@dataclass
class Receiver:
    """What has come, and what is answered: a status, by path."""

    url: str = ""
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    before_answer: Any = None

    def bodies(self) -> list[bytes]:
        """Return the bodies that have come."""
        return [body for _, _, body in self.got]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive on a free port."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(
                (self.path, {name.lower(): text for name, text in self.headers.items()}, body)
            )
            if receiver.before_answer:
                receiver.before_answer()
            self.send_response(receiver.statuses.get(self.path, 204))
            for name, text in receiver.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def deliver() -> None:
    """Let a worker deliver what is due."""
    call_command("deliver_webhooks", "--once", stdout=io.StringIO())
