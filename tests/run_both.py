"""Runs the tests of what a database keeps and is asked on SQLite and on a real PostgreSQL at the same time, and the others beside them.

What pages and answers say is tested on SQLite alone: on PostgreSQL each page and each read of the API is opened once, and all
that they ask and do is tested. The rest knows nothing of the database that a run is about: the engine, its sentences, what
reads texts, the browser with a service of its own. With `--everywhere`, as in CI, whatever asks a database is tested on
PostgreSQL too, and so is what seldom changes. SQLite's tables are made without migrations; those run on PostgreSQL, and on
SQLite when a test starts the service. Where there are fewer processors than runs, the shorter ones stand back for the longest.
One run is shown as it goes, the others when it is over, so the last line is pytest's closing line of the last run; of a run
that failed before, the closing line is said again.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from tests import postgres

Run = subprocess.Popen[str]
EVERYWHERE = "--everywhere"  # pages and answers are tested on PostgreSQL too, and what CI alone tests
NOTHING = 5  # pytest's code for a run without a test


def main(arguments: list[str]) -> int:
    """Run pytest in its parts with the given arguments and return the exit code."""
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
    everywhere = EVERYWHERE in arguments
    parts = {
        "SQLite, what is kept and asked": ("stored", ""),
        "SQLite, what pages and answers say": ("answers", ""),
        "the rest": ("rest", ""),
        "PostgreSQL": ("database" if everywhere else "stored", url),
    }
    longest = "database" if everywhere else "answers"
    with ExitStack() as files:
        outputs = [subprocess.PIPE, *(files.enter_context(tempfile.TemporaryFile("w+")) for _ in range(3))]
        runs = [
            _start([*arguments, f"--part={part}"], database, output, stands_back=part != longest)
            for (part, database), output in zip(parts.values(), outputs, strict=True)
        ]
        try:
            closing = [_show(runs[0])]
            codes = [run.wait() for run in runs]
        finally:
            for run in runs:
                _end(run)
        words = ["FAILED" if code not in (0, NOTHING) else "passed" for code in codes]
        shown_already, *others = parts
        print(f"\nAbove: {shown_already}: {words[0]}.", flush=True)
        for name, word, kept in zip(others, words[1:], outputs[1:], strict=True):
            kept.seek(0)
            shown = kept.read().rstrip("\n")
            closing.append(shown.rpartition("\n")[2])
            print(f"\nBelow: {name}: {word}.\n{shown}", flush=True)
    return _verdict([*zip(parts, words, closing, codes, strict=True)])


def _verdict(found: Sequence[tuple[str, str, str, int]]) -> int:
    """Say again which runs failed, where that stands far above; a part without a test is right if another has some."""
    for name, word, closing, _ in found[:-1]:
        if word == "FAILED":
            print(f"\nFailed, far above ({name}):\n{closing}", flush=True)
    codes = [code for *_, code in found]
    return int(any(code not in (0, NOTHING) for code in codes) or all(code == NOTHING for code in codes))


def _start(arguments: list[str], url: str, output: Any, stands_back: bool = False) -> Run:
    """Start pytest on a database; SQLite's tables are made without migrations."""
    nice, quick = ["nice"] if stands_back else [], [] if url else ["--no-migrations"]
    return subprocess.Popen(
        [*nice, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *quick, *arguments],
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
