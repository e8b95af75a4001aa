"""What the officers' pages share: closed by default, searchable without diacritics."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.checks import ModelAdminChecks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import Http404, HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.dataclasses import UnfoldAction

from parks.text import search_key

LONGEST_KEY = 18
# How lists are narrowed by columns. Whatever else Django knows takes values that break a query: patterns, pairs.
COMPARISONS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}


class FoldedSearch(PlainModelAdmin):  # type: ignore[type-arg]
    """Searches `search_text`, which has no diacritics: "Điềm Thụy" and "diem thuy" find the same rows."""

    search_fields: Any = ("search_text",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the words as they are stored."""
        return super().get_search_results(request, queryset, search_key(search_term))


class FoldedFew(PlainModelAdmin):  # type: ignore[type-arg]
    """Searches rows that are few enough to be read, such as people, without diacritics."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find the rows that have each word in one of the columns."""
        words = search_key(search_term).split()
        if not words:
            return queryset, False
        read = ((key, search_key(*texts)) for key, *texts in queryset.values_list("pk", *self.search_fields))
        found = [key for key, text in read if all(word in text for word in words)]
        return queryset.filter(pk__in=found), False


class NoDelete(PlainModelAdmin):  # type: ignore[type-arg]
    """Nothing that others refer to is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(NoDelete):
    """A list and pages to look at, for those who may view."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Page(ModelAdmin):
    """The common look: wide lists of fifty rows, filters without a button."""

    # The theme's own checks look permissions up in the database: `migrate` would fail on an empty one.
    checks_class = ModelAdminChecks
    list_per_page = 50
    list_filter_submit = False
    list_fullwidth = True
    compressed_fields = True
    warn_unsaved_form = True

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Refuse comparisons that lists do not offer, and what no column of a database can be compared with."""
        others = Field.get_lookups().keys() - COMPARISONS
        if others & set(lookup.split(LOOKUP_SEP)[1:]):
            return False
        return _storable(value) and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in what the address gives, without what its fields cannot hold."""
        given = super().get_changeform_initial_data(request)
        held = ((name, self._held(name, value)) for name, value in given.items())
        return {name: value for name, value in held if value is not None}

    def _held(self, name: str, value: Any) -> Any:
        if not _storable(value):
            return None
        try:
            field = self.opts.get_field(name)
            return field.to_python(value)  # type: ignore[union-attr]
        except (FieldDoesNotExist, ValidationError, ArithmeticError):
            return None

    def get_unfold_action(self, action: str) -> UnfoldAction:
        """Answer an act on what cannot be a record's key as on a record that is not there."""
        found = super().get_unfold_action(action)
        act: Callable[..., HttpResponse] = found.method

        @functools.wraps(act)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                self.opts.pk.to_python(kwargs.get("object_id"))
            except ValidationError:
                raise Http404("Không có bản ghi này.") from None
            return act(request, *args, **kwargs)

        found.method = checked
        return found


def _storable(value: Any) -> bool:
    """Tell whether a database takes what an address gives: no NUL, no number beyond 64 bits."""
    text = str(value).strip()
    return "\0" not in text and not (text.lstrip("+-").isdecimal() and len(text) > LONGEST_KEY)
