"""Small writes beside a request, which are not worth waiting for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

_WAIT_MS = 100


@contextmanager
def impatient() -> Iterator[None]:
    """Do a small write; give it up where the database cannot take it soon.

    On SQLite one writer at a time has the whole file, an import for seconds: a read must not wait for it.
    """
    hurried = connection.vendor == "sqlite" and not connection.in_atomic_block
    try:
        if hurried:
            _wait(_WAIT_MS)
        yield
    except DatabaseError:
        if connection.in_atomic_block:
            raise  # what is around it cannot go on either
    finally:
        if hurried:
            _wait(int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000))


def _wait(milliseconds: int) -> None:
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
