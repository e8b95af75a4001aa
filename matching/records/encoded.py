"""Values as JSON."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

encode = msgspec.json.Encoder().encode
_PLACE = b"\0"  # JSON escapes it in texts, so it stands nowhere else


class Pieces:
    """Encoded pieces of an answer, in their order. Each is copied once, into the finished answer.

    An answer has 300 kB, and a processor's nearest memory not much more: copying it twice slows down all that follows.
    """

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def listed(self, pieces: Sequence[bytes]) -> msgspec.Raw:
        """Take the items of a list and return what holds their places."""
        self._pieces += pieces
        return _places(len(pieces))

    def within(self, value: Any) -> list[bytes]:
        """Return the encoded value with the pieces in the places that it has for them in the same order, to be joined."""
        around = encode(value).split(_PLACE)
        filled = [b""] * (len(around) + len(self._pieces))
        filled[::2], filled[1::2] = around, self._pieces
        return filled


@cache
def _places(count: int) -> msgspec.Raw:
    return msgspec.Raw(b"[" + b",".join([_PLACE] * count) + b"]")


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: lists for tuples, texts for dates and exact decimals."""
    return msgspec.json.decode(encode(value))
