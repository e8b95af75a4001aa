"""Database triggers that note every change of the public data, for SQLite and PostgreSQL (table `parks_change`).

Who reads the changes by their numbers skips none. A number is drawn only while the row of the catalogue's version is
locked, and that lock is kept until the transaction is over: so numbers become visible in their order, and whoever has
read up to one has read all that will ever stand before it. On SQLite one writer at a time holds the file anyway.
Noted is what can be seen: a write that leaves all public columns as they were, or only an internal note, is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

CHANGES = "parks_change"
# Columns that no public address tells.
PRIVATE = ("note", "search_text", "version", "recorded_by_id", "retracted_by_id", "pinned_by_id")
EVENTS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}
_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}


@dataclass(frozen=True, slots=True)
class Noted:
    """How a change of a table is told: SQL of a row named by {row}. A part of another record is a change of that."""

    kind: str
    code: str = "{row}.code"
    site: str = "''"
    planning_area: str = "''"
    part: bool = False


_SITE = "(SELECT code FROM parks_site WHERE id = {row}.site_id)"
_AREA = "(SELECT code FROM parks_planningarea WHERE id = {row}.planning_area_id)"
_EDITION = "{row}.edition || ':' || {row}.code"
_SUCCESSOR = "(SELECT edition || ':' || code FROM parks_adminunit WHERE id = {row}.successor_id)"
NOTED = {
    "parks_source": Noted("source"),
    "parks_adminunit": Noted("commune", code=_EDITION),
    "parks_succession": Noted("commune", code=_SUCCESSOR, part=True),
    "parks_node": Noted("node"),
    "parks_planningarea": Noted("planning_area", planning_area="{row}.code"),
    "parks_sector": Noted("sector", code=_EDITION),
    "parks_site": Noted("site", site="{row}.code", planning_area=_AREA),
    "parks_siteunit": Noted("site", code=_SITE, site=_SITE, part=True),
    "parks_orientation": Noted("orientation", "CAST({row}.id AS TEXT)", _SITE, _AREA),
    "parks_tenant": Noted("tenant", site=_SITE),
    "parks_fact": Noted("fact", site=_SITE),
    "parks_status": Noted("status", site=_SITE),
}


def names(vendor: str, table: str) -> set[str]:
    """Return the names of the triggers of a table."""
    return {f"{table}_{event}_notes_change" for event in EVENTS[vendor]}


def function(table: str) -> str:
    """Return the name of the function of a table's triggers, on PostgreSQL."""
    return f"{table}_note_change"


def note(vendor: str, noted: Noted, row: str, act: str, when: str = "1 = 1", source: str = "") -> str:
    """Return the statement that notes an act (SQL) on a row, or on every row of a source, where a condition holds."""
    code, site, area = (text.format(row=row) for text in (noted.code, noted.site, noted.planning_area))
    return (
        f"INSERT INTO {CHANGES} (at, kind, act, code, site, planning_area) "
        f"SELECT {_NOW[vendor]}, '{noted.kind}', {act}, {code}, COALESCE({site}, ''), COALESCE({area}, '') "
        f"{source} WHERE {code} IS NOT NULL AND {when};"
    )


def statements(vendor: str, table: str, columns: Sequence[str]) -> Iterator[str]:
    """Return what creates the triggers of a catalogue table that has these columns."""
    public = [name for name in columns if name not in PRIVATE]
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in public)
    yield from triggers(vendor, table, _bodies(vendor, table), {"update": changed})


def triggers(
    vendor: str, table: str, bodies: Mapping[str, str], when: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Return what creates triggers of a table by event; on SQLite under a condition, on PostgreSQL with the lock."""
    if vendor == "postgresql":
        yield _guarded(table, bodies)
    for event in bodies:
        moment = "BEFORE TRUNCATE" if event == "truncate" else f"AFTER {event.upper()}"
        each = "STATEMENT" if event == "truncate" else "ROW"
        condition = f"WHEN {when[event]} " if event in when and vendor == "sqlite" else ""
        body = f"BEGIN {bodies[event]} END" if vendor == "sqlite" else f"EXECUTE FUNCTION {function(table)}()"
        yield (
            f"CREATE TRIGGER {table}_{event}_notes_change {moment} ON {table} FOR EACH {each} {condition}{body}"
        )


def _bodies(vendor: str, table: str) -> dict[str, str]:
    noted = NOTED[table]
    created, updated, deleted = (
        "'updated'" if noted.part else f"'{act}'" for act in ("created", "updated", "deleted")
    )
    moved = " OR ".join(
        f"COALESCE({text.format(row='OLD')}, '') <> COALESCE({text.format(row='NEW')}, '')"
        for text in (noted.code, noted.site)
    )
    bodies = {
        "insert": note(vendor, noted, "NEW", created),
        # Under another code, or at another site, it is gone from where it was.
        "update": note(vendor, noted, "OLD", deleted, f"({moved})")
        + note(vendor, noted, "NEW", f"CASE WHEN {moved} THEN {created} ELSE {updated} END"),
        "delete": note(vendor, noted, "OLD", deleted),
        "truncate": note(vendor, noted, "gone", deleted, source=f"FROM {table} AS gone"),
    }
    return {event: bodies[event] for event in EVENTS[vendor]}


def _guarded(table: str, bodies: Mapping[str, str]) -> str:
    """Return what creates PostgreSQL's function: it draws no number before it has the lock on the version."""
    private = ", ".join(f"'{name}'" for name in PRIVATE)
    acts = " ELSIF ".join(f"TG_OP = '{event.upper()}' THEN {body}" for event, body in bodies.items())
    return f"""
        CREATE FUNCTION {function(table)}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF to_jsonb(OLD) - ARRAY[{private}] = to_jsonb(NEW) - ARRAY[{private}] THEN
                    RETURN NULL;
                END IF;
            END IF;
            PERFORM 1 FROM parks_catalogueversion WHERE id = 1 FOR UPDATE;
            IF NOT FOUND THEN
                INSERT INTO parks_catalogueversion (id, number, fixtures_digest)
                VALUES (1, floor(random() * 1000000000000)::bigint + 1, '')
                ON CONFLICT (id) DO UPDATE SET number = parks_catalogueversion.number;
            END IF;
            IF {acts} END IF;
            RETURN NULL;
        END $$"""
