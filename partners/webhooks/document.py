"""How the OpenAPI document describes what is sent to webhooks."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, OpenApiWebhook, extend_schema

from partners.webhooks.serializers import ChangeMessage, EnquiryMessage, PingMessage

_ANSWERS = {
    "2XX": OpenApiResponse(description="Taken. The body of your answer is not read."),
    "410": OpenApiResponse(description="You want no more: the webhook is switched off."),
    "default": OpenApiResponse(
        description="Not taken, as redirects and 15 seconds without an answer are: sent again after 5 seconds, 5 and 30 "
        "minutes, 2, 5, 10, 14, 20 and 24 hours, each up to a fifth longer. `Retry-After` with 429 or 503 is heeded."
    ),
}
changed = OpenApiWebhook(
    name="change",
    decorator=extend_schema(
        operation_id="receive_change",
        summary="The public data has changed",
        description="Says what has changed and where it is read now, not what it says. Messages may come more than once (the same "
        "`webhook-id`) and out of order: read `href`, or `/api/changes` on from the last cursor that you have seen.",
        tags=["webhooks"],
        request={"application/json": ChangeMessage},
        responses=_ANSWERS,
    ),
)
moved_on = OpenApiWebhook(
    name="enquiry",
    decorator=extend_schema(
        operation_id="receive_enquiry",
        summary="An enquiry of your portal has moved on",
        description="It was answered, closed or withdrawn, or its case has come to another stage. For portals with the scope "
        "`enquiries`, each of its own alone. Read `href` for how it stands; nothing of the person is in either.",
        tags=["webhooks"],
        request={"application/json": EnquiryMessage},
        responses=_ANSWERS,
    ),
)
tried_out = OpenApiWebhook(
    name="ping",
    decorator=extend_schema(
        operation_id="receive_ping",
        summary="A receiver is tried out",
        description="Sent when you ask for it, by `POST /api/webhooks/{webhook_id}/ping`.",
        tags=["webhooks"],
        request={"application/json": PingMessage},
        responses=_ANSWERS,
    ),
)
_HEADERS = (
    ("webhook-id", {"type": "string", "format": "uuid"}, "Names the message: the same in every attempt."),
    (
        "webhook-timestamp",
        {"type": "string", "pattern": "^[0-9]+$"},
        "Seconds since 1970 when it was sent. Refuse what is more than five minutes off.",
    ),
    (
        "webhook-signature",
        {"type": "string", "example": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        "One signature or several, with blanks between them: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, with "
        "the bytes that stand in base64 behind `whsec_` as the key. One that is right is enough.",
    ),
)


def describe_headers(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describe the headers that sign each message."""
    for methods in result.get("webhooks", {}).values():
        methods["post"]["parameters"] = [
            {"in": "header", "name": name, "required": True, "schema": schema, "description": said}
            for name, schema, said in _HEADERS
        ]
        methods["post"]["security"] = []
    return result
