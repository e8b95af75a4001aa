"""The feed of changes: what to read anew, deleted rows included."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from parks.changes import KINDS, START, TYPES, FeedRestarted, UnusableCursor, changes_after, told
from parks.evidence_serializers import ReadSerializer
from parks.models import Change
from parks.pagination import DEFAULT_LIMIT, MOST, read_window
from parks.problems import InvalidQuery, Unusable, can_answer, refused
from parks.views import SHARED, PublicView

SINCE = OpenApiParameter(
    "since",
    {"type": "string", "minLength": 1},
    description="The `cursor` of an earlier answer. `now`: no changes, only the cursor of this moment. Without it: from the "
    "first change that was noted.",
)
LIMIT = OpenApiParameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
    description=f"Changes per answer, {DEFAULT_LIMIT} by default, at most {MOST}.",
)


class ChangeSerializer(ReadSerializer):
    """That a record of the public data was added, changed or deleted; not what it says now: read it at `href`."""

    cursor = serializers.CharField(help_text="The place in the feed after this change, for `since`.")
    at = serializers.DateTimeField()
    type = serializers.ChoiceField(choices=TYPES, help_text="kind.act, as webhooks name it.")
    kind = serializers.ChoiceField(choices=KINDS)
    act = serializers.ChoiceField(choices=Change.Act.values, help_text="deleted: drop your copy of it.")
    code = serializers.CharField(
        help_text="The code of the record, as the lists have it (communes and sectors: edition:code); a number of no "
        "meaning for orientation."
    )
    site = serializers.CharField(allow_null=True, help_text="The site that it belongs to.")
    planning_area = serializers.CharField(allow_null=True, help_text="The planning area that it belongs to.")
    href = serializers.CharField(
        allow_null=True, help_text="Where it is read now; null for a deleted site and for nodes."
    )


class ChangesSerializer(ReadSerializer):
    """Some changes in the order in which they became visible."""

    items = ChangeSerializer(many=True)
    next = serializers.CharField(
        allow_null=True, help_text="The address of the next changes; null: none more at present."
    )
    previous = serializers.CharField(allow_null=True, help_text="Always null: the feed goes forward.")
    cursor = serializers.CharField(
        help_text="Keep it, and give it as `since` when you ask again, in a minute or in a year."
    )


class ChangesView(PublicView):
    """The changes after a cursor."""

    serializer_class = ChangesSerializer
    known_parameters = ("since", "limit")

    def answer(self, request: Request, number: int, **kwargs: Any) -> Response:
        """Return the next changes."""
        window, errors = read_window(request.query_params, "")
        errors |= self.unknown(request)
        if errors:
            raise InvalidQuery(errors)
        try:
            found = changes_after(request.query_params.get("since", START), window.limit)
        except UnusableCursor:
            raise InvalidQuery({"since": [refused("unusable_since")]}) from None
        except FeedRestarted:
            raise Unusable("feed-restarted", 410) from None
        following = replace_query_param(request.build_absolute_uri(), "since", found.cursor)
        return Response(
            {
                "items": self.get_serializer().fields["items"].to_representation(map(told, found.rows)),
                "next": following if found.more else None,
                "previous": None,
                "cursor": found.cursor,
            }
        )

    @extend_schema(
        operation_id="list_changes",
        summary="Read what has changed",
        description="Every change of the public data since a cursor, deleted records included, in the order in which the "
        "changes became visible: a cursor never skips a change and never gives one twice, however many write at "
        "once. To keep a copy: take the cursor of `?since=now`, read the lists, then ask here from that cursor on and "
        "read anew what `href` names. Changes of internal notes are none. 410: the data was restored from a backup; "
        "make the copy anew.",
        tags=["changes"],
        parameters=[SINCE, LIMIT, *SHARED],
        responses=ChangesSerializer,
        extensions=can_answer("feed-restarted"),
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read the changes."""
        return super().get(request, **kwargs)
