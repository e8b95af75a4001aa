"""The HTTP side of matching: one question, the rulesets, the runs that officers keep."""

from typing import Any

from django.http import Http404, HttpResponse
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from matching import inputs, records, services, snapshot
from matching.models import MatchRun
from parks.conditional import catalogue_number, conditional
from parks.language import language_of
from parks.problems import InvalidQuery
from parks.queries import unknown_parameters

DEFAULT_LIMIT = 10
DEFAULT_INCLUDE = ("barred",)


class MatchView(APIView):
    """Match a project against every park and cluster."""

    permission_classes = (AllowAny,)

    def post(self, request: Request) -> HttpResponse:
        state = snapshot.current()
        asked = inputs.read(request.data, state)
        limit = asked.get("limit") or DEFAULT_LIMIT
        include = asked.get("include")
        include = DEFAULT_INCLUDE if include is None else tuple(include)
        matched = services.match(
            project=asked["project"], on=asked.get("on"), ruleset=asked.get("ruleset"), state=state
        )
        language = language_of(request)
        officer = request.user.is_staff
        run: MatchRun | None = None
        if officer:
            run = services.keep(matched=matched, user=request.user, limit=limit, include=include)
        body = records.answer(
            matched,
            run_id=str(run.id) if run else None,
            limit=limit,
            include=include,
            language=language,
            public=not officer,
        )
        response = HttpResponse(body, content_type="application/json", status=201 if run else 200)
        response.headers["Cache-Control"] = "no-store"
        if run:
            response.headers["Location"] = f"/api/match/runs/{run.id}"
        return response


class RunView(APIView):
    """A kept run, with its sentences in the caller's language. For officers."""

    permission_classes = (IsAuthenticated,)

    def get(self, request: Request, run_id: Any) -> Response:
        run = services.readable_run(user=request.user, run_id=run_id)
        return Response(services.render_run(run=run, language=language_of(request)))


class RulesetsView(APIView):
    """Every published ruleset, newest first."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> HttpResponse:
        refuse_unknown(request)
        return conditional(request, [catalogue_number()], self._answer)

    @staticmethod
    def _answer() -> Response:
        state = snapshot.current()
        items = [records.ruleset_head(one) for one in reversed(state.rulesets)]
        return Response({"items": items, "next": None, "previous": None})


class RulesetView(APIView):
    """One published ruleset in full, with its citations."""

    permission_classes = (AllowAny,)

    def get(self, request: Request, version: str) -> HttpResponse:
        refuse_unknown(request)
        return conditional(request, [catalogue_number()], lambda: self._answer(version))

    @staticmethod
    def _answer(version: str) -> Response:
        published = snapshot.current().named(version)
        if published is None:
            raise Http404
        return Response(records.ruleset_in_full(published, public=True))


def refuse_unknown(request: Request) -> None:
    """Refuse query parameters: these addresses take none."""
    errors = unknown_parameters(request.query_params, ())
    if errors:
        raise InvalidQuery(errors)
