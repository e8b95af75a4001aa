"""What the database itself keeps: the catalogue's version rises, and evidence is not rewritten."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parks import triggers
from parks.models import CatalogueVersion, Fact, Site, Source, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(catalogue: None) -> Site:
    return Site.objects.get(code="CCN-YEN-LAC")


def number() -> int:
    return CatalogueVersion.objects.get().number


def execute(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def installed() -> dict[str, set[str]]:
    query = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query)
        for table, name in cursor.fetchall():
            found.setdefault(table, set()).add(name)
    return found


def test_every_catalogue_table_has_its_triggers() -> None:
    found = installed()
    for table, names in triggers.expected(connection.vendor).items():
        assert names <= found.get(table, set()), f"{table} lost triggers: see parks/triggers.py"


def test_every_catalogue_model_is_watched() -> None:
    from django.apps import apps

    tables = {model._meta.db_table for model in apps.get_app_config("parks").get_models()}
    unwatched = {table for table in tables if not table.startswith("parks_historical")}
    unwatched -= {*triggers.CATALOGUE_TABLES, triggers.VERSION_TABLE}
    # Read when they are asked for and never kept in a snapshot: the engine reads facts alone (docs/decisions/land.md).
    assert unwatched == {
        "parks_hold",
        "parks_plot",
        "parks_landstock",
        "parks_remit",
        "parks_sourcefile",
        "parks_change",
    }


@pytest.mark.parametrize("table", triggers.CATALOGUE_TABLES)
def test_raw_sql_on_any_catalogue_table_raises_the_version(catalogue: None, table: str) -> None:
    before = number()
    execute(f"UPDATE {table} SET id = id WHERE id = (SELECT min(id) FROM {table})")
    assert number() > before


def test_raw_insert_and_delete_raise_the_version() -> None:
    before = number()
    execute(
        "INSERT INTO parks_source (code, title, url, published, licence, note, search_text) "
        "VALUES ('s', 'S', '', '', '', '', 's')"
    )
    inserted = number()
    execute("DELETE FROM parks_source WHERE code = 's'")
    assert before < inserted < number()


def test_bulk_writes_raise_the_version() -> None:
    before = number()
    Source.objects.bulk_create([Source(code="a", title="A"), Source(code="b", title="B")])
    assert number() > before


def test_reading_does_not_raise_the_version(catalogue: None) -> None:
    before = number()
    list(Fact.objects.all())
    assert number() == before


def test_the_version_starts_anew_where_no_snapshot_can_have_seen_it() -> None:
    CatalogueVersion.objects.all().delete()
    Source.objects.create(code="a", title="A")
    assert number() >= 1


DATED = ["code", "site_id", "as_of", "counts_from", "source_id", "recorded_at", "recorded_by_id"]


@pytest.mark.parametrize("column", [*DATED, "quantity", "value", "number", "unit", "qualifier"])
def test_what_a_fact_says_is_never_rewritten(site: Site, column: str) -> None:
    fact = site.facts.get(quantity="area_planned_ha", value="25.6")
    refuse_rewriting("parks_fact", fact, column)


@pytest.mark.parametrize("column", [*DATED, "stage", "developer", "words"])
def test_what_a_status_says_is_never_rewritten(site: Site, column: str) -> None:
    refuse_rewriting("parks_status", site.statuses.get(as_of="2025-04"), column)


def refuse_rewriting(table: str, row: Fact | Status, column: str) -> None:
    other = {
        "counts_from": "1999-01-01",
        "recorded_at": "1999-01-01 00:00:00+00:00",
        "number": 1,
        "source_id": Source.objects.exclude(pk=row.source_id).values_list("pk", flat=True)[0],
        "site_id": Site.objects.exclude(pk=row.site_id).values_list("pk", flat=True)[0],
        "recorded_by_id": 1,
    }.get(column, "x")
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", other, row.pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("same", ["id", "code"])
@pytest.mark.parametrize("model", [Fact, Status])
def test_evidence_is_not_rewritten_by_another_row_in_its_place(
    site: Site, model: type[Fact] | type[Status], same: str, verb: str
) -> None:
    table, row = model._meta.db_table, model._default_manager.filter(site=site)[0]
    before = list(model._default_manager.order_by("pk").values())
    values = {each.column: each.column for each in model._meta.concrete_fields} | {"as_of": "'1999'"}
    values |= {"code": "'x'"} if same == "id" else {"id": f"(SELECT max(id) + 1 FROM {table})"}
    anew = f"{table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {table} WHERE id = %s"
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        execute(f"{verb} INTO {anew}", row.pk)
    assert list(model._default_manager.order_by("pk").values()) == before


@pytest.mark.parametrize("table", triggers.EVIDENCE)
def test_evidence_is_not_rewritten_where_an_insert_meets_it(site: Site, table: str) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(
            each.name for each in connection.introspection.get_table_description(cursor, table)
        )
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE site_id = %s "
            "ON CONFLICT (code) DO UPDATE SET as_of = '1999'",
            site.pk,
        )


def test_what_officers_think_of_a_fact_may_change(site: Site) -> None:
    fact = site.facts.get(quantity="area_planned_ha", value="25.6")
    changes = {
        "grade": "verified",
        "note": "đã xem",
        "pin_reason": "",
        "pinned_at": None,
        "unusable_reason": "sai",
    }
    assert Fact.objects.filter(pk=fact.pk).update(**changes) == 1
    fact.refresh_from_db()
    fact.save()


def test_a_site_with_evidence_cannot_be_deleted(site: Site) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        site.delete()
