"""Database triggers of the rulesets and runs, for SQLite and PostgreSQL.

1. A published ruleset is never changed or removed, nor is a kept run (others name its findings), nor are the facts of the
   sites that it names, nor which run was handed over with a project, whatever writes the row.
   SQLite's REPLACE removes the rows in its way without asking their triggers, so they are looked for beforehand.
   PostgreSQL's TRUNCATE asks no row either, and reaches tables that refer to the one it names.
   What officers chose beside a run is guarded likewise (`matching.override_triggers`). A run that follows the last one
   becomes the last one (`matching.chain_triggers`).
2. A change of the rulesets raises the catalogue's version, so no server keeps an old one in memory; that one is
   published is noted among the changes of the public data.
3. Nobody publishes what they have drafted or edited, and the steps of a draft, which say who has, are never changed or
   removed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from matching import chain_triggers, letter_triggers, override_triggers
from parks import change_triggers
from parks.change_triggers import Noted, note
from parks.triggers import RAISE_VERSION

RULESETS, RUNS, RUN_SITES = "matching_rulesetversion", "matching_matchrun", "matching_runsites"
STEPS, HANDED = "matching_rulesetstep", "matching_handedrun"
PUBLISHED_REFUSAL = "a published ruleset never changes: copy it to a new version"
RUN_REFUSAL = "a kept run never changes"
STEP_REFUSAL = "a step of a draft never changes"
HANDED_REFUSAL = "the run that was handed over with a project never changes"
OWN_DRAFT_REFUSAL = "nobody publishes a ruleset that they have drafted or edited"
_REFUSALS = {
    RUNS: RUN_REFUSAL,
    RUN_SITES: RUN_REFUSAL,
    STEPS: STEP_REFUSAL,
    HANDED: HANDED_REFUSAL,
}
_FUNCTION_OF = {STEPS: "step", HANDED: "handed"}  # of PostgreSQL; the others are of runs
# Nothing else keeps these rows from being removed: the facts of sites are held by the keys of the runs that name them.
_STAYING = (STEPS, RUNS)
_FUNCTIONS = (
    "matching_raise_version",
    "matching_refuse_published",
    "matching_refuse_run",
    "matching_refuse_step",
    "matching_refuse_handed",
    "matching_refuse_own_draft",
    f"{STEPS}_refuse_truncation",
    f"{RULESETS}_refuse_truncation",
    change_triggers.function(RULESETS),
    f"{RUNS}_refuse_truncation",
    f"{RUN_SITES}_refuse_truncation",
    f"{HANDED}_refuse_truncation",
    *chain_triggers.FUNCTIONS,
    *override_triggers.FUNCTIONS,
)


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers anew on every table and column that exist at this point of the migrations.

    A migration that alters one of these tables on SQLite takes its triggers away: end it with this.
    """
    remove(apps, schema_editor)
    connection = schema_editor.connection
    existing = set(connection.introspection.table_names())
    tables = {table: _unique(connection, table) for table in _REFUSALS if table in existing}
    statements = [*(_sqlite(tables) if connection.vendor == "sqlite" else _postgresql(tables))]
    if RUNS in existing and "findings" in _columns(
        connection, RUNS
    ):  # earlier migrations remake the row of the chain
        statements += chain_triggers.statements(connection.vendor)
    if override_triggers.OVERRIDES in existing:
        statements += override_triggers.statements(connection.vendor)
    if change_triggers.CHANGES in existing:
        statements += change_triggers.triggers(connection.vendor, RULESETS, _published(connection.vendor))
    for statement in statements:
        schema_editor.execute(statement, params=None)
    letter_triggers.install(schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    vendor = schema_editor.connection.vendor
    existing = set(schema_editor.connection.introspection.table_names())
    for name, table in ((name, table) for name, table in expected(vendor) if table in existing):
        on = "" if vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if vendor == "postgresql":
        for name in _FUNCTIONS:
            # With the triggers of a table of before.
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    letter_triggers.remove(schema_editor)


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    events = ("insert", "update", "delete") if vendor == "sqlite" else ("change",)
    aside = "insert" if vendor == "sqlite" else "truncate"
    return [
        *((f"{RULESETS}_{event}_raises_version", RULESETS) for event in events),
        *((f"{RULESETS}_{event}_notes_change", RULESETS) for event in ("insert", "update")),
        *((f"{RULESETS}_{event}_refused", RULESETS) for event in ("update", "delete", aside)),
        *((f"{table}_{event}_refused", table) for table in _REFUSALS for event in ("update", aside)),
        *((f"{table}_delete_refused", table) for table in _STAYING),
        *((f"{RULESETS}_own_{event}_refused", RULESETS) for event in ("insert", "update")),
        *chain_triggers.EXPECTED,
        *override_triggers.expected(vendor),
    ]


# A published row whose number, version or day a row that is written would take.
_PUBLISHED_IN_ITS_WAY = f"""EXISTS (
    SELECT 1 FROM {RULESETS} AS kept WHERE kept.status = 'published' AND (
        kept.id = NEW.id OR kept.version = NEW.version
        OR (NEW.status = 'published' AND kept.effective_from = NEW.effective_from)))"""
# What is unique of a run, and of the facts of the sites that runs name.
UNIQUE = {
    RUNS: ("id", "number", "certificate"),
    RUN_SITES: ("digest",),
    STEPS: ("id",),
    HANDED: ("project_id",),
}
# A row that is written as published by one of its authors, or by nobody although it has authors.
_OWN_DRAFT = f"""EXISTS (
    SELECT 1 FROM {STEPS} AS step WHERE step.ruleset_id = NEW.id AND step.act IN ('copied', 'edited', 'pasted')
    AND (NEW.published_by_id IS NULL OR step.by_id = NEW.published_by_id))"""


def _published(vendor: str) -> dict[str, str]:
    """Return what notes that a ruleset has come to be published, by event."""
    ruleset, now = Noted("ruleset", code="{row}.version"), "NEW.status = 'published'"
    return {
        "insert": note(vendor, ruleset, "NEW", "'created'", now),
        "update": note(vendor, ruleset, "NEW", "'created'", f"{now} AND OLD.status <> 'published'"),
    }


def _unique(connection: Any, table: str) -> list[str]:
    """Return the columns of `UNIQUE` that a table has by now."""
    there = _columns(connection, table)
    return [column for column in UNIQUE[table] if column in there]


def _columns(connection: Any, table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {one.name for one in connection.introspection.get_table_description(cursor, table)}


def _in_its_way(table: str, unique: list[str]) -> str:
    same = " OR ".join(f"kept.{column} = NEW.{column}" for column in unique)
    return f"EXISTS (SELECT 1 FROM {table} AS kept WHERE {same})"


def _sqlite(tables: Mapping[str, list[str]]) -> Iterator[str]:
    for event in ("INSERT", "UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {RULESETS}_{event.lower()}_raises_version AFTER {event} ON {RULESETS} "
            f"FOR EACH ROW BEGIN {RAISE_VERSION['sqlite']} END"
        )
    for table, event, refused, refusal in (
        (RULESETS, "INSERT", _PUBLISHED_IN_ITS_WAY, PUBLISHED_REFUSAL),
        # A draft finds none in its way but another row: it is no published one itself.
        (RULESETS, "UPDATE", f"OLD.status = 'published' OR {_PUBLISHED_IN_ITS_WAY}", PUBLISHED_REFUSAL),
        (RULESETS, "DELETE", "OLD.status = 'published'", PUBLISHED_REFUSAL),
        *(
            (table, "INSERT", _in_its_way(table, unique), _REFUSALS[table])
            for table, unique in tables.items()
        ),
        *((table, "UPDATE", "true", _REFUSALS[table]) for table in tables),
        *((table, "DELETE", "true", _REFUSALS[table]) for table in tables if table in _STAYING),
    ):
        yield (
            f"CREATE TRIGGER {table}_{event.lower()}_refused BEFORE {event} ON {table} FOR EACH ROW "
            f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
    for event in ("INSERT", "UPDATE") if STEPS in tables else ():
        yield (
            f"CREATE TRIGGER {RULESETS}_own_{event.lower()}_refused BEFORE {event} ON {RULESETS} FOR EACH ROW "
            f"WHEN NEW.status = 'published' AND {_OWN_DRAFT} BEGIN SELECT RAISE(ABORT, '{OWN_DRAFT_REFUSAL}'); END"
        )


def _postgresql(tables: Mapping[str, list[str]]) -> Iterator[str]:
    yield (
        "CREATE FUNCTION matching_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {RAISE_VERSION['postgresql']} RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {RULESETS}_change_raises_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
        f"ON {RULESETS} FOR EACH STATEMENT EXECUTE FUNCTION matching_raise_version()"
    )
    for name, refusal in (
        ("published", PUBLISHED_REFUSAL),
        ("run", RUN_REFUSAL),
        ("step", STEP_REFUSAL),
        ("handed", HANDED_REFUSAL),
    ):
        yield (
            f"CREATE FUNCTION matching_refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {_refuse(refusal)} END $$"
        )
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {RULESETS}_{event.lower()}_refused BEFORE {event} ON {RULESETS} FOR EACH ROW "
            "WHEN (OLD.status = 'published') EXECUTE FUNCTION matching_refuse_published()"
        )
    for table in tables:
        for event in ("UPDATE", "DELETE") if table in _STAYING else ("UPDATE",):
            yield (
                f"CREATE TRIGGER {table}_{event.lower()}_refused BEFORE {event} ON {table} FOR EACH ROW "
                f"EXECUTE FUNCTION matching_refuse_{_FUNCTION_OF.get(table, 'run')}()"
            )
    if STEPS in tables:
        yield from _postgresql_of_drafts()
    for table, kept, refusal in (
        (RULESETS, "status = 'published'", PUBLISHED_REFUSAL),
        *((table, "true", _REFUSALS[table]) for table in tables),
    ):
        yield (
            f"CREATE FUNCTION {table}_refuse_truncation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF EXISTS (SELECT 1 FROM {table} WHERE {kept}) THEN {_refuse(refusal)} END IF; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_truncate_refused BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION {table}_refuse_truncation()"
        )


def _postgresql_of_drafts() -> Iterator[str]:
    yield (
        "CREATE FUNCTION matching_refuse_own_draft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_OWN_DRAFT} THEN {_refuse(OWN_DRAFT_REFUSAL)} END IF; RETURN NEW; END $$"
    )
    for event in ("INSERT", "UPDATE"):
        yield (
            f"CREATE TRIGGER {RULESETS}_own_{event.lower()}_refused BEFORE {event} ON {RULESETS} FOR EACH ROW "
            "WHEN (NEW.status = 'published') EXECUTE FUNCTION matching_refuse_own_draft()"
        )


def _refuse(refusal: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{refusal}';"
