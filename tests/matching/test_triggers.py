"""What the database itself refuses, whatever writes: a published ruleset never changes or goes, a kept run stays as it is."""

import datetime
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from matching import appending, chain
from matching.chain_triggers import REFUSAL as ASTRAY_REFUSAL
from matching.models import MatchRun, RulesetVersion, RunSites
from matching.override_triggers import OVERRIDES
from matching.publishing import publish_ruleset
from matching.triggers import (
    HANDED,
    PUBLISHED_REFUSAL,
    RULESETS,
    RUN_REFUSAL,
    RUN_SITES,
    RUNS,
    STEPS,
    expected,
)
from parks.conditional import catalogue_number
from tests.matching.conftest import RULESET

pytestmark = pytest.mark.django_db
NOT_WRITTEN = f"{ASTRAY_REFUSAL}|{RUN_REFUSAL}"  # whichever the database asks first
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL knows TRUNCATE")


@pytest.fixture
def published() -> RulesetVersion:
    return publish_ruleset(text=RULESET.read_text(encoding="utf-8"))[0]


@pytest.fixture
def run(published: RulesetVersion) -> MatchRun:
    officer = User.objects.create_user("can-bo", is_staff=True)
    kept = MatchRun(
        created_by=officer, on=datetime.date(2026, 11, 23), ruleset=published, engine_version="1", data_version="1",
        sites_id=appending.keep_sites(chain.digest_of([]), []), inputs={"asked": 1}, answer={"found": 1},
    )  # fmt: skip
    appending.append([kept])
    return kept


@pytest.fixture
def draft() -> RulesetVersion:
    return RulesetVersion.objects.create(version="x", effective_from="2030-01-01", document="", digest="")


def execute(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def truncate(table: str) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come is not truncated anyway
    execute(f"TRUNCATE {table} CASCADE")


def stored(model: type[Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.order_by("pk").values())


def copy_with(row: Model, **changes: Any) -> tuple[str, list[Any]]:
    """Return what follows INSERT INTO to write a row once more, changed; with ``id=None`` under a new number."""
    kept = {
        each.column: each.get_db_prep_save(getattr(row, each.attname), connection)
        for each in row._meta.concrete_fields
    }
    values = {name: value for name, value in (kept | changes).items() if (name, value) != ("id", None)}
    columns, marks = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    return f"{row._meta.db_table} ({columns}) VALUES ({marks})", list(values.values())


def test_every_trigger_is_there() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid WHERE NOT tgisinternal"
            )
        ours = (RULESETS, RUNS, RUN_SITES, STEPS, HANDED, OVERRIDES)
        found = {tuple(row) for row in cursor.fetchall() if row[1] in ours}
    assert found == set(expected(connection.vendor)) != set()


def test_every_change_of_the_rulesets_raises_the_catalogues_version() -> None:
    numbers = [catalogue_number()]
    draft = RulesetVersion.objects.create(version="x", effective_from="2030-01-01", document="", digest="")
    numbers.append(catalogue_number())
    RulesetVersion.objects.filter(pk=draft.pk).update(document="y")
    numbers.append(catalogue_number())
    draft.delete()
    numbers.append(catalogue_number())
    assert len(set(numbers)) == 4


# --- Published rulesets


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("document", "x"),
        ("effective_from", "2020-01-01"),
        ("status", "draft"),
        ("version", "1"),
        ("digest", "x"),
    ],
)
def test_a_published_row_refuses_every_change(published: RulesetVersion, column: str, value: str) -> None:
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
        execute(f"UPDATE {RULESETS} SET {column} = %s", value)
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL), transaction.atomic():
        RulesetVersion.objects.update(**{column: value})


def test_a_published_row_cannot_be_removed(published: RulesetVersion) -> None:
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
        execute(f"DELETE FROM {RULESETS}")
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL), transaction.atomic():
        published.delete()
    assert RulesetVersion.objects.count() == 1


# A row in a published one's place: the same number, the same version, or in force from the same day.
IN_ITS_PLACE = {
    "id": {"version": "x", "effective_from": "2030-01-01"},
    "version": {"id": None, "effective_from": "2030-01-01"},
    "version, as a draft": {"id": None, "effective_from": "2030-01-01", "status": "draft"},
    "day": {"id": None, "version": "x"},
}


@on_sqlite
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("same", IN_ITS_PLACE)
def test_a_published_row_is_not_replaced(published: RulesetVersion, verb: str, same: str) -> None:
    before = stored(RulesetVersion)
    target, values = copy_with(published, document="x", **IN_ITS_PLACE[same])
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
        execute(f"{verb} INTO {target}", *values)
    assert stored(RulesetVersion) == before


@on_sqlite
@pytest.mark.parametrize("column", ["id", "version", "effective_from"])
def test_a_draft_does_not_take_a_published_rows_place(
    published: RulesetVersion, draft: RulesetVersion, column: str
) -> None:
    before = stored(RulesetVersion)
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
        execute(
            f"UPDATE OR REPLACE {RULESETS} SET status = 'published', published_at = '2026-01-01', {column} = %s "
            f"WHERE id = %s",
            getattr(published, column),
            draft.pk,
        )
    assert stored(RulesetVersion) == before


@pytest.mark.parametrize("column", ["id", "version"])
def test_a_published_row_is_not_changed_where_an_insert_meets_it(
    published: RulesetVersion, column: str
) -> None:
    before = stored(RulesetVersion)
    target, values = copy_with(published, document="x")
    with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
        execute(
            f"INSERT INTO {target} ON CONFLICT ({column}) DO UPDATE SET document = excluded.document", *values
        )
    assert stored(RulesetVersion) == before


@on_postgresql
def test_rulesets_are_not_truncated_while_one_is_published(
    draft: RulesetVersion, published: RulesetVersion
) -> None:
    for table in (RULESETS, "auth_user"):
        with pytest.raises(DatabaseError, match=PUBLISHED_REFUSAL):
            truncate(table)
    assert RulesetVersion.objects.count() == 2


@on_postgresql
def test_drafts_alone_may_be_truncated(draft: RulesetVersion) -> None:
    truncate(RULESETS)
    assert not RulesetVersion.objects.exists()


def test_a_draft_changes_and_goes(published: RulesetVersion, draft: RulesetVersion) -> None:
    execute(f"UPDATE {RULESETS} SET document = %s WHERE status = 'draft'", "y")
    draft.refresh_from_db()
    assert draft.document == "y"
    execute(f"DELETE FROM {RULESETS} WHERE status = 'draft'")
    assert list(RulesetVersion.objects.all()) == [published]


@on_sqlite
def test_a_draft_may_be_replaced(published: RulesetVersion, draft: RulesetVersion) -> None:
    target, values = copy_with(draft, document="y")
    execute(f"REPLACE INTO {target}", *values)
    draft.refresh_from_db()
    assert draft.document == "y" and RulesetVersion.objects.count() == 2


def test_a_published_row_needs_its_date_of_publication() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RulesetVersion.objects.create(
            version="x", effective_from="2030-01-01", document="", digest="", status="published"
        )


# --- Kept runs


@pytest.mark.parametrize("column", ["answer", "inputs", "data_version", "engine_version"])
def test_a_kept_run_refuses_every_change(run: MatchRun, column: str) -> None:
    before = stored(MatchRun)
    with pytest.raises(DatabaseError, match=RUN_REFUSAL):
        execute(f"UPDATE {RUNS} SET {column} = %s", "{}")
    with pytest.raises(DatabaseError, match=RUN_REFUSAL), transaction.atomic():
        run.save()
    assert stored(MatchRun) == before


@on_sqlite
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
def test_a_kept_run_is_not_replaced(run: MatchRun, verb: str) -> None:
    before = stored(MatchRun)
    target, values = copy_with(run, answer="{}")
    with pytest.raises(DatabaseError, match=NOT_WRITTEN):
        execute(f"{verb} INTO {target}", *values)
    assert stored(MatchRun) == before


def test_a_kept_run_is_not_changed_where_an_insert_meets_it(run: MatchRun) -> None:
    before = stored(MatchRun)
    target, values = copy_with(run, answer="{}")
    with pytest.raises(DatabaseError, match=NOT_WRITTEN):
        execute(f"INSERT INTO {target} ON CONFLICT (id) DO UPDATE SET answer = excluded.answer", *values)
    assert stored(MatchRun) == before


@on_postgresql
def test_runs_are_not_truncated_while_one_is_kept(run: MatchRun) -> None:
    for table in (RUNS, RUN_SITES, "investors_project"):
        with pytest.raises(DatabaseError, match=RUN_REFUSAL):
            truncate(table)
    assert MatchRun.objects.count() == 1


@on_postgresql
def test_no_runs_may_be_truncated(published: RulesetVersion) -> None:
    truncate(RUNS)


def following(run: MatchRun, **own: Any) -> tuple[str, list[Any]]:
    """Return the run that follows this one, as a statement writes it."""
    place = {"id": uuid.uuid4().hex, "number": 2, "previous": run.digest, "digest": "x", "certificate": "x"}
    return copy_with(run, **(place | own))


def test_another_run_is_kept_behind_it(run: MatchRun) -> None:
    target, values = following(run)
    execute(f"INSERT INTO {target}", *values)
    assert MatchRun.objects.count() == 2


@pytest.mark.parametrize("own", [{"number": 1}, {"number": 3}, {"previous": ""}, {"previous": "y"}], ids=str)
def test_a_run_that_does_not_follow_the_last_one_is_refused(run: MatchRun, own: dict[str, Any]) -> None:
    target, values = following(run, **own)
    for verb in ("INSERT", "REPLACE") if connection.vendor == "sqlite" else ("INSERT",):
        with pytest.raises(IntegrityError, match=NOT_WRITTEN):
            execute(f"{verb} INTO {target}", *values)
    assert list(MatchRun.objects.all()) == [run]


@pytest.mark.parametrize("column", ["id", "certificate"])
def test_a_run_that_follows_with_what_another_has_is_refused(run: MatchRun, column: str) -> None:
    target, values = following(run, **{column: {"id": run.id.hex, "certificate": run.certificate}[column]})
    for verb in ("INSERT", "REPLACE") if connection.vendor == "sqlite" else ("INSERT",):
        with pytest.raises(IntegrityError):
            execute(f"{verb} INTO {target}", *values)
    assert list(MatchRun.objects.all()) == [run]


def test_the_facts_of_the_sites_that_a_run_names_refuse_every_change(run: MatchRun) -> None:
    for statement in (f"UPDATE {RUN_SITES} SET facts = '[1]'", f"UPDATE {RUN_SITES} SET digest = 'x'"):
        with pytest.raises(DatabaseError, match=RUN_REFUSAL):
            execute(statement)
    assert [row.facts for row in RunSites.objects.all()] == [[]]


@on_sqlite
def test_the_facts_of_the_sites_are_not_replaced(run: MatchRun) -> None:
    target, values = copy_with(run.sites, facts="[1]")
    with pytest.raises(DatabaseError, match=RUN_REFUSAL):
        execute(f"REPLACE INTO {target}", *values)
    assert [row.facts for row in RunSites.objects.all()] == [[]]


def test_a_kept_run_stays(run: MatchRun) -> None:
    with pytest.raises(DatabaseError, match=RUN_REFUSAL), transaction.atomic():
        run.delete()
    with pytest.raises(DatabaseError, match=RUN_REFUSAL):
        execute(f"DELETE FROM {RUNS}")
    assert list(MatchRun.objects.all()) == [run]
