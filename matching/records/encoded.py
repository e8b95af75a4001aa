"""Values as JSON."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec

encode = msgspec.json.Encoder().encode
Piece = TypeVar("Piece")
_PLACE = b"\0"  # JSON escapes it in texts, so it stands nowhere else


class Pieces(list[Piece]):
    """Pieces of an answer, in the order of the places that it has for them.

    Each is copied once, into the finished answer: that has 300 kB, and a processor's nearest memory not much more, so copying
    it twice slows down all that follows.
    """

    def listed(self, items: Sequence[Piece]) -> msgspec.Raw:
        """Take the items of a list and return what holds their places."""
        self += items
        return _places(len(items))

<<<<<<< HEAD
    def within(self, value: Any) -> list[bytes]:
        """Return the encoded value with the pieces in the places that it has for them in the same order, to be joined."""
        around = encode(value).split(_PLACE)
        filled = [b""] * (len(around) + len(self._pieces))
        filled[::2], filled[1::2] = around, self._pieces
        return filled
=======

def around_places(value: bytes) -> list[bytes]:
    """Return what stands before, between and behind the places of an encoded value."""
    return value.split(_PLACE)


def filled(around: Sequence[bytes], pieces: Sequence[bytes]) -> bytes:
    """Return an encoded value with a piece in each of its places."""
    whole = [b""] * (len(around) + len(pieces))
    whole[::2], whole[1::2] = around, pieces
    return b"".join(whole)
>>>>>>> b17d3d0 (Keep each finding of kept runs once, and let a run's row hold their numbers)


@cache
def _places(count: int) -> msgspec.Raw:
    return msgspec.Raw(b"[" + b",".join([_PLACE] * count) + b"]")


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: lists for tuples, texts for dates and exact decimals."""
    return msgspec.json.decode(encode(value))
