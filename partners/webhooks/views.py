"""A partner's own webhooks: list, register, change, switch off and on, delete; a new secret, a message to try."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from parks.problems import Unusable, can_answer
from parks.versions import ChangedMeanwhile
from partners.models import Webhook
from partners.views import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    MAY_MATCH,
    NAMED,
    PRIVATE,
    PartnerView,
    caller_of,
    etag_of,
    new_answer,
    refuse_other_version,
    require_match,
    stored_once,
)
from partners.webhooks import services
from partners.webhooks.serializers import (
    DeliveryOut,
    NewWebhookIn,
    NewWebhookOut,
    WebhookEdit,
    WebhookList,
    WebhookOut,
)


class OwnWebhookView(PartnerView):
    """An address below a webhook of the partner."""

    scope = "webhooks"

    def webhook(self, request: Request, webhook_id: uuid.UUID) -> Webhook:
        """Return the partner's webhook, or answer that there is none."""
        row: Webhook | None = services.webhooks_of(caller=caller_of(request)).filter(pk=webhook_id).first()
        if row is None:
            raise Http404
        return row


class WebhooksView(PartnerView):
    """The webhooks of the partner."""

    scope = "webhooks"

    @extend_schema(
        operation_id="list_webhooks",
        summary="List your webhooks",
        description="At most ten, newest first, without their secrets.",
        tags=["webhooks"],
        responses=WebhookList,
    )
    def get(self, request: Request) -> Response:
        items = WebhookOut(services.webhooks_of(caller=caller_of(request)), many=True).data
        return Response({"items": items, "next": None, "previous": None}, headers=PRIVATE)

    @extend_schema(
        operation_id="create_webhook",
        summary="Register a webhook",
        description="From now on every change of the public data, and what becomes of enquiries of your portal, is sent to the address: signed by the rules of Standard "
        "Webhooks, at least once, again and again for about three days until it is answered with 2xx. The secret is shown "
        "in this answer alone.",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY, NAMED],
        request=NewWebhookIn,
        responses={201: OpenApiResponse(NewWebhookOut, description="The webhook; `Location` names it.")},
        extensions=can_answer("too-many-webhooks"),
    )
    def post(self, request: Request) -> HttpResponse:
        return stored_once(request, lambda: self._create(request))

    def _create(self, request: Request) -> HttpResponse:
        asked = NewWebhookIn(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            row, secret = services.register_webhook(caller=caller_of(request), **asked.validated_data)
        except services.TooManyWebhooks as error:
            raise Unusable("too-many-webhooks", 409) from error
        shown = {**WebhookOut(row).data, "secret": secret}
        return new_answer(shown, 201, Location=f"/api/webhooks/{row.pk}", ETag=etag_of(row))


class WebhookView(OwnWebhookView):
    """One webhook of the partner."""

    @extend_schema(
        operation_id="retrieve_webhook",
        summary="One of your webhooks",
        description="Its `ETag` is what a change of it needs in `If-Match`.",
        tags=["webhooks"],
        responses=WebhookOut,
    )
    def get(self, request: Request, webhook_id: uuid.UUID) -> Response:
        return self._shown(self.webhook(request, webhook_id))

    @extend_schema(
        operation_id="update_webhook",
        summary="Change a webhook, switch it off or on",
        description="Send the `ETag` of the version that you change in `If-Match`. Switched on again it is first told of what has "
        "changed while it was off.",
        tags=["webhooks"],
        parameters=[IF_MATCH],
        request=WebhookEdit,
        responses=WebhookOut,
    )
    def patch(self, request: Request, webhook_id: uuid.UUID) -> Response:
        row = self.webhook(request, webhook_id)
        require_match(request, row)
        asked = WebhookEdit(data=request.data)
        asked.is_valid(raise_exception=True)
        now: dict[str, Any] = {
            "name": row.name,
            "url": row.url,
            "types": row.types.split() or None,
            "enabled": row.disabled_at is None,
        }
        try:
            row = services.edit_webhook(webhook=row, **{**now, **asked.validated_data})
        except ChangedMeanwhile as error:
            raise Unusable("precondition-failed", 412) from error
        return self._shown(row)

    @extend_schema(
        operation_id="delete_webhook",
        summary="Delete a webhook",
        description="Nothing is sent to it any more; what waits for it is given up.",
        tags=["webhooks"],
        parameters=[MAY_MATCH],
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def delete(self, request: Request, webhook_id: uuid.UUID) -> Response:
        row = self.webhook(request, webhook_id)
        refuse_other_version(request, row)
        services.delete_webhook(webhook=row)
        return Response(status=204, headers=PRIVATE)

    def _shown(self, row: Webhook) -> Response:
        return Response(WebhookOut(row).data, headers={**PRIVATE, "ETag": etag_of(row)})


class RotationView(OwnWebhookView):
    """The secret of a webhook."""

    @extend_schema(
        operation_id="rotate_webhook_secret",
        summary="Get a new secret",
        description="It is shown in this answer alone. For the next 24 hours both secrets sign, so that you can change over "
        "without refusing a message.",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY, NAMED],
        request=None,
        responses={200: NewWebhookOut},
    )
    def post(self, request: Request, webhook_id: uuid.UUID) -> HttpResponse:
        row = self.webhook(request, webhook_id)
        return stored_once(request, lambda: self._rotate(row))

    def _rotate(self, row: Webhook) -> HttpResponse:
        row, secret = services.rotate_secret(webhook=row)
        return new_answer({**WebhookOut(row).data, "secret": secret}, 200, ETag=etag_of(row))


class PingView(OwnWebhookView):
    """A message to try a receiver out."""

    @extend_schema(
        operation_id="ping_webhook",
        summary="Send a message to try your receiver out",
        description="Its type is `ping`. It is signed, sent and logged like any other.",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: OpenApiResponse(DeliveryOut, description="It will be sent; `Location` names it.")},
        extensions=can_answer("webhook-disabled"),
    )
    def post(self, request: Request, webhook_id: uuid.UUID) -> HttpResponse:
        row = self.webhook(request, webhook_id)
        return stored_once(request, lambda: self._ping(row))

    def _ping(self, row: Webhook) -> HttpResponse:
        try:
            sent = services.send_ping(webhook=row)
        except services.WebhookDisabled as error:
            raise Unusable("webhook-disabled", 409) from error
        place = f"/api/webhooks/{row.pk}/deliveries/{sent.message}"
        return new_answer(DeliveryOut(sent).data, 202, Location=place)
