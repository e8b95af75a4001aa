"""The formats of the API's answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


def _plain(value: Any) -> Any:
    """Return what the encoder does not know in a form it knows: a lazy text as text."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple):
        return list(value)
    return str(value)


# Numbers with decimals travel as numbers; areas and points have at most four places, well inside a float.
_encode = msgspec.json.Encoder(decimal_format="number", enc_hook=_plain).encode


class JSONRenderer(BaseRenderer):
    """Renders an answer as compact JSON."""

    media_type = "application/json"
    format = "json"
    charset = None
    # Read by the documentation: answers are rendered as bytes of JSON.
    render_style = "text"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        """Return the bytes; nothing at all for an answer without a body."""
        return b"" if data is None else _encode(data)


class Negotiation(DefaultContentNegotiation):
    """Chooses the format of an answer; where there is one and the caller takes it, without reading Accept in full."""

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and the media type that it was accepted as."""
        only = renderers[0]
        if len(renderers) == 1 and request.META.get("HTTP_ACCEPT", "*/*") in ("*/*", only.media_type):
            return only, only.media_type
        offered = self.filter_renderers(renderers, format_suffix) if format_suffix else renderers
        accepted = [MediaType(one) for one in self.get_accept_list(request)]
        best = max(offered, key=lambda one: _quality(one.media_type, accepted))
        if not _quality(best.media_type, accepted):
            raise NotAcceptable(available_renderers=renderers)
        return best, best.media_type


def _quality(media_type: str, accepted: Sequence[MediaType]) -> float:
    """Return how much a format is wanted: what the narrowest range says that takes it in; 0 where none does."""
    kind, _, form = media_type.partition("/")
    ranges = [one for one in accepted if one.main_type in ("*", kind) and one.sub_type in ("*", form)]
    narrowest = max(ranges, key=lambda one: (one.sub_type != "*", one.main_type != "*"), default=None)
    return narrowest.quality if narrowest else 0


class GeoJSONRenderer(JSONRenderer):
    """Renders a list of sites, already made into features by the view, as GeoJSON (RFC 7946)."""

    media_type = "application/geo+json"
    format = "geojson"


def number(value: Decimal | None) -> float | int | None:
    """Return a stored number without meaningless zeros: 75, not 75.0000."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
