"""How the OpenAPI document describes lists of objects in a request: the library leaves out how many there may be."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework.serializers import ListSerializer


class Schema(AutoSchema):
    """Says of a list of objects how long it may be."""

    def _map_serializer_field(self, field: Any, direction: str, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, ListSerializer) and direction == "request" and schema.get("type") == "array":
            least = field.min_length or (0 if field.allow_empty else 1)
            limits = {"minItems": least or None, "maxItems": field.max_length}
            return schema | {name: limit for name, limit in limits.items() if limit is not None}
        return schema

    def _get_request_for_media_type(self, serializer: Any, direction: str = "request") -> Any:
        schema, required = super()._get_request_for_media_type(serializer, direction)
        if schema and schema.get("type") == "array":
            schema = schema | {"minItems": 1}  # nothing to do is nothing to ask for
        return schema, required
