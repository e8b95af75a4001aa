"""Loading the fixtures: never twice, and never over what officers did. Refusals have their own file."""

import json
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks import services
from parks.fixture_files import digest
from parks.fixture_loading import load_fixtures
from parks.models import CatalogueVersion, Fact, Node, Site, Source, Tenant
from tests.catalogue import FOLDER, change, copy_of

pytestmark = pytest.mark.usefixtures("catalogue")


def test_loading_twice_changes_nothing() -> None:
    before = CatalogueVersion.objects.get()
    assert before.fixtures_digest == digest(FOLDER)
    assert load_fixtures(folder=FOLDER).unchanged
    after = CatalogueVersion.objects.get()
    assert (after.number, after.fixtures_digest) == (before.number, before.fixtures_digest)


def test_unchanged_files_cost_one_query_and_next_to_no_time() -> None:
    seconds = []
    for _ in range(5):  # the quickest of five: another program may have the processor for a moment
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            load_fixtures(folder=FOLDER)
        seconds.append(time.perf_counter() - began)
        assert len(queries) == 1
    assert min(seconds) < 0.05


def test_reading_the_same_rows_again_writes_none() -> None:
    CatalogueVersion.objects.update(fixtures_digest="")
    before = CatalogueVersion.objects.get().number
    loaded = load_fixtures(folder=FOLDER, update=True)
    assert sum(loaded.added.values()) == sum(loaded.updated.values()) == 0
    assert loaded.kept["fact"] == Fact.objects.count()
    assert CatalogueVersion.objects.get().number == before


def test_what_officers_did_is_kept() -> None:
    fact = Fact.objects.get(code="ccn-yen-lac-area-planned-ha-1")
    services.retract_evidence(row=fact, reason="ghi nhầm", user=None)
    site = Site.objects.get(code="CCN-CAO-NGAN-1")
    services.confirm_identity(site=site, source=Source.objects.all()[0], user=None)
    CatalogueVersion.objects.update(fixtures_digest="")
    load_fixtures(folder=FOLDER, update=True)
    fact.refresh_from_db()
    site.refresh_from_db()
    assert fact.retraction_reason == "ghi nhầm"
    assert site.identity == "sure"


def test_a_missing_row_is_added_again() -> None:
    Tenant.objects.filter(code="sp005").delete()
    CatalogueVersion.objects.update(fixtures_digest="")
    assert load_fixtures(folder=FOLDER).added["tenant"] == 1


def test_reference_rows_are_corrected_only_when_asked(tmp_path: Path) -> None:
    folder = copy_of(FOLDER, tmp_path)
    change(folder, "nodes.json", 0, name_vi="Sân bay Nội Bài")
    load_fixtures(folder=folder)
    assert Node.objects.get(code="AIR-HAN").name_vi == "Cảng hàng không quốc tế Nội Bài"
    assert load_fixtures(folder=folder, update=True).updated["node"] == 1
    node = Node.objects.get(code="AIR-HAN")
    assert (node.name_vi, node.search_text[:15]) == ("Sân bay Nội Bài", "san bay noi bai")


def test_words_about_a_row_follow_the_files_until_an_officer_writes_others(tmp_path: Path) -> None:
    folder = copy_of(FOLDER, tmp_path)
    for number in range(2):
        change(folder, "facts.json", number, note="lời mới", value="nơi khác")
    change(folder, "tenants.json", 0, note="lời mới")
    change(folder, "sites.json", 0, note="lời mới", name_vi="CCN khác")
    first, second = (
        Fact.objects.get(code=json.loads((FOLDER / "facts.json").read_text())[n]["fields"]["code"])
        for n in (0, 1)
    )
    evidence = first.value
    second.note = "lời của cán bộ"
    second.save()
    load_fixtures(folder=folder)
    first.refresh_from_db()
    assert first.note != "lời mới"
    loaded = load_fixtures(folder=folder, update=True)
    assert {name: count for name, count in loaded.updated.items() if count} == {
        "site": 1,
        "fact": 1,
        "tenant": 1,
    }
    for row in (first, second):
        row.refresh_from_db()
    assert (first.note, second.note, first.value) == ("lời mới", "lời của cán bộ", evidence)
    assert Site.objects.filter(note="lời mới").exclude(name_vi="CCN khác").count() == 1
    assert first.history.first().history_change_reason == "dữ liệu gốc"
    change(folder, "facts.json", 0, note="lời mới nữa")
    assert load_fixtures(folder=folder, update=True).updated["fact"] == 1


def test_a_loaded_fact_has_a_first_entry_in_its_history() -> None:
    assert Fact.history.filter(history_type="+").count() == Fact.objects.count()
