"""Moves findings that stood in rows of their own to the runs that were the first to say them.

A run's digest is of the findings themselves, not of their numbers: so every run stays what it was, one that somebody had
altered too.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from django.db import migrations

from matching import triggers

_PLACES = 1_000_000
_Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
_NOWHERE = _PLACES - 1  # the place of a finding that was not there any more


def move(apps: Any, schema_editor: Any) -> None:
    """Give each run what it was the first to say, in the order of the chain, and its numbers anew."""
    connection = schema_editor.connection
    moved: dict[
        tuple[bool, int], int
    ] = {}  # the number of now by that of before, whose row may have been of one finding

    @lru_cache(1_000)
    def texts(row: int) -> list[msgspec.Raw]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM matching_runfinding WHERE number = %s", [row])
            found = cursor.fetchone()
        return _items(found[0]) if found else []

    def move_one(number: int, answer: dict[str, Any], lists: list[list[int]]) -> None:
        placed, first_said = answer.pop("placed", False), list[msgspec.Raw]()
        for findings in lists:
            for at, old in enumerate(findings):
                if (placed, old) not in moved:
                    row, place = divmod(old, _PLACES) if placed else (old, 0)
                    text = texts(row)[place : place + 1]
                    moved[placed, old] = number * _PLACES + (len(first_said) if text else _NOWHERE)
                    first_said += text
                findings[at] = moved[placed, old]
        said = msgspec.json.encode(first_said).decode() if first_said else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE matching_matchrun SET answer = {_as_json(connection)}, findings = %s WHERE number = %s",
                [msgspec.json.encode(answer).decode(), said, number],
            )

    for number, answer in _answers(connection):
        lists = _numbers(answer)
        if lists is not None:
            move_one(number, answer, lists)


def _items(text: str) -> list[msgspec.Raw]:
    """Return the findings of a row; none of one that is no JSON, for it would spoil those that come to stand beside it."""
    try:
        whole = msgspec.json.decode(text, type=msgspec.Raw)
    except msgspec.DecodeError:  # spoilt by somebody
        return []
    try:
        return msgspec.json.decode(whole, type=list[msgspec.Raw])
    except msgspec.ValidationError:  # the one finding of a row
        return [whole]


def _answers(connection: Any) -> Iterator[tuple[int, Any]]:
    """Yield each run's number and answer, in the order of the chain."""
    text = "answer::text" if connection.vendor == "postgresql" else "answer"
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM matching_matchrun ORDER BY number")
        for (number,) in cursor.fetchall():
            cursor.execute(f"SELECT {text} FROM matching_matchrun WHERE number = %s", [number])
            yield number, msgspec.json.decode(cursor.fetchone()[0])


def _numbers(answer: Any) -> list[list[int]] | None:
    """Return the lists of numbers in an answer, to be written into; None where it holds its findings itself, or is none."""
    if not isinstance(answer, dict) or "numbered" not in answer:
        return None
    if not isinstance(answer.get("placed", False), bool):  # altered by somebody; read as no answer before
        return None
    try:
        lists = [one["findings"] for one in (*(answer["barred"] or ()), *answer["sites"])]
        msgspec.convert(lists, list[list[_Number]])
    except (KeyError, TypeError, msgspec.ValidationError):
        return None
    return lists


def _as_json(connection: Any) -> str:
    return "%s::jsonb" if connection.vendor == "postgresql" else "%s"


def drop_function(apps: Any, schema_editor: Any) -> None:
    """Drop what guarded the table that is gone."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS matching_runfinding_refuse_truncation()")


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL alters no table that the same transaction has written to.
    dependencies = [("matching", "0022_findings_of_runs")]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.RunPython(move),
        migrations.DeleteModel("RunFinding"),
        migrations.RunPython(drop_function),
        migrations.RemoveField("runchain", "findings"),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
