"""A partner's own keys: list them, make the one that takes a key's place, rename, shorten, end one."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from parks.problems import InvalidQuery, Unusable, can_answer
from parks.queries import unknown_parameters
from parks.renderers import JSONRenderer
from parks.versions import ChangedMeanwhile
from partners import scopes, services
from partners.authentication import KeyAuthentication
from partners.callers import PartnerCaller, partner_of
from partners.idempotency import answer_once
from partners.models import Partner, PartnerKey, Webhook
from partners.serializers import KeyEdit, KeyList, KeyOut, NewKeyIn, NewKeyOut

PRIVATE = {"Cache-Control": "private, no-store"}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]([ -~]*[!#-~])?$"},
    OpenApiParameter.HEADER,
    description="Any text of your own, for example a UUID. Sent again with the same body within 24 hours, the request "
    "is not done twice: the first answer is given again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the version that you change.",
)
NAMED = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=True)  # the version that was made
MAY_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the version that you have read: with another one nothing is done.",
)


class PartnerView(APIView):
    """An address for partners alone, whatever the scopes of their key."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (IsAuthenticated,)
    scope = scopes.ANY
    known_parameters: ClassVar[Sequence[str]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse query parameters that the address does not take."""
        super().initial(request, *args, **kwargs)
        if errors := unknown_parameters(request.query_params, self.known_parameters):
            raise InvalidQuery(errors)


class KeysView(PartnerView):
    """The keys of the partner."""

    @extend_schema(
        operation_id="list_keys",
        summary="List your keys",
        description="The keys of your portal that are not revoked, newest first, without the keys themselves.",
        tags=["keys"],
        responses=KeyList,
    )
    def get(self, request: Request) -> Response:
        caller = caller_of(request)
        items = KeyOut(services.keys_of(caller=caller), many=True, context={"caller": caller}).data
        return Response({"items": items, "next": None, "previous": None}, headers=PRIVATE)

    @extend_schema(
        operation_id="create_key",
        summary="Make a second key",
        description="For rotation: make a second key, put it into use, then revoke the first. At most two at once. The "
        "new key can do no more than the one that the request is made with. It is shown in this answer alone.",
        tags=["keys"],
        parameters=[IDEMPOTENCY_KEY, NAMED],
        request=NewKeyIn,
        responses={201: OpenApiResponse(NewKeyOut, description="The new key; `Location` names it.")},
        extensions=can_answer("too-many-keys"),
    )
    def post(self, request: Request) -> HttpResponse:
        return stored_once(request, lambda: self._create(request, caller_of(request)))

    def _create(self, request: Request, caller: PartnerCaller) -> HttpResponse:
        partner = Partner.objects.get(pk=caller.partner_id)
        latest, allowed = services.latest_expiry(partner, timezone.now()), services.scopes_of(partner, caller)
        asked = NewKeyIn(data=request.data, context={"latest": latest, "scopes": allowed})
        asked.is_valid(raise_exception=True)
        wanted = {"scopes": allowed, "expires_at": latest, **asked.validated_data}
        try:
            row, key = services.issue_key(partner=partner, caller=caller, **wanted)
        except services.TooManyKeys as error:
            raise Unusable("too-many-keys", 409) from error
        shown = {**KeyOut(row, context={"caller": caller}).data, "key": key}
        return new_answer(shown, 201, Location=f"/api/keys/{row.pk}", ETag=etag_of(row))


class KeyView(PartnerView):
    """One key of the partner."""

    @extend_schema(
        operation_id="retrieve_key",
        summary="One of your keys",
        description="Its `ETag` is what a change of it needs in `If-Match`.",
        tags=["keys"],
        responses=KeyOut,
    )
    def get(self, request: Request, key_id: uuid.UUID) -> Response:
        return self._shown(request, self._own(request, key_id))

    @extend_schema(
        operation_id="update_key",
        summary="Rename a key, or let it expire earlier",
        description="Send the `ETag` of the version that you change in `If-Match`.",
        tags=["keys"],
        parameters=[IF_MATCH],
        request=KeyEdit,
        responses=KeyOut,
        extensions=can_answer("missing-scope"),
    )
    def patch(self, request: Request, key_id: uuid.UUID) -> Response:
        row = self._own(request, key_id, manage=True)
        require_match(request, row)
        asked = KeyEdit(data=request.data, context={"latest": row.expires_at})
        asked.is_valid(raise_exception=True)
        wanted = {"name": row.name, "expires_at": row.expires_at, **asked.validated_data}
        try:
            row = services.edit_key(key=row, **wanted)
        except ChangedMeanwhile as error:
            raise Unusable("precondition-failed", 412) from error
        return self._shown(request, row)

    @extend_schema(
        operation_id="revoke_key",
        summary="Revoke a key",
        description="At once and for good: the next request with it is refused, by every server process.",
        tags=["keys"],
        parameters=[MAY_MATCH],
        responses={204: OpenApiResponse(description="It opens nothing any more.")},
        extensions=can_answer("missing-scope"),
    )
    def delete(self, request: Request, key_id: uuid.UUID) -> Response:
        row = self._own(request, key_id, manage=True)
        refuse_other_version(request, row)
        try:
            services.revoke_key(key=row, caller=caller_of(request))
        except ValidationError as error:  # somebody else was quicker
            raise Http404 from error
        return Response(status=204, headers=PRIVATE)

    def _shown(self, request: Request, row: PartnerKey) -> Response:
        shown = KeyOut(row, context={"caller": caller_of(request)}).data
        return Response(shown, headers={**PRIVATE, "ETag": etag_of(row)})

    def _own(self, request: Request, key_id: uuid.UUID, manage: bool = False) -> PartnerKey:
        caller = caller_of(request)
        row = services.keys_of(caller=caller).filter(pk=key_id).first()
        if row is None:
            raise Http404
        if manage and not services.may_manage(caller, row):
            raise Unusable("missing-scope", 403)
        return row  # type: ignore[no-any-return]


def caller_of(request: Request) -> PartnerCaller:
    """Return the partner who asks."""
    caller = partner_of(request)
    assert caller is not None  # or nobody would be authenticated
    return caller


def etag_of(row: PartnerKey | Webhook) -> str:
    """Return what names a version of a row."""
    return f'"{row.pk.hex[:12]}-{row.version}"'


def require_match(request: Request, row: PartnerKey | Webhook) -> None:
    """Refuse a change that does not say which version it changes, or says another than the stored one."""
    if "HTTP_IF_MATCH" not in request.META:
        raise Unusable("precondition-required", 428)
    refuse_other_version(request, row)


def refuse_other_version(request: Request, row: PartnerKey | Webhook) -> None:
    """Refuse what is to be done to another version than the stored one, where the request names one."""
    held = request.META.get("HTTP_IF_MATCH", "*")
    # A weak tag never matches here (RFC 9110).
    if held.strip() != "*" and etag_of(row) not in [one.strip() for one in held.split(",")]:
        raise Unusable("precondition-failed", 412)


def stored_once(request: Request, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer to a request that stores something: the one given first, if it is repeated with its key."""
    caller = caller_of(request)
    return answer_once(request, caller=caller.as_text, secret=caller.credential, make=make)


def new_answer(shown: Any, status: int, **headers: str) -> HttpResponse:
    """Return an answer that can be kept for a repeated request."""
    body = JSONRenderer().render(shown)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return HttpResponse(body, content_type="application/json", status=status, headers={**PRIVATE, **named})
