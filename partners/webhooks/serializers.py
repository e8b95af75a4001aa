"""The shapes of webhooks, their messages and the attempts in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from parks.changes import KINDS, TYPES
from parks.models import Change
from parks.problems import refusal
from partners.models import Attempt, Delivery, Webhook
from partners.serializers import OneOf, Strict
from partners.webhooks.addresses import LONGEST, why_not
from partners.webhooks.events import ENQUIRY_UPDATED, EVENTS


class WebhookOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """A webhook, without the secret that signs."""

    types = serializers.SerializerMethodField(
        help_text="The events that it is told of; null: all, those that come later included."
    )
    enabled = serializers.SerializerMethodField(help_text="false: nothing is sent, see `disabled_why`.")
    disabled_at = serializers.DateTimeField(allow_null=True)
    disabled_why = serializers.SerializerMethodField(
        help_text="gone: it answered 410. failing: nothing was taken for three days. secret: rotate the secret. "
        "partner: you did. office: the authority did. null: it is enabled."
    )
    previous_secret_until = serializers.DateTimeField(
        source="secret_before_until",
        allow_null=True,
        help_text="Until then the secret before the last rotation signs too.",
    )

    class Meta:
        model = Webhook
        fields = (
            "id", "name", "url", "types", "enabled", "disabled_at", "disabled_why", "made_at",
            "previous_secret_until",
        )  # fmt: skip

    @extend_schema_field(
        {"type": "array", "items": {"type": "string", "enum": list(EVENTS)}, "nullable": True}
    )
    def get_types(self, webhook: Webhook) -> list[str] | None:
        """Return the types, or None for all."""
        return webhook.types.split() or None

    def get_enabled(self, webhook: Webhook) -> bool:
        """Say whether messages are sent."""
        return webhook.disabled_at is None

    @extend_schema_field({"type": "string", "enum": list(Webhook.Why.values), "nullable": True})
    def get_disabled_why(self, webhook: Webhook) -> str | None:
        """Return why not."""
        return webhook.disabled_why or None


class NewWebhookOut(WebhookOut):
    """A webhook with its new secret."""

    secret = serializers.CharField(help_text="Signs the messages. Shown this once: keep it.")

    class Meta(WebhookOut.Meta):
        fields = (*WebhookOut.Meta.fields, "secret")  # type: ignore[assignment]


class WebhookList(serializers.Serializer):  # type: ignore[type-arg]
    """The webhooks of a partner."""

    items = WebhookOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class NewWebhookIn(Strict):
    """What a webhook is registered with."""

    name = serializers.CharField(max_length=60, help_text="What you call it.")
    url = serializers.CharField(max_length=LONGEST, help_text="A public address, by https.")
    types = serializers.ListField(
        child=OneOf(choices=EVENTS),
        required=False,
        allow_null=True,
        min_length=1,
        help_text="The events to be told of; absent or null: all.",
    )

    def validate_url(self, value: str) -> str:
        """Refuse an address that nothing is sent to."""
        if wrong := why_not(value):
            raise refusal(wrong)
        return value


class WebhookEdit(NewWebhookIn):
    """What of a webhook can be changed."""

    name = serializers.CharField(max_length=60, required=False)
    url = serializers.CharField(max_length=LONGEST, required=False, help_text="A public address, by https.")
    enabled = serializers.BooleanField(
        required=False, help_text="true: go on, first with what has changed while it was off."
    )


class AttemptOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """One attempt to deliver a message."""

    status = serializers.IntegerField(allow_null=True, help_text="What was answered; null: nothing.")
    error = serializers.SerializerMethodField(
        help_text="status: not 2xx. redirect: not followed. timeout: 15 seconds. dns: no such name. private: the name leads "
        "into a private network. tls: bad certificate. connection: refused or broken. scope: not "
        "sent, for the portal has lost `enquiries`. null: taken."
    )

    class Meta:
        model = Attempt
        fields = ("at", "milliseconds", "status", "error")

    @extend_schema_field({"type": "string", "enum": list(Attempt.Error.values), "nullable": True})
    def get_error(self, attempt: Attempt) -> str | None:
        """Return what went wrong."""
        return attempt.error or None


class DeliveryOut(serializers.ModelSerializer):  # type: ignore[type-arg]
    """A message and how far it has come."""

    id = serializers.UUIDField(source="message", help_text="The same as `webhook-id`, in every attempt.")
    type = serializers.CharField()
    state = serializers.ChoiceField(choices=Delivery.State.values)
    made_at = serializers.DateTimeField()
    next_attempt_at = serializers.SerializerMethodField(help_text="null: there will be none.")
    attempts = AttemptOut(many=True, help_text="Oldest first; those before a replay too.")

    class Meta:
        model = Delivery
        fields = ("id", "type", "state", "made_at", "next_attempt_at", "attempts")

    @extend_schema_field({"type": "string", "format": "date-time", "nullable": True})
    def get_next_attempt_at(self, delivery: Delivery) -> Any:
        """Return when it is attempted next."""
        return delivery.due_at if delivery.state == Delivery.State.WAITING else None


class ChangeData(serializers.Serializer):  # type: ignore[type-arg]
    """What has changed, and where it is read now."""

    cursor = serializers.CharField(help_text="For `since` of /api/changes, to read on from here.")
    kind = serializers.ChoiceField(choices=KINDS)
    act = serializers.ChoiceField(choices=Change.Act.values)
    code = serializers.CharField()
    site = serializers.CharField(allow_null=True)
    planning_area = serializers.CharField(allow_null=True)
    href = serializers.CharField(allow_null=True)


class ChangeMessage(serializers.Serializer):  # type: ignore[type-arg]
    """A record of the public data was added, changed or deleted."""

    type = serializers.ChoiceField(choices=TYPES)
    timestamp = serializers.DateTimeField(help_text="When it changed; when it was sent is in the header.")
    data = ChangeData()


class EnquiryData(serializers.Serializer):  # type: ignore[type-arg]
    """Which enquiry, and where it is read."""

    code = serializers.CharField(help_text="The reference of the enquiry.")
    href = serializers.CharField(help_text="Where your portal reads how it stands.")


class EnquiryMessage(serializers.Serializer):  # type: ignore[type-arg]
    """An enquiry that your portal has handed over stands otherwise now."""

    type = serializers.ChoiceField(choices=[ENQUIRY_UPDATED])
    timestamp = serializers.DateTimeField(help_text="When it changed; when it was sent is in the header.")
    data = EnquiryData()


class PingData(serializers.Serializer):  # type: ignore[type-arg]
    """Which webhook is tried out."""

    webhook = serializers.UUIDField()


class PingMessage(serializers.Serializer):  # type: ignore[type-arg]
    """Tells of nothing: a receiver is tried out."""

    type = serializers.ChoiceField(choices=["ping"])
    timestamp = serializers.DateTimeField()
    data = PingData()
