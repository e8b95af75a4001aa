"""The shapes of sites: in a list, and one with all that counts on a day."""

import math
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from parks.current import CurrentSite
from parks.evidence_serializers import (
    CurrentFactSerializer,
    CurrentStatusSerializer,
    FactSerializer,
    LandSerializer,
    ReadSerializer,
    SourceRefSerializer,
    StatusSerializer,
)
from parks.models import Node


class PlanningAreaRefSerializer(ReadSerializer):
    """The planning area of a site."""

    code = serializers.CharField()
    name_vi = serializers.CharField()
    name_en = serializers.CharField()
    profile = serializers.CharField(help_text="Which way the criteria point there: S-EL, S-ME, CITY or MTN.")


class SiteSerializer(ReadSerializer):
    """A site in a list."""

    code = serializers.CharField(source="current.site.code")
    kind = serializers.CharField(source="current.site.kind", help_text="park, cluster or it_zone.")
    name_vi = serializers.CharField(source="current.site.name_vi")
    name_en = serializers.CharField(source="current.site.name_en", help_text="Empty where no source has one.")
    identity = serializers.CharField(
        source="current.site.identity",
        help_text="sure, probable or unconfirmed. An unconfirmed site is a candidate name only and is never offered.",
    )
    counted_mid_2023 = serializers.BooleanField(
        source="current.site.counted_mid_2023", help_text="One of the 7 parks and 35 clusters of June 2023."
    )
    planning_area = PlanningAreaRefSerializer(source="current.site.planning_area")
    latitude = serializers.FloatField(source="current.site.latitude", allow_null=True)
    longitude = serializers.FloatField(source="current.site.longitude", allow_null=True)
    point_error_km = serializers.FloatField(source="current.site.point_error_km", allow_null=True)
    status = serializers.SerializerMethodField()
    land = LandSerializer(source="current.land")
    distance_km = serializers.SerializerMethodField(help_text="With `near`: in a straight line.")
    has_min_free_ha = serializers.BooleanField(
        allow_null=True, help_text="With `min_free_ha`: true if certain, null if not known."
    )
    has_min_area_ha = serializers.BooleanField(
        allow_null=True, help_text="With `min_area_ha`: true if certain, null if not known."
    )

    @extend_schema_field(CurrentStatusSerializer(allow_null=True))
    def get_status(self, row: Any) -> dict[str, Any] | None:
        """Return the stage that counts on the day."""
        return status_on(row.current, self.context)

    @extend_schema_field({"type": "number", "nullable": True})
    def get_distance_km(self, row: Any) -> float | None:
        """Return the distance to the point asked about."""
        return None if row.distance_km is None else round(row.distance_km, 1)


def status_on(current: CurrentSite, context: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the stage that counts for a site on the day."""
    if current.status is None:
        return None
    shown = StatusSerializer(context=dict(context)).to_representation(current.status.status)
    return {**shown, "doubtful": current.status.doubtful}


class OrientationSerializer(ReadSerializer):
    """A line that is wanted, linked, limited, approved or refused."""

    level = serializers.CharField(help_text="Where it comes from: site or planning_area.")
    stance = serializers.CharField(help_text="wanted, linked, limited, approved or refused.")
    words = serializers.CharField(help_text="The source's words, to which the prefix was assigned.")
    vsic = serializers.CharField(help_text="Edition of the prefix: 2018 or 2025.")
    prefix = serializers.CharField(help_text="VSIC code or the beginning of it.")
    as_of = serializers.CharField()
    source = SourceRefSerializer()


class UnitSerializer(ReadSerializer):
    """A commune, ward or district that the site lies in, as far as a source says."""

    edition = serializers.CharField(source="unit.edition")
    code = serializers.CharField(source="unit.code")
    name_vi = serializers.CharField(source="unit.name_vi")
    level = serializers.CharField(source="unit.level")
    grade = serializers.CharField()
    source = SourceRefSerializer()


class TenantSerializer(ReadSerializer):
    """A firm that a source places at the site."""

    name = serializers.CharField()
    product = serializers.CharField()
    vsic_code = serializers.CharField(help_text="Empty where no source says.")
    since = serializers.CharField()
    grade = serializers.CharField()
    source = SourceRefSerializer()


class NodeRefSerializer(ReadSerializer):
    """An airport, port, gate, station, interchange or city."""

    code = serializers.CharField()
    name_vi = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.CharField()


class DistanceSerializer(ReadSerializer):
    """The distance by road to a node, as a range."""

    node = NodeRefSerializer()
    low_km = serializers.FloatField()
    high_km = serializers.FloatField()
    basis = serializers.CharField(
        help_text="published; estimated (great circle × 1.18 to 1.49, the point's error included); or "
        "estimated_from_seat (the site has no point: measured from the seat of its planning area)."
    )
    fact = FactSerializer(allow_null=True, help_text="The published figure.")

    def to_representation(self, instance: tuple[Node, Any]) -> dict[str, Any]:
        """Return the range rounded outward to 100 m."""
        node, distance = instance
        fact = distance.fact
        return {
            "node": NodeRefSerializer().to_representation(node),
            "low_km": math.floor(distance.lo * 10) / 10,
            "high_km": math.ceil(distance.hi * 10) / 10,
            "basis": distance.basis,
            "fact": FactSerializer(context=self.context).to_representation(fact) if fact else None,
        }


class PointSerializer(ReadSerializer):
    """Where the site is taken to be, on what basis, and how far off that may be."""

    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    basis = serializers.CharField(source="point_basis")
    error_km = serializers.FloatField(source="point_error_km")


class SiteDetailSerializer(SiteSerializer):
    """One site with all that counts on the day."""

    distance_km = None  # type: ignore[assignment]
    has_min_free_ha = None  # type: ignore[assignment]
    has_min_area_ha = None  # type: ignore[assignment]
    on = serializers.DateField(source="current.on")
    identity_source = SourceRefSerializer(source="current.site.identity_source", allow_null=True)
    craft_village = serializers.BooleanField(source="current.site.craft_village")
    point = serializers.SerializerMethodField()
    facts = CurrentFactSerializer(many=True, source="current.facts")
    statuses = StatusSerializer(many=True, source="current.statuses")
    orientation = serializers.SerializerMethodField()
    communes_2023 = serializers.SerializerMethodField(
        help_text="Communes and districts of the edition of 2023."
    )
    communes_2025 = serializers.SerializerMethodField(help_text="Communes and wards since 1 July 2025.")
    tenants = TenantSerializer(many=True, source="current.tenants")
    tenants_complete = serializers.BooleanField(
        source="current.site.tenants_complete", help_text="false: there may be firms that no source names."
    )
    distances = serializers.SerializerMethodField()
    attributions = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(PointSerializer(allow_null=True))
    def get_point(self, row: Any) -> dict[str, Any] | None:
        """Return the point, if one is known."""
        site = row.current.site
        return None if site.latitude is None else PointSerializer().to_representation(site)

    @extend_schema_field(OrientationSerializer(many=True))
    def get_orientation(self, row: Any) -> list[dict[str, Any]]:
        """Return the lines named for the site, then those of its planning area."""
        sources = SourceRefSerializer()
        return [
            {
                "level": level,
                "stance": named.stance,
                "words": named.words,
                "vsic": named.edition,
                "prefix": named.prefix,
                "as_of": named.as_of,
                "source": sources.to_representation(named.source),
            }
            for level, named in row.current.orientation()
        ]

    @extend_schema_field(UnitSerializer(many=True))
    def get_communes_2023(self, row: Any) -> Any:
        """Return the old units."""
        return UnitSerializer(row.current.units("2023"), many=True).data

    @extend_schema_field(UnitSerializer(many=True))
    def get_communes_2025(self, row: Any) -> Any:
        """Return the new units."""
        return UnitSerializer(row.current.units("2025"), many=True).data

    @extend_schema_field(DistanceSerializer(many=True))
    def get_distances(self, row: Any) -> Any:
        """Return the distance to every node that has one."""
        return DistanceSerializer(
            row.current.distances(self.context["nodes"]), many=True, context=self.context
        ).data
