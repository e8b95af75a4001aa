"""Reads the questions of a batch out of its body: lines as they come, or the items of one JSON array."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec
from rest_framework.parsers import BaseParser

from parks.problems import Unusable, refused

LONGEST_LINE = 256 * 1024  # as much as the body of a single question may have
MOST_LINES = 100_000
MOST_ITEMS = 1_000
MOST_ARRAY_BYTES = 4 * 2**20
# A server hands a piece over when it is whole, so nobody should wait for the answer to one line before sending the next.
PIECE = 64 * 1024
BLOCK = 256

Line = tuple[int, bytes]  # its number, from 1; at most one byte more than a line may have


class Blocks:
    """The lines of a body, in blocks that are judged together; ``most`` is how many of them are answered."""

    def __init__(self, lines: Iterator[list[Line]], most: int) -> None:
        self.most = most
        self._lines = lines

    def __iter__(self) -> Iterator[list[Line]]:
        """Yield the lines, as many together as have come in, at most `BLOCK`."""
        for some in self._lines:
            for first in range(0, len(some), BLOCK):
                yield some[first : first + BLOCK]


class NdjsonParser(BaseParser):
    """Reads `application/x-ndjson`: one JSON object a line, no more of it in memory than one piece and one line."""

    media_type = "application/x-ndjson"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Blocks:
        """Return the lines; nothing is read yet."""
        return Blocks(lines_of(stream), MOST_LINES)


class ArrayParser(BaseParser):
    """Reads a JSON array, each item as a text of its own, so that a wrong one spoils only itself."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Blocks:
        """Return the items. Raises Unusable where the body is too large, no JSON or no array."""
        body = stream.read(MOST_ARRAY_BYTES + 1)
        if len(body) > MOST_ARRAY_BYTES:
            most = MOST_ARRAY_BYTES // 1024
            raise Unusable("body-too-large", 413, {"": [refused("body_too_large", most=most)]})
        try:
            items = _ITEMS.decode(body)
        except (ValueError, RecursionError):
            raise no_array(body) from None
        if not items:
            raise Unusable("invalid-input", 400, {"": [refused("empty_list")]})
        return Blocks(iter([list(enumerate(map(bytes, items), 1))]), MOST_ITEMS)


_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


def lines_of(stream: IO[bytes]) -> Iterator[list[Line]]:
    """Yield the lines that each piece of a body completes; blank ones count and are left out."""
    number, rest = 0, b""
    while piece := stream.read(PIECE):
        *whole, rest = (rest + piece).split(b"\n")
        rest = rest[: LONGEST_LINE + 1]  # of a line that is too long no more is kept than shows it
        if some := [(place, line) for place, line in enumerate(whole, number + 1) if line.strip()]:
            yield some
        number += len(whole)
    if rest.strip():
        yield [(number + 1, rest)]


def no_array(body: bytes) -> Unusable:
    """Return the refusal of a body that is no array, with the place where it breaks."""
    try:
        json.loads(body)
    except json.JSONDecodeError as error:
        found = refused("malformed_json", line=error.lineno, column=error.colno)
    except UnicodeDecodeError as error:
        found = refused("invalid_utf8", byte=error.start)
    except (ValueError, RecursionError):
        found = refused("malformed_json", line=1, column=1)
    else:
        return Unusable("invalid-input", 400, {"": [refused("not_a_list")]})
    return Unusable("malformed-json", 400, {"": [found]})
