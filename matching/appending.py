"""Writes runs as the next links of their chain (`matching.chain`): one after the other, whoever keeps them.

A process remembers where the chain ended after the run that it kept last, and writes the next one there; a trigger moves the end
(`matching.chain_triggers`). So a run is one statement. Where the end is another one meanwhile nothing is written, and the run takes
the end for itself first.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

import msgspec
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import CharField, Field, ForeignKey, PositiveBigIntegerField, TextField

from matching import run_findings
from matching.chain import link
from matching.models import MatchRun, RunChain, RunSites
from matching.records import Unread
from matching.run_findings import End

_TURN = threading.Lock()
# Of which every database takes the values as they are.
_READY = (CharField, ForeignKey, PositiveBigIntegerField, TextField)


def keep_sites(digest: str, facts: list[Any]) -> str:
    """See to it that these facts of the sites are kept, and return their digest, by which runs name them."""
    RunSites.objects.only("digest").get_or_create(digest=digest, defaults={"facts": facts})
    return digest


def append(runs: Sequence[MatchRun]) -> None:
    """Write runs as the next links of the chain, one after the other, in one transaction."""
    with _in_turn(), transaction.atomic(savepoint=False):
        end, _ = _end()
        for run in runs:
            link(run, number=end.number + 1, previous=end.digest)
            end = End(run.number, run.digest)
        _must_be_written(_write(runs))


def append_whole(run: MatchRun, answer: Unread, sites: tuple[str, list[Any]]) -> None:
    """Write a run with its whole answer as the next link; ``sites`` are digest and facts of the sites that it was given."""
    run.sites_id, facts = sites
    with _in_turn():
        end = run_findings.last(run.sites_id)
        if end is not None and _append_after(end, run, answer):
            return
        with transaction.atomic(savepoint=False):
            end, sites_are_kept = _end(run.sites_id)
            if not sites_are_kept:
                keep_sites(run.sites_id, facts)
            _must_be_written(_append_after(end, run, answer))


def _append_after(end: End, run: MatchRun, answer: Unread) -> bool:
    """Write a run after this end of the chain, with the findings that are not kept yet; say whether it is the end still."""
    found = run_findings.numbered(answer.findings, end)
    run.findings = found.text.decode()
    run.answer = msgspec.Raw(answer.numbered(run.id, found.numbers))
    link(run, number=end.number + 1, previous=end.digest, answer=answer.digested(run.id))
    if not _write([run]):
        return False
    run_findings.remember(found.fresh, End(run.number, run.digest), run.sites_id)
    return True


@contextmanager
def _in_turn() -> Iterator[None]:
    """Let the threads of this process take turns, for where they met at the database, they would wait far longer.

    Who is in a transaction already may hold the database, and so waits for no thread.
    """
    with nullcontext() if connection.in_atomic_block else _TURN:
        yield


def _end(sites: str = "") -> tuple[End, bool]:
    """Return the end of the chain, and whether the facts of sites with this digest are kept.

    Who else keeps a run meanwhile waits here: a chain has one end. By hand, as what follows it: the object mapper takes as
    long as all else that keeps a run.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, digest, EXISTS (SELECT 1 FROM matching_runsites WHERE digest = %s) "
            f"FROM matching_runchain WHERE id = 1{lock}",
            [sites],
        )
        row = cursor.fetchone()
    if row is not None:
        return End(*row[:2]), bool(row[2])
    first, _ = RunChain.objects.select_for_update().get_or_create(id=1)
    return End(first.number, first.digest), False


def _must_be_written(written: bool) -> None:
    """Refuse to go on where runs are not written after an end that nobody else moves meanwhile."""
    if not written:
        raise RuntimeError("the end of the chain does not move: the triggers of the runs are gone")


def _write(runs: Sequence[MatchRun]) -> bool:
    """Write runs that are linked; say whether the one before each was the end of the chain."""
    here = connections[DEFAULT_DB_ALIAS]
    columns, statement = _columns(here.features.has_select_for_update)
    rows = [
        [
            getattr(run, name) if field is None else field.get_db_prep_save(getattr(run, name), here)
            for name, field in columns
        ]
        for run in runs
    ]
    with here.cursor() as cursor:
        cursor.executemany(
            statement, [[*row, run.number - 1, run.previous] for row, run in zip(rows, runs, strict=True)]
        )
        written = cursor.rowcount == len(runs)
    for run in runs if written else ():
        run._state.adding, run._state.db = False, here.alias
    return written


@cache
def _columns(locks: bool) -> tuple[list[tuple[str, Field | None]], str]:
    """Return the values that a row has, each with the field that databases need it made ready by, and what inserts them."""
    fields = MatchRun._meta.concrete_fields
    names, marks = ", ".join(f'"{one.column}"' for one in fields), ", ".join(["%s"] * len(fields))
    columns = [(one.attname, None if isinstance(one, _READY) else one) for one in fields]
    lock = " FOR UPDATE" if locks else ""
    return columns, (
        f"INSERT INTO matching_matchrun ({names}) SELECT {marks} "
        f"FROM matching_runchain WHERE id = 1 AND number = %s AND digest = %s{lock}"
    )
