"""Pages of a list by cursor: "the rows after this one", so nothing is skipped or repeated when rows come and go.

A cursor holds the sort key of a row. It works on a queryset, whose ordering must end in something unique, and on a
list of rows that carry their own `key`.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import ErrorDetail
from rest_framework.pagination import BasePagination
from rest_framework.utils.urls import remove_query_param, replace_query_param

from parks.problems import InvalidQuery, refused

DEFAULT_LIMIT = 50
MOST = 200
LONGEST_CURSOR = 800


@dataclass(frozen=True, slots=True)
class Window:
    """Which page is asked for: so many rows after (or before) a sort key, under a named ordering."""

    limit: int
    ordering: str
    key: tuple[Any, ...] | None = None
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page and the cursors of its neighbours."""

    rows: list[Any]
    next: str | None
    previous: str | None


def read_window(query: Mapping[str, str], ordering: str) -> tuple[Window, dict[str, list[ErrorDetail]]]:
    """Return the page that a query asks for, and what is wrong with its `limit` and `cursor`."""
    errors = {}
    limit, wrong = _limit(query.get("limit"))
    if wrong:
        errors["limit"] = [wrong]
    cursor = query.get("cursor")
    window = Window(limit, ordering)
    if cursor is not None:
        decoded = _decoded(cursor, window)
        if decoded is None:
            errors["cursor"] = [refused("unusable_cursor")]
        window = decoded or window
    return window, errors


def _limit(text: str | None) -> tuple[int, ErrorDetail | None]:
    if text is None:
        return DEFAULT_LIMIT, None
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return DEFAULT_LIMIT, refused("not_an_integer")
    number = int(text[:6])
    if number > MOST:
        return DEFAULT_LIMIT, refused("too_high", most=MOST)
    return (number, None) if number >= 1 else (DEFAULT_LIMIT, refused("too_low", least=1))


def _decoded(cursor: str, window: Window) -> Window | None:
    try:
        if len(cursor) > LONGEST_CURSOR:
            return None
        decoded = json.loads(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
        ordering, backward, key = decoded
        if ordering != window.ordering or type(backward) is not bool or not isinstance(key, list):
            return None
        if not all(isinstance(part, str | int | float) and _storable(part) for part in key):
            return None
    except (ValueError, TypeError, RecursionError, binascii.Error):
        return None
    return Window(window.limit, window.ordering, tuple(key), backward)


def _storable(part: str | int | float) -> bool:
    if isinstance(part, str):
        return "\x00" not in part and part.isprintable()
    return abs(part) < 1e15  # also False for NaN


def _encoded(window: Window, key: Sequence[Any], backward: bool) -> str:
    text = json.dumps([window.ordering, backward, list(key)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode()


def page_of_rows(rows: Sequence[Any], window: Window) -> Page:
    """Return one page of rows that are sorted by their `key`, keys being all of one shape."""
    key = window.key
    try:
        if key is None:
            found = list(rows)
        elif window.backward:
            found = [row for row in rows if row.key < key][::-1]
        else:
            found = [row for row in rows if row.key > key]
    except TypeError:
        raise InvalidQuery({"cursor": [refused("unusable_cursor")]}) from None
    return _page(found[: window.limit + 1], [row.key for row in found[: window.limit + 1]], window)


def page_of_queryset(queryset: QuerySet[Any], window: Window) -> Page:
    """Return one page of a queryset that is ordered by its own columns, all rising or all falling, the last unique."""
    ordering = [str(name) for name in queryset.query.order_by or queryset.model._meta.ordering]
    falling = ordering[0].startswith("-")
    columns = [name.removeprefix("-") for name in ordering]
    if window.key is not None:
        fields = [queryset.model._meta.get_field(one) for one in columns]
        numbers = [isinstance(getattr(one, "target_field", one), IntegerField) for one in fields]
        shapes = [int if number else str for number in numbers]
        if [type(part) for part in window.key] != shapes:
            raise InvalidQuery({"cursor": [refused("unusable_cursor")]})
        queryset = queryset.filter(_beyond(columns, window.key, "lt" if window.backward != falling else "gt"))
    if window.backward:
        queryset = queryset.reverse()
    found = list(queryset[: window.limit + 1])
    return _page(found, [tuple(getattr(row, column) for column in columns) for row in found], window)


def _beyond(columns: Sequence[str], key: Sequence[Any], side: str) -> Q:
    """Compare (a, b) with a key as SQL's row values do, in a form that every database indexes."""
    condition = Q()
    for last in range(len(columns)):
        equal = Q(**dict(zip(columns[:last], key, strict=False)))
        condition |= equal & Q(**{f"{columns[last]}__{side}": key[last]})
    return condition


def _page(found: list[Any], keys: list[Sequence[Any]], window: Window) -> Page:
    more = len(found) > window.limit
    found, keys = found[: window.limit], keys[: window.limit]
    if window.backward:
        found, keys = found[::-1], keys[::-1]
    has_next = bool(keys) and (window.backward or more)
    has_previous = bool(keys) and (more if window.backward else window.key is not None)
    return Page(
        found,
        _encoded(window, keys[-1], False) if has_next else None,
        _encoded(window, keys[0], True) if has_previous else None,
    )


def links(request: HttpRequest, page: Page) -> dict[str, str | None]:
    """Return the addresses of the neighbouring pages."""
    here = remove_query_param(request.build_absolute_uri(), "cursor")
    return {
        name: cursor and replace_query_param(here, "cursor", cursor)
        for name, cursor in (("next", page.next), ("previous", page.previous))
    }


class CursorPagination(BasePagination):
    """Describes the pages to the OpenAPI document; the lists themselves use the functions above."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the two query parameters of every list."""
        return [
            {
                "name": "limit",
                "in": "query",
                "required": False,
                "description": f"Rows per page, {DEFAULT_LIMIT} by default, at most {MOST}.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
            },
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Taken from `next` or `previous` of another page, under the same filters.",
                "schema": {"type": "string", "maxLength": LONGEST_CURSOR},
            },
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the envelope of every list."""
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["items", "next", "previous"],
            "properties": {"items": schema, "next": dict(link), "previous": dict(link)},
        }
