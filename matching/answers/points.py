"""How points are written in an answer."""

from rest_framework import serializers


def in_points(help_text: str, **kwargs: object) -> serializers.FloatField:
    """Return a number of points with at most two decimals."""
    return serializers.FloatField(help_text=help_text, **kwargs)
