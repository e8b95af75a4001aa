"""The public reads about one site: all that counts of it on a day, and every fact ever recorded."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from parks.attributions import ATTRIBUTIONS
from parks.current import CurrentSite, current_site
from parks.dates import today
from parks.evidence_serializers import SiteFactsSerializer
from parks.geojson import FeatureSerializer, feature
from parks.history import fact_history
from parks.language import language_of
from parks.models import Site
from parks.problems import InvalidQuery
from parks.query_fields import DayField
from parks.renderers import GeoJSONRenderer, JSONRenderer
from parks.serializers import SiteDetailSerializer
from parks.snapshot import SiteRecord, Snapshot, snapshot
from parks.views import GEOJSON, SHARED, PublicView

ON = OpenApiParameter(
    "on",
    {"type": "string", "format": "date"},
    description="The day that facts and statuses are asked for; today by default, from 2000-01-01 to ten years ahead.",
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One site as it stands on a day, with the attributions of its place data."""

    current: CurrentSite
    attributions: Sequence[str] = ATTRIBUTIONS


class OneSiteView(PublicView):
    """A read about one site on a day."""

    queryset = Site.objects.all()
    known_parameters = ("on",)
    lookup_field = "code"
    kind: ClassVar[str | None] = None

    def read(self, request: Request, number: int, code: str) -> tuple[SiteRecord, datetime.date, Snapshot]:
        """Return the site that is asked about and the day; 404 where there is none of the kind."""
        catalogue = snapshot(number)
        record = catalogue.records.get(code)
        if record is None or (self.kind and record.site.kind != self.kind):
            raise Http404
        errors = self.unknown(request)
        on = None
        try:
            on = DayField(required=False).clean(request.query_params.get("on"))
        except ValidationError as wrong:
            errors.setdefault("on", [ErrorDetail(each.message, code=each.code) for each in wrong.error_list])
        if errors:
            raise InvalidQuery(errors)
        return record, on or today(), catalogue


class SiteDetailView(OneSiteView):
    """One site."""

    serializer_class = SiteDetailSerializer
    renderer_classes = (JSONRenderer, GeoJSONRenderer)

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Return all that counts of the site on the day."""
        record, on, catalogue = self.read(request, number, kwargs["code"])
        context = {**self.get_serializer_context(), "nodes": catalogue.nodes}
        shown = SiteDetailSerializer(Detail(current_site(record, on)), context=context).data
        geojson = isinstance(request.accepted_renderer, GeoJSONRenderer)
        return Response(feature(shown) if geojson else shown)

    @extend_schema(
        operation_id="get_site",
        summary="Read one site",
        description="Everything that counts of one site on a day: figures with date, grade and source, statuses, "
        "orientation and where it comes from, communes old and new, tenants, distances.",
        tags=["sites"],
        parameters=[ON, *SHARED],
        responses={
            (200, "application/json"): SiteDetailSerializer,
            (200, GEOJSON): FeatureSerializer,
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read one site."""
        return super().get(request, **kwargs)


class ParkDetailView(SiteDetailView):
    """One park."""

    kind = Site.Kind.PARK

    @extend_schema(
        operation_id="get_park",
        summary="Read one industrial park",
        description="As `/api/sites/{code}`; 404 where the code is not of a park.",
        tags=["sites"],
        parameters=[ON, *SHARED],
        responses={(200, "application/json"): SiteDetailSerializer, (200, GEOJSON): FeatureSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read one park."""
        return super().get(request, **kwargs)


class ClusterDetailView(SiteDetailView):
    """One cluster."""

    kind = Site.Kind.CLUSTER

    @extend_schema(
        operation_id="get_cluster",
        summary="Read one industrial cluster",
        description="As `/api/sites/{code}`; 404 where the code is not of a cluster.",
        tags=["sites"],
        parameters=[ON, *SHARED],
        responses={(200, "application/json"): SiteDetailSerializer, (200, GEOJSON): FeatureSerializer},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read one cluster."""
        return super().get(request, **kwargs)


class SiteFactsView(OneSiteView):
    """Every fact ever recorded about one site."""

    serializer_class = SiteFactsSerializer

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Return the facts by quantity, with the one that counts on the day and why."""
        record, on, _ = self.read(request, number, kwargs["code"])
        language = language_of(request)  # type: ignore[arg-type]
        history = fact_history(record, on, language)
        shown = {"code": record.site.code, "on": on, "quantities": history}
        return Response(self.get_serializer(shown).data)

    @extend_schema(
        operation_id="list_site_facts",
        summary="Read every fact about one site",
        description="Every fact ever recorded, disagreements and retracted ones included, by quantity; which one "
        "counts on the day, and why.",
        tags=["sites"],
        parameters=[ON, *SHARED],
        responses={200: OpenApiResponse(SiteFactsSerializer)},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read every fact about one site."""
        return super().get(request, **kwargs)
