"""One database for several threads and processes at once, each with a connection of its own."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """Give others what the test has written so far: on PostgreSQL the database itself, on SQLite a copy in a file.

    On PostgreSQL the test is marked with `django_db(transaction=True)`, so that what it writes is committed.
    """
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    described = connections.settings["default"]
    kept, described["NAME"] = described["NAME"], str(folder / "copy.sqlite3")
    copy = sqlite3.connect(described["NAME"])
    copy.executescript("PRAGMA journal_mode = WAL;")
    copy.executescript("\n".join(connection.connection.iterdump()))
    copy.close()
    try:
        yield
    finally:
        described["NAME"] = kept


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Start all jobs at the same moment, each in a thread; return what each returned or raised."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait(20)
            return job()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def by_another(job: Callable[[], Any]) -> Any:
    """Return what a job returns that is done with a connection of its own."""
    [done] = at_once(job)
    if isinstance(done, Exception):
        raise done
    return done


def process(job: Callable[[], Any]) -> int:
    """Do a job in another process, a copy of this one; return its number."""
    child = os.fork()
    if child:
        return child
    try:
        del connections["default"]  # it is of the other process
        job()
    except BaseException:
        os._exit(1)
    os._exit(0)
