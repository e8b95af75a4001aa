"""Database triggers that note for a portal that an enquiry of its own stands otherwise now (table `partners_notice`).

In the transaction of the change itself, whoever makes it: a service, a form, an import, a database shell. Noted is which
enquiry, not what it says. A migration that remakes one of these tables on SQLite ends with `install`.
"""

from typing import Any

from partners.webhooks.events import ENQUIRY_UPDATED

NOTICES = "partners_notice"
ENQUIRIES, TRACKING, PROJECTS = "investors_enquiry", "investors_tracking", "investors_project"
_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
_DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
# Table → the columns by which an enquiry stands otherwise, and which enquiry that is.
NOTED = {
    ENQUIRIES: (("first_answered_at", "closed_at"), "enquiry.id = NEW.id"),
    TRACKING: (("withdrawn_at",), "tracking.enquiry_id = NEW.enquiry_id"),
    PROJECTS: (("stage",), "tracking.project_id = NEW.id"),
}


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers anew."""
    remove(apps, schema_editor)
    for table in NOTED:
        for statement in _statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in NOTED:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(table)}{f' ON {table}' if postgresql else ''}")
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {_name(table)}()")


def _name(table: str) -> str:
    return f"{table}_notes_state"


def _statements(vendor: str, table: str) -> list[str]:
    columns, which = NOTED[table]
    name, changed = _name(table), " OR ".join(f"OLD.{one} {_DIFFERS[vendor]} NEW.{one}" for one in columns)
    note = (
        f"INSERT INTO {NOTICES} (partner_id, type, code, at) "
        f"SELECT tracking.partner_id, '{ENQUIRY_UPDATED}', enquiry.code, {_NOW[vendor]} "
        f"FROM {TRACKING} AS tracking JOIN {ENQUIRIES} AS enquiry ON enquiry.id = tracking.enquiry_id "
        f"WHERE tracking.partner_id IS NOT NULL AND {which};"
    )
    head = f"CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({changed})"
    if vendor == "sqlite":
        return [f"{head} BEGIN {note} END"]
    body = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {note} RETURN NULL; END $$"
    return [body, f"{head} EXECUTE FUNCTION {name}()"]
