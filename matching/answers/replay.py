"""A kept run computed once more."""

from rest_framework import serializers


class DifferenceOut(serializers.Serializer):  # type: ignore[type-arg]
    """A value that comes out otherwise now. Null where the caller may not know it of the investor."""

    site = serializers.CharField(allow_blank=True, help_text="Code of the site; empty: of the whole answer.")
    what = serializers.CharField(help_text="Name of the value, or of the criterion.")
    then = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)


class ReplayOut(serializers.Serializer):  # type: ignore[type-arg]
    """A kept run computed once more from the facts and rules that it holds."""

    id = serializers.UUIDField()
    certificate = serializers.CharField(help_text="Short code of the run, to be checked at /check?code=….")
    same = serializers.BooleanField(help_text="The same bytes come out, whichever engine computes them.")
    intact = serializers.BooleanField(help_text="The stored run is as it was kept.")
    engine_then = serializers.CharField()
    engine_now = serializers.CharField()
    differences = DifferenceOut(many=True)
