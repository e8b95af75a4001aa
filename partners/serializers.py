"""The shapes of keys in the API."""

import datetime
from collections.abc import Mapping
from typing import Any, NoReturn

from django.utils import timezone
from rest_framework import serializers

from parks.problems import refusal, unknown_names
from partners import scopes
from partners.models import PartnerKey


class KeyOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """A key, without the key itself."""

    scopes = serializers.SerializerMethodField(help_text="What it may be used for.")
    beginning = serializers.CharField(help_text="The first characters of the key, to tell it from others.")
    is_this_one = serializers.SerializerMethodField(help_text="Whether the request was made with it.")
    made_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="Noted at most once a minute. null: not used yet."
    )

    class Meta:
        model = PartnerKey
        fields = ("id", "name", "beginning", "scopes", "made_at", "expires_at", "last_used_at", "is_this_one")

    def get_scopes(self, key: PartnerKey) -> list[str]:
        """Return the scopes in the order of the table."""
        return key.scopes.split()

    def get_is_this_one(self, key: PartnerKey) -> bool:
        """Say whether the caller uses this key."""
        return key.pk == self.context["caller"].key_id


class NewKeyOut(KeyOut):
    """A new key, with the key itself."""

    key = serializers.CharField(help_text="Shown this once and stored nowhere.")

    class Meta(KeyOut.Meta):
        fields = (*KeyOut.Meta.fields, "key")  # type: ignore[assignment]


class KeyList(serializers.Serializer):  # type: ignore[type-arg]
    """The keys of a partner."""

    items = KeyOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class Strict(serializers.Serializer):  # type: ignore[type-arg]
    """A shape that takes no other names than its own."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse unknown names with the nearest known one, beside what else is wrong."""
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        errors: dict[str, Any] = unknown_names(
            [str(name) for name in data if name not in self.fields], self.fields, "unknown_key"
        )
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = {**error.detail, **errors}
        if errors:
            raise serializers.ValidationError(errors)
        return found


class OneOf(serializers.ChoiceField):
    """One of some texts; another one is refused with those that may be given."""

    def fail(self, key: str, **kwargs: Any) -> NoReturn:
        """Say what is allowed, which the framework leaves out."""
        if key == "invalid_choice":
            raise refusal("not_a_choice", allowed=self.choices, value=str(kwargs["input"])[:60])
        super().fail(key, **kwargs)


class _Moment(serializers.DateTimeField):
    """A moment. One of the first or last hours that there are may lie outside of them in the office's zone."""

    def to_internal_value(self, value: Any) -> datetime.datetime:
        """Return the moment; refuse one that no zone can tell."""
        try:
            return super().to_internal_value(value)  # type: ignore[no-any-return]
        except OverflowError:
            self.fail("overflow")


class _Named(Strict):
    name = serializers.CharField(max_length=60, help_text="What the partner calls it.")
    expires_at = _Moment(required=False, help_text="ISO 8601, with its offset from UTC.")

    def validate_expires_at(self, value: datetime.datetime) -> datetime.datetime:
        """Refuse a moment beyond the latest one that the view allows, and one that is over."""
        first, last = timezone.now(), self.context["latest"]
        if not first < value <= last:
            raise refusal(
                "date_out_of_range", first=f"{first:%Y-%m-%dT%H:%MZ}", last=f"{last:%Y-%m-%dT%H:%MZ}"
            )
        return value


class NewKeyIn(_Named):
    """What a new key is asked for with."""

    scopes = serializers.ListField(
        child=OneOf(choices=list(scopes.SCOPES)),
        required=False,
        min_length=1,
        help_text="Some of those of the key that the request is made with; all of them if absent.",
    )

    def validate_scopes(self, value: list[str]) -> list[str]:
        """Refuse what the caller's own key may not do."""
        allowed = self.context["scopes"]
        for scope in value:
            if scope not in allowed:
                raise refusal("not_a_choice", allowed=sorted(allowed), value=scope)
        return value


class KeyEdit(_Named):
    """What of a key can be changed."""

    name = serializers.CharField(max_length=60, required=False, help_text="What the partner calls it.")
    expires_at = _Moment(required=False, help_text="Earlier than it is now; for a later one make a new key.")
