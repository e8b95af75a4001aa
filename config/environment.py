"""Reads the settings that come from environment variables, and refuses a wrong one with what to write instead."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "PARKS_"
VARIABLES = (
    "PARKS_SECRET_KEY",
    "PARKS_DEBUG",
    "PARKS_ALLOWED_HOSTS",
    "PARKS_CSRF_TRUSTED_ORIGINS",
    "PARKS_HTTPS",
    "PARKS_FILES",
    "PARKS_DOSSIERS",
    "PARKS_ANONYMOUS_LIMIT",
    "PARKS_WEBHOOKS_TO_LOOPBACK",
    "PARKS_OPEN_DATA_LICENCE",
    "DATABASE_URL",
    "PORT",
)
_PAGE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.:-]*(/[!#-;=?-~]*)?")  # not what would end it in a header
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off")
_DATABASE_FORMS = (
    "sqlite:////absolute/path, sqlite:///relative/path or postgres://user:password@host:5432/name"
)


def _refuse(name: str, value: str, write: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r} is not usable. Write {write}.")


def refuse_unknown(environ: Mapping[str, str] = os.environ) -> None:
    """Refuse every variable with our prefix that nobody reads: it is a spelling mistake."""
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in VARIABLES:
            near = get_close_matches(name, VARIABLES, n=1, cutoff=0.0)[0]
            known = ", ".join(known for known in VARIABLES if known.startswith(PREFIX))
            raise ImproperlyConfigured(f"{name} is not a setting. Did you mean {near}? Known are: {known}.")


def boolean(name: str, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Return the variable as a truth value."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise _refuse(name, value, f"one of {', '.join(_TRUE)} or {', '.join(_FALSE)}")


def integer(name: str, default: int, low: int, high: int, environ: Mapping[str, str] = os.environ) -> int:
    """Return the variable as a whole number from `low` to `high`."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    # int() would also take "1_000", " 1" and digits of other scripts.
    if not (value.isascii() and value.isdigit() and low <= int(value[:20]) <= high):
        raise _refuse(name, value, f"a whole number from {low} to {high}, for example {default}")
    return int(value)


def address(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return the variable as the address of a page on the web."""
    value = environ.get(name, "").strip() or default
    if not _PAGE.fullmatch(value):
        raise _refuse(name, value, f"the whole address of a page, for example {default}")
    return value


def hosts(name: str, default: list[str], environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the comma-separated host names; an address with a scheme, a path or a blank is refused."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    entries = [entry.strip() for entry in value.split(",")]
    for entry in entries:
        if not entry or any(character in entry for character in "/ \t\n@;'\""):
            raise _refuse(
                name, value, "host names separated by commas, for example parks.example.vn,127.0.0.1"
            )
    return entries


def origins(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the comma-separated origins, each with its scheme and without a path."""
    value = environ.get(name, "").strip()
    if not value:
        return []
    entries = [entry.strip() for entry in value.split(",")]
    for entry in entries:
        if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?", entry):
            raise _refuse(name, value, "origins separated by commas, for example https://parks.example.vn")
    return entries


def secret_key(name: str, file: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Return the variable, or else the key kept in `file`, which is made on first use."""
    value = environ.get(name, "").strip()
    if value:
        if len(value) < 32:
            raise _refuse(name, "(not shown)", "at least 32 random characters, or leave it out")
        return value
    try:
        # Exclusive and private from the first byte: two processes starting at once agree on one key.
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    kept = file.read_text().strip()
    if len(kept) < 32:
        raise ImproperlyConfigured(
            f"{file} holds no usable key. Delete it to have a new one made, or set {name}."
        )
    return kept


def folder(
    name: str, default: Path, environ: Mapping[str, str] = os.environ, *, is_read: bool = False
) -> Path:
    """Return the folder that the variable names, whole; it need not be there yet where nothing is read from it."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    path = Path(value)
    if not path.is_absolute() or (path.exists() and not path.is_dir()):
        raise _refuse(name, value, f"the whole path of a folder, for example {default}")
    if is_read and not path.exists():
        raise _refuse(name, value, f"the whole path of a folder that is there, for example {default}")
    return path


def database(name: str, base: Path, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return Django's description of the database that the variable names; SQLite in `var/` by default."""
    value = environ.get(name, "").strip()
    if not value:
        return _sqlite(base / "var" / "db.sqlite3")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise _refuse(name, _without_password(value), f"{_DATABASE_FORMS} ({error})") from error
    path = unquote(parts.path[1:])
    if parts.scheme == "sqlite" and path and not parts.netloc and not parts.query:
        return _sqlite(base / path)
    options = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme not in ("postgres", "postgresql") or not path or "/" in path:
        raise _refuse(name, _without_password(value), _DATABASE_FORMS)
    if set(options) - {"host", "sslmode"}:
        raise _refuse(name, _without_password(value), "after ? only host=/folder/of/the/socket and sslmode=…")
    described: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options["host"][-1] if "host" in options else unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        # A connection kept open is worth five times the speed; the check finds one that the server has closed.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    if "sslmode" in options:
        described["OPTIONS"] = {"sslmode": options["sslmode"][-1]}
    return described


def _sqlite(file: Path) -> dict[str, Any]:
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE takes the write lock when a transaction begins: a writer waits its turn instead of
            # failing half-way. Django itself turns foreign keys on.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is written is moved into the file itself every 16 MB: each move waits for the disk. What undoes a statement
            # stays in memory, for a kept run outgrows the 64 kB from which it would become a file. The file is not mapped into
            # memory (`mmap_size`): a connection drops its map whenever another one has written, and with it what the processor
            # remembers of all other memory, a tenth of the time that a kept match takes.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY;",
        },
    }


def _without_password(url: str) -> str:
    return re.sub(r"(://[^:/@]*):.*@", r"\1:***@", url)
