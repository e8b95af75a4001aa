"""Values as JSON."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import TypeVar

import msgspec

encode = msgspec.json.Encoder().encode
Piece = TypeVar("Piece")
_PLACE = b"\0"  # JSON escapes it in texts, so it stands nowhere else
PLACE = msgspec.Raw(_PLACE)


class Pieces(list[Piece]):
    """Pieces of an answer, in the order of the places that it has for them.

    Each is copied once, into the finished answer: that has 300 kB, and a processor's nearest memory not much more, so copying
    it twice slows down all that follows.
    """

    def listed(self, lists: Sequence[Sequence[Piece]]) -> list[msgspec.Raw]:
        """Take the items of lists and return what holds the places of each list's."""
        self += chain.from_iterable(lists)
        return [*map(_places, map(len, lists))]


def around_places(value: bytes) -> list[bytes]:
    """Return what stands before, between and behind the places of an encoded value."""
    return value.split(_PLACE)


def filled(around: Sequence[bytes], pieces: Sequence[bytes]) -> list[bytes]:
    """Return an encoded value with a piece in each of its places, to be joined."""
    whole = [b""] * (len(around) + len(pieces))
    whole[::2], whole[1::2] = around, pieces
    return whole


def inside(text: str) -> bytes:
    """Return a text as it stands between quotation marks."""
    return encode(text)[1:-1]


def with_places(texts: Iterable[str]) -> msgspec.Raw:
    """Return texts as one, with a place between each two."""
    return msgspec.Raw(b'"' + _PLACE.join(map(inside, texts)) + b'"')


@cache
def _places(count: int) -> msgspec.Raw:
    return msgspec.Raw(b"[" + b",".join([_PLACE] * count) + b"]")
