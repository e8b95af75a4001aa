"""Database triggers of letters, for SQLite and PostgreSQL: of one that was sent nothing changes but that its link is
taken back, once, and that its text gives way to a note that it was erased, whatever writes the row. `matching.triggers`
installs them with its own.
"""

from collections.abc import Iterator
from typing import Any

from investors.erased import ERASED

REPLIES = "matching_reply"
REFUSAL = "a letter that was sent never changes: only its link is taken back"
_FUNCTIONS = ("matching_refuse_reply", f"{REPLIES}_refuse_truncation")
FREE = ("revoked_at", "version", "text")
# A letter that was sent, and whose place a row that is written would take.
_IN_ITS_WAY = f"""EXISTS (
    SELECT 1 FROM {REPLIES} AS kept WHERE kept.sent_at IS NOT NULL AND (kept.id = NEW.id OR kept.token = NEW.token)"""


def install(schema_editor: Any) -> None:
    """Create the triggers anew where the table is there by now."""
    remove(schema_editor)
    connection = schema_editor.connection
    if REPLIES not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, REPLIES)]
    for statement in (_sqlite if connection.vendor == "sqlite" else _postgresql)(columns):
        schema_editor.execute(statement, params=None)


def remove(schema_editor: Any) -> None:
    """Drop the triggers."""
    vendor = schema_editor.connection.vendor
    if REPLIES in schema_editor.connection.introspection.table_names():
        for name in expected(vendor):
            on = "" if vendor == "sqlite" else f" ON {REPLIES}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if vendor == "postgresql":
        for name in _FUNCTIONS:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def expected(vendor: str) -> list[str]:
    """Return the name of every trigger."""
    aside = "insert" if vendor == "sqlite" else "truncate"
    return [f"{REPLIES}_{event}_refused" for event in ("update", "delete", aside)]


def _changes(columns: list[str], differs: str) -> str:
    """Return when a letter that was sent would change in more than its link's end, which comes once, and the erasure of its text."""
    kept = (f"OLD.{column} {differs} NEW.{column}" for column in columns if column not in FREE)
    again = f"(OLD.revoked_at IS NOT NULL AND OLD.revoked_at {differs} NEW.revoked_at)"
    reworded = f"(OLD.text {differs} NEW.text AND NEW.text <> '{ERASED}')"
    return f"OLD.sent_at IS NOT NULL AND ({' OR '.join(kept)} OR {reworded} OR {again})"


def _sqlite(columns: list[str]) -> Iterator[str]:
    # REPLACE removes the rows in its way without asking their triggers, so they are looked for beforehand.
    for event, refused in (
        ("INSERT", f"{_IN_ITS_WAY})"),
        ("UPDATE", f"{_changes(columns, 'IS NOT')} OR {_IN_ITS_WAY} AND kept.id <> OLD.id)"),
        ("DELETE", "OLD.sent_at IS NOT NULL"),
    ):
        yield (
            f"CREATE TRIGGER {REPLIES}_{event.lower()}_refused BEFORE {event} ON {REPLIES} FOR EACH ROW "
            f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql(columns: list[str]) -> Iterator[str]:
    refuse = f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{REFUSAL}';"
    yield f"CREATE FUNCTION matching_refuse_reply() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$"
    for event, refused in (
        ("UPDATE", _changes(columns, "IS DISTINCT FROM")),
        ("DELETE", "OLD.sent_at IS NOT NULL"),
    ):
        yield (
            f"CREATE TRIGGER {REPLIES}_{event.lower()}_refused BEFORE {event} ON {REPLIES} FOR EACH ROW "
            f"WHEN ({refused}) EXECUTE FUNCTION matching_refuse_reply()"
        )
    yield (
        f"CREATE FUNCTION {REPLIES}_refuse_truncation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT 1 FROM {REPLIES} WHERE sent_at IS NOT NULL) THEN {refuse} END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {REPLIES}_truncate_refused BEFORE TRUNCATE ON {REPLIES} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {REPLIES}_refuse_truncation()"
    )
