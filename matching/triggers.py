"""Database triggers of the rulesets and runs, for SQLite and PostgreSQL.

1. A published ruleset is never changed or removed, and a kept run is never changed, whatever writes the row.
2. A change of the rulesets raises the catalogue's version, so no server keeps an old one in memory.
"""

from collections.abc import Iterator
from typing import Any

from parks.triggers import RAISE_VERSION

RULESETS, RUNS = "matching_rulesetversion", "matching_matchrun"
PUBLISHED_REFUSAL = "a published ruleset never changes: copy it to a new version"
RUN_REFUSAL = "a kept run never changes"


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
        for name in ("raise_version", "refuse_published", "refuse_run"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS matching_{name}()")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    events = ("insert", "update", "delete") if vendor == "sqlite" else ("change",)
    return [
        *((f"{RULESETS}_{event}_raises_version", RULESETS) for event in events),
        (f"{RULESETS}_update_refused", RULESETS),
        (f"{RULESETS}_delete_refused", RULESETS),
        (f"{RUNS}_update_refused", RUNS),
    ]


def _sqlite() -> Iterator[str]:
    for event in ("INSERT", "UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {RULESETS}_{event.lower()}_raises_version AFTER {event} ON {RULESETS} "
            f"FOR EACH ROW BEGIN {RAISE_VERSION['sqlite']} END"
        )
        if event != "INSERT":
            yield (
                f"CREATE TRIGGER {RULESETS}_{event.lower()}_refused BEFORE {event} ON {RULESETS} FOR EACH ROW "
                f"WHEN OLD.status = 'published' BEGIN SELECT RAISE(ABORT, '{PUBLISHED_REFUSAL}'); END"
            )
    yield (
        f"CREATE TRIGGER {RUNS}_update_refused BEFORE UPDATE ON {RUNS} FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{RUN_REFUSAL}'); END"
    )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION matching_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {RAISE_VERSION['postgresql']} RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {RULESETS}_change_raises_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
        f"ON {RULESETS} FOR EACH STATEMENT EXECUTE FUNCTION matching_raise_version()"
    )
    for name, refusal in (("published", PUBLISHED_REFUSAL), ("run", RUN_REFUSAL)):
        yield (
            f"CREATE FUNCTION matching_refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{refusal}'; END $$"
        )
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {RULESETS}_{event.lower()}_refused BEFORE {event} ON {RULESETS} FOR EACH ROW "
            "WHEN (OLD.status = 'published') EXECUTE FUNCTION matching_refuse_published()"
        )
    yield (
        f"CREATE TRIGGER {RUNS}_update_refused BEFORE UPDATE ON {RUNS} FOR EACH ROW "
        "EXECUTE FUNCTION matching_refuse_run()"
    )
