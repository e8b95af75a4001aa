"""What the OpenAPI document says of the service as a whole; its prose stands in api_introduction.md beside it."""

from pathlib import Path
from typing import Any

from parks.release import VERSION

SCHEME = "PartnerKey"  # see partners.document

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
        {"name": "changes", "description": "What has changed in the public data, to keep a copy of it."},
        {"name": "matching", "description": "Which sites fit a project, in what order, and why."},
        {"name": "enquiries", "description": "Hand a project over to the officers, and follow it."},
        {"name": "keys", "description": "A partner's own keys: list, make the next one, revoke."},
        {
            "name": "webhooks",
            "description": "Be told of changes: register an address, look at what was sent, send again.",
        },
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
    "WEBHOOKS": ["partners.webhooks.document.changed", "partners.webhooks.document.tried_out"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.add_problems",
        "partners.webhooks.document.describe_headers",
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
    "401": "The key in `Authorization` opens nothing, or credentials are needed and none came.",
    "403": "The key lacks the scope that this needs, or the caller may not do this.",
    "404": "There is nothing at this address.",
    "406": "None of the formats in `Accept` is available.",
    "409": "The request with this `Idempotency-Key` is still being worked on.",
    "411": "The body came without its length (`Transfer-Encoding: chunked`).",
    "413": "The body has more than 256 kB.",
    "415": "The body is not `application/json`.",
    "422": "The `Idempotency-Key` was used for another request.",
    "429": "Too many requests; `Retry-After` says after how many seconds to try again.",
    "500": "The service failed; nothing was stored.",
}


UNCOUNTED = {"/api/health"}
_LIMITS = ("RateLimit", "RateLimit-Policy")


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describe the problems and the scope of every operation, and the headers of every answer."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(_PROBLEM_SCHEMAS)
    components["schemas"] = dict(sorted(components["schemas"].items()))
    components["headers"] = {
        "API-Version": {"description": "The version of the API.", "schema": {"type": "string"}},
        "ETag": {"description": "For `If-None-Match`.", "schema": {"type": "string"}},
        "RateLimit": {
            "description": "What is left (`r`) until the next minute begins, in `t` seconds "
            "(draft-ietf-httpapi-ratelimit-headers).",
            "schema": {"type": "string", "example": '"anonymous";r=512;t=23'},
        },
        "RateLimit-Policy": {
            "description": "The limit: `q` requests in `w` seconds.",
            "schema": {"type": "string", "example": '"anonymous";q=600;w=60'},
        },
        "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    }
    scopes = {
        (path, method.lower()): getattr(view.cls, "scope", "")
        for path, _, method, view in generator.endpoints
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
            if path not in UNCOUNTED:
                _say_scope(operation, scopes[path, method])
    return result


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    reads_catalogue = method == "get" and any(
        parameter["name"] == "If-None-Match" for parameter in operation.get("parameters", [])
    )
    named = {parameter["name"] for parameter in operation.get("parameters", [])}
    counted = path not in UNCOUNTED
    statuses = {"400", "406", "500"}
    statuses |= {"401", "403", "429"} if counted else set()
    statuses |= {"404"} if "{" in path else set()
    statuses |= {"409", "422"} if "Idempotency-Key" in named else set()
    statuses |= {"411", "413", "415"} if "requestBody" in operation else set()
    for status in sorted(statuses - responses.keys()):
        responses[status] = {"description": _MEANINGS[status]}
    for status in responses:
        if status >= "400":
            responses[status]["content"] = {"application/problem+json": {"schema": {"$ref": PROBLEM}}}
    if reads_catalogue:
        responses["304"] = {"description": _MEANINGS["304"]}
        responses["200"].setdefault("headers", {})["ETag"] = {"$ref": "#/components/headers/ETag"}
    for response in responses.values():
        for name in ("API-Version", *(_LIMITS if counted else ())):
            response.setdefault("headers", {})[name] = {"$ref": f"#/components/headers/{name}"}
    for status in {"429", "503"} & responses.keys():
        responses[status]["headers"]["Retry-After"] = {"$ref": "#/components/headers/Retry-After"}
    operation["responses"] = dict(sorted(responses.items()))


def _say_scope(operation: dict[str, Any], scope: str) -> None:
    """Name the scope that a key needs; what is open to anybody may be asked with a key too."""
    security = operation.setdefault("security", [{}])
    if {SCHEME: []} not in security:
        security.insert(0, {SCHEME: []})
    said = f"A partner's key needs the scope `{scope}`." if scope else "Any valid key of a partner will do."
    operation["description"] = f"{operation.get('description', '')}\n\n{said}".strip()


def say_null_as_the_version_does(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Turn `nullable` into a type of its own in 3.1, where that keyword is no more; 3.0 has no word for webhooks yet."""
    from drf_spectacular.settings import spectacular_settings

    if str(spectacular_settings.OAS_VERSION).startswith("3.1"):
        _without_nullable(result)
    elif "webhooks" in result:
        result["x-webhooks"] = result.pop("webhooks")
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
