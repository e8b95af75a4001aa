"""The addresses about the API itself: its OpenAPI document, its documentation page and its kinds of problem."""

import hashlib
import re
import threading
from functools import lru_cache
from typing import Any

import msgspec
import yaml
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
    SafeDumper,
)
from drf_spectacular.settings import patched_settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.problems import PROBLEMS
from config.reading import only_read
from parks.conditional import conditional
from parks.language import language_of
from parks.problems import InvalidQuery, refused
from parks.queries import unknown_parameters
from parks.views import SHARED
from partners.scopes import ANY

VERSIONS = {"3.1": "3.1.0", "3.0": "3.0.3"}
RENDERERS = (OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer, OpenApiYamlRenderer2)
# The library writes YAML 1.1, where 08012 is a text; readers of YAML 1.2 take it for a number unless it is quoted.
yaml.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^0[0-9]+$"), list("0"), Dumper=SafeDumper)
_generating = threading.Lock()


@lru_cache(maxsize=len(VERSIONS))
def openapi_document(version: str) -> dict[str, Any]:
    """Return the OpenAPI document in one version of the standard; it is the same for every caller."""
    # The generator's settings are global while they are patched.
    with _generating, patched_settings({"OAS_VERSION": VERSIONS[version]}):
        document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
        return document


@lru_cache(maxsize=len(VERSIONS))
def _digest_of_document(version: str) -> str:
    return _digest(openapi_document(version))


def _digest(value: Any) -> str:
    """Return what names a value that changes with the code alone, between releases of one version too."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()


class SchemaView(APIView):
    """Serves the OpenAPI document, as JSON unless YAML is asked for."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    scope = ANY
    renderer_classes = RENDERERS

    @extend_schema(
        operation_id="get_schema",
        summary="Read this document",
        description="The OpenAPI document, as JSON or YAML, without a login.",
        tags=["service"],
        parameters=[
            OpenApiParameter(
                "version",
                str,
                enum=list(VERSIONS),
                description="Version of OpenAPI: 3.1 (default), or 3.0 for older generators.",
            ),
            *SHARED,
        ],
        responses={
            (200, renderer.media_type): {"type": "object", "additionalProperties": {}}
            for renderer in RENDERERS
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Answer with version 3.1, or 3.0 by `?version=3.0` for older generators."""
        errors: dict[str, list[ErrorDetail]] = unknown_parameters(request.query_params, ["version"])
        version = request.query_params.get("version", "3.1")
        if version not in VERSIONS:
            errors["version"] = [refused("not_a_choice", allowed=VERSIONS, value=version[:20])]
        if errors:
            raise InvalidQuery(errors)
        return conditional(
            request, (_digest_of_document(version),), lambda: Response(openapi_document(version))
        )


class ProblemKindSerializer(serializers.Serializer[Any]):
    """A kind of problem that an error can name in `type`."""

    type = serializers.CharField(help_text="What an error says in `type`: the address of this explanation.")
    status = serializers.IntegerField(help_text="The HTTP status that it is answered with.")
    title = serializers.CharField()
    meaning = serializers.CharField(help_text="What it means, and what can be done.")


class ProblemKindsSerializer(serializers.Serializer[Any]):
    """Every kind of problem."""

    items = ProblemKindSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: all are on one page.")
    previous = serializers.CharField(allow_null=True, help_text="Always null: all are on one page.")


class ProblemListView(APIView):
    """Lists the kinds of problem."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    scope = ANY

    @extend_schema(
        operation_id="list_problems",
        summary="List the kinds of problem",
        description="Every kind that an error can name in `type`, with its status and what can be done.",
        tags=["service"],
        parameters=SHARED,
        responses=ProblemKindsSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        """Answer with every kind that an error can name in `type`."""
        refuse_parameters(request)
        items = [_described(slug, request) for slug in PROBLEMS]
        described = {"items": items, "next": None, "previous": None}
        return conditional(request, (_digest(described),), lambda: Response(described))


class ProblemView(APIView):
    """Says what one kind of problem means: the address that an error names in `type`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    scope = ANY

    @extend_schema(
        operation_id="get_problem",
        summary="Read what a problem means",
        description="The address that an error names in `type`.",
        tags=["service"],
        parameters=SHARED,
        responses=ProblemKindSerializer,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Answer with the meaning of one kind."""
        refuse_parameters(request)
        if slug not in PROBLEMS:
            raise Http404
        described = _described(slug, request)
        return conditional(request, (_digest(described),), lambda: Response(described))


def refuse_parameters(request: Request) -> None:
    """Refuse query parameters: these addresses take none."""
    if errors := unknown_parameters(request.query_params, ()):
        raise InvalidQuery(errors)


def _described(slug: str, request: HttpRequest | Request) -> dict[str, Any]:
    problem = PROBLEMS[slug]
    language = language_of(request)  # type: ignore[arg-type]
    return {
        "type": f"/api/problems/{slug}",
        "status": problem.status,
        "title": problem.title[language],
        "meaning": problem.meaning[language],
    }


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API: industrial parks and clusters of Thái Nguyên</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<div id="swagger-ui"></div>
<noscript><a href="/api/schema">OpenAPI 3.1</a></noscript>
<script src="{bundle}"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "/api/schema",
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  validatorUrl: null,
});
"""


@only_read
@cache_control(max_age=600)
def docs(request: HttpRequest) -> HttpResponse:
    """Serve the documentation page: Swagger UI from this server, without any inline script or style."""
    folder = "drf_spectacular_sidecar/swagger-ui-dist/"
    page = format_html(
        _PAGE,
        icon=static(f"{folder}favicon-32x32.png"),
        style=static(f"{folder}swagger-ui.css"),
        bundle=static(f"{folder}swagger-ui-bundle.js"),
    )
    return HttpResponse(page, headers={"Content-Language": "en"})


docs.scope = ANY  # type: ignore[attr-defined]


@only_read
@cache_control(max_age=600)
def docs_start(request: HttpRequest) -> HttpResponse:
    """Serve the few lines that start Swagger UI."""
    return HttpResponse(_START, content_type="text/javascript; charset=utf-8")


docs_start.scope = ANY  # type: ignore[attr-defined]
