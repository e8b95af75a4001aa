"""Sites as GeoJSON (RFC 7946): the same members as in JSON, as properties of a feature."""

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


def feature(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return one site as a feature; its geometry is null where no point is known."""
    latitude, longitude = shown["latitude"], shown["longitude"]
    point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {key: value for key, value in shown.items() if key not in ("latitude", "longitude")}
    return {"type": "Feature", "id": shown["code"], "geometry": point, "properties": properties}


def feature_collection(items: Iterable[Mapping[str, Any]], envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page of sites as a collection, with its links, notes and attributions as foreign members."""
    features = [feature(item) for item in items]
    points = [each["geometry"]["coordinates"] for each in features if each["geometry"]]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features, **envelope}
    if points:
        longitudes, latitudes = zip(*points, strict=True)
        collection["bbox"] = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
    return collection


class FeatureSerializer(serializers.Serializer[Any]):
    """One site as a GeoJSON feature."""

    type = serializers.ChoiceField(choices=["Feature"])
    id = serializers.CharField()
    geometry = serializers.SerializerMethodField(help_text="A point, or null where none is known.")
    properties = serializers.DictField(help_text="The members of the site as in JSON.")

    @extend_schema_field(
        {
            "type": "object",
            "nullable": True,
            "properties": {
                "type": {"type": "string"},
                "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            },
        }
    )
    def get_geometry(self, shown: Any) -> Any:
        """Return the geometry."""
        return shown["geometry"]


class FeatureCollectionSerializer(serializers.Serializer[Any]):
    """A page of sites as GeoJSON."""

    type = serializers.ChoiceField(choices=["FeatureCollection"])
    features = FeatureSerializer(many=True)
    bbox = serializers.ListField(child=serializers.FloatField(), required=False)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    notes = serializers.ListField(child=serializers.DictField())
    attributions = serializers.ListField(child=serializers.CharField())
