"""How the OpenAPI document says that a value may be null, which its two versions say in different words."""

from collections.abc import Iterator
from typing import Any


def count_null_among_values(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Add null to the values of what may be null: the library takes it for refused where it is not listed."""
    for node in _within(result):
        null = node.get("nullable") is True or "null" in node.get("type", ())
        if null and isinstance(node.get("enum"), list) and None not in node["enum"]:
            node["enum"] = [*node["enum"], None]
    return result


def say_null_as_the_version_does(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Turn `nullable` into a type of its own in 3.1, where that keyword is no more; 3.0 has no word for webhooks yet."""
    from drf_spectacular.settings import spectacular_settings

    if str(spectacular_settings.OAS_VERSION).startswith("3.1"):
        for node in _within(result):
            if node.get("nullable") is True and isinstance(node.get("type"), str):
                del node["nullable"]
                node["type"] = [node["type"], "null"]
    elif "webhooks" in result:
        result["x-webhooks"] = result.pop("webhooks")
    return result


def _within(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _within(inner)
