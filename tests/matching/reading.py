"""How tests read answers and schemas."""

from collections.abc import Iterator
from typing import Any


def all_findings(answer: Any) -> Iterator[tuple[str, Any]]:
    """Yield every finding with its site's code."""
    for one in [*answer["sites"], *(answer["barred"] or [])]:
        for finding in one["findings"]:
            yield one["site"]["code"], finding


def facts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every figure that claims a source."""
    if isinstance(value, dict):
        if "source" in value:
            yield value
        for inner in value.values():
            yield from facts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from facts_in(inner)


def hundredths(points: float) -> int:
    """Return points as whole hundredths; more decimals are a mistake."""
    assert round(points, 2) == points
    return round(points * 100)


def closed(schema: Any) -> Any:
    """Return a schema whose objects allow no other property than those that it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(one) for key, one in schema.items()}
    if isinstance(found.get("properties"), dict) and "additionalProperties" not in found:
        found["additionalProperties"] = False
    return found


def without_words(value: Any) -> Any:
    """Return an answer without what is said in a language."""
    if isinstance(value, dict):
        words = ("sentence", "summary", "name")
        return {key: without_words(inner) for key, inner in value.items() if key not in words}
    return [without_words(inner) for inner in value] if isinstance(value, list) else value
