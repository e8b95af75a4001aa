"""Reads a JSON body strictly, and says all that is wrong with it at once.

Nearly every body is read by msgspec, which is fast and refuses NaN, infinite numbers and wrong UTF-8, but takes the
last of two equal keys. So its keys are counted against the colons of the body: as many keys as colons means no key
twice. On any doubt (fewer keys, many brackets, an escaped character, a very long number, an error) a second, slower
reading with the standard library decides, and finds every place that is wrong.
"""

import json
import math
from collections.abc import Mapping
from typing import IO, Any

import msgspec
from rest_framework.exceptions import ErrorDetail
from rest_framework.parsers import BaseParser

from parks.problems import Unusable, refused

MOST_BYTES = 256 * 1024
MOST_DEPTH = 32
MOST_DIGITS = 30
Errors = dict[str, list[ErrorDetail]]


class _Pairs(list):  # type: ignore[type-arg]
    """The keys and values of one object as written, twice the same key included."""


class _BadNumber(str):
    """A number that no computer here can hold exactly, as written."""


_fast = msgspec.json.Decoder().decode
_LARGEST = 10**MOST_DIGITS
_SLOW = json.JSONDecoder(
    object_pairs_hook=_Pairs,
    parse_int=lambda text: _BadNumber(text) if len(text.lstrip("-")) > MOST_DIGITS else int(text),
    parse_float=lambda text: _BadNumber(text) if math.isinf(float(text)) else float(text),
    parse_constant=_BadNumber,
)


def read_json(body: bytes) -> Any:
    """Return the value of a JSON body; raise `Unusable` with every error and its place."""
    if len(body) > MOST_BYTES:
        raise too_large()
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _malformed("invalid_utf8", byte=error.start) from error
    if body.count(b"{") + body.count(b"[") > MOST_DEPTH or b"\\u" in body:
        return _carefully(text)
    try:
        value = _fast(body)
    except ValueError:
        return _carefully(text)
    return value if _keys(value) == body.count(b":") else _carefully(text)


def _keys(value: Any) -> int:
    """Return how many keys all objects of the value have together; -1 for a doubtful number in it."""
    waiting = [value]
    keys = 0
    for part in waiting:
        kind = type(part)
        if kind is dict:
            keys += len(part)
            waiting += part.values()
        elif kind is list:
            waiting += part
        elif kind is int and not -_LARGEST < part < _LARGEST:
            return -1
    return keys


def too_large() -> Unusable:
    """Return the refusal of a body that is too large to be read."""
    return Unusable("body-too-large", 413, {"": [refused("body_too_large", most=MOST_BYTES // 1024)]})


def _carefully(text: str) -> Any:
    try:
        found = _SLOW.decode(text)
    except json.JSONDecodeError as error:
        raise _malformed("malformed_json", line=error.lineno, column=error.colno) from error
    except RecursionError:
        raise _malformed("too_deep", most=MOST_DEPTH) from None
    errors: Errors = {}
    value = _checked(found, "", 1, errors)
    if errors:
        raise Unusable("malformed-json", 400, errors)
    return value


def _malformed(code: str, **values: Any) -> Unusable:
    return Unusable("malformed-json", 400, {"": [refused(code, **values)]})


def _checked(value: Any, pointer: str, depth: int, errors: Errors) -> Any:
    """Return the value with its objects made, and note what is wrong in it by pointer."""
    if isinstance(value, _BadNumber):
        errors[pointer] = [refused("impossible_number", value=value[:MOST_DIGITS])]
    elif isinstance(value, str):
        _check_text(value, pointer, errors)
    elif isinstance(value, list):
        if depth > MOST_DEPTH:
            errors[pointer] = [refused("too_deep", most=MOST_DEPTH)]
        elif isinstance(value, _Pairs):
            return _checked_object(value, pointer, depth, errors)
        else:
            return [_checked(item, f"{pointer}/{i}", depth + 1, errors) for i, item in enumerate(value)]
    return value


def _checked_object(pairs: _Pairs, pointer: str, depth: int, errors: Errors) -> dict[str, Any]:
    found = {}
    for key, item in pairs:
        place = f"{pointer}/{escaped(key)}"
        if not _check_text(key, place, errors):
            continue
        found_here = _checked(item, place, depth + 1, errors)
        if key in found:
            errors[place] = [refused("duplicate_key", name=key[:60])]
        found[key] = found_here
    return found


def _check_text(text: str, pointer: str, errors: Errors) -> bool:
    """Tell whether a database and an answer can hold the text: no NUL, no half of a surrogate pair."""
    if "\x00" in text:
        # The pointer itself must be printable.
        errors[pointer.replace("\x00", "�")] = [refused("nul_character")]
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        errors[pointer.encode(errors="replace").decode()] = [refused("lone_surrogate")]
        return False
    return True


def escaped(key: str) -> str:
    """Return a key as a part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


class StrictJSONParser(BaseParser):
    """Parses `application/json` strictly (see the module)."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Read the body, no more of it than is allowed, and return its value."""
        request = (parser_context or {}).get("request")
        length = request.META.get("CONTENT_LENGTH") if request is not None else None
        if length and length.isascii() and length.isdigit() and int(length[:12]) > MOST_BYTES:
            raise too_large()
        return read_json(stream.read(MOST_BYTES + 1))
