"""The HTTP side of a batch: lines in, lines out, one after another, none of them kept."""

import logging
import threading
from typing import Any

import msgspec
from django.http import StreamingHttpResponse
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from matching import snapshot
from matching.answers.match import MatchAnswer
from matching.batch.answering import PARTS_OF_A_REQUEST, Manner
from matching.batch.answers import LineProblem, ShortAnswer
from matching.batch.lines import (
    LONGEST_LINE,
    MOST_ARRAY_BYTES,
    MOST_ITEMS,
    MOST_LINES,
    PIECE,
    ArrayParser,
    Blocks,
    NdjsonParser,
    no_array,
)
from matching.batch.stream import Answers
from matching.serializers import MatchRequest
from matching.views import LANGUAGE
from parks.language import language_of
from parks.problems import InvalidQuery, Unusable, can_answer, refused
from parks.queries import unknown_parameters

logger = logging.getLogger(__name__)
_encode = msgspec.json.Encoder().encode
# One at a time in each process: it takes one of few threads for as long as its caller sends and reads.
_PLACES = threading.BoundedSemaphore(1)
COME_AGAIN = 5  # seconds
SHORT, FULL = DETAILS = ("short", "full")
DETAIL = OpenApiParameter(
    "detail",
    {"type": "string", "enum": list(DETAILS), "default": SHORT},
    description="`short`: the order with all its numbers, what each criterion contributes and what bars, some kilobytes a project. `full`: the very "
    "answer of `POST /api/match`, with sentences, evidence and grounds: some 300 kB a project, which takes several times as long.",
)


class NdjsonRenderer(BaseRenderer):
    """Stands for the format of the answer, which is written line by line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None
    render_style = "text"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        """Return one line."""
        return bytes(_encode(data)) + b"\n"


class BatchView(APIView):
    """Match many projects against every park and cluster."""

    authentication_classes = ()  # nothing depends on who asks but the limits, which are counted before
    permission_classes = (AllowAny,)
    scope = "match"
    parser_classes = (NdjsonParser, ArrayParser)
    renderer_classes = (NdjsonRenderer,)

    @extend_schema(
        operation_id="match_batch",
        summary="Match many projects at once",
        description=(
            "Each line (NDJSON) or item (JSON array) is the body of a `POST /api/match`, and each answer is a line: the numbers of the answer "
            "that `POST /api/match` gives an anonymous caller (`detail=full`: that very answer), or the problem document that it would "
            "give, with `line`. Look into a project by `POST /api/match`, or ask for all in full. Answers come "
            "in the order of the questions, while they are still being sent; one bad line spoils only itself. Blank lines count and "
            "get no answer. Nothing is kept, whoever asks.\n\n"
            f"At most {MOST_ITEMS:,} items of an array of at most {MOST_ARRAY_BYTES // 2**20} MB, or {MOST_LINES:,} lines of at most "
            f"{LONGEST_LINE // 1024} kB each. {PARTS_OF_A_REQUEST} lines count as one request against the limit; a line with "
            "`robustness` or `counterfactuals` counts as a whole one. Where a limit is reached the last line says so "
            "(`too-many-lines`, or `too-many-requests` with `retry_after` in seconds) and `line` is the first that was not answered: "
            "send the rest from there. The body needs a Content-Length and is read in pieces of "
            f"{PIECE // 1024} kB: do not wait for one answer before sending the next line. All lines are answered from the state of the data in which "
            "the request began. 503 `batch-busy`: another batch is being answered."
        ),
        tags=["matching"],
        parameters=[DETAIL, LANGUAGE],
        request={"application/x-ndjson": MatchRequest, "application/json": MatchRequest(many=True)},
        responses={
            (200, "application/x-ndjson"): OpenApiResponse(
                PolymorphicProxySerializer(
                    component_name="BatchLine",
                    serializers=[MatchAnswer, ShortAnswer, LineProblem],
                    resource_type_field_name=None,
                ),
                description="One of these a line.",
            ),
        },
        extensions=can_answer("too-many-lines", "batch-busy"),
        examples=[
            OpenApiExample(
                "one-item",
                summary="Garments, and the best site alone",
                value={"project": {"lines": [{"code": "1410"}]}, "limit": 1, "include": []},
                request_only=True,
                media_type="application/json",
            ),
            OpenApiExample(
                "one-line",
                summary="A line of NDJSON",
                value={"project": {"lines": [{"code": "1410"}]}, "limit": 1, "include": []},
                request_only=True,
                media_type="application/x-ndjson",
            ),
        ],
    )
    def post(self, request: Request) -> StreamingHttpResponse:
        manner = Manner(snapshot.current(), language_of(request), _detail_of(request) == SHORT)  # type: ignore[arg-type]
        blocks = request.data
        if not isinstance(blocks, Blocks):  # a parser never gets an empty body
            raise no_array(b"")
        if not _PLACES.acquire(blocking=False):
            raise _busy()
        answers = Answers(request, blocks, manner, _PLACES.release)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy passes on what it has
        return StreamingHttpResponse(answers, content_type=NdjsonRenderer.media_type, headers=headers)


def _detail_of(request: Request) -> str:
    """Return how much each answer shall tell."""
    errors: dict[str, Any] = unknown_parameters(request.query_params, ["detail"])
    detail = request.query_params.get("detail", SHORT)
    if detail not in DETAILS:
        errors["detail"] = [refused("not_a_choice", allowed=DETAILS, value=detail[:20])]
    if errors:
        raise InvalidQuery(errors)
    return detail


def _busy() -> Unusable:
    error = Unusable("batch-busy", 503)
    error.wait = COME_AGAIN  # type: ignore[attr-defined]
    return error
