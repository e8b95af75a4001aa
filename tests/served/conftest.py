"""Two server processes on one database, which is a copy of the tests' own: its tables are made only once a run."""

import datetime
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from matching.publishing import publish_ruleset
from parks.fixture_loading import load_fixtures
from partners import sandbox
from partners.models import Partner
from partners.services import issue_key
from tests.catalogue import FOLDER, RULESET, forget_snapshots

LIMIT = 40  # requests a minute of an address, and of the key that is counted
SCOPES = "read match runs webhooks enquiries"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """The two processes, keys that they take, and the database between them."""

    ports: tuple[int, int]
    keys: dict[str, str]
    database: str

    @property
    def address(self) -> str:
        """Where the first of them is."""
        return f"http://127.0.0.1:{self.ports[0]}"

    def ask(
        self,
        of: int,
        method: str,
        path: str,
        body: Any = None,
        key: str = "",
        who: str = "127.0.0.1",
        **headers: str,
    ) -> Answer:
        """Send one request to the first process or the second, with a key, from an address."""
        sent = {"Content-Type": "application/json", "Accept-Language": "en"}
        sent |= {name.replace("_", "-"): text for name, text in headers.items()}
        if key:
            sent["Authorization"] = f"Api-Key {self.keys[key]}"
        line = http.client.HTTPConnection("127.0.0.1", self.ports[of], timeout=30, source_address=(who, 0))
        try:
            line.request(method, path, None if body is None else json.dumps(body), sent)
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()

    def at_once(self, *asked: Sequence[Any], **named: Any) -> list[Answer]:
        """Send requests to both processes at the same moment."""
        ready = threading.Barrier(len(asked))

        def ask(one: Sequence[Any]) -> Answer:
            ready.wait(10)
            return self.ask(*one, **named)

        with ThreadPoolExecutor(len(asked)) as pool:
            return list(pool.map(ask, asked))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with in_database(self.database):
            return int(in_thread(lambda: _first(f"SELECT count(*) FROM {table}")))


@pytest.fixture(scope="session")
def service(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Service]:
    """Copy the tables, load them, and serve them twice."""
    folder = tmp_path_factory.mktemp("served")
    with django_db_blocker.unblock(), copied(folder) as database:
        with in_database(database):
            keys = in_thread(_fill)
        ports = (_free_port(), _free_port())
        with (folder / "output.txt").open("w") as output:
            server = subprocess.Popen(
                [sys.executable, "-m", "tests.served.two", *map(str, ports)], cwd=settings.BASE_DIR,
                env=_environment(folder, database), stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            for port in ports:
                _wait(port, server, folder / "output.txt")
            yield Service(ports, keys, database)
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # nothing of it is needed any more
            server.wait(20)


@contextmanager
def copied(folder: Path) -> Iterator[str]:
    """Yield the name of a copy of the tests' database, before anything is loaded into it."""
    tests = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        name = str(folder / "db.sqlite3")
        with sqlite3.connect(name) as copy:
            connection.connection.backup(copy)
        copy.close()
        yield name
        return
    name = f"{tests}_served"
    connection.close()  # nobody may be in the one that is copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{tests}"')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def in_database(name: str) -> Iterator[None]:
    """Let threads that begin in here connect to another database."""
    described = connections.settings["default"]
    kept, described["NAME"] = described["NAME"], name
    try:
        yield
    finally:
        described["NAME"] = kept


def in_thread(job: Any) -> Any:
    """Return what a job returns, which is done with a connection of its own."""

    def run() -> Any:
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(60)


def _first(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _fill() -> dict[str, str]:
    load_fixtures(folder=FOLDER)
    publish_ruleset(text=RULESET.read_text(encoding="utf-8"))
    forget_snapshots()
    until = timezone.now() + datetime.timedelta(days=30)
    keys = {"sandbox": sandbox.KEY}
    for name, limit in (("portal", 100_000), ("counted", LIMIT)):
        partner = Partner.objects.create(
            name=name, contact="a@example.vn", scopes=SCOPES, requests_per_minute=limit
        )
        for each in (name, f"{name} next"):
            _, keys[each] = issue_key(partner=partner, name=each, scopes=SCOPES.split(), expires_at=until)
    return keys


def _environment(folder: Path, database: str) -> dict[str, str]:
    """Return settings for the service, without those of the shell and of the tests."""
    url = f"sqlite:///{database}"
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    return {
        **{name: text for name, text in os.environ.items() if not name.startswith(("PARKS_", "DJANGO_"))},
        "DATABASE_URL": url,
        "PARKS_ANONYMOUS_LIMIT": str(LIMIT),
        "PARKS_FILES": str(folder / "files"),
        "PARKS_SECRET_KEY": "only-for-this-test-and-long-enough-0123456789",
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], output: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, output.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the service did not answer: {output.read_text()}")
