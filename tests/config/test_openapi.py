"""The OpenAPI document is valid, complete, committed, and what the service really answers."""

import json
import re
from io import StringIO
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from config.service_views import openapi_document
from parks import snapshot

COMMITTED = settings.BASE_DIR / "docs" / "openapi.yaml"


@pytest.mark.parametrize(("version", "printed"), [("3.1", "3.1.0"), ("3.0", "3.0.3")])
def test_the_document_is_valid_in_both_versions(version: str, printed: str) -> None:
    response = Client().get(f"/api/schema?version={version}")
    document = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/vnd.oai.openapi+json"
    assert document["openapi"] == printed
    validate(document)
    assert not [name for name in document["components"]["schemas"] if re.search("[0-9a-f]{3}Enum$", name)]


def test_nulls_are_said_as_each_version_says_them() -> None:
    assert "nullable" not in json.dumps(openapi_document("3.1"))
    assert '"nullable": true' in json.dumps(openapi_document("3.0"))
    assert '"null"' not in json.dumps(openapi_document("3.0"))


def test_the_committed_document_is_the_one_the_code_makes() -> None:
    made = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=made)
    assert COMMITTED.read_text() == made.getvalue().rstrip("\n") + "\n", "run: make schema"


def test_a_code_of_digits_is_a_text_to_readers_of_yaml_1_2_too() -> None:
    assert "code: '0" in COMMITTED.read_text()
    assert not re.search(r": 0\d+\n", COMMITTED.read_text())


def test_the_document_is_served_to_anyone_in_json_and_yaml() -> None:
    client = Client()
    as_json = client.get("/api/schema", headers={"origin": "https://portal.example"})
    as_yaml = client.get("/api/schema", headers={"accept": "application/yaml"})
    assert as_json.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(as_json.content) == yaml.load(as_yaml.content, yaml.CSafeLoader)
    again = client.get("/api/schema", headers={"if-none-match": as_json.headers["ETag"]})
    assert again.status_code == 304


def test_the_documentation_page_loads_nothing_from_elsewhere() -> None:
    client = Client()
    page = client.get("/api/docs")
    text = page.content.decode()
    assert "http" not in text.replace("https://www.w3.org", "")
    assert "<style" not in text and "<script>" not in text and "onload" not in text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "/api/schema" in client.get("/api/docs/start.js").content.decode()
    for line in text.splitlines():
        if "/static/" in line:
            address = line.split('"')[3 if "link" in line else 1]
            assert client.get(address).status_code == 200, address


def _schema(document: dict[str, Any], path: str, content_type: str) -> dict[str, Any]:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"][content_type]["schema"]
    return {
        **schema,
        "components": document["components"],
        "$schema": "https://json-schema.org/draft/2020-12/schema",
    }


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/sites", "/api/sites?limit=200&near=21.4,105.9&min_free_ha=5"),
        ("/api/sites", "/api/sites?limit=200"),
        ("/api/parks", "/api/parks"),
        ("/api/clusters", "/api/clusters"),
        ("/api/sites/{code}", "/api/sites/KCN-YEN-BINH"),
        ("/api/sites/{code}", "/api/sites/CCN-KIM-SON"),
        ("/api/parks/{code}", "/api/parks/KCN-SONG-CONG-1"),
        ("/api/clusters/{code}", "/api/clusters/CCN-AN-KHANH-1"),
        ("/api/sites/{code}/facts", "/api/sites/KCN-SONG-CONG-1/facts"),
        ("/api/sectors", "/api/sectors?limit=200"),
        ("/api/planning-areas", "/api/planning-areas"),
        ("/api/communes", "/api/communes?limit=200&edition=2025"),
        ("/api/sources", "/api/sources?limit=200"),
        ("/api/changes", "/api/changes?limit=200"),
        ("/api/health", "/api/health"),
    ],
)
def test_answers_are_what_the_document_says(catalogue: None, path: str, address: str) -> None:
    document = openapi_document("3.1")
    for content_type in document["paths"][path]["get"]["responses"]["200"]["content"]:
        compare(document, path, address, content_type)


def compare(document: dict[str, Any], path: str, address: str, content_type: str) -> None:
    snapshot.forget()
    response = Client().get(address, headers={"accept": content_type})
    assert response.status_code == 200
    validator = Draft202012Validator(_schema(document, path, content_type))
    errors = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(response.json())]
    assert not errors, errors[:5]
    snapshot.forget()


def test_a_problem_is_what_the_document_says(db: None) -> None:
    document = openapi_document("3.1")
    schema = {"$ref": "#/components/schemas/Problem", "components": document["components"]}
    problem = Client().get("/api/sectors?edition=1&oops=2").json()
    assert problem["errors"]
    Draft202012Validator(schema).validate(problem)
