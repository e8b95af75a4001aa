"""The public lists of sites, and what every public read has in common."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ErrorDetail
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from parks.attributions import ATTRIBUTIONS
from parks.conditional import catalogue_number, conditional, not_modified
from parks.current import current_sites
from parks.dates import today
from parks.filters import KindlessSiteFilter, SiteFilter
from parks.geojson import FeatureCollectionSerializer, feature_collection
from parks.language import language_of
from parks.listing import Listing, list_sites, ordering_of
from parks.models import Site
from parks.pagination import CursorPagination, Page, links, page_of_rows, read_window
from parks.problems import InvalidQuery, refused
from parks.queries import PAGING, unknown_parameters
from parks.renderers import GeoJSONRenderer, JSONRenderer
from parks.serializers import SiteSerializer
from parks.snapshot import Snapshot, snapshot

# What every conditional read takes, said once for the OpenAPI document.
LANGUAGE = OpenApiParameter(
    "Accept-Language", str, OpenApiParameter.HEADER, description="Language of sentences: vi (default) or en."
)
SHARED = [
    OpenApiParameter(
        "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the answer that you hold."
    ),
    LANGUAGE,
]
# The library finds these by itself only where a list has one format.
PAGE = [
    OpenApiParameter(each["name"], each["schema"], description=each["description"])
    for each in CursorPagination().get_schema_operation_parameters(None)
]
GEOJSON = "application/geo+json"


class PublicView(GenericAPIView[Any]):
    """A read that anyone may make, and make again only if something has changed."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    known_parameters: ClassVar[Sequence[str]] = ()
    _number: int | None = None  # of the catalogue, where it has been asked already
    scope = "read"  # that a partner's key needs; who comes without a key needs none

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 304 without the framework's preparations, which cost twice as much; leave all else to it."""
        if "HTTP_IF_NONE_MATCH" in request.META and request.method == "GET":
            media_type = self._plainly_asked(request)
            if media_type is not None:
                self._number = catalogue_number()
                found = not_modified(request, media_type, (self._number,))
                if found is not None:
                    return found
        return super().dispatch(request, *args, **kwargs)

    def _plainly_asked(self, request: HttpRequest) -> str | None:
        """Return the format that is asked for, where no weighing of formats is needed to know it."""
        accept, suffix = request.META.get("HTTP_ACCEPT", "*/*"), self.kwargs.get("format")
        offered = [one for one in self.get_renderers() if suffix in (None, one.format)]
        return next((one.media_type for one in offered if accept in ("*/*", one.media_type)), None)

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Answer from the catalogue as it is now, or with 304."""
        number = catalogue_number() if self._number is None else self._number
        return conditional(request, (number,), lambda: self.answer(request, number, **kwargs))

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Return the full answer under a version of the catalogue."""
        raise NotImplementedError

    def unknown(self, request: Request) -> dict[str, list[ErrorDetail]]:
        """Return the errors of parameters that this address does not take."""
        return unknown_parameters(request.query_params, self.known_parameters)

    def get_serializer_context(self) -> dict[str, Any]:
        """Add the language of the labels."""
        return {**super().get_serializer_context(), "language": language_of(self.request)}


class SitePagination(CursorPagination):
    """Pages of sites, with notes and the attributions of the place data."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Add what a list of sites has beside its items."""
        envelope = super().get_paginated_response_schema(schema)
        text = {"type": "string"}
        note = {
            "type": "object",
            "required": ["code", "detail"],
            "properties": {"code": text, "detail": text},
        }
        envelope["required"] += ["notes", "attributions"]
        envelope["properties"]["notes"] = {"type": "array", "items": note}
        envelope["properties"]["attributions"] = {"type": "array", "items": text}
        return envelope


class SiteListView(PublicView):
    """The list of sites."""

    queryset = Site.objects.all()
    serializer_class = SiteSerializer
    filterset_class: ClassVar[type[SiteFilter]] = SiteFilter
    pagination_class = SitePagination
    renderer_classes = (JSONRenderer, GeoJSONRenderer)

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Filter by query what is a column, and in memory what follows from the facts of the day."""
        listing, page = self._page(request, snapshot(number))
        items = self.get_serializer(page.rows, many=True).data
        language = language_of(request)  # type: ignore[arg-type]
        envelope = {
            **links(request, page),  # type: ignore[arg-type]
            "notes": [{"code": note.code, "detail": note.sentence(language)} for note in listing.notes],
            "attributions": ATTRIBUTIONS,
        }
        if isinstance(request.accepted_renderer, GeoJSONRenderer):
            return Response(feature_collection(items, envelope))
        return Response({"items": items, **envelope})

    def _page(self, request: Request, catalogue: Snapshot) -> tuple[Listing, Page]:
        filters = self.filterset_class(request.query_params, queryset=self.get_queryset())
        codes = set(filters.qs.values_list("code", flat=True))
        asked = filters.form.cleaned_data
        window, errors = read_window(request.query_params, ordering_of(asked))
        errors |= filters.query_errors() | self.unknown(request)
        if "within_km" in request.query_params and "near" not in request.query_params:
            errors["within_km"] = [refused("needs", other="near")]
        if errors:
            raise InvalidQuery(errors)
        sites = current_sites(catalogue, asked["on"] or today())
        listing = list_sites([sites[code] for code in sites if code in codes], asked, catalogue.nodes)
        return listing, page_of_rows(listing.rows, window)

    def unknown(self, request: Request) -> dict[str, list[ErrorDetail]]:
        """Return the errors of parameters that the list does not take."""
        return unknown_parameters(request.query_params, (*self.filterset_class.base_filters, *PAGING))

    @extend_schema(
        operation_id="list_sites",
        summary="List parks and clusters",
        description="Parks, clusters and the IT zone, as they stand on a day. Filters can be combined. What is not "
        "known never leaves a site out: it stays, and is marked. `Accept: application/geo+json` or `/api/sites.geojson` "
        "gives a FeatureCollection.",
        tags=["sites"],
        filters=True,
        parameters=[*PAGE, *SHARED],
        responses={
            (200, "application/json"): SiteSerializer(many=True),
            (200, GEOJSON): FeatureCollectionSerializer,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the sites."""
        return super().get(request, **kwargs)


class KindListView(SiteListView):
    """The list of sites of one kind."""

    filterset_class = KindlessSiteFilter
    kind: ClassVar[str]

    def get_queryset(self) -> QuerySet[Site]:
        """Return the sites of the kind."""
        return Site.objects.filter(kind=self.kind)


class ParkListView(KindListView):
    """The list of parks."""

    kind = Site.Kind.PARK

    @extend_schema(
        operation_id="list_parks",
        summary="List industrial parks",
        description="As `/api/sites`, industrial parks only.",
        tags=["sites"],
        filters=True,
        parameters=[*PAGE, *SHARED],
        responses={
            (200, "application/json"): SiteSerializer(many=True),
            (200, GEOJSON): FeatureCollectionSerializer,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the parks."""
        return super().get(request, **kwargs)


class ClusterListView(KindListView):
    """The list of clusters."""

    kind = Site.Kind.CLUSTER

    @extend_schema(
        operation_id="list_clusters",
        summary="List industrial clusters",
        description="As `/api/sites`, industrial clusters only.",
        tags=["sites"],
        filters=True,
        parameters=[*PAGE, *SHARED],
        responses={
            (200, "application/json"): SiteSerializer(many=True),
            (200, GEOJSON): FeatureCollectionSerializer,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the clusters."""
        return super().get(request, **kwargs)
