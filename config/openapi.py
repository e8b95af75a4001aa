"""What the OpenAPI document says of the service as a whole; its prose stands in api_introduction.md beside it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from config import openapi_problems as problems
from parks.problems import X_PROBLEMS
from parks.release import VERSION

SCHEME = "PartnerKey"  # see partners.document

INTRODUCTION = Path(__file__).with_name("api_introduction.md")
LIMITS = ("RateLimit", "RateLimit-Policy")

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Industrial parks and clusters of Thái Nguyên: site matching",
    "DESCRIPTION": INTRODUCTION.read_text(encoding="utf-8"),
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "CONTACT": {
        "name": "Ban Quản lý các khu công nghiệp Thái Nguyên (Thai Nguyen Industrial Parks Authority)"
    },
    "SERVERS": [
        {"url": "/", "description": "the server that this document came from"},
        {"url": "/api/sandbox", "description": "its sandbox: a fixed day, a public key, and nothing is kept"},
    ],
    "TAGS": [
        {
            "name": "sites",
            "description": "Industrial parks and clusters, with the evidence for every figure.",
        },
        {"name": "code lists", "description": "Sectors, planning areas, communes old and new, sources."},
        {"name": "changes", "description": "What has changed in the public data, to keep a copy of it."},
        {"name": "open data", "description": "Whole tables of the public data as files, described by DCAT."},
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
        "SiteHeadKindEnum": ["park", "cluster", "it_zone"],
        "SiteOutcome": "matching.engine.standing.SITE_OUTCOMES",
        "RobustnessLabel": "matching.engine.ruleset.LABELS",
    },
    "WEBHOOKS": [
        "partners.webhooks.document.changed",
        "partners.webhooks.document.moved_on",
        "partners.webhooks.document.tried_out",
    ],
    "POSTPROCESSING_HOOKS": [
        "config.openapi_nulls.count_null_among_values",
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.complete",
        "config.openapi_examples.add_examples",
        "partners.webhooks.document.describe_headers",
        "config.deprecations.mark",
        "config.openapi_nulls.say_null_as_the_version_does",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

SESSION = "The session of an officer who has logged in to the office; a write needs its CSRF token too."
UNCOUNTED = {"/api/health"}
HEADERS: dict[str, Any] = {
    "API-Version": {"description": "The version of the API.", "schema": {"type": "string"}},
    "ETag": {
        "description": "Names this version of the answer, for `If-None-Match` and `If-Match`.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is read from now on.", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "What is left (`r`) until the next minute begins, in `t` seconds "
        "(draft-ietf-httpapi-ratelimit-headers).",
        "schema": {"type": "string", "example": '"anonymous";r=512;t=23'},
    },
    "RateLimit-Policy": {
        "description": "The limit: `q` requests in `w` seconds.",
        "schema": {"type": "string", "example": '"anonymous";q=600;w=60'},
    },
    "Repr-Digest": {
        "description": "The SHA-256 of the file (RFC 9530).",
        "schema": {"type": "string", "example": "sha-256=:GpsPDCl+h+bnzLHBh5V2zj6img3kMNpl0VsBbkVqcuY=:"},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "WWW-Authenticate": {
        "description": "How to bring a key.",
        "schema": {"type": "string", "example": 'Api-Key realm="api"'},
    },
}
# What stands in addresses; a view that says more of its own goes before.
PLACES = {
    "code": ("The code of the site, as the lists have it.", "KCN-YEN-BINH"),
    "version": ("The version of the ruleset.", "2026.1"),
    "slug": ("The last part of `type` in a problem document.", "invalid-input"),
    "run_id": ("The `id` of a kept run.", "0198f0a2-6c1e-7d34-9a51-3d2b8f6c4e10"),
    "key_id": ("The `id` of a key.", "0198f0a2-6c1e-7d34-9a51-3d2b8f6c4e11"),
    "webhook_id": ("The `id` of a webhook.", "0198f0a2-6c1e-7d34-9a51-3d2b8f6c4e12"),
    "delivery_id": ("The `id` of a message.", "0198f0a2-6c1e-7d34-9a51-3d2b8f6c4e13"),
}


def complete(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describe the problems and the scope of every operation, the headers of every answer, what stands in addresses."""
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {}) | problems.SCHEMAS
    components |= {
        "schemas": dict(sorted(schemas.items())),
        "headers": HEADERS,
        "responses": {},
    }
    if session := components.get("securitySchemes", {}).get("cookieAuth"):
        session["description"] = SESSION
    for name, schema in components["schemas"].items():
        if name.endswith("Request"):
            schema["additionalProperties"] = False  # other names are refused
        for member in schema.get("properties", {}).values():
            member.pop("title", None)  # what the officers' forms call it
    scopes = {
        (path, method.lower()): getattr(view.cls, "scope", None)
        for path, _, method, view in generator.endpoints
    }
    named: set[str] = set()
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            scope, counted = scopes[path, method], path not in UNCOUNTED
            if counted:
                _say_scope(operation, scope)
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path" and parameter["name"] in PLACES:
                    said, example = PLACES[parameter["name"]]
                    parameter.setdefault("description", said)
                    parameter.setdefault("example", example)
            kinds = problems.kinds_of(path, operation, scope, counted)
            operation.pop(X_PROBLEMS, None)
            _say_headers(method, operation, counted, edited="patch" in operations)
            _add_problems(operation, kinds, counted, components["responses"])
            named |= kinds
    components["responses"] = dict(sorted(components["responses"].items()))
    components["examples"] = problems.examples(named)
    return result


def _say_headers(method: str, operation: dict[str, Any], counted: bool, edited: bool) -> None:
    named = {parameter["name"] for parameter in operation.get("parameters", [])}
    answers = operation["responses"]
    if "If-None-Match" in named:
        answers["304"] = {"description": "Not modified since the ETag in `If-None-Match`."}
    for status, answer in answers.items():
        names = ["API-Version", *(LIMITS if counted else ())]
        if status != "204" and (
            named & {"If-None-Match", "If-Match"} or (edited and method in ("get", "patch"))
        ):
            names.append("ETag")
        if status == "201":
            names.append("Location")
        answer["description"] = answer["description"] or "The answer."
        own = answer.get("headers", {})  # that a view names itself, described once for all
        answer["headers"] = own | _headers([*(name for name in own if name in HEADERS), *names])


def _add_problems(operation: dict[str, Any], kinds: set[str], counted: bool, shared: dict[str, Any]) -> None:
    for status, answer in problems.responses(kinds).items():
        names = ["API-Version", *(LIMITS if counted else ())]
        if more := {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}.get(status):
            names.append(more)
        answer["headers"] = _headers(names)
        if counted:
            name = problems.name_of(answer)
            shared[name] = answer
            answer = {"$ref": f"#/components/responses/{name}"}
        operation["responses"][status] = answer
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _say_scope(operation: dict[str, Any], scope: str | None) -> None:
    """Name the scope that a key needs; what is open to anybody may be asked with a key too."""
    security = operation.setdefault("security", [{}])
    if {SCHEME: []} not in security:
        security.insert(0, {SCHEME: []})
    said = f"A partner's key needs the scope `{scope}`." if scope else "Any valid key of a partner will do."
    operation["description"] = f"{operation.get('description', '')}\n\n{said}".strip()
