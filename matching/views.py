"""The HTTP side of matching: one question, the rulesets, the runs that officers keep."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from matching import inputs, keeping, kept_runs, records, services, snapshot
from matching.answers.match import MatchAnswer
from matching.answers.replay import ReplayOut
from matching.answers.rulesets import RulesetInFull, RulesetList
from matching.models import MatchRun
from matching.records.rulesets import ruleset_head, ruleset_in_full
from matching.replaying import replay
from matching.serializers import MatchRequest
from parks.language import language_of
from parks.problems import InvalidQuery, can_answer
from parks.views import LANGUAGE, SHARED, PublicView
from partners.callers import PartnerCaller, partner_of
from partners.idempotency import answer_once
from partners.views import IDEMPOTENCY_KEY

EXAMPLE = Path(settings.BASE_DIR) / "docs" / "examples" / "match.json"


class MatchView(APIView):
    """Match a project against every park and cluster."""

    permission_classes = (AllowAny,)
    scope = "match"

    def perform_authentication(self, request: Request) -> None:
        """Leave it to `post`: nearly every caller comes without a session, and is nobody's officer."""

    @extend_schema(
        operation_id="match",
        summary="Which sites a project fits, in what order, and why",
        description=(
            "Only `project.lines` with one code is required; every missing fact makes the answer wider, never wrong. "
            "Absent or null means not known; an empty list or 0 means none. An anonymous caller's question is not "
            "kept (200). A partner's (scope `match`) and an officer's is, and answers 201 with `Location`."
        ),
        tags=["matching"],
        parameters=[LANGUAGE, IDEMPOTENCY_KEY],
        request=MatchRequest,
        responses={
            200: OpenApiResponse(MatchAnswer, description="The answer; nothing is kept."),
            201: OpenApiResponse(
                MatchAnswer, description="The answer of a run that was kept, for a partner or an officer."
            ),
        },
        extensions=can_answer("not-ready"),
        examples=[
            OpenApiExample(
                "camera-lenses",
                summary="An 80-million-dollar camera-lens plant of 8 ha",
                value=json.loads(EXAMPLE.read_text(encoding="utf-8")),
                request_only=True,
            ),
            OpenApiExample(
                "garments-by-code-alone",
                summary="Garments, and nothing else known",
                value={"project": {"lines": [{"code": "1410"}]}},
                request_only=True,
            ),
        ],
    )
    def post(self, request: Request) -> HttpResponse:
        partner = partner_of(request)
        officer = None if partner else officer_of(request)
        if partner is None and officer is None:
            return self._answer(request)
        return answer_once(
            request,
            caller=partner.as_text if partner else f"user {officer.pk}",  # type: ignore[union-attr]
            secret=partner.credential if partner else "",
            make=lambda: self._answer(request, officer, partner),
        )

    def _answer(
        self, request: Request, officer: AbstractBaseUser | None = None, partner: PartnerCaller | None = None
    ) -> HttpResponse:
        state = snapshot.current()
        asked = inputs.read(request.data, state)
        limit, include = inputs.limit_of(asked), inputs.include_of(asked)
        try:
            matched = services.match(
                project=asked["project"],
                on=asked.get("on"),
                ruleset=asked.get("ruleset"),
                target=asked.get("target"),
                state=state,
            )
        except (services.NotOnOffer, services.NoRuleset) as error:
            raise inputs.unanswerable(error, asked) from error
        run: MatchRun | None = None
        if officer or partner:
            run = keeping.keep(
                matched=matched,
                user=officer,
                partner_id=partner.partner_id if partner else None,
                limit=limit,
                include=include,
            )
        told: dict[str, Any] = {
            "limit": limit,
            "include": include,
            "language": language_of(request),
            "public": officer is None,
        }
        if run is None:
            body = records.answer(matched, run_id=None, **told)
        else:
            question = keeping.question_of(matched, limit, include)
            body = records.answer_of_run(matched, run.id, question, **told)
        response = HttpResponse(body, content_type="application/json", status=201 if run else 200)
        response.headers["Cache-Control"] = "no-store"
        if run:
            response.headers["Location"] = f"/api/match/runs/{run.id}"
        return response


def officer_of(request: Request) -> AbstractBaseUser | None:
    """Return the member of staff who asks, without looking for a session where there is no cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_staff else None  # type: ignore[return-value]


class RunView(APIView):
    """A kept run."""

    permission_classes = (IsAuthenticated,)
    scope = "runs"

    @extend_schema(
        operation_id="match_run",
        summary="A kept run, with its sentences in the language asked for",
        description="For the partner (scope `runs`) or the officer who made the run, and for staff who may view runs. Others are "
        "told that there is none.",
        tags=["matching"],
        parameters=[LANGUAGE],
        responses=MatchAnswer,
    )
    def get(self, request: Request, run_id: Any) -> Response:
        run = kept_runs.readable_run(user=request.user, run_id=run_id)
        language = language_of(request)
        answer = kept_runs.render_run(run=run, language=language, public=not request.user.is_staff)
        return Response(answer, headers={"Cache-Control": "private, no-store"})


class ReplayView(APIView):
    """A kept run, computed once more."""

    permission_classes = (IsAuthenticated,)
    scope = "runs"

    @extend_schema(
        operation_id="replay_match_run",
        summary="Proof that a kept run still computes to the same bytes",
        description=(
            "Computes the run once more from the project's facts, the sites' facts and the ruleset that it holds, and "
            "compares byte by byte. Stores nothing. For whoever may read the run."
        ),
        tags=["matching"],
        request=None,
        responses=ReplayOut,
    )
    def post(self, request: Request, run_id: Any) -> Response:
        found = replay(kept_runs.kept_run(user=request.user, run_id=run_id), request.user)
        body = {
            "id": str(found.run.pk),
            "certificate": found.run.certificate,
            "same": found.same,
            "intact": found.intact,
            "engine_then": found.engine_then,
            "engine_now": found.engine_now,
            "differences": [asdict(one) for one in found.differences],
        }
        return Response(body, headers={"Cache-Control": "private, no-store"})


class RulesetsView(PublicView):
    """Every published ruleset, newest first."""

    @extend_schema(
        operation_id="rulesets",
        summary="Every published ruleset, newest first",
        description="What names each of them, and from which day it has been in force.",
        tags=["matching"],
        parameters=SHARED,
        responses=RulesetList,
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        refuse_unknown(self, request)
        state = snapshot.current()
        items = [ruleset_head(one) for one in reversed(state.rulesets)]
        return Response({"items": items, "next": None, "previous": None})


class RulesetView(PublicView):
    """One published ruleset in full, with its citations."""

    @extend_schema(
        operation_id="ruleset",
        summary="One published ruleset in full, with its citations",
        description="Every criterion with its weight, its bounds and the acts that it stands on.",
        tags=["matching"],
        parameters=[OpenApiParameter("version", str, OpenApiParameter.PATH), *SHARED],
        responses=RulesetInFull,
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs)

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        refuse_unknown(self, request)
        published = snapshot.current().named(kwargs["version"])
        if published is None:
            raise Http404
        return Response(ruleset_in_full(published, public=True))


def refuse_unknown(view: PublicView, request: Request) -> None:
    """Refuse query parameters: these addresses take none."""
    errors = view.unknown(request)
    if errors:
        raise InvalidQuery(errors)
