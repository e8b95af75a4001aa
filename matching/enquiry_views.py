"""Enquiries by the API: hand a project over, follow it by its private address, withdraw it, have the person erased."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from investors.consent import CURRENT, consent_now
from investors.models import Tracking
from investors.tracking_services import tracked, withdraw
from investors.tracking_words import etag_of, told
from matching import inputs, services, snapshot
from matching.enquiry_serializers import ConsentTextOut, EnquiryIn, EnquiryOut, NewEnquiryOut
from matching.erasing import erase_person
from matching.handing_over import HandedOver, NotKept, submit_project
from matching.views import LANGUAGE
from parks.conditional import conditional, is_held
from parks.language import LANGUAGES, language_of
from parks.problems import InvalidQuery, Unusable, can_answer, refused
from parks.queries import unknown_parameters
from parks.renderers import JSONRenderer
from parks.views import SHARED
from partners.callers import partner_of
from partners.idempotency import answer_once
from partners.limits import may_write
from partners.views import IDEMPOTENCY_KEY, IF_MATCH

PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
# Without a key of a portal nothing else tells two callers apart who both write "1".
SHORTEST_KEY = 16
TOKEN = OpenApiParameter(
    "token", str, OpenApiParameter.PATH, description="What `POST /api/enquiries` has told, once."
)
_SHAPE = EnquiryIn()


class EnquiryApiView(APIView):
    """An address that anyone may ask: what opens an enquiry is its token."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    scope = "enquiries"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse query parameters: these addresses take none."""
        super().initial(request, *args, **kwargs)
        if errors := unknown_parameters(request.query_params, ()):
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


class EnquiriesView(EnquiryApiView):
    """Where projects are handed over."""

    @extend_schema(
        operation_id="create_enquiry",
        summary="Hand a matched project over to the officers",
        description=(
            "The `project` is what `POST /api/match` takes. It is stored with whom to answer, so it needs the person's "
            "consent (`GET /api/consent`). The answer tells, this once, a private address by which the enquiry can be followed, "
            "withdrawn, and the person erased. The name, telephone or e-mail of the person is not taken inside the "
            "project, whose figures are kept for good. Without a partner's key an `Idempotency-Key` has at least 16 characters."
        ),
        tags=["enquiries"],
        parameters=[LANGUAGE, IDEMPOTENCY_KEY],
        request=EnquiryIn,
        responses={
            201: OpenApiResponse(NewEnquiryOut, description="It waits for an officer; `Location` is private.")
        },
        extensions=can_answer("not-ready"),
        examples=[
            OpenApiExample(
                "camera-lenses",
                summary="A camera-lens plant of 8 ha, in confidence",
                value={
                    "project": {"lines": [{"code": "2670"}], "land": {"area_ha": 8}},
                    "contact": {"name": "Kim Min-jun", "email": "kim@example.com"},
                    "consent": {"version": CURRENT, "given": True},
                    "message": "We would like to visit in January.",
                    "confidential": True,
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> HttpResponse:
        partner = partner_of(request)
        if (
            partner is None
            and 0 < len(request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip('" ')) < SHORTEST_KEY
        ):
            raise Unusable("bad-idempotency-key", 400)
        return answer_once(
            request,
            caller=partner.as_text if partner else "anonymous enquiry",
            secret=partner.credential if partner else "",
            make=lambda: self._create(request),
        )

    def _create(self, request: Request) -> HttpResponse:
        state, partner = snapshot.current(), partner_of(request)
        language = language_of(request)
        asked = inputs.read(request.data, state, _SHAPE)
        if partner is None and not may_write(getattr(request._request, "hidden_address", None)):
            raise _too_many()
        try:
            found = submit_project(
                project=asked["project"],
                contact=asked["contact"],
                message=asked.get("message") or "",
                language=asked.get("language") or language,
                site_codes=tuple(dict.fromkeys(asked.get("sites") or ())),
                confidential=asked.get("confidential", False),
                partner_id=partner.partner_id if partner else None,
                state=state,
            )
        except services.NotOnOffer as error:
            refusal = refused("site_not_on_offer", value=error.args[0], allowed=error.allowed)
            raise ValidationError({"sites": [refusal]}) from error
        except services.NoRuleset as error:
            raise Unusable("not-ready", 503) from error
        except NotKept as error:
            raise ValidationError({"project": [refused("not_kept")]}) from error
        return _created(found, told(found.tracking, language), etag_of(found.tracking, language))


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
        tracking, language = _tracked(token), language_of(request)
        headers = {**PRIVATE, "ETag": etag_of(tracking, language)}
        if is_held(request, headers["ETag"]):
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
    tracking = _tracked(token)
    return answer_once(
        request,
        caller=f"enquiry {tracking.pk}",
        secret=token,
        make=lambda: _acted(request, token, act),
    )


@transaction.atomic
def _acted(request: Request, token: str, act: Any) -> HttpResponse:
    Tracking.objects.select_for_update().filter(pk=_tracked(token).pk).first()
    tracking = _tracked(token)
    held = request.META.get("HTTP_IF_MATCH")
    if held is None:
        raise Unusable("precondition-required", 428)
    good = {etag_of(tracking, language) for language in LANGUAGES}
    if held.strip() != "*" and good.isdisjoint(one.strip() for one in held.split(",")):
        raise Unusable("precondition-failed", 412)
    act(tracking)
    tracking, language = _tracked(token), language_of(request)
    body = JSONRenderer().render(told(tracking, language))
    headers = {**PRIVATE, "ETag": etag_of(tracking, language)}
    return HttpResponse(body, content_type="application/json", headers=headers)


def _tracked(token: str) -> Tracking:
    found = tracked(token)
    if found is None:
        raise Http404
    return found


def _created(found: HandedOver, shown: dict[str, Any], etag: str) -> HttpResponse:
    address = f"/api/enquiries/{found.token}"
    body = JSONRenderer().render(
        {
            **shown,
            "verdict": found.verdict,
            "tracking": {"token": found.token, "address": address, "page": f"/e/{found.token}"},
        }
    )
    headers = {**PRIVATE, "Location": address, "ETag": etag}
    return HttpResponse(body, content_type="application/json", status=201, headers=headers)


def _too_many() -> Unusable:
    error = Unusable("too-many-requests", 429)
    error.wait = 60  # type: ignore[attr-defined]
    return error
