"""Database triggers of merged investors, for SQLite and PostgreSQL: merges are flat, and nothing points to a merged row.

1. An investor is merged into one that is itself not merged, and into no second one; whoever has others merged into it
   is not merged before these are moved. So there is no circle and no chain, whoever writes.
2. A project or an enquiry is of no merged investor: who saves a form after somebody else has merged loses nothing.

On PostgreSQL the rows that are asked for are locked, so that two transactions at once cannot get round this.

A migration that changes the tables of investors, projects or enquiries on SQLite remakes them: begin it with
`migrations.RunPython(merge_triggers.remove, merge_triggers.install)` and end it the other way round.
"""

from collections.abc import Iterator
from typing import Any

INVESTORS = "investors_investor"
POINTING = ("investors_project", "investors_enquiry")
INTO_MERGED = "an investor is merged into one that is not merged itself"
TWICE = "a merged investor is merged into no other"
BEFORE_ITS_OWN = "an investor that others are merged into is not merged before them"
POINTS_TO_MERGED = "nothing is of an investor that was merged into another"

_TARGET = f"EXISTS (SELECT 1 FROM {INVESTORS} WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)"
_OWN = f"EXISTS (SELECT 1 FROM {INVESTORS} WHERE merged_into_id = NEW.id)"


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
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_check_merge()")
        schema_editor.execute("DROP FUNCTION IF EXISTS investors_check_not_merged()")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    return [
        (f"{table}_{name}_{act}", table)
        for table, name in ((INVESTORS, "merge"), *((table, "investor") for table in POINTING))
        for act in ("insert", "update")
    ]


def _sqlite() -> Iterator[str]:
    refusals = f"SELECT RAISE(ABORT, '{INTO_MERGED}') WHERE {_TARGET}; SELECT RAISE(ABORT, '{BEFORE_ITS_OWN}') WHERE {_OWN};"
    yield (
        f"CREATE TRIGGER {INVESTORS}_merge_insert BEFORE INSERT ON {INVESTORS} FOR EACH ROW "
        f"WHEN NEW.merged_into_id IS NOT NULL BEGIN {refusals} END"
    )
    yield (
        f"CREATE TRIGGER {INVESTORS}_merge_update BEFORE UPDATE OF merged_into_id ON {INVESTORS} FOR EACH ROW "
        "WHEN NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS NOT NEW.merged_into_id "
        f"BEGIN SELECT RAISE(ABORT, '{TWICE}') WHERE OLD.merged_into_id IS NOT NULL; {refusals} END"
    )
    merged = f"EXISTS (SELECT 1 FROM {INVESTORS} WHERE id = NEW.investor_id AND merged_into_id IS NOT NULL)"
    for table in POINTING:
        for act, when in (("insert", "INSERT"), ("update", "UPDATE OF investor_id")):
            changed = "" if act == "insert" else "AND OLD.investor_id IS NOT NEW.investor_id "
            yield (
                f"CREATE TRIGGER {table}_investor_{act} BEFORE {when} ON {table} FOR EACH ROW "
                f"WHEN NEW.investor_id IS NOT NULL {changed}"
                f"BEGIN SELECT RAISE(ABORT, '{POINTS_TO_MERGED}') WHERE {merged}; END"
            )


def _postgresql() -> Iterator[str]:
    raised = "RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = "
    yield (
        "CREATE FUNCTION investors_check_merge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM 1 FROM {INVESTORS} WHERE id = NEW.merged_into_id FOR UPDATE; "
        f"IF TG_OP = 'UPDATE' THEN IF OLD.merged_into_id IS NOT NULL THEN {raised}'{TWICE}'; END IF; END IF; "
        f"IF {_TARGET} THEN {raised}'{INTO_MERGED}'; END IF; "
        f"IF {_OWN} THEN {raised}'{BEFORE_ITS_OWN}'; END IF; RETURN NEW; END $$"
    )
    yield (
        "CREATE FUNCTION investors_check_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE target bigint; BEGIN "
        f"SELECT merged_into_id INTO target FROM {INVESTORS} WHERE id = NEW.investor_id FOR SHARE; "
        f"IF target IS NOT NULL THEN {raised}'{POINTS_TO_MERGED}'; END IF; RETURN NEW; END $$"
    )
    yield from _pair(INVESTORS, "merge", "merged_into_id", "investors_check_merge")
    for table in POINTING:
        yield from _pair(table, "investor", "investor_id", "investors_check_not_merged")


def _pair(table: str, name: str, column: str, function: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {table}_{name}_insert BEFORE INSERT ON {table} FOR EACH ROW "
        f"WHEN (NEW.{column} IS NOT NULL) EXECUTE FUNCTION {function}()"
    )
    yield (
        f"CREATE TRIGGER {table}_{name}_update BEFORE UPDATE OF {column} ON {table} FOR EACH ROW "
        f"WHEN (NEW.{column} IS NOT NULL AND OLD.{column} IS DISTINCT FROM NEW.{column}) "
        f"EXECUTE FUNCTION {function}()"
    )
