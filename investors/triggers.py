"""Database triggers of the cases, for SQLite and PostgreSQL: what is a record of the past is not rewritten.

1. A stage change is never changed.
2. The first answer to an enquiry is written once; when the enquiry came is then settled too.

A migration that changes these tables on SQLite remakes them and drops their triggers: end it with
`migrations.RunPython(triggers.install, triggers.remove)`.
"""

from collections.abc import Iterator
from typing import Any

CHANGES, ENQUIRIES = "investors_stagechange", "investors_enquiry"
CHANGE_REFUSAL = "a stage change is a record and never changes"
ANSWER_REFUSAL = "the first answer to an enquiry is written once"
SETTLED = ("first_answered_at", "first_answered_by_id", "received_at")


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers anew."""
    remove(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    for statement in _sqlite() if vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    vendor = schema_editor.connection.vendor
    for name, table in expected(vendor):
        on = "" if vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_refuse_change()")
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_refuse_answer()")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    return [(f"{CHANGES}_update_refused", CHANGES), (f"{ENQUIRIES}_answer_settled", ENQUIRIES)]


def _sqlite() -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {CHANGES}_update_refused BEFORE UPDATE ON {CHANGES} FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{CHANGE_REFUSAL}'); END"
    )
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in SETTLED)
    yield (
        f"CREATE TRIGGER {ENQUIRIES}_answer_settled BEFORE UPDATE ON {ENQUIRIES} FOR EACH ROW "
        f"WHEN OLD.first_answered_at IS NOT NULL AND ({changed}) "
        f"BEGIN SELECT RAISE(ABORT, '{ANSWER_REFUSAL}'); END"
    )


def _postgresql() -> Iterator[str]:
    for name, refusal in (("change", CHANGE_REFUSAL), ("answer", ANSWER_REFUSAL)):
        yield (
            f"CREATE FUNCTION investors_refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{refusal}'; END $$"
        )
    yield (
        f"CREATE TRIGGER {CHANGES}_update_refused BEFORE UPDATE ON {CHANGES} FOR EACH ROW "
        "EXECUTE FUNCTION investors_refuse_change()"
    )
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in SETTLED)
    yield (
        f"CREATE TRIGGER {ENQUIRIES}_answer_settled BEFORE UPDATE ON {ENQUIRIES} FOR EACH ROW "
        f"WHEN (OLD.first_answered_at IS NOT NULL AND ({changed})) "
        "EXECUTE FUNCTION investors_refuse_answer()"
    )
