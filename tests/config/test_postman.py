"""The collection for Postman is the one that the OpenAPI document makes, and has every operation of it."""

import json

import yaml

from config.postman import DOCS, written


def test_the_committed_collection_is_made_from_the_committed_document_and_has_every_operation() -> None:
    document = yaml.load((DOCS / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    committed = (DOCS / "postman_collection.json").read_text(encoding="utf-8")
    assert committed == written(document), "run: make schema"
    requests = [each["request"] for folder in json.loads(committed)["item"] for each in folder["item"]]
    asked = {(one["method"].lower(), one["url"]["raw"].removeprefix("{{baseUrl}}")) for one in requests}
    documented = {
        (method, "/".join(f":{step[1:-1]}" if step[:1] == "{" else step for step in path.split("/")))
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert asked == documented and len(requests) == len(documented)
    bodies = [json.loads(one["body"]["raw"]) for one in requests if "body" in one]
    assert {"project", "contact"} <= {name for body in bodies if isinstance(body, dict) for name in body}
