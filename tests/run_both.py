"""Runs the whole suite on SQLite and, at the same time, on a real PostgreSQL; fails if either does.

The PostgreSQL run is shown when the SQLite run is over, so the last line is pytest's closing line of the last run
(and of the SQLite run, when only that one failed).
"""

import os
import signal
import subprocess
import sys
import tempfile
from typing import IO

from tests import postgres

Run = subprocess.Popen[str]
# The engine and its sentences know no database: once is enough, on SQLite's turn.
WITHOUT_DATABASE = ("tests/matching/engine", "tests/matching/wording")


def main(arguments: list[str]) -> int:
    """Run pytest twice with the given arguments and return the exit code."""
    # Whichever way it is told to end, it leaves through every `finally`; a shell's background job ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    try:
        with postgres.running() as folder:
            return _both(arguments, f"postgres://postgres@/parks?host={folder}")
    except postgres.PostgresMissing as missing:
        run = _start(arguments, "", subprocess.PIPE)
        _show(run)
        _end(run)
        print(f"FAILED: the suite was NOT run on PostgreSQL: {missing}", flush=True)
        return 1


def _both(arguments: list[str], url: str) -> int:
    with tempfile.TemporaryFile("w+") as kept:
        pure = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
        on_postgres = _start([*arguments, *pure], url, kept)
        on_sqlite = _start(arguments, "", subprocess.PIPE)
        try:
            closing = _show(on_sqlite)
            codes = [on_sqlite.wait(), on_postgres.wait()]
        finally:
            _end(on_sqlite)
            _end(on_postgres)
        words = ["FAILED" if code else "passed" for code in codes]
        print(f"\nAbove: SQLite, {words[0]}. Below: PostgreSQL, {words[1]}.", flush=True)
        kept.seek(0)
        print(kept.read().rstrip("\n"), flush=True)
    if codes[0] and not codes[1]:
        print(f"\nFailed on SQLite, far above:\n{closing}", flush=True)
    return int(any(codes))


def _start(arguments: list[str], url: str, output: int | IO[str]) -> Run:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.Popen(
        command,
        env=os.environ | {"DATABASE_URL": url, "PYTHONUNBUFFERED": "1"},
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _show(run: Run) -> str:
    """Print the run's output as it comes and return its last line."""
    line = ""
    for line in run.stdout or ():
        print(line, end="", flush=True)
    return line.rstrip("\n")


def _end(run: Run) -> None:
    """Stop a run that is still going, with time to clear up after itself."""
    if run.poll() is None:
        run.send_signal(signal.SIGINT)
        try:
            run.wait(15)
        except subprocess.TimeoutExpired:
            run.kill()
    run.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
