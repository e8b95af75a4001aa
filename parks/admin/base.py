"""What the officers' pages share: closed by default, searchable without diacritics."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.checks import ModelAdminChecks
from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import JSONField, Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import Http404, HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.dataclasses import UnfoldAction

from parks.admin.choosing import ChosenBySearch, storable
from parks.text import search_key

# How lists are narrowed by columns. What else Django knows takes values that break a query: patterns, pairs, parts of dates.
COMPARISONS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}


class FoldedSearch(PlainModelAdmin):  # type: ignore[type-arg]
    """Searches `search_text`, which has no diacritics: "Điềm Thụy" and "diem thuy" find the same rows."""

    search_fields: Any = ("search_text",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the words as they are stored; a name with its number is that one, for a digit is in many codes."""
        asked = search_key(search_term)
        if any(word.isdecimal() for word in asked.split()[1:]):
            named = queryset.filter(**{f"{self.search_fields[0]}__contains": asked})
            if named.exists():
                return named, False
        return super().get_search_results(request, queryset, asked)


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


class Page(ChosenBySearch, ModelAdmin):
    """The common look: wide lists of fifty rows, filters without a button."""

    # The theme's own checks look permissions up in the database: `migrate` would fail on an empty one.
    checks_class = ModelAdminChecks
    list_per_page = 50
    list_filter_submit = False
    list_fullwidth = True
    compressed_fields = True
    warn_unsaved_form = True
    # The theme's templates ask for these on every row and field, and a miss is slow.
    conditional_fields: dict[str, str] = {}
    list_sections = ()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Refuse comparisons that lists do not offer, and what no column of a database can be compared with."""
        taken = storable(value) and _compares(self.model, lookup.split(LOOKUP_SEP))
        return taken and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in what the address gives, without what its fields cannot hold."""
        given = super().get_changeform_initial_data(request)
        held = ((name, self._held(name, value)) for name, value in given.items())
        return {name: value for name, value in held if value is not None}

    def _held(self, name: str, value: Any) -> Any:
        if not storable(value):
            return None
        try:
            field = self.opts.get_field(name)
            # An address gives a text where its field shows a list; other records are no field of this one.
            if isinstance(field, JSONField) or not field.concrete:
                return None
            return field.to_python(value)  # type: ignore[union-attr]
        except (FieldDoesNotExist, ValidationError, ArithmeticError):
            return None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Say of what cannot be a record's key that there is no such record, before acts are looked for."""
        if object_id is not None and not self._is_key(unquote(object_id)):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _is_key(self, text: Any) -> bool:
        try:
            self.opts.pk.to_python(text)
        except ValidationError:
            return False
        return True

    def get_unfold_action(self, action: str) -> UnfoldAction:
        """Answer an act on what cannot be a record's key as on a record that is not there."""
        found = super().get_unfold_action(action)
        act: Callable[..., HttpResponse] = found.method

        @functools.wraps(act)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self._is_key(kwargs.get("object_id")):
                raise Http404("Không có bản ghi này.")
            return act(request, *args, **kwargs)

        found.method = checked
        return found


def _compares(model: type[Model] | None, names: list[str]) -> bool:
    """Tell whether an address names columns, or columns and a comparison that lists offer; a filter's own name is taken."""
    for place, name in enumerate(names):
        if name == "pk":
            continue
        try:
            field = model._meta.get_field(name) if model else None
        except FieldDoesNotExist:
            field = None
        if field is None:
            return place == 0 or (name in COMPARISONS and place == len(names) - 1)
        model = field.related_model  # type: ignore[assignment]
    return True
