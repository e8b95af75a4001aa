"""Runs the tests of what a database keeps and is asked on SQLite and on a real PostgreSQL at the same time, and the others beside them.

What pages and answers say is tested on SQLite alone: on PostgreSQL each page and each read of the API is opened once, and all
that they ask and do is tested. The rest knows nothing of the database that a run is about: the engine, its sentences, what
reads texts, the browser with a service of its own. With `--everywhere`, as in CI, whatever asks a database is tested on
PostgreSQL too, and so is what seldom changes. SQLite's tables are made without migrations; those run on PostgreSQL, and on
SQLite when a test starts the service. Where there are fewer processors than runs, the shorter ones stand back a little for the longest.
The checks and the first run on SQLite are shown as they go, the others when all are over, so the last line is pytest's closing
line of the last run; of a run that failed before, the closing line is said again.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from tests import postgres

NAME_OF_CHECKS = "the checks"
CHECKS = "--checks"  # what `make check` looks at is looked at beside the tests
EVERYWHERE = "--everywhere"  # pages and answers are tested on PostgreSQL too, and what CI alone tests
NOTHING = 5  # pytest's code for a run without a test


@dataclass(frozen=True)
class Part:
    """Something to run beside the others, with the database that it is about."""

    name: str
    command: list[str]
    url: str = ""
    stands_back: bool = False
    live: bool = False  # shown as it goes

    def start(self, output: Any) -> "subprocess.Popen[str]":
        """Start it, with what it prints going to a file or a pipe."""
        return subprocess.Popen(
            [*(["nice", "-n", "4"] if self.stands_back else []), *self.command],
            env=os.environ | {"DATABASE_URL": self.url, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )


def main(arguments: list[str]) -> int:
    """Run pytest in its parts with the given arguments and return the exit code."""
    # Whichever way it is told to end, it leaves through every `finally`; a shell's background job ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    try:
        with postgres.running() as folder:
            return _run(_parts(arguments, f"postgres://postgres@/parks?host={folder}"))
    except postgres.PostgresMissing as missing:
        _run([Part("SQLite", _pytest(arguments), live=True)])
        print(f"FAILED: the suite was NOT run on PostgreSQL: {missing}", flush=True)
        return 1


def _parts(arguments: list[str], url: str) -> list[Part]:
    everywhere = EVERYWHERE in arguments
    checks = [Part(NAME_OF_CHECKS, ["make", "--silent", "check"], live=True)] if CHECKS in arguments else []
    return [
        *checks,
        Part("SQLite, what is kept and asked", _pytest(arguments, "stored"), stands_back=True, live=True),
        Part("SQLite, what pages and answers say", _pytest(arguments, "answers"), stands_back=everywhere),
        Part("the rest", _pytest(arguments, "rest"), stands_back=True),
        Part(
            "PostgreSQL",
            _pytest(arguments, "database" if everywhere else "stored", url),
            url,
            stands_back=not everywhere,
        ),
    ]


def _pytest(arguments: list[str], part: str = "", url: str = "") -> list[str]:
    """Return the command that runs a part of the tests; SQLite's tables are made without migrations."""
    chosen = [*([f"--part={part}"] if part else []), *([] if url else ["--no-migrations"])]
    given = [one for one in arguments if one != CHECKS]
    return [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *chosen, *given]


def _run(parts: list[Part]) -> int:
    """Run all parts at the same time and return the exit code; those that are shown as they go come first."""
    live = sum(part.live for part in parts)
    runs: list[subprocess.Popen[str]] = []
    with ExitStack() as files:
        outputs = [files.enter_context(tempfile.TemporaryFile("w+")) for _ in parts[live:]]
        try:
            for part, output in zip(parts, [*[subprocess.PIPE] * live, *outputs], strict=True):
                runs.append(part.start(output))
            closing = [_show(run) for run in runs[:live]]
            codes = [run.wait() for run in runs]
        finally:
            for run in runs:
                _end(run)
        words = ["FAILED" if code not in (0, NOTHING) else "passed" for code in codes]
        for part, word in zip(parts[:live], words, strict=False):
            print(f"\nAbove: {part.name}: {word}.", flush=True)
        for part, word, kept in zip(parts[live:], words[live:], outputs, strict=True):
            kept.seek(0)
            shown = kept.read().rstrip("\n")
            closing.append(shown.rpartition("\n")[2])
            print(f"\nBelow: {part.name}: {word}.\n{shown}", flush=True)
    return _verdict([*zip([part.name for part in parts], words, closing, codes, strict=True)])


def _verdict(found: Sequence[tuple[str, str, str, int]]) -> int:
    """Say again which runs failed, where that stands far above; a part without a test is right if another has some."""
    for name, word, closing, _ in found[:-1]:
        if word == "FAILED":
            print(f"\nFailed, far above ({name}):\n{closing}", flush=True)
    codes = [code for *_, code in found]
    tested = [code for name, *_, code in found if name != NAME_OF_CHECKS]
    return int(any(code not in (0, NOTHING) for code in codes) or all(code == NOTHING for code in tested))


def _show(run: subprocess.Popen[str]) -> str:
    """Print the run's output as it comes and return its last line."""
    line = ""
    for line in run.stdout or ():
        print(line, end="", flush=True)
    return line.rstrip("\n")


def _end(run: subprocess.Popen[str]) -> None:
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
