"""A file of the open data with its size and its checksum, and the checksums of all of them."""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

from parks.dates import today
from parks.open_data.tables import TABLES
from parks.open_data.writing import written
from parks.snapshot import snapshot

IN_MEMORY = 256 * 1024  # of a larger file the rest waits on the disk
ALL = tuple((table.name, form) for table in TABLES.values() for form in table.formats)


@dataclass(frozen=True, slots=True)
class Sum:
    """The size in bytes and the checksum of a file."""

    size: int
    sha256: str


def make_file(name: str, form: str, number: int) -> tuple[IO[bytes], Sum]:
    """Return a file under a version of the catalogue, ready to be read, and its sum: of the very bytes in it."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by who reads it
    digest = hashlib.sha256()
    for piece in written(TABLES[name], form, snapshot(number)):
        file.write(piece)
        digest.update(piece)
    size = file.tell()
    file.seek(0)
    return file, Sum(size, digest.hexdigest())


def sums(number: int) -> Mapping[tuple[str, str], Sum]:
    """Return the sum of every file under a version of the catalogue."""
    return _sums(number, today())


@lru_cache(maxsize=2)
def _sums(number: int, _day: object) -> Mapping[tuple[str, str], Sum]:
    found = {}
    for name, form in ALL:
        file, found[name, form] = make_file(name, form, number)
        file.close()
    return found
