"""Database triggers of what officers chose beside a ranking, for SQLite and PostgreSQL: such a row is a record.

Nothing of it is changed, but that it is withdrawn, once; it is neither removed nor replaced. Created and dropped with
the triggers of the runs (`matching.triggers`).
"""

from collections.abc import Iterator

OVERRIDES = "matching_override"
OVERRIDE_REFUSAL = "an override never changes: withdraw it and record another"
# All columns but those that say that it was withdrawn.
SETTLED = (
    "id",
    "run_id",
    "project_id",
    "first_id",
    "site_id",
    "rule_class",
    "rank",
    "barred_by",
    "reason",
    "project_file_id",
    "source_file_id",
    "made_by_id",
    "made_at",
)
FUNCTIONS = ("matching_refuse_override", f"{OVERRIDES}_refuse_truncation")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    aside = "insert" if vendor == "sqlite" else "truncate"
    return [(f"{OVERRIDES}_{event}_refused", OVERRIDES) for event in ("update", "delete", aside)]


def statements(vendor: str) -> Iterator[str]:
    """Return what creates the triggers."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def _changed(differ: str) -> str:
    settled = " OR ".join(f"OLD.{column} {differ} NEW.{column}" for column in SETTLED)
    return f"OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR {settled}"


def _sqlite() -> Iterator[str]:
    # REPLACE removes the row in its way without asking its triggers.
    in_its_way = f"EXISTS (SELECT 1 FROM {OVERRIDES} AS kept WHERE kept.id = NEW.id)"
    for event, refused in (("INSERT", in_its_way), ("UPDATE", _changed("IS NOT")), ("DELETE", "true")):
        yield (
            f"CREATE TRIGGER {OVERRIDES}_{event.lower()}_refused BEFORE {event} ON {OVERRIDES} FOR EACH ROW "
            f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{OVERRIDE_REFUSAL}'); END"
        )


def _postgresql() -> Iterator[str]:
    refuse = f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{OVERRIDE_REFUSAL}';"
    yield (
        "CREATE FUNCTION matching_refuse_override() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {refuse} END $$"
    )
    for event, refused in (("UPDATE", _changed("IS DISTINCT FROM")), ("DELETE", "true")):
        yield (
            f"CREATE TRIGGER {OVERRIDES}_{event.lower()}_refused BEFORE {event} ON {OVERRIDES} FOR EACH ROW "
            f"WHEN ({refused}) EXECUTE FUNCTION matching_refuse_override()"
        )
    yield (
        f"CREATE FUNCTION {OVERRIDES}_refuse_truncation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT 1 FROM {OVERRIDES}) THEN {refuse} END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {OVERRIDES}_truncate_refused BEFORE TRUNCATE ON {OVERRIDES} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {OVERRIDES}_refuse_truncation()"
    )
