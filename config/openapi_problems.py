"""What can go wrong in an operation, for the OpenAPI document: each kind of problem by its status, with an example."""

from collections.abc import Iterable, Mapping
from typing import Any

from config.problems import CONTENT_TYPE, PROBLEMS
from parks.problems import X_PROBLEMS

_SCHEMA = {"$ref": "#/components/schemas/Problem"}

SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "A problem document (RFC 9457).",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {
                "type": "string",
                "description": "The kind of problem, documented at this address.",
                "example": "/api/problems/invalid-input",
            },
            "title": {"type": "string", "description": "The kind of problem in a few words."},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What is wrong, in the language asked for."},
            "instance": {"type": "string", "description": "The address that was asked for."},
            "errors": {
                "type": "array",
                "description": "For bad input: everything that is wrong, at once.",
                "items": {"$ref": "#/components/schemas/ProblemError"},
            },
        },
    },
    "ProblemError": {
        "type": "object",
        "description": "One thing that is wrong with the input.",
        "required": ["code", "detail"],
        "properties": {
            "pointer": {
                "type": "string",
                "description": "Where in the body (RFC 6901).",
                "example": "/project/lines/0/code",
            },
            "parameter": {"type": "string", "description": "Or which query parameter."},
            "code": {"type": "string", "example": "unknown_sector"},
            "detail": {"type": "string", "description": "The same in words."},
            "allowed": {"type": "array", "description": "What would have been accepted.", "items": {}},
        },
    },
}
_WRONG_INPUT = {
    "detail": "within_km: Give the point in near as well.",
    "errors": [
        {"parameter": "within_km", "code": "needs", "detail": "within_km: Give the point in near as well."}
    ],
}


def examples(kinds: Iterable[str]) -> dict[str, Any]:
    """Return one example for each of these kinds of problem."""
    return {slug: {"summary": PROBLEMS[slug].title["en"], "value": _example(slug)} for slug in sorted(kinds)}


def _example(slug: str) -> dict[str, Any]:
    problem = PROBLEMS[slug]
    said = {
        "type": f"/api/problems/{slug}",
        "title": problem.title["en"],
        "status": problem.status,
        "detail": problem.meaning["en"],
        "instance": "/api/sites",
    }
    return said | _WRONG_INPUT if slug == "invalid-input" else said


def kinds_of(path: str, operation: Mapping[str, Any], scope: str | None, counted: bool) -> set[str]:
    """Return the kinds of problem that an operation can answer with; its own ones it names itself."""
    headers = {
        each["name"]: each.get("required", False)
        for each in operation.get("parameters", [])
        if each["in"] == "header"
    }
    security = operation.get("security", [{}])
    kinds = {"invalid-input", "bad-request", "not-acceptable", "server-error", *operation.get(X_PROBLEMS, ())}
    if counted:
        kinds |= {"unknown-key", "too-many-requests"}
    if scope:
        kinds.add("missing-scope")
    if {} not in security:
        kinds.add("not-authenticated")
    if {"cookieAuth": []} in security:
        kinds.add("not-allowed")
    if "{" in path:
        kinds.add("not-found")
    if "requestBody" in operation:
        kinds |= {"malformed-json", "length-required", "body-too-large", "unsupported-media-type"}
    if "Idempotency-Key" in headers:
        kinds |= {"bad-idempotency-key", "idempotency-key-reused", "request-in-progress"}
    if "If-Match" in headers:
        kinds.add("precondition-failed")
    if headers.get("If-Match"):
        kinds.add("precondition-required")
    return kinds


def responses(kinds: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the answers that tell of these problems, by status."""
    by_status: dict[str, list[str]] = {}
    for slug in PROBLEMS:  # in the order of the table
        if slug in kinds:
            by_status.setdefault(str(PROBLEMS[slug].status), []).append(slug)
    return {status: _response(slugs) for status, slugs in by_status.items()}


def _response(slugs: list[str]) -> dict[str, Any]:
    said = [f"`{slug}`: {PROBLEMS[slug].meaning['en']}" for slug in slugs]
    named = {slug: {"$ref": f"#/components/examples/{slug}"} for slug in slugs}
    return {
        "description": "\n\n".join(said),
        "content": {CONTENT_TYPE: {"schema": _SCHEMA, "examples": named}},
    }


def name_of(response: Mapping[str, Any]) -> str:
    """Return the name of such an answer among the components."""
    slugs = response["content"][CONTENT_TYPE]["examples"]
    return "Or".join(slug.title().replace("-", "") for slug in slugs)
