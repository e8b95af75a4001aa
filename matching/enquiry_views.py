"""Enquiries by their private address: follow one, withdraw it, have the person erased."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from investors.consent import CURRENT, consent_now
from investors.models import Tracking
from investors.tracking_services import tracked, withdraw
from investors.tracking_words import etag_of, told
from matching.enquiry_serializers import ConsentTextOut, EnquiryOut
from matching.erasing import erase_person
from matching.views import LANGUAGE
from parks.conditional import asks_for_any, conditional, is_held
from parks.language import LANGUAGES, language_of
from parks.problems import InvalidQuery, Unusable
from parks.queries import unknown_parameters
from parks.renderers import JSONRenderer
from parks.views import SHARED
from partners.idempotency import answer_once
from partners.sandbox import is_sandbox
from partners.views import IDEMPOTENCY_KEY, IF_MATCH

PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
TOKEN = OpenApiParameter(
    "token", str, OpenApiParameter.PATH, description="What `POST /api/enquiries` has told, once."
)


class EnquiryApiView(APIView):
    """An address that anyone may ask: what opens an enquiry is its token."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    scope = "enquiries"
    known_parameters: ClassVar[Sequence[str]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse query parameters that the address does not take, of which most take none."""
        super().initial(request, *args, **kwargs)
        if request.method not in self.allowed_methods:
            return  # refused by its name, whatever it asks for
        if errors := unknown_parameters(request.query_params, self.known_parameters):
            raise InvalidQuery(errors)


class ConsentView(EnquiryApiView):
    """What is agreed to by handing a project over."""

    @extend_schema(
        operation_id="consent",
        summary="What a person agrees to who hands a project over",
        description="Show these words to the person, and send their `version` with the enquiry.",
        tags=["enquiries"],
        parameters=SHARED,
        responses=ConsentTextOut,
    )
    def get(self, request: Request) -> HttpResponse:
        return conditional(request, (CURRENT,), lambda: Response(consent_now(language_of(request))))


class EnquiryView(EnquiryApiView):
    """One enquiry, by its private address."""

    @extend_schema(
        operation_id="retrieve_enquiry",
        summary="Where an enquiry stands",
        description="For whoever holds its private address. It tells of this enquiry alone, and holds no words of the person.",
        tags=["enquiries"],
        parameters=[TOKEN, *SHARED],
        responses=EnquiryOut,
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        tracking, language = _tracked(request, token), language_of(request)
        headers = {**PRIVATE, "ETag": etag_of(tracking, language)}
        if is_held(request, headers["ETag"]) or asks_for_any(request):
            return HttpResponse(status=304, headers=headers)
        return Response(told(tracking, language), headers=headers)


class WithdrawView(EnquiryApiView):
    """Takes an enquiry back."""

    @extend_schema(
        operation_id="withdraw_enquiry",
        summary="Withdraw an enquiry",
        description="The officers stop working on it, and on the project that came with it. Nothing is erased by this.",
        tags=["enquiries"],
        parameters=[TOKEN, LANGUAGE, IF_MATCH, IDEMPOTENCY_KEY],
        request=None,
        responses=EnquiryOut,
    )
    def post(self, request: Request, token: str) -> HttpResponse:
        return _once(request, token, lambda tracking: withdraw(tracking=tracking))


class EraseView(EnquiryApiView):
    """Erases the person."""

    @extend_schema(
        operation_id="erase_enquiry",
        summary="Erase the personal data of an enquiry",
        description="Name, telephone, e-mail and message are erased at once and for good, wherever the office has them "
        "in this case. The figures of the project and the steps of the case stay, without the person; the address stays open and says so. "
        "An enquiry that was not answered is closed: nobody could be answered any more.",
        tags=["enquiries"],
        parameters=[TOKEN, LANGUAGE, IF_MATCH, IDEMPOTENCY_KEY],
        request=None,
        responses=EnquiryOut,
    )
    def post(self, request: Request, token: str) -> HttpResponse:
        return _once(
            request,
            token,
            lambda tracking: erase_person(enquiry=tracking.enquiry, because="asked", user=None),
        )


def _once(request: Request, token: str, act: Any) -> HttpResponse:
    tracking = _tracked(request, token)
    return answer_once(
        request,
        caller=f"enquiry {tracking.pk}",
        secret=token,
        make=lambda: _acted(request, token, act),
    )


@transaction.atomic
def _acted(request: Request, token: str, act: Any) -> HttpResponse:
    Tracking.objects.select_for_update().filter(pk=_tracked(request, token).pk).first()
    tracking = _tracked(request, token)
    held = request.META.get("HTTP_IF_MATCH")
    if held is None:
        raise Unusable("precondition-required", 428)
    good = {etag_of(tracking, language) for language in LANGUAGES}
    if held.strip() != "*" and good.isdisjoint(one.strip() for one in held.split(",")):
        raise Unusable("precondition-failed", 412)
    act(tracking)
    tracking, language = _tracked(request, token), language_of(request)
    body = JSONRenderer().render(told(tracking, language))
    headers = {**PRIVATE, "ETag": etag_of(tracking, language)}
    return HttpResponse(body, content_type="application/json", headers=headers)


def _tracked(request: Request, token: str) -> Tracking:
    # The sandbox keeps none of its own, and would say of a real one that it was erased.
    found = None if is_sandbox(request) else tracked(token)
    if found is None:
        raise Http404
    return found
