"""Database triggers of what officers chose beside a ranking, for SQLite and PostgreSQL: such a row is a record.

Nothing of it is changed, but that it is withdrawn, once, and that its reasons give way to a note that they were erased; it is neither removed nor replaced. It is written only where
its run lets the site be chosen: ranked there as the row says, or barred there by just those policies, not by law or figures,
with a document of this case that was not removed. Created and dropped with the triggers of the runs (`matching.triggers`).

SQLite remakes no table that a trigger of another one names: a migration that remakes one of those in `_ALLOWED` begins with
`matching.triggers.remove`.
"""

from collections.abc import Iterator

from investors.erased import ERASED
from matching.engine.criteria import REQUIREMENTS

OVERRIDES = "matching_override"
OVERRIDE_REFUSAL = "an override never changes: withdraw it and record another"
NOT_ALLOWED = "its run does not let this site be chosen"
OF_POLICY = tuple(sorted(key for key, criterion in REQUIREMENTS.items() if criterion.group == "policy"))
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
FUNCTIONS = ("matching_refuse_override", "matching_require_choice", f"{OVERRIDES}_refuse_truncation")


def expected(vendor: str) -> list[tuple[str, str]]:
    """Return every trigger with its table."""
    aside = "insert" if vendor == "sqlite" else "truncate"
    refused = [(f"{OVERRIDES}_{event}_refused", OVERRIDES) for event in ("update", "delete", aside)]
    return [*refused, (f"{OVERRIDES}_insert_allowed", OVERRIDES)]


def statements(vendor: str) -> Iterator[str]:
    """Return what creates the triggers."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def _changed(differ: str) -> str:
    def changed(*columns: str) -> str:
        return " OR ".join(f"OLD.{column} {differ} NEW.{column}" for column in columns)

    # To erase is neither to withdraw nor to change anything else.
    besides = (*(column for column in SETTLED if column != "reason"), "withdrawn_at", "withdrawn_by_id")
    why = f"({changed('withdrawn_reason')}) AND NEW.withdrawn_reason <> '{ERASED}'"
    no_erasure = f"NEW.reason <> '{ERASED}' OR {changed(*besides)} OR {why}"
    return f"(OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR {changed(*SETTLED)}) AND ({no_erasure})"


_POLICIES = ", ".join(f"'{key}'" for key in OF_POLICY)
# What databases say differently: whether two are equal or both null, the site that stands first in a run, the entries
# of the site in a list of the run, a value of such an entry, whether the policies are those of the entry, each policy.
_SQL = {
    "sqlite": {
        "same": "IS",
        "first": "json_extract(run.answer, '$.sites[0].site')",
        "ranked": "json_each(run.answer, '$.sites') AS one WHERE json_extract(one.value, '$.site') = site.code",
        "barred": "json_each(run.answer, '$.barred') AS one WHERE json_extract(one.value, '$.site') = site.code",
        "rank": "json_extract(one.value, '$.rank')",
        "because": "json(json_extract(one.value, '$.because')) = json(NEW.barred_by)",
        "policies": "json_each(NEW.barred_by) AS bar WHERE bar.value",
    },
    "postgresql": {
        "same": "IS NOT DISTINCT FROM",
        "first": "run.answer -> 'sites' -> 0 ->> 'site'",
        "ranked": "jsonb_path_query(run.answer, '$.sites[*]') AS one WHERE one ->> 'site' = site.code",
        "barred": "jsonb_path_query(run.answer, '$.barred[*]') AS one WHERE one ->> 'site' = site.code",
        "rank": "(one -> 'rank')::int",
        "because": "one -> 'because' = NEW.barred_by",
        "policies": "jsonb_array_elements_text(NEW.barred_by) AS bar WHERE bar",
    },
}
# A row that its run allows. What barred a site by law or by figures is no policy, nor is a rule that is not known any more.
_ALLOWED = """EXISTS (
    SELECT 1 FROM matching_matchrun AS run JOIN parks_site AS site ON site.id = NEW.site_id
    WHERE run.id = NEW.run_id AND run.project_id = NEW.project_id
    AND {first} {same} (SELECT top.code FROM parks_site AS top WHERE top.id = NEW.first_id)
    AND (
        NEW.rule_class = 'lower' AND EXISTS (SELECT 1 FROM {ranked} AND {rank} = NEW.rank)
        OR NEW.rule_class = 'policy' AND EXISTS (SELECT 1 FROM {barred} AND {because})
        AND NOT EXISTS (SELECT 1 FROM {policies} NOT IN ({known}))))
AND NOT EXISTS (
    SELECT 1 FROM investors_projectfile AS file WHERE file.id = NEW.project_file_id
    AND (file.project_id <> NEW.project_id OR file.removed_at IS NOT NULL))
AND NOT EXISTS (
    SELECT 1 FROM parks_sourcefile AS file WHERE file.id = NEW.source_file_id AND file.removed_at IS NOT NULL)"""


def _allowed(vendor: str) -> str:
    return _ALLOWED.format(known=_POLICIES, **_SQL[vendor])


def _sqlite() -> Iterator[str]:
    # REPLACE removes the row in its way without asking its triggers.
    in_its_way = f"EXISTS (SELECT 1 FROM {OVERRIDES} AS kept WHERE kept.id = NEW.id)"
    for event, refused in (("INSERT", in_its_way), ("UPDATE", _changed("IS NOT")), ("DELETE", "true")):
        yield (
            f"CREATE TRIGGER {OVERRIDES}_{event.lower()}_refused BEFORE {event} ON {OVERRIDES} FOR EACH ROW "
            f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{OVERRIDE_REFUSAL}'); END"
        )
    # After the row: what it says wrongly by itself is told by its constraints.
    yield (
        f"CREATE TRIGGER {OVERRIDES}_insert_allowed AFTER INSERT ON {OVERRIDES} FOR EACH ROW "
        f"WHEN NOT ({_allowed('sqlite')}) BEGIN SELECT RAISE(ABORT, '{NOT_ALLOWED}'); END"
    )


def _postgresql() -> Iterator[str]:
    refuse, not_allowed = (
        f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{said}';"
        for said in (OVERRIDE_REFUSAL, NOT_ALLOWED)
    )
    yield (
        "CREATE FUNCTION matching_require_choice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NOT ({_allowed('postgresql')}) THEN {not_allowed} END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {OVERRIDES}_insert_allowed AFTER INSERT ON {OVERRIDES} FOR EACH ROW "
        "EXECUTE FUNCTION matching_require_choice()"
    )
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
