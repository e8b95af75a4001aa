"""The OpenAPI document as a collection for Postman: `python -m config.postman` writes docs/postman_collection.json.

Postman imports the document itself too, from `/api/schema`; the collection has its examples filled in and asks for two
variables alone: where the service is, and a partner's key for those who have one.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).resolve().parent.parent / "docs"
FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
Node = Mapping[str, Any]


def collection(document: Node) -> dict[str, Any]:
    """Return the collection (format 2.1): a folder for each tag, a request for each operation."""
    return {
        "info": {
            "name": document["info"]["title"],
            "description": document["info"]["description"],
            "version": document["info"]["version"],
            "schema": FORMAT,
        },
        "item": [
            {"name": tag["name"], "description": tag["description"], "item": found}
            for tag in document["tags"]
            if (found := [_request(*each) for each in _operations(document, tag["name"])])
        ],
        "variable": [
            {"key": "baseUrl", "value": "http://127.0.0.1:8000", "description": "Where the service is."},
            {
                "key": "key",
                "value": "",
                "description": "A partner's key; without one, switch its header off.",
            },
        ],
    }


def _operations(document: Node, tag: str) -> Iterator[tuple[str, str, Node]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                yield path, method, operation


def _request(path: str, method: str, operation: Node) -> dict[str, Any]:
    taken = operation.get("parameters", [])
    steps = [f":{step[1:-1]}" if step.startswith("{") else step for step in path.strip("/").split("/")]
    query = [
        _parameter(each) | {"disabled": not each.get("required")} for each in taken if each["in"] == "query"
    ]
    headers = [
        _parameter(each) | {"disabled": not each.get("required")} for each in taken if each["in"] == "header"
    ]
    key = {"key": "Authorization", "value": "Api-Key {{key}}", "disabled": {} in operation["security"]}
    asked = {
        "method": method.upper(),
        "description": operation["description"],
        "url": {
            "raw": "/".join(["{{baseUrl}}", *steps]),
            "host": ["{{baseUrl}}"],
            "path": steps,
            "variable": [_parameter(each) for each in taken if each["in"] == "path"],
            "query": query,
        },
        "header": [key, *headers],
    }
    for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
        if "body" not in asked:
            text = json.dumps(
                _example(body), ensure_ascii=False, indent=None if "ndjson" in media_type else 2
            )
            asked["body"] = {"mode": "raw", "raw": text, "options": {"raw": {"language": "json"}}}
            asked["header"].append({"key": "Content-Type", "value": media_type})
    return {"name": operation["summary"], "request": asked, "response": []}


def _parameter(parameter: Node) -> dict[str, Any]:
    value = parameter.get(
        "example", parameter["schema"].get("default", parameter["schema"].get("example", ""))
    )
    return {"key": parameter["name"], "value": str(value), "description": parameter["description"]}


def _example(body: Node) -> Any:
    return body["example"] if "example" in body else next(iter(body["examples"].values()))["value"]


def written(document: Node) -> str:
    """Return the collection as the file has it."""
    return json.dumps(collection(document), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    made = written(yaml.safe_load((DOCS / "openapi.yaml").read_text(encoding="utf-8")))
    (DOCS / "postman_collection.json").write_text(made, encoding="utf-8")
