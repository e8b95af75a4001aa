"""Database triggers of land, for SQLite and PostgreSQL.

1. Holds in force never exceed the land that may be held (`LandStock.free_ha`), and no plot is held twice, whatever
   writes the row and however many write at once. Land handed over on the day of the figures or later counts as taken.
2. What a source says of a plot is never rewritten. (SQLite's REPLACE asks no trigger of the row in its way, so that
   row is looked for beforehand.)

On SQLite one writer at a time holds the file. On PostgreSQL the trigger locks the site's stock row first: whoever
comes second then counts with what the first has committed. An expired hold takes nothing, so no job has to free it.

A migration that changes these tables on SQLite remakes them and drops their triggers: end it with
`migrations.RunPython(land_triggers.install, land_triggers.remove)`.
"""

from collections.abc import Iterator
from typing import Any

from parks.triggers import REFUSAL

HOLDS, PLOTS, STOCK = "parks_hold", "parks_plot", "parks_landstock"
# Services recognise the refusals by these words and say them in Vietnamese.
OVER_STOCK = "more land held than there is"
PLOT_TWICE = "this plot is held already"
PLOT_EVIDENCE = (
    "code", "site_id", "as_of", "counts_from", "source_id", "recorded_at", "recorded_by_id",
    "name", "area_ha", "state",
)  # fmt: skip
# Vietnam has no summer time, so the offset is the time zone.
TODAY = {"sqlite": "date('now', '+7 hours')", "postgresql": "(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"}


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
        schema_editor.execute("DROP FUNCTION IF EXISTS parks_hold_within_stock()")
        schema_editor.execute("DROP FUNCTION IF EXISTS parks_keep_plot()")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    names = [
        (f"{HOLDS}_insert_within_stock", HOLDS),
        (f"{HOLDS}_update_within_stock", HOLDS),
        (f"{PLOTS}_keeps_evidence", PLOTS),
    ]
    return [*names, (f"{PLOTS}_insert_keeps_evidence", PLOTS)] if vendor == "sqlite" else names


def _taken(vendor: str, area: str, facts_on: str) -> str:
    """Return the query of what is held in force or was handed over from the figures' day on, at NEW's site."""
    today = TODAY[vendor]
    return (
        f"SELECT COALESCE(SUM({area}), 0) FROM {HOLDS} AS h WHERE h.site_id = NEW.site_id AND ("
        f"(h.state = 'active' AND h.until >= {today}) "
        f"OR (h.state = 'used' AND ({facts_on} IS NULL OR h.ended_on >= {facts_on})))"
    )


def _plot_twice(vendor: str) -> str:
    return (
        f"SELECT 1 FROM {HOLDS} AS h WHERE h.plot_id = NEW.plot_id AND h.id <> NEW.id "
        f"AND h.state = 'active' AND h.until >= {TODAY[vendor]}"
    )


def _asks_for_more(today: str, same: str) -> str:
    """Return whether an update takes land that the row did not have in force before."""
    return (
        f"NOT (OLD.state = 'active' AND OLD.until >= {today} AND OLD.site_id = NEW.site_id "
        f"AND NEW.area_ha <= OLD.area_ha AND OLD.plot_id {same} NEW.plot_id)"
    )


def _sqlite() -> Iterator[str]:
    today = TODAY["sqlite"]
    # Hundredths as whole numbers: SQLite keeps decimals as binary fractions.
    stock = f"(SELECT {{}} FROM {STOCK} WHERE site_id = NEW.site_id)"
    taken = _taken("sqlite", "CAST(ROUND(h.area_ha * 100) AS INTEGER)", stock.format("facts_on"))
    free = f"COALESCE(CAST(ROUND({stock.format('free_ha')} * 100) AS INTEGER), 0)"
    body = (
        f"SELECT RAISE(ABORT, '{PLOT_TWICE}') WHERE EXISTS ({_plot_twice('sqlite')}); "
        f"SELECT RAISE(ABORT, '{OVER_STOCK}') WHERE ({taken}) > {free};"
    )
    in_force = f"NEW.state = 'active' AND NEW.until >= {today}"
    yield (
        f"CREATE TRIGGER {HOLDS}_insert_within_stock AFTER INSERT ON {HOLDS} FOR EACH ROW "
        f"WHEN {in_force} BEGIN {body} END"
    )
    yield (
        f"CREATE TRIGGER {HOLDS}_update_within_stock AFTER UPDATE ON {HOLDS} FOR EACH ROW "
        f"WHEN {in_force} AND {_asks_for_more(today, 'IS')} BEGIN {body} END"
    )
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in PLOT_EVIDENCE)
    yield (
        f"CREATE TRIGGER {PLOTS}_keeps_evidence BEFORE UPDATE ON {PLOTS} FOR EACH ROW WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    other = " OR ".join(f"kept.{column} IS NOT NEW.{column}" for column in PLOT_EVIDENCE)
    in_its_way = f"(kept.id = NEW.id OR kept.code = NEW.code) AND ({other})"
    yield (
        f"CREATE TRIGGER {PLOTS}_insert_keeps_evidence BEFORE INSERT ON {PLOTS} FOR EACH ROW "
        f"WHEN EXISTS (SELECT 1 FROM {PLOTS} AS kept WHERE {in_its_way}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _postgresql() -> Iterator[str]:
    today = TODAY["postgresql"]
    taken = _taken("postgresql", "h.area_ha", "stock.facts_on")
    same = "IS NOT DISTINCT FROM"
    yield f"""
        CREATE FUNCTION parks_hold_within_stock() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE stock RECORD; taken numeric;
        BEGIN
            IF NOT (NEW.state = 'active' AND NEW.until >= {today}) THEN RETURN NULL; END IF;
            IF TG_OP = 'UPDATE' THEN
                IF NOT ({_asks_for_more(today, same)}) THEN RETURN NULL; END IF;
            END IF;
            SELECT free_ha, facts_on INTO stock FROM {STOCK} WHERE site_id = NEW.site_id FOR UPDATE;
            IF EXISTS ({_plot_twice("postgresql")}) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{PLOT_TWICE}';
            END IF;
            {taken.replace(" FROM ", " INTO taken FROM ", 1)};
            IF taken > COALESCE(stock.free_ha, 0) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{OVER_STOCK}';
            END IF;
            RETURN NULL;
        END $$"""
    yield (
        "CREATE FUNCTION parks_keep_plot() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{REFUSAL}'; END $$"
    )
    for event in ("INSERT", "UPDATE"):
        yield (
            f"CREATE TRIGGER {HOLDS}_{event.lower()}_within_stock AFTER {event} ON {HOLDS} FOR EACH ROW "
            "EXECUTE FUNCTION parks_hold_within_stock()"
        )
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in PLOT_EVIDENCE)
    yield (
        f"CREATE TRIGGER {PLOTS}_keeps_evidence BEFORE UPDATE ON {PLOTS} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION parks_keep_plot()"
    )
