"""Where projects are handed over to the officers: as they are matched, or by a run that was kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from investors.consent import CURRENT
from investors.tracking_services import handed_over_by
from investors.tracking_words import etag_of, state_of, told
from matching import inputs, kept_runs, services, snapshot
from matching.enquiry_serializers import EnquiryIn, NewEnquiryOut, OwnEnquiryOut
from matching.enquiry_views import PRIVATE, EnquiryApiView
from matching.handing_over import HandedOver, NotKept, submit_project
from matching.models import MatchRun
from matching.snapshot import Snapshot
from matching.views import LANGUAGE, officer_of
from parks.language import language_of
from parks.pagination import CursorPagination, links, page_of_queryset, read_window
from parks.problems import InvalidQuery, Unusable, can_answer, refused
from parks.renderers import JSONRenderer
from partners.authentication import KeyAuthentication
from partners.callers import PartnerCaller, partner_of
from partners.idempotency import answer_once
from partners.limits import wait_to_write
from partners.views import IDEMPOTENCY_KEY, NAMED, caller_of

# Without a key of a portal nothing else tells two callers apart who both write "1".
SHORTEST_KEY = 16
_SHAPE = EnquiryIn()


class EnquiriesView(EnquiryApiView):
    """Where projects are handed over, and what a portal has handed over."""

    pagination_class = CursorPagination

    @property
    def known_parameters(self) -> Sequence[str]:  # type: ignore[override]
        """Return what the list takes; who hands a project over sends a body."""
        return ("code", "limit", "cursor") if self._is_read else ()

    @property
    def _is_read(self) -> bool:
        request = getattr(self, "request", None)
        return request is not None and request.method in ("GET", "HEAD")

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Take a session only from who names a run in a body: the list is for portals."""
        classes = (KeyAuthentication,) if self._is_read else api_settings.DEFAULT_AUTHENTICATION_CLASSES
        return [one() for one in classes]

    def get_permissions(self) -> list[Any]:
        """Let portals alone read the list."""
        return [IsAuthenticated() if self._is_read else AllowAny()]

    def perform_authentication(self, request: Request) -> None:
        """Leave it to who names a run: whoever hands a project over is nobody's officer."""

    @extend_schema(
        operation_id="list_enquiries",
        summary="List the enquiries that your portal has handed over",
        description="Newest first: where each stands, by its reference. Nothing of the person, and no private address: that was told once.",
        tags=["enquiries"],
        filters=True,
        parameters=[
            LANGUAGE,
            OpenApiParameter("code", str, description="Only the enquiry with this reference."),
        ],
        responses=OwnEnquiryOut(many=True),
    )
    def get(self, request: Request) -> Response:
        rows, language = handed_over_by(caller_of(request).partner_id), language_of(request)
        window, errors = read_window(request.query_params, "-enquiry")
        if errors:
            raise InvalidQuery(errors)
        if (code := request.query_params.get("code")) is not None:
            known = code.isascii() and code.isprintable()  # no database is asked for any other
            rows = rows.filter(enquiry__code=code) if known else rows.none()
        page = page_of_queryset(rows, window)
        items = [state_of(row, language) for row in page.rows]
        return Response({"items": items, **links(request, page)}, headers=PRIVATE)  # type: ignore[arg-type]

    @extend_schema(
        operation_id="create_enquiry",
        summary="Hand a matched project over to the officers",
        description=(
            "Either `project`, as `POST /api/match` takes it, or `run`: a run of yours that was kept, which the officers then see as it "
            "was answered (a partner's key needs the scope `runs` too). It is stored with whom to answer, so it needs the person's "
            "consent (`GET /api/consent`). The answer tells, this once, a private address by which the enquiry can be followed, "
            "withdrawn, and the person erased. The name, telephone or e-mail of the person is not taken inside the "
            "project, whose figures are kept for good. Without a partner's key an `Idempotency-Key` has at least 16 characters."
        ),
        tags=["enquiries"],
        parameters=[LANGUAGE, IDEMPOTENCY_KEY, NAMED],
        request=EnquiryIn,
        responses={
            201: OpenApiResponse(NewEnquiryOut, description="It waits for an officer; `Location` is private.")
        },
        extensions=can_answer("not-ready", "missing-scope"),
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
            ),
            OpenApiExample(
                "a-run",
                summary="A run that was kept",
                value={
                    "run": "2f1e7a66-9a35-4b0e-8f0c-0c4a3f5d9b10",
                    "contact": {"name": "Kim Min-jun", "email": "kim@example.com"},
                    "consent": {"version": CURRENT, "given": True},
                },
                request_only=True,
            ),
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
        asked, run = _read(request, state)
        hidden = getattr(request._request, "hidden_address", None) if partner is None else None
        if seconds := wait_to_write(hidden):
            raise _too_many(seconds)
        try:
            found = submit_project(
                project=asked["project"],
                run=run,
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
            raise ValidationError({"run" if run else "project": [refused("not_kept")]}) from error
        return _created(found, told(found.tracking, language), etag_of(found.tracking, language))


def _read(request: Request, state: Snapshot) -> tuple[dict[str, Any], MatchRun | None]:
    """Return what is handed over, its project as it was given or as the run holds it, and the run."""
    asked = inputs.read(request.data, state, _SHAPE)
    if asked.get("run") is None:
        return asked, None
    run = kept_runs.own_run(caller=_maker(request), run_id=asked["run"])
    if run is None:
        raise ValidationError({"run": [refused("unknown_run", value=asked["run"])]})
    rest = {name: value for name, value in request.data.items() if name != "run"}
    try:
        return inputs.read({**rest, "project": run.inputs["project"]}, state, _SHAPE), run
    except ValidationError as error:
        raise ValidationError({"run": [*_leaves(error.detail)]}) from error


def _maker(request: Request) -> PartnerCaller | AbstractBaseUser | None:
    partner = partner_of(request)
    if partner is not None and "runs" not in partner.scopes:
        raise Unusable("missing-scope", 403)
    return partner or officer_of(request)


def _leaves(detail: Any) -> Iterator[Any]:
    """Yield the errors of a project, wherever they are in it: who named a run has no such places."""
    if isinstance(detail, Mapping | list):
        for one in detail.values() if isinstance(detail, Mapping) else detail:
            yield from _leaves(one)
    else:
        yield detail


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


def _too_many(seconds: int) -> Unusable:
    error = Unusable("too-many-requests", 429)
    error.wait = seconds  # type: ignore[attr-defined]
    return error
