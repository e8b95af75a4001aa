"""The feed of changes: whatever writes a row, what the public sees of it is noted, once, in order; notes are not."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks import change_triggers, changes, triggers
from parks.models import Change, Fact, Orientation, PlanningArea, Site, SiteUnit, Source
from parks.services import record_fact
from tests.parks.test_triggers import execute

pytestmark = pytest.mark.django_db
AREA = {"name_vi": "Đất", "name_en": "Land", "profile": "MTN", "mountain": True, "search_text": "dat"}


def ask(query: str = "", status: int = 200) -> Any:
    response = Client().get(f"/api/changes?{query}")
    assert response.status_code == status, response.content
    return response.json()


def since(cursor: str) -> list[tuple[str, str, str | None]]:
    """Return the type, code and site of each change after a cursor, a page of two at a time."""
    found, answer = [], ask(f"since={cursor}&limit=2")
    while True:
        found += [(one["type"], one["code"], one["site"]) for one in answer["items"]]
        if answer["next"] is None:
            return found
        answer = Client().get(answer["next"]).json()


def now() -> str:
    answer = ask("since=now")
    assert answer["items"] == []
    return str(answer["cursor"])


def a_site(code: str = "CCN-MOI") -> Site:
    area = PlanningArea.objects.get_or_create(code="VUNG", defaults=AREA)[0]
    return Site.objects.create(
        code=code, kind="cluster", name_vi="Mới", planning_area=area, identity="sure", search_text="moi"
    )


def test_a_change_by_any_door_is_noted_and_a_deleted_row_leaves_a_tombstone() -> None:
    start = now()
    site = a_site()
    Source.objects.bulk_create([Source(code="a", title="A"), Source(code="b", title="B")])
    execute("UPDATE parks_source SET title = 'Tên khác' WHERE code = 'a'")
    source = Source.objects.get(code="b")
    fact = record_fact(
        site=site, quantity="area_planned_ha", value="20", as_of="2026", source=source, grade="sourced", user=None
    )  # fmt: skip
    line = Orientation.objects.create(
        site=site, stance="wanted", words="x", edition="2018", prefix="26", source=source
    )
    numbered = str(line.pk)
    Site.objects.filter(pk=site.pk).update(code="CCN-KHAC")
    line.delete()
    Fact.objects.all().delete()
    Site.objects.all().delete()
    execute("DELETE FROM parks_source WHERE code = 'a'")
    assert since(start) == [
        ("planning_area.created", "VUNG", None),
        ("site.created", "CCN-MOI", "CCN-MOI"),
        ("source.created", "a", None),
        ("source.created", "b", None),
        ("source.updated", "a", None),
        ("fact.created", fact.code, "CCN-MOI"),
        ("orientation.created", numbered, "CCN-MOI"),
        ("site.deleted", "CCN-MOI", "CCN-MOI"),
        ("site.created", "CCN-KHAC", "CCN-KHAC"),
        ("orientation.deleted", numbered, "CCN-KHAC"),
        ("fact.deleted", fact.code, "CCN-KHAC"),
        ("site.deleted", "CCN-KHAC", "CCN-KHAC"),
        ("source.deleted", "a", None),
    ]
    items = ask(f"since={start}")["items"]
    assert [one["href"] for one in items[:6]] == [
        "/api/planning-areas",
        "/api/sites/CCN-MOI",
        *["/api/sources"] * 3,
        "/api/sites/CCN-MOI/facts",
    ]
    assert items[-2]["href"] is None and items[1]["planning_area"] == "VUNG"
    assert {one["type"] for one in items} <= {*changes.TYPES}


def test_what_nobody_can_see_is_no_change_and_what_is_rolled_back_was_none() -> None:
    site, start = a_site(), now()
    Site.objects.filter(pk=site.pk).update(note="nội bộ", search_text="x", version=7)
    execute("UPDATE parks_site SET id = id")
    with transaction.atomic():
        Source.objects.create(code="a", title="A")
        transaction.set_rollback(True)
    assert since(start) == []


def test_a_part_of_a_site_is_a_change_of_the_site(catalogue: None) -> None:
    start, row = now(), SiteUnit.objects.select_related("site")[0]
    code = row.site.code
    row.delete()
    assert since(start) == [("site.updated", code, code)]


def test_every_kind_is_told_and_documented(rules: None) -> None:
    assert {*changes.KINDS} == {row.kind for row in change_triggers.NOTED.values()} | {"ruleset"}
    assert {*change_triggers.NOTED} == {*triggers.CATALOGUE_TABLES}
    assert {*Change.objects.values_list("kind", flat=True).distinct()} == {*changes.KINDS}
    assert {row.type for row in Change.objects.all()} <= {*changes.TYPES}


def test_a_ruleset_is_told_when_it_is_published_and_no_draft_is(rules: None) -> None:
    start = now()
    columns = "version, status, effective_from, document, digest, published_at"
    execute(
        f"INSERT INTO matching_rulesetversion ({columns}) VALUES ('9.1', 'draft', '2030-01-01', '', '', NULL)"
    )
    execute("UPDATE matching_rulesetversion SET document = 'x' WHERE version = '9.1'")
    assert since(start) == []
    execute(
        "UPDATE matching_rulesetversion SET status = 'published', published_at = '2026-01-01' WHERE version = '9.1'"
    )
    assert since(start) == [("ruleset.created", "9.1", None)]


def test_a_cursor_of_another_database_is_told_apart_and_a_mistaken_one_refused() -> None:
    Source.objects.create(code="a", title="A")
    cursor = now()
    for gone in (f"{cursor[:-1]}{'0' if cursor[-1] != '0' else '1'}", f"9999{cursor}"):
        assert ask(f"since={gone}", 410)["type"] == "/api/problems/feed-restarted"
    for wrong in ("x", "-1", "1", "01-12345678", "9" * 40 + "-12345678", "%00", "1-é2345678"):
        assert ask(f"since={wrong}", 400)["errors"][0]["code"] == "unusable_since"
    errors = ask("since=0&limit=201&cursor=x", 400)["errors"]
    assert {(one["parameter"], one["code"]) for one in errors} >= {("cursor", "unknown_parameter")}


def test_the_feed_asks_as_much_for_two_hundred_as_for_one() -> None:
    Source.objects.bulk_create(Source(code=f"s{n}", title="S") for n in range(200))
    asked = []
    for limit in (1, 200):
        with CaptureQueriesContext(connection) as queries:
            assert len(ask(f"limit={limit}")["items"]) == limit
        asked.append(len(queries))
    assert asked == [2, 2]
