"""The shapes of the code lists: sectors, planning areas, administrative units, sources; and of the health check."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from parks.evidence_serializers import ReadSerializer, SourceRefSerializer
from parks.serializers import NodeRefSerializer, PlanningAreaRefSerializer


class SectorSerializer(ReadSerializer):
    """One line of the Vietnam Standard Industrial Classification."""

    edition = serializers.CharField()
    code = serializers.CharField()
    level = serializers.IntegerField()
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)
    name_vi = serializers.CharField()
    name_en = serializers.CharField()
    isic4 = serializers.CharField(help_text="ISIC Rev. 4 code that it maps onto.")
    intensity = serializers.CharField(help_text="high, medium_high, medium_low, low or na (not classed).")
    annex_ii = serializers.CharField(help_text="What Annex II of Decree 08/2022 says of such lines.")
    annex_ii_standing = serializers.CharField(help_text="read: in the text; known: remembered only; none.")


class PlanningAreaSerializer(PlanningAreaRefSerializer):
    """A district of 2023, in which law and plan still speak."""

    mountain = serializers.BooleanField(help_text="A mountain district: clusters from 5 ha (Decree 32/2024).")
    founding_scope = serializers.BooleanField()
    district = serializers.SerializerMethodField(help_text="The district of 2023, as edition:code.")
    seat = NodeRefSerializer(allow_null=True)
    sites = serializers.IntegerField(source="site_count", help_text="How many sites are recorded there.")

    @extend_schema_field({"type": "string", "nullable": True})
    def get_district(self, area: Any) -> str | None:
        """Return the district's edition and code."""
        return f"{area.district.edition}:{area.district.code}" if area.district else None


class SuccessorSerializer(ReadSerializer):
    """A unit before or after a merger."""

    code = serializers.CharField()
    name_vi = serializers.CharField()
    part = serializers.CharField(help_text="all, part or unchanged.")


class CommuneSerializer(ReadSerializer):
    """An administrative unit of one edition."""

    edition = serializers.CharField()
    code = serializers.CharField()
    name_vi = serializers.CharField()
    level = serializers.CharField(help_text="province, district or commune.")
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    licence = serializers.CharField()
    predecessors = serializers.SerializerMethodField(help_text="Units of January 2025 that it was made from.")
    successors = serializers.SerializerMethodField(help_text="Units of 2025 that it went into.")

    @extend_schema_field(SuccessorSerializer(many=True))
    def get_predecessors(self, unit: Any) -> list[dict[str, str]]:
        """Return what the unit was made from."""
        return [
            {"code": row.code, "name_vi": row.name_vi, "part": row.part} for row in unit.predecessors.all()
        ]

    @extend_schema_field(SuccessorSerializer(many=True))
    def get_successors(self, unit: Any) -> list[dict[str, str]]:
        """Return what the unit went into."""
        return [
            {"code": row.successor.code, "name_vi": row.successor.name_vi, "part": row.part}
            for row in unit.successors.all()
        ]


class SourceSerializer(SourceRefSerializer):
    """A document or page that somebody read."""

    published = serializers.CharField()
    licence = serializers.CharField()


class HealthSerializer(ReadSerializer):
    """Whether the service works, and with which data."""

    live = serializers.BooleanField()
    ready = serializers.BooleanField()
    version = serializers.CharField()
    data_version = serializers.CharField()
