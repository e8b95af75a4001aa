"""Examples for the OpenAPI document: what the service has really answered, shortened, as files of docs/examples.

`answers/OPERATION.json` is the example of an operation's answer, `answers/OPERATION.STATUS.json` of that with one status,
`requests/OPERATION.json` of its body. An example that the code of the operation gives goes before.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "examples"
_ENDINGS = {
    **{"application/geo+json": "geojson", "application/x-ndjson": "ndjson"},
    **{"text/csv": "csv", "text/plain": "txt"},
}


def add_examples(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Give every body that is sent or answered an example, where there is a file for it."""
    for methods in (*result["paths"].values(), *result.get("webhooks", {}).values()):
        for operation in methods.values():
            for names, media_type, described in _bodies(operation):
                file = next((one for name in names if (one := _file(name, media_type)).exists()), None)
                if file and not {"example", "examples"} & described.keys():
                    described |= _read(file)
    return result


def _bodies(operation: dict[str, Any]) -> Iterator[tuple[list[str], str, dict[str, Any]]]:
    name = operation["operationId"]
    for media_type, described in operation.get("requestBody", {}).get("content", {}).items():
        yield [f"requests/{name}"], media_type, described
    for status, response in operation["responses"].items():
        for media_type, described in response.get("content", {}).items():
            if status < "3":
                yield [f"answers/{name}.{status}", f"answers/{name}"], media_type, described


def _file(name: str, media_type: str) -> Path:
    return FOLDER / f"{name}.{_ENDINGS.get(media_type, 'json')}"


def _read(file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ndjson":  # its schema, too, is that of a line
        lines = enumerate(text.splitlines(), 1)
        return {"examples": {f"line-{number}": {"value": json.loads(line)} for number, line in lines}}
    return {"example": text if file.suffix in (".csv", ".txt") else json.loads(text)}
