"""The form of a key: `tn_`, 43 random characters, 6 that check them. It is shown once; only its SHA-256 is kept.

The check finds a key that was cut or mistyped without asking the database, and lets scanners for leaked keys tell
ours from other text. A hash without salt or stretching is right here: 43 random characters cannot be guessed.
"""

import hashlib
import secrets
import string
import zlib

START = "tn_"
_LETTERS = string.digits + string.ascii_letters
_RANDOM, _CHECK = 43, 6  # 43 characters of 62: 256 bits
LENGTH = len(START) + _RANDOM + _CHECK
SHOWN = 8  # characters of the random part that name a key in lists


def new_key() -> str:
    """Return a key that nobody has."""
    body = START + "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM))
    return body + _check_of(body)


def is_well_formed(key: str) -> bool:
    """Say whether a text can be a key of ours."""
    return (
        len(key) == LENGTH
        and key.startswith(START)
        and key.isascii()
        and key[-_CHECK:] == _check_of(key[:-_CHECK])
    )


def digest_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def beginning_of(key: str) -> str:
    """Return the part of a key by which people tell it from others."""
    return key[: len(START) + SHOWN]


def _check_of(body: str) -> str:
    number, letters = zlib.crc32(body.encode()), ""
    for _ in range(_CHECK):
        number, place = divmod(number, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters
