"""One filter of places for every list: old districts and communes and new communes find the same sites."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import TextFilter

from parks.models import Site
from parks.places import areas_at, sites_at, units_named


def place_filter(
    *paths: str,
    areas: str = "",
    codes: str = "",
    readable: Callable[[HttpRequest], Q] | None = None,
) -> type[TextFilter]:
    """Return the filter for a list; `paths` lead from its rows to sites, none for the list of sites itself.

    `areas` leads to planning areas, `codes` is a column that lists sites by their codes, `readable` is the condition on
    rows whose way to a site this person may know.
    """

    class PlaceFilter(TextFilter):
        """Keeps the rows about sites at a place."""

        title = "Địa bàn (huyện cũ, xã phường mới)"
        parameter_name = "place"
        template = "admin/parks/place_filter.html"

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            """Return the rows at the place; a place that does not exist is said, not shown as an empty list."""
            text = (self.value() or "").strip()
            if not text:
                return queryset
            if not units_named(text):
                messages.error(request, f"Không có địa bàn cũ hay mới nào tên “{text}”: xin xem lại tên.")
                return queryset.none()
            found = Q(pk__in=())
            if paths or not (areas or codes):
                found |= _at(queryset.model, sites_at(text), paths)
            if areas:
                found |= Q(**{f"{areas}__in": areas_at(text).values("pk")})
            if codes:
                found |= _naming(codes, sites_at(text))
            return queryset.filter(found & readable(request) if readable else found)

        def choices(self, changelist: Any) -> Any:
            """Hand the other filters to the form, which is one of its own."""
            yield {"title": self.title, "name": self.parameter_name, "value": self.value() or "",
                   "kept": _others(changelist, self.parameter_name), "query": changelist.query}  # fmt: skip

    return PlaceFilter


def _others(changelist: Any, own: str) -> list[tuple[str, Any]]:
    """Return what the other filters of a list are set to, value by value."""
    return [
        (key, each)
        for key, value in changelist.get_filters_params().items()
        if key != own
        for each in (value if isinstance(value, list) else [value])
    ]


def _naming(codes: str, sites: QuerySet[Site]) -> Q:
    """Return the condition on rows whose list in JSON has one of the sites."""
    found = Q(pk__in=())
    for code in sites.values_list("code", flat=True):
        found |= Q(**{f"{codes}__icontains": f'"{code}"'})
    return found


def _at(model: type[Any], sites: QuerySet[Site], paths: tuple[str, ...]) -> Q:
    if not paths:
        return Q(pk__in=sites.values("pk"))
    # By key, so that a row with several sites at the place comes once.
    found = Q()
    for path in paths:
        rows = model._default_manager.filter(**{f"{path}__in": sites.values("pk")})
        found |= Q(pk__in=rows.values("pk"))
    return found
