"""The public code lists, and the health of the service."""

from typing import Any, ClassVar

from django.db import DatabaseError
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from parks.code_list_filters import CommuneFilter, PlanningAreaFilter, SectorFilter, SourceFilter
from parks.code_list_serializers import (
    CommuneSerializer,
    HealthSerializer,
    PlanningAreaSerializer,
    SectorSerializer,
    SourceSerializer,
)
from parks.conditional import catalogue_number
from parks.filters import CheckedFilterSet
from parks.models import AdminUnit, PlanningArea, Sector, Source, Succession
from parks.pagination import links, page_of_queryset, read_window
from parks.problems import InvalidQuery, can_answer
from parks.queries import PAGING, unknown_parameters
from parks.release import VERSION
from parks.views import SHARED, PublicView


class CodeListView(PublicView):
    """A list of rows, filtered and paged by query."""

    filterset_class: ClassVar[type[CheckedFilterSet]]
    ordering: ClassVar[tuple[str, ...]]

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Return one page."""
        filters = self.filterset_class(request.query_params, queryset=self.get_queryset())
        found: QuerySet[Any] = filters.qs
        window, errors = read_window(request.query_params, ",".join(self.ordering))
        errors |= filters.query_errors() | self.unknown(request)
        if errors:
            raise InvalidQuery(errors)
        page = page_of_queryset(found.order_by(*self.ordering), window)
        items = self.get_serializer(page.rows, many=True).data
        return Response({"items": items, **links(request, page)})  # type: ignore[arg-type]

    def unknown(self, request: Request) -> dict[str, list[ErrorDetail]]:
        """Return the errors of parameters that the list does not take."""
        return unknown_parameters(request.query_params, (*self.filterset_class.base_filters, *PAGING))


class SectorListView(CodeListView):
    """The sectors."""

    queryset = Sector.objects.select_related("parent")
    serializer_class = SectorSerializer
    filterset_class = SectorFilter
    ordering = ("edition", "code")

    @extend_schema(
        operation_id="list_sectors",
        summary="List VSIC sectors",
        description="The classification by edition, with technology intensity and what Annex II of Decree 08/2022 "
        "says. A code can mean different things in two editions.",
        tags=["code lists"],
        parameters=SHARED,
        responses=SectorSerializer(many=True),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the sectors."""
        return super().get(request, **kwargs)


class PlanningAreaListView(CodeListView):
    """The planning areas."""

    queryset = PlanningArea.objects.select_related("district", "seat").annotate(site_count=Count("sites"))
    serializer_class = PlanningAreaSerializer
    filterset_class = PlanningAreaFilter
    ordering = ("code",)

    @extend_schema(
        operation_id="list_planning_areas",
        summary="List planning areas",
        description="The districts of 2023, in which law and plan still speak, with the profile that points the "
        "criteria there.",
        tags=["code lists"],
        parameters=SHARED,
        responses=PlanningAreaSerializer(many=True),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the planning areas."""
        return super().get(request, **kwargs)


class CommuneListView(CodeListView):
    """The administrative units."""

    queryset = AdminUnit.objects.select_related("parent").prefetch_related(
        Prefetch("predecessors", Succession.objects.order_by("code")),
        Prefetch("successors", Succession.objects.select_related("successor").order_by("successor__code")),
    )
    serializer_class = CommuneSerializer
    filterset_class = CommuneFilter
    ordering = ("edition", "search_text", "code")

    @extend_schema(
        operation_id="list_communes",
        summary="List administrative units, old and new",
        description="Provinces, districts and communes of the editions of 2023 and 2025, with what each was made from "
        "and went into. A code is unambiguous only together with its edition.",
        tags=["code lists"],
        parameters=SHARED,
        responses=CommuneSerializer(many=True),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the units."""
        return super().get(request, **kwargs)


class SourceListView(CodeListView):
    """The sources."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    ordering = ("code",)

    @extend_schema(
        operation_id="list_sources",
        summary="List sources",
        description="The documents and pages that the figures were read in.",
        tags=["code lists"],
        parameters=SHARED,
        responses=SourceSerializer(many=True),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """List the sources."""
        return super().get(request, **kwargs)


class NotReady(APIException):
    """The database cannot be read."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "not_ready"


class HealthView(APIView):
    """Whether the service works."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="get_health",
        summary="Ask whether the service works",
        description="`live`: the process answers. `ready`: the data can be read. Else 503. `data_version` changes "
        "with every change of the catalogue.",
        tags=["service"],
        responses=HealthSerializer,
        extensions=can_answer("not-ready"),
    )
    def get(self, request: Request) -> Response:
        """Read the version of the data."""
        errors = unknown_parameters(request.query_params, ())
        if errors:
            raise InvalidQuery(errors)
        try:
            number = catalogue_number()
        except DatabaseError:
            raise NotReady from None
        answer = {"live": True, "ready": True, "version": VERSION, "data_version": str(number)}
        return Response(HealthSerializer(answer).data, headers={"Cache-Control": "no-store"})
