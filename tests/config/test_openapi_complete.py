"""Nothing is missing in the OpenAPI document: each operation explains itself, and all it answers has a schema and an example."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from config.problems import PROBLEMS
from config.service_views import openapi_document

WITHOUT_BODY = {"204", "304"}
Operation = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_document("3.1")


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """Yield what can be asked, and what is sent to webhooks, each with its name."""
    for methods in (*document["paths"].values(), *document["webhooks"].values()):
        for operation in methods.values():
            yield operation["operationId"], operation


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference stands for."""
    while "$ref" in node:
        _, *steps = node["$ref"].split("/")
        node = document
        for step in steps:
            node = node[step]
    return node


def bodies(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each body that is sent or answered, with where it stands."""
    for name, operation in operations(document):
        for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
            yield f"{name} takes {media_type}", body
        for status, answer in operation["responses"].items():
            for media_type, body in resolved(document, answer).get("content", {}).items():
                yield f"{name} {status} {media_type}", body


def examples(document: dict[str, Any], body: dict[str, Any]) -> list[Any]:
    named = [resolved(document, each)["value"] for each in body.get("examples", {}).values()]
    return [body["example"], *named] if "example" in body else named


def closed(node: Any) -> Any:
    """Return a schema that takes no members but those that it names, so that no example can have one that is gone."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    inner = {key: closed(value) for key, value in node.items()}
    names = isinstance(node.get("properties"), dict) and "additionalProperties" not in node
    return inner | {"additionalProperties": False} if names else inner


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Validator:
    known = Resource.from_contents({"components": closed(document["components"])}, DRAFT202012)
    absolute = _absolute(closed(schema))
    return Draft202012Validator(absolute, registry=Registry().with_resource("urn:document", known))


def _absolute(node: Any) -> Any:
    if isinstance(node, list):
        return [_absolute(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {key: f"urn:document{value}" if key == "$ref" else _absolute(value) for key, value in node.items()}


def test_every_operation_and_everything_it_takes_is_named_and_explained(document: dict[str, Any]) -> None:
    found = dict(operations(document))
    assert len(found) > 30 and len(found) == len(list(operations(document)))
    for name, operation in found.items():
        assert operation["summary"] and operation["description"] and operation["tags"], name
        assert len(operation["summary"]) <= 80 and not operation["summary"].endswith("."), name
        assert "security" in operation, name
        for parameter in operation.get("parameters", []):
            assert parameter.get("description") and parameter["schema"], f"{name}: {parameter['name']}"
        if "schemas/Paginated" in str(operation["responses"].get("200")):
            named = {parameter["name"] for parameter in operation["parameters"]}
            assert {"limit", "cursor"} <= named, name


def test_every_answer_is_explained_and_has_a_schema_and_an_example(document: dict[str, Any]) -> None:
    missing = []
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            answer = resolved(document, answer)
            assert answer["description"], f"{name} {status}"
            to_webhook = name.startswith("receive_")
            if not answer.get("content") and status not in WITHOUT_BODY and not to_webhook:
                missing.append(f"{name} {status}: no schema (own problems: extensions=can_answer(…))")
    for where, body in bodies(document):
        if not body.get("schema"):
            missing.append(f"{where}: no schema")
        elif not examples(document, body):
            missing.append(f"{where}: no example (a file in docs/examples/answers or /requests will do)")
    assert not missing


def test_every_example_is_what_its_schema_says(document: dict[str, Any]) -> None:
    wrong = []
    for where, body in bodies(document):
        if "problem+json" in where:
            continue  # one schema for all; below
        for example in examples(document, body):
            wrong += [
                f"{where}: {e.json_path}: {e.message[:200]}"
                for e in validator(document, body["schema"]).iter_errors(example)
            ]
    problem = validator(document, {"$ref": "#/components/schemas/Problem"})
    assert set(document["components"]["examples"]) <= set(PROBLEMS)
    for slug, example in document["components"]["examples"].items():
        wrong += [f"{slug}: {error.message}" for error in problem.iter_errors(example["value"])]
    assert not wrong


def test_every_kind_of_problem_is_listed_where_it_can_happen_and_under_its_own_status(
    document: dict[str, Any],
) -> None:
    listed = set()
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status.isdigit() and status >= "400" and not name.startswith("receive_"):
                body = resolved(document, answer)["content"]["application/problem+json"]
                kinds = set(body["examples"])
                assert kinds and {str(PROBLEMS[kind].status) for kind in kinds} == {status}, (
                    f"{name} {status}"
                )
                listed |= kinds
        assert "x-problems" not in operation
    assert set(PROBLEMS) - listed == {"method-not-allowed"}  # what is described here is allowed


def test_a_key_s_scope_stands_in_the_description_and_the_security_scheme_is_described(
    document: dict[str, Any],
) -> None:
    schemes = document["components"]["securitySchemes"]
    assert all(scheme["description"] for scheme in schemes.values())
    for name, operation in operations(document):
        for alternative in operation["security"]:
            assert set(alternative) <= set(schemes), name


def test_every_header_that_a_caller_acts_on_is_described(document: dict[str, Any]) -> None:
    carried: dict[str, set[str]] = {}
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            for header in resolved(document, answer).get("headers", {}):
                carried.setdefault(header, set()).add(f"{name} {status}")
    assert (
        {
            *(f"create_{what} 201" for what in ("key", "webhook", "enquiry")),
            *("rotate_webhook_secret 200", "withdraw_enquiry 200", "erase_enquiry 200"),
        }
        <= carried["ETag"] - {"revoke_key 204"}
        == carried["ETag"]
    )
    assert carried["Repr-Digest"] == {"download_open_data 200"}
    assert {"list_sites 401", "create_key 401"} <= carried["WWW-Authenticate"]
    assert "revoke_key 412" in carried["API-Version"] and "revoke_key 428" not in carried["API-Version"]
