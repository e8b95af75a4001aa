"""Whether a PDF does more than show pages: runs a script, starts a program, carries other files. Pure.

Told from the names that such acts cannot do without, in the file itself and in its packed lists of objects. What is
encrypted, or packed in a way that only few programs write, is not looked into.
"""

import re
import zlib
from collections.abc import Iterator

MOST_UNPACKED = 50 * 1024 * 1024
# What an act is named in the file, and how its refusal says so.
ACTS = {
    "JavaScript": "chương trình (JavaScript)",
    "Launch": "lệnh mở chương trình khác",
    "EmbeddedFile": "tệp khác nhúng bên trong",
    "EmbeddedFiles": "tệp khác nhúng bên trong",
    "RichMedia": "nội dung chạy được (RichMedia)",
}
_STREAM = re.compile(rb"stream\r?\n")
_OBJECTS = re.compile(rb"/ObjStm")
_HEAD = 400  # how far before a stream its dictionary begins at most


def _spelt(name: str) -> bytes:
    """Return the pattern of a name, whose letters may stand as #xx; what follows ends the name."""
    letters = "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
    return f"/{letters}(?=[\\x00\\s/<>\\[({{%])".encode()


_SPELT = {name: re.compile(_spelt(name)) for name in ACTS}


def act_of(data: bytes) -> str:
    """Return what a PDF does besides showing pages, as a refusal says it; nothing where it shows pages alone."""
    for part in (data, *_packed_objects(data)):
        for name, pattern in _SPELT.items():
            if pattern.search(part):
                return ACTS[name]
    return ""


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """Yield the lists of objects that are packed in streams; all of them together are unpacked so far and no further."""
    left = MOST_UNPACKED
    for stream in _STREAM.finditer(data):
        head = data[max(0, stream.start() - _HEAD) : stream.start()]
        if not _OBJECTS.search(head.rpartition(b"endobj")[2]) or left <= 0:
            continue
        try:
            part = zlib.decompressobj().decompress(data[stream.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part + b" "  # the last name of a list ends there
