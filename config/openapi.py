"""What the OpenAPI document says of the service as a whole; its prose stands in api_introduction.md beside it."""

from pathlib import Path
from typing import Any

from parks.release import VERSION

INTRODUCTION = Path(__file__).with_name("api_introduction.md")
PROBLEM = "#/components/schemas/Problem"

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Industrial parks and clusters of Thái Nguyên: site matching",
    "DESCRIPTION": INTRODUCTION.read_text(encoding="utf-8"),
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "CONTACT": {
        "name": "Ban Quản lý các khu công nghiệp Thái Nguyên (Thai Nguyen Industrial Parks Authority)"
    },
    "SERVERS": [{"url": "/", "description": "the server that this document came from"}],
    "TAGS": [
        {
            "name": "sites",
            "description": "Industrial parks and clusters, with the evidence for every figure.",
        },
        {"name": "code lists", "description": "Sectors, planning areas, communes old and new, sources."},
        {"name": "matching", "description": "Which sites fit a project, in what order, and why."},
        {"name": "service", "description": "Health and the kinds of problem."},
    ],
    "SCHEMA_PATH_PREFIX": "/api",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "ENUM_NAME_OVERRIDES": {
        "EnvironmentGroup": "matching.engine.vocabulary.GROUPS",
        "CriterionGroup": ["legal", "policy", "data", "merit", "fit"],
        "Lacks": ["project", "site", "both"],
        "SiteOutcome": "matching.engine.assess.SITE_OUTCOMES",
        "RobustnessLabel": "matching.engine.ruleset.LABELS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.add_problems",
        "config.openapi.say_null_as_the_version_does",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

_PROBLEM_SCHEMAS: dict[str, Any] = {
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
            "detail": {"type": "string"},
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
        "required": ["code", "detail"],
        "properties": {
            "pointer": {
                "type": "string",
                "description": "Where in the body (RFC 6901).",
                "example": "/project/lines/0/code",
            },
            "parameter": {"type": "string", "description": "Or which query parameter."},
            "code": {"type": "string", "example": "unknown_sector"},
            "detail": {"type": "string"},
            "allowed": {"type": "array", "description": "What would have been accepted.", "items": {}},
        },
    },
}
_MEANINGS = {
    "304": "Not modified since the ETag in `If-None-Match`.",
    "400": "The input needs correcting; `errors` lists everything at once.",
    "403": "The caller has not logged in, or may not see this.",
    "404": "There is nothing at this address.",
    "406": "None of the formats in `Accept` is available.",
    "411": "The body came without its length (`Transfer-Encoding: chunked`).",
    "413": "The body has more than 256 kB.",
    "415": "The body is not `application/json`.",
    "500": "The service failed; nothing was stored.",
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describe the problems of every operation, and the headers of every answer."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(_PROBLEM_SCHEMAS)
    components["schemas"] = dict(sorted(components["schemas"].items()))
    components["headers"] = {
        "API-Version": {"description": "The version of the API.", "schema": {"type": "string"}},
        "ETag": {"description": "For `If-None-Match`.", "schema": {"type": "string"}},
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return result


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    reads_catalogue = method == "get" and any(
        parameter["name"] == "If-None-Match" for parameter in operation.get("parameters", [])
    )
    statuses = {"400", "406", "500"}
    statuses |= {"403"} if {} not in operation.get("security", [{}]) else set()
    statuses |= {"404"} if "{" in path else set()
    statuses |= {"411", "413", "415"} if "requestBody" in operation else set()
    for status in sorted(statuses - responses.keys()):
        responses[status] = {
            "description": _MEANINGS[status],
            "content": {"application/problem+json": {"schema": {"$ref": PROBLEM}}},
        }
    if reads_catalogue:
        responses["304"] = {"description": _MEANINGS["304"]}
        responses["200"].setdefault("headers", {})["ETag"] = {"$ref": "#/components/headers/ETag"}
    for response in responses.values():
        response.setdefault("headers", {})["API-Version"] = {"$ref": "#/components/headers/API-Version"}
    operation["responses"] = dict(sorted(responses.items()))


def say_null_as_the_version_does(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Turn `nullable` into a type of its own in 3.1, where that keyword no longer exists."""
    from drf_spectacular.settings import spectacular_settings

    if str(spectacular_settings.OAS_VERSION).startswith("3.1"):
        _without_nullable(result)
    return result


def _without_nullable(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            _without_nullable(item)
    elif isinstance(node, dict):
        for item in node.values():
            _without_nullable(item)
        if node.get("nullable") is True and isinstance(node.get("type"), str):
            del node["nullable"]
            node["type"] = [node["type"], "null"]
