"""The addresses of the open data: the description of all files, their checksums, and each file."""

import base64
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from parks.evidence_serializers import ReadSerializer
from parks.open_data.description import described
from parks.open_data.files import ALL, make_file, sums
from parks.open_data.writing import MEDIA_TYPES
from parks.problems import InvalidQuery
from parks.renderers import JSONRenderer
from parks.views import GEOJSON, SHARED, PublicView

FILE = OpenApiParameter(
    "file",
    {"type": "string", "enum": [f"{name}.{form}" for name, form in ALL]},
    OpenApiParameter.PATH,
    description="Table and format.",
)
DIGEST = OpenApiParameter("Repr-Digest", str, OpenApiParameter.HEADER, response=True)


class LinkedDataRenderer(JSONRenderer):
    """Renders a description as JSON-LD."""

    media_type = "application/ld+json"
    format = "jsonld"


class SumsRenderer(BaseRenderer):
    """Renders checksums as `sha256sum` writes and reads them."""

    media_type = "text/plain"
    format = "txt"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        """Return the text."""
        return str(data)


class TableSerializer(ReadSerializer):
    """A table as JSON."""

    dataset = serializers.CharField()
    attributions = serializers.ListField(child=serializers.CharField())
    items = serializers.ListField(
        child=serializers.DictField(),
        help_text="The rows, with every column, as docs/open-data.md lists them.",
    )


class PlacesSerializer(ReadSerializer):
    """A table of places as GeoJSON."""

    type = serializers.CharField(help_text="FeatureCollection.")
    dataset = serializers.CharField()
    attributions = serializers.ListField(child=serializers.CharField())
    features = serializers.ListField(
        child=serializers.DictField(), help_text="Geometry is null where no point is known."
    )


class OpenDataView(PublicView):
    """A read about the open data, without any parameters."""

    def answer(self, request: Request, number: int, **kwargs: Any) -> Any:
        """Refuse parameters, then answer."""
        if errors := self.unknown(request):
            raise InvalidQuery(errors)
        return self.made(request, number, **kwargs)

    def made(self, request: Request, number: int, **kwargs: Any) -> Any:
        """Return the full answer under a version of the catalogue."""
        raise NotImplementedError


class DescriptionView(OpenDataView):
    """What files there are."""

    renderer_classes = (LinkedDataRenderer,)

    def made(self, request: Request, number: int, **kwargs: Any) -> HttpResponse:
        """Return the description."""
        described_now = described(request.build_absolute_uri(request.path), number)
        body = LinkedDataRenderer().render(described_now)
        return HttpResponse(body, content_type=LinkedDataRenderer.media_type)

    @extend_schema(
        operation_id="describe_open_data",
        summary="Find the open data",
        description="A DCAT catalogue (DCAT-AP 3, JSON-LD): every table of the public data as a file in each of its formats, with licence, "
        "attributions, size and SHA-256. A file changes with its data alone, so an unchanged checksum need not be downloaded again.",
        tags=["open data"],
        parameters=SHARED,
        responses={(200, LinkedDataRenderer.media_type): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Describe the files."""
        return super().get(request, **kwargs)


class SumsView(OpenDataView):
    """The checksums of all files."""

    renderer_classes = (SumsRenderer,)

    def made(self, request: Request, number: int, **kwargs: Any) -> HttpResponse:
        """Return a line for each file."""
        lines = [f"{known.sha256}  {name}.{form}\n" for (name, form), known in sums(number).items()]
        return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")

    @extend_schema(
        operation_id="list_open_data_checksums",
        summary="Read the checksums of the open data",
        description="A line for each file: SHA-256 and name, as `sha256sum --check` reads them.",
        tags=["open data"],
        parameters=SHARED,
        responses={(200, "text/plain"): OpenApiTypes.STR},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the checksums."""
        return super().get(request, **kwargs)


class Download(FileResponse):
    """A file in pieces of a size that is worth a step."""

    block_size = 64 * 1024


class FileView(OpenDataView):
    """One table in one format."""

    def get_renderers(self) -> list[BaseRenderer]:
        """Offer the one format that the address names."""
        form = self.kwargs.get("file", "").rpartition(".")[2]  # the document asks without any
        renderer = JSONRenderer()
        renderer.media_type = MEDIA_TYPES.get(form, renderer.media_type).partition(";")[0]
        return [renderer]

    @extend_schema(
        operation_id="download_open_data",
        summary="Download a table",
        description="The whole table, rows in a fixed order: the same data always gives the same bytes. `Repr-Digest` (RFC 9530) has the "
        "SHA-256 of the file. CSV is UTF-8 with a byte order mark and a header; a text that a spreadsheet would calculate has a quote (') "
        "in front. JSON and GeoJSON have the same columns, one row a line.",
        tags=["open data"],
        parameters=[FILE, DIGEST, *SHARED],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/json"): TableSerializer,
            (200, GEOJSON): PlacesSerializer,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Return the file, or 404 before anything is asked."""
        if tuple(kwargs["file"].rpartition(".")[::2]) not in ALL:
            raise Http404
        return super().get(request, **kwargs)

    def made(self, request: Request, number: int, **kwargs: Any) -> HttpResponse:
        """Return the file as it is under the version."""
        name, _, form = kwargs["file"].rpartition(".")
        content, known = make_file(name, form, number)
        digest = base64.b64encode(bytes.fromhex(known.sha256)).decode()
        return Download(
            content,
            as_attachment=True,
            filename=kwargs["file"],
            content_type=MEDIA_TYPES[form],
            headers={
                "Repr-Digest": f"sha-256=:{digest}:",
                "Link": f'<{settings.OPEN_DATA_LICENCE}>; rel="license", </api/open-data>; rel="describedby"',
            },
        )
