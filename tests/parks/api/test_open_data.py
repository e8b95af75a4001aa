"""Open data: the published rows and nothing else, the same bytes for the same data, with checksums that hold."""

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks import snapshot
from parks.attributions import ATTRIBUTIONS
from parks.conditional import catalogue_number
from parks.models import (
    AdminUnit,
    Fact,
    Node,
    Orientation,
    PlanningArea,
    Sector,
    Site,
    Source,
    Status,
    Tenant,
)
from parks.open_data import files
from parks.open_data.files import ALL
from parks.open_data.tables import TABLES

PAGE = settings.BASE_DIR / "docs" / "open-data.md"
MODELS: dict[str, Any] = {
    "sites": Site,
    "facts": Fact,
    "statuses": Status,
    "tenants": Tenant,
    "orientation": Orientation,
    "planning-areas": PlanningArea,
    "communes": AdminUnit,
    "sectors": Sector,
    "nodes": Node,
    "sources": Source,
}


@pytest.fixture(autouse=True)
def _nothing_left_over(catalogue: None) -> Iterator[None]:
    """A version that a test makes is rolled back and comes round again, in tests and only there."""
    before = catalogue_number()
    yield
    if catalogue_number() != before:
        snapshot.forget()
        files._sums.cache_clear()


def get(path: str = "", **headers: str) -> Any:
    response = Client().get(f"/api/open-data{path}", headers=headers)
    assert response.status_code == 200
    return response


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def test_every_format_has_every_row_with_every_column_in_a_fixed_order() -> None:
    for name, table in TABLES.items():
        text = body(get(f"/{name}.csv")).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        document = json.loads(body(get(f"/{name}.json")))
        assert document["dataset"] == name and document["attributions"] == list(ATTRIBUTIONS)
        items = document["items"]
        assert len(rows) == len(items) == MODELS[name].objects.count() > 0
        assert list(rows[0]) == list(items[0]) == list(table.columns)
        key = "code" if "code" in items[0] else "words"
        assert [row[key] for row in rows] == [item[key] for item in items]
    places = json.loads(body(get("/sites.geojson")))
    assert places["type"] == "FeatureCollection" and len(places["features"]) == Site.objects.count()
    assert {"Feature"} == {one["type"] for one in places["features"]}


def test_a_site_reads_as_in_the_list_of_sites() -> None:
    shown = Client().get("/api/sites/KCN-YEN-BINH").json()
    (item,) = (one for one in json.loads(body(get("/sites.json")))["items"] if one["code"] == "KCN-YEN-BINH")
    assert (
        item["stage"] == shown["status"]["stage"]
        and item["stage_source"] == shown["status"]["source"]["code"]
    )
    for quantity in ("planned", "free", "free_sure", "largest_plot"):
        for end in ("low", "high"):
            assert item[f"{quantity}_{end}_ha"] == shown["land"][f"{quantity}_ha"][end]
    assert item["communes_2025"].split() == [unit["code"] for unit in shown["communes_2025"]]
    facts = [one for one in json.loads(body(get("/facts.json")))["items"] if one["site"] == "KCN-YEN-BINH"]
    quantities = Client().get("/api/sites/KCN-YEN-BINH/facts").json()["quantities"]
    listed = {fact["code"]: fact for quantity in quantities for fact in quantity["facts"]}
    assert {one["code"] for one in facts} == listed.keys()
    for one in facts:
        told = listed[one["code"]]
        assert [one[name] for name in ("value", "number", "as_of", "retracted", "usable")] == [
            told[name] for name in ("value", "number", "as_of", "retracted", "usable")
        ]
        assert one["source_url"] == told["source"]["url"]


def test_the_checksums_hold_in_the_header_the_list_and_the_description() -> None:
    described = get().json()
    told = {one["@id"]: one for dataset in described["dcat:dataset"] for one in dataset["dcat:distribution"]}
    lines = dict(reversed(line.split("  ")) for line in body(get("/checksums")).decode().splitlines())
    assert len(told) == len(lines) == len(ALL)
    for address, one in told.items():
        file = address.rpartition("/")[2]
        response = Client().get(address)
        content = body(response)
        digest = hashlib.sha256(content)
        assert lines[file] == one["spdx:checksum"]["spdx:checksumValue"]["@value"] == digest.hexdigest()
        assert response.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
        assert int(one["dcat:byteSize"]["@value"]) == len(content) == int(response.headers["Content-Length"])
        assert one["dct:license"]["@id"] == settings.OPEN_DATA_LICENCE
        assert settings.OPEN_DATA_LICENCE in response.headers["Link"]
        assert one["dct:rights"]["dct:description"] == list(ATTRIBUTIONS)
        assert file in response.headers["Content-Disposition"]


def test_the_description_is_whole_json_ld() -> None:
    described = get().json()
    assert described["@type"] == "dcat:Catalog" and get().headers["Content-Type"] == "application/ld+json"
    prefixes = set(described["@context"])

    def keys(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(keys, node))
        return set(node).union(*map(keys, node.values())) if isinstance(node, dict) else set()

    del described["@context"]
    used = {key.partition(":")[0] for key in keys(described) if not key.startswith("@")}
    assert used <= prefixes
    for dataset in described["dcat:dataset"]:
        assert {one["@language"] for one in dataset["dct:title"]} == {"vi", "en"}


def test_only_the_file_whose_rows_change_gets_other_bytes() -> None:
    before = dict(reversed(line.split("  ")) for line in body(get("/checksums")).decode().splitlines())
    number = catalogue_number()
    Source.objects.filter(pk=Source.objects.order_by("-code")[0].pk).update(licence="CC0")
    assert catalogue_number() > number
    after = dict(reversed(line.split("  ")) for line in body(get("/checksums")).decode().splitlines())
    assert {name for name in after if after[name] != before[name]} == {"sources.csv", "sources.json"}


def test_nothing_that_only_officers_know_is_in_a_file() -> None:
    secret = "CHỈ CÁN BỘ BIẾT"
    for model in (Fact, Status):
        model.objects.update(note=secret)
    Fact.objects.filter(pk=Fact.objects.all()[0].pk).update(unusable_reason=secret)
    for model in (Site, Tenant, Source):
        model.objects.update(note=secret)
    for name, form in ALL:
        assert secret not in body(get(f"/{name}.{form}")).decode(), name


def test_what_a_spreadsheet_would_calculate_is_quoted_in_csv_alone() -> None:
    Tenant.objects.filter(pk=Tenant.objects.all()[0].pk).update(name='=HYPERLINK("http://x")')
    rows = csv.DictReader(io.StringIO(body(get("/tenants.csv")).decode("utf-8-sig"), newline=""))
    assert '\'=HYPERLINK("http://x")' in {row["name"] for row in rows}
    assert '=HYPERLINK("http://x")' in {
        row["name"] for row in json.loads(body(get("/tenants.json")))["items"]
    }


@pytest.mark.parametrize("path", ["/sites.xml", "/holds.csv", "/sites", "/planning-areas.geojson", "/.csv"])
def test_other_files_there_are_none(path: str) -> None:
    assert Client().get(f"/api/open-data{path}").status_code == 404


def test_the_number_of_queries_is_fixed() -> None:
    get("/sites.csv")
    for path, queries in (
        ("/facts.csv", 1),
        ("/sites.geojson", 1),
        ("/communes.csv", 4),
        ("/sectors.json", 2),
    ):
        with CaptureQueriesContext(connection) as captured:
            body(get(path))
        assert len(captured) == queries, path


def test_the_page_names_every_column_and_its_examples_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = PAGE.read_text()
    for table in TABLES.values():
        columns = ", ".join(f"`{name}`" for name in table.columns)
        assert f"| `{table.name}` | {', '.join(table.formats)} | {columns} |" in page
    client = Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8000")

    def fetched(address: str) -> bytes:
        response = client.get(address.removeprefix("http://127.0.0.1:8000"))
        assert response.status_code == 200, address
        return body(response)

    (snippet,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.setattr("urllib.request.urlopen", lambda address: io.BytesIO(fetched(address)))
    names: dict[str, Any] = {}
    exec(snippet, names)
    assert names["checked"] == len(ALL)
    for address in re.findall(r"curl -sO (\S+)", page):
        (tmp_path / address.rpartition("/")[2]).write_bytes(fetched(address))
    command = ["sha256sum", "--check", "--ignore-missing", "checksums"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "facts.csv: OK\n"
