"""Database triggers of the catalogue, for SQLite and PostgreSQL.

Three promises are kept here, at the bottom, because they must hold whatever writes a row (a service, the admin,
`bulk_create`, a person with a database shell):

1. Every change of a catalogue table raises `CatalogueVersion.number`, so no server's snapshot can be stale.
2. What a fact or a status says is never rewritten: a correction is a new row, the old one is retracted.
   (Deletion is refused one level up: nothing cascades into facts and statuses, and the admin offers no deletion.
   SQLite's REPLACE removes the rows in its way without asking their triggers, so they are looked for beforehand.)
3. Every change of what the public sees is noted for the feed of changes (see `parks.change_triggers`).

A migration that changes a catalogue table on SQLite remakes the table and thereby drops its triggers: end such a
migration with `migrations.RunPython(triggers.install, triggers.remove)`. A test finds a table without its triggers.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from parks import change_triggers

VERSION_TABLE = "parks_catalogueversion"

CATALOGUE_TABLES = (
    "parks_source",
    "parks_adminunit",
    "parks_succession",
    "parks_node",
    "parks_planningarea",
    "parks_sector",
    "parks_site",
    "parks_siteunit",
    "parks_orientation",
    "parks_tenant",
    "parks_fact",
    "parks_status",
)

# The columns that are evidence. Pins, retractions, notes, reasons and the grade may change.
_DATED = ("code", "site_id", "as_of", "counts_from", "source_id", "recorded_at", "recorded_by_id")
EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "parks_fact": (*_DATED, "quantity", "value", "number", "unit", "qualifier"),
    "parks_status": (*_DATED, "stage", "developer", "words"),
}
REFUSAL = "the evidence of a fact or status is never rewritten: retract this row and record a new one"

# The row may have been emptied with the whole database, as tests do. It then starts again at a number that no
# snapshot can have seen.
RAISE_VERSION = {
    "sqlite": f"""
        INSERT INTO {VERSION_TABLE} (id, number, fixtures_digest)
        VALUES (1, abs(random()) % 1000000000000 + 1, '')
        ON CONFLICT (id) DO UPDATE SET number = {VERSION_TABLE}.number + 1;""",
    "postgresql": f"""
        INSERT INTO {VERSION_TABLE} (id, number, fixtures_digest)
        VALUES (1, floor(random() * 1000000000000)::bigint + 1, '')
        ON CONFLICT (id) DO UPDATE SET number = {VERSION_TABLE}.number + 1;""",
}


def expected(vendor: str) -> dict[str, set[str]]:
    """Return the names of the triggers that each table must have."""
    names: dict[str, set[str]] = {}
    for table in CATALOGUE_TABLES:
        events = ("insert", "update", "delete") if vendor == "sqlite" else ("change",)
        names[table] = {f"{table}_{event}_raises_version" for event in events}
        names[table] |= change_triggers.names(vendor, table)
        if table in EVIDENCE:
            names[table].add(f"{table}_keeps_evidence")
            if vendor == "sqlite":
                names[table].add(f"{table}_insert_keeps_evidence")
    return names


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers anew on every catalogue table that exists at this point of the migrations."""
    connection = schema_editor.connection
    existing = set(connection.introspection.table_names())
    tables = [table for table in CATALOGUE_TABLES if table in existing]
    remove(apps, schema_editor)
    statements = [*(_sqlite(tables) if connection.vendor == "sqlite" else _postgresql(tables))]
    if change_triggers.CHANGES in existing:
        for table in tables:
            statements += change_triggers.statements(connection.vendor, table, _columns(connection, table))
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _columns(connection: Any, table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table)]


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    connection = schema_editor.connection
    existing = set(connection.introspection.table_names())
    for table, names in expected(connection.vendor).items():
        for name in sorted(names) if table in existing else ():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS parks_raise_version()")
        schema_editor.execute("DROP FUNCTION IF EXISTS parks_keep_evidence()")
        for table in change_triggers.NOTED:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {change_triggers.function(table)}()")


def _sqlite(tables: list[str]) -> Iterator[str]:
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_{event.lower()}_raises_version AFTER {event} ON {table} "
                f"FOR EACH ROW BEGIN {RAISE_VERSION['sqlite']} END"
            )
        if table in EVIDENCE:
            changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in EVIDENCE[table])
            yield (
                f"CREATE TRIGGER {table}_keeps_evidence BEFORE UPDATE ON {table} "
                f"FOR EACH ROW WHEN {changed} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
            other = " OR ".join(f"kept.{column} IS NOT NEW.{column}" for column in EVIDENCE[table])
            in_its_way = f"(kept.id = NEW.id OR kept.code = NEW.code) AND ({other})"
            yield (
                f"CREATE TRIGGER {table}_insert_keeps_evidence BEFORE INSERT ON {table} "
                f"FOR EACH ROW WHEN EXISTS (SELECT 1 FROM {table} AS kept WHERE {in_its_way}) "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _postgresql(tables: list[str]) -> Iterator[str]:
    yield (
        "CREATE FUNCTION parks_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {RAISE_VERSION['postgresql']} RETURN NULL; END $$"
    )
    yield (
        "CREATE FUNCTION parks_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{REFUSAL}'; END $$"
    )
    for table in tables:
        yield (
            f"CREATE TRIGGER {table}_change_raises_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION parks_raise_version()"
        )
        if table in EVIDENCE:
            changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in EVIDENCE[table])
            yield (
                f"CREATE TRIGGER {table}_keeps_evidence BEFORE UPDATE ON {table} "
                f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION parks_keep_evidence()"
            )
