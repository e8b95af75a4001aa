"""Values as JSON."""

import threading
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()
encode = _encoder.encode
_large_buffer = threading.local()


def encode_large(value: Any) -> bytes:
    """Encode into a buffer that is kept by thread: letting one grow to 300 kB costs more than filling it."""
    buffer = getattr(_large_buffer, "bytes", None)
    if buffer is None:
        buffer = _large_buffer.bytes = bytearray(1 << 19)
    _encoder.encode_into(value, buffer)
    return bytes(buffer)


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: lists for tuples, texts for dates and exact decimals."""
    return msgspec.json.decode(encode(value))
