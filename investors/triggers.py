"""Database triggers of the cases, for SQLite and PostgreSQL: what is a record of the past is not rewritten.

1. A stage change is never changed, but that its reason gives way to a note that it was erased.
2. The first answer to an enquiry is written once; when the enquiry came is then settled too.
3. What was erased of an enquiry stays erased.
4. The address that an enquiry is tracked by, and what was agreed to, never change, nor are they removed.

A migration that changes these tables on SQLite remakes them and drops their triggers: end it with
`migrations.RunPython(triggers.install, triggers.remove)`.
"""

from collections.abc import Iterator
from typing import Any

from investors.erased import ERASED

CHANGES, ENQUIRIES, TRACKING = "investors_stagechange", "investors_enquiry", "investors_tracking"
CHANGE_REFUSAL = "a stage change is a record and never changes"
ANSWER_REFUSAL = "the first answer to an enquiry is written once"
ERASURE_REFUSAL = "what was erased of an enquiry stays erased"
CONSENT_REFUSAL = "the address of an enquiry and the consent to it never change"
SETTLED = ("first_answered_at", "first_answered_by_id", "received_at")
ERASURE = ("erased_at", "erased_by_id", "erased_because")
CONSENT = ("enquiry_id", "digest", "partner_id", "project_id", "consent_version", "consented_at")
CHANGE = ("id", "project_id", "from_stage", "to_stage", "changed_at", "changed_by_id")


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers anew, of the tables that are there by now."""
    remove(apps, schema_editor)
    connection = schema_editor.connection
    for name, (table, event, when, refusal) in _triggers(_differs(connection.vendor)).items():
        if not _is_there(connection, name, table):
            continue
        for statement in (_sqlite if connection.vendor == "sqlite" else _postgresql)(
            name, table, event, when, refusal
        ):
            schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    connection = schema_editor.connection
    for name, (table, *_) in _triggers("").items():
        if table in connection.introspection.table_names():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
    if connection.vendor == "postgresql":  # as they were called before
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_refuse_change()")
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_refuse_answer()")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    return [(name, table) for name, (table, *_) in _triggers("").items()]


def _triggers(differs: str) -> dict[str, tuple[str, str, str, str]]:
    """Return for each trigger its table, what sets it off, when it refuses and with which words."""

    def changed(columns: tuple[str, ...]) -> str:
        return "(" + " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns) + ")"

    return {
        f"{CHANGES}_update_refused": (
            CHANGES,
            "UPDATE",
            f"NEW.reason <> '{ERASED}' OR {changed(CHANGE)}",
            CHANGE_REFUSAL,
        ),
        f"{ENQUIRIES}_answer_settled": (
            ENQUIRIES,
            "UPDATE",
            f"OLD.first_answered_at IS NOT NULL AND {changed(SETTLED)}",
            ANSWER_REFUSAL,
        ),
        f"{ENQUIRIES}_erasure_settled": (
            ENQUIRIES,
            "UPDATE",
            f"OLD.erased_at IS NOT NULL AND {changed(ERASURE)}",
            ERASURE_REFUSAL,
        ),
        f"{TRACKING}_consent_settled": (TRACKING, "UPDATE", changed(CONSENT), CONSENT_REFUSAL),
        f"{TRACKING}_delete_refused": (TRACKING, "DELETE", "", CONSENT_REFUSAL),
    }


def _differs(vendor: str) -> str:
    return "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"


def _is_there(connection: Any, name: str, table: str) -> bool:
    """Say whether a trigger can be made: migrations of the past install those that there were."""
    if table not in connection.introspection.table_names():
        return False
    if name != f"{ENQUIRIES}_erasure_settled":
        return True
    with connection.cursor() as cursor:
        columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
    return ERASURE[0] in columns


def _sqlite(name: str, table: str, event: str, when: str, refusal: str) -> Iterator[str]:
    condition = f"WHEN {when} " if when else ""
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _postgresql(name: str, table: str, event: str, when: str, refusal: str) -> Iterator[str]:
    condition = f"WHEN ({when}) " if when else ""
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{refusal}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION {name}()"
    )
