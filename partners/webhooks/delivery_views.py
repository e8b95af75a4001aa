"""The messages for a partner's webhook: what was sent, what came of it, send it again."""

import uuid

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from parks.pagination import CursorPagination, links, page_of_queryset, read_window
from parks.problems import InvalidQuery, Unusable, can_answer, refused
from partners.models import Delivery
from partners.views import IDEMPOTENCY_KEY, PRIVATE, new_answer, stored_once
from partners.webhooks import services
from partners.webhooks.serializers import DeliveryOut
from partners.webhooks.views import OwnWebhookView


class OwnDeliveryView(OwnWebhookView):
    """An address of one message for a webhook of the partner."""

    def delivery(self, request: Request, webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> Delivery:
        """Return the message, or answer that there is none."""
        rows = self.webhook(request, webhook_id).deliveries.select_related("webhook")
        row: Delivery | None = rows.filter(message=delivery_id).first()
        if row is None:
            raise Http404
        return row


class DeliveriesView(OwnWebhookView):
    """The messages for a webhook."""

    pagination_class = CursorPagination
    known_parameters = ("state", "limit", "cursor")

    @extend_schema(
        operation_id="list_deliveries",
        summary="List what was sent to a webhook",
        description="Messages with every attempt, newest first. They are kept for 90 days after they were done with.",
        tags=["webhooks"],
        filters=True,
        parameters=[
            OpenApiParameter(
                "state", str, enum=Delivery.State.values, description="Only messages in this state."
            )
        ],
        responses=DeliveryOut(many=True),
    )
    def get(self, request: Request, webhook_id: uuid.UUID) -> Response:
        rows = self.webhook(request, webhook_id).deliveries.prefetch_related("attempts").order_by("-id")
        window, errors = read_window(request.query_params, "-id")
        if (state := request.query_params.get("state")) is not None:
            rows = rows.filter(state=state)
            if state not in Delivery.State.values:
                errors["state"] = [refused("not_a_choice", allowed=Delivery.State.values, value=state[:20])]
        if errors:
            raise InvalidQuery(errors)
        page = page_of_queryset(rows, window)
        items = DeliveryOut(page.rows, many=True).data
        return Response({"items": items, **links(request, page)}, headers=PRIVATE)  # type: ignore[arg-type]


class DeliveryView(OwnDeliveryView):
    """One message for a webhook."""

    @extend_schema(
        operation_id="retrieve_delivery",
        summary="One message and its attempts",
        description="How far it has come, and what each attempt was answered.",
        tags=["webhooks"],
        responses=DeliveryOut,
    )
    def get(self, request: Request, webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> Response:
        return Response(DeliveryOut(self.delivery(request, webhook_id, delivery_id)).data, headers=PRIVATE)


class ReplayView(OwnDeliveryView):
    """Sending a message again."""

    @extend_schema(
        operation_id="replay_delivery",
        summary="Send a message again",
        description="From now on, by all attempts if need be, with the same content and the same `webhook-id`.",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: OpenApiResponse(DeliveryOut, description="It will be sent.")},
        extensions=can_answer("webhook-disabled"),
    )
    def post(self, request: Request, webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> HttpResponse:
        row = self.delivery(request, webhook_id, delivery_id)
        return stored_once(request, lambda: self._replay(row))

    def _replay(self, row: Delivery) -> HttpResponse:
        try:
            row = services.replay_delivery(delivery=row)
        except services.WebhookDisabled as error:
            raise Unusable("webhook-disabled", 409) from error
        return new_answer(DeliveryOut(row).data, 202)
