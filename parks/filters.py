"""What the lists can be asked for. A filter on a column becomes a query; one on a derived figure is read here and
applied by `parks.listing` to the sites as they stand on the day."""

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail

from parks.models import Orientation, PlanningArea, Sector, Site, SiteUnit, Status
from parks.places import lies_in, units_named
from parks.query_fields import ChoiceField, ChoicesField, DayField, NumberField, PlaceField, TextField, wrong
from parks.text import search_key

WELCOMING = (Orientation.Stance.WANTED, Orientation.Stance.LINKED, Orientation.Stance.APPROVED)
NOT_BLANK = r"[^\s\x1c-\x1f\x85]"  # blanks of Python, which strips them, are more than those of all patterns
SITE_ORDERINGS = ("code", "name", "area", "free", "distance")


class QueryFilter(django_filters.Filter):
    """A filter whose field is given and whose method decides; the method's name is the parameter's."""

    def __init__(
        self, field: type[forms.Field], schema: dict[str, Any], help_text: str, **kwargs: Any
    ) -> None:
        """Describe the parameter to the OpenAPI document as `schema` says."""
        self.field_class = field
        super().__init__(help_text=help_text, **kwargs)
        extend_schema_field({**schema, "description": help_text})(self)


def begins(column: str, word: str) -> Q:
    """Return what holds of a search text in which a word begins so: “yen” stands in “yen binh”, not in “nguyen”."""
    return Q(**{f"{column}__regex": rf"(^|[^0-9a-z]){re.escape(word)}"})


def text(help_text: str, method: str, **schema: Any) -> QueryFilter:
    return QueryFilter(
        TextField,
        {"type": "string", "maxLength": 100, "pattern": NOT_BLANK, **schema},
        help_text,
        method=method,
    )


def codes(
    choices: Any, help_text: str, method: str, code: str = "not_a_choice", listed: bool = True
) -> QueryFilter:
    schema = {"type": "string", "maxLength": 100, "pattern": NOT_BLANK}
    if listed:
        one = rf"\s*({'|'.join(choices)})\s*"
        schema["pattern"] = f"^{one}(,{one})*$"
        help_text = (
            f"{help_text} One of {', '.join(f'`{choice}`' for choice in choices)}, or several with commas."
        )
    return QueryFilter(ChoicesField, schema, help_text, method=method, allowed=choices, code=code)


def planning_area_codes() -> list[str]:
    """Return the codes that exist."""
    return list(PlanningArea.objects.values_list("code", flat=True))


class CheckedFilterSet(django_filters.FilterSet):
    """A set of filters that reports all its errors by parameter, in our codes."""

    def query_errors(self) -> dict[str, list[ErrorDetail]]:
        """Return what is wrong with each parameter."""
        return {
            name: [ErrorDetail(error.message, code=error.code) for error in errors]
            for name, errors in self.form.errors.as_data().items()
        }

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply every filter that was given and read; one that fails only now joins the errors."""
        for name, value in list(self.form.cleaned_data.items()):
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def keep(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Leave the rows as they are: the value is applied after they are read."""
        return queryset

    def words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the rows whose search text has every word, with or without diacritics."""
        for word in search_key(value).split():
            queryset = queryset.filter(begins("search_text", word))
        return queryset


class SiteFilter(CheckedFilterSet):
    """What the list of sites can be asked for."""

    kind = codes(Site.Kind.values, "Kind of site.", "by_kind")
    planning_area = codes(
        planning_area_codes,
        "Code of a planning area, or several with commas.",
        "by_planning_area",
        "unknown_planning_area",
        listed=False,
    )
    commune = text(
        "Commune, ward or district, old or new: a name with or without diacritics, a code (`05941`, which may mean "
        "two different units), or edition and code (`2023:05941`). Old and new units find the same sites.",
        "by_commune",
    )
    search = text(
        "Words in the name or code of the site, its planning area or its communes, with or without diacritics.",
        "by_words",
    )
    sector = text(
        "VSIC code of 2 to 5 digits, or edition and code (`2018:2610`): sites that a source says want, approve or "
        "link to such lines, themselves or through their planning area.",
        "by_sector",
    )
    counted = QueryFilter(
        ChoiceField,
        {"type": "string", "enum": ["2023-06"]},
        "`2023-06` gives the 7 parks and 35 clusters counted in mid-2023.",
        method="by_count",
        allowed=("2023-06",),
        code="not_a_choice",
    )
    on = QueryFilter(
        DayField,
        {"type": "string", "format": "date"},
        "The day that facts and statuses are asked for; today by default, from 2000-01-01 to ten years ahead.",
        method="keep",
    )
    status = codes(Status.Stage.values, "Stage reached on the day.", "keep")
    min_free_ha = QueryFilter(
        NumberField,
        {"type": "number", "minimum": 0, "maximum": 100000},
        "Leaves out sites that certainly have less free land. Sites whose free land is not known stay, marked "
        "`has_min_free_ha: null`.",
        method="keep",
        most=100000,
    )
    min_area_ha = QueryFilter(
        NumberField,
        {"type": "number", "minimum": 0, "maximum": 100000},
        "Leaves out sites whose planned area is certainly smaller. Sites of unknown area stay, marked "
        "`has_min_area_ha: null`.",
        method="keep",
        most=100000,
    )
    near = QueryFilter(
        PlaceField,
        {"type": "string", "maxLength": 100, "pattern": NOT_BLANK, "example": "21.43,105.90"},
        "`latitude,longitude` or the code of a node such as `AIR-HAN`. Sites without a point are left out, and "
        "`notes` says how many.",
        method="keep",
    )
    within_km = QueryFilter(
        NumberField,
        {"type": "number", "minimum": 0, "maximum": 2000},
        "With `near`: at most so far in a straight line, the error of the site's point in its favour.",
        method="keep",
        most=2000,
    )
    ordering = QueryFilter(
        ChoiceField,
        {"type": "string", "enum": [*SITE_ORDERINGS, *(f"-{name}" for name in SITE_ORDERINGS)]},
        "By `code` (default), `name`, `area`, `free` (upper bound of free land) or `distance` (default with `near`); "
        "a leading `-` turns it round. What is not known comes last either way.",
        method="keep",
        allowed=(*SITE_ORDERINGS, *(f"-{name}" for name in SITE_ORDERINGS)),
        code="not_a_choice",
    )

    class Meta:
        model = Site
        fields: tuple[str, ...] = ()

    def by_kind(self, queryset: QuerySet[Site], name: str, value: list[str]) -> QuerySet[Site]:
        """Keep sites of these kinds."""
        return queryset.filter(kind__in=value)

    def by_planning_area(self, queryset: QuerySet[Site], name: str, value: list[str]) -> QuerySet[Site]:
        """Keep sites of these planning areas."""
        return queryset.filter(planning_area__code__in=value)

    def by_count(self, queryset: QuerySet[Site], name: str, value: str) -> QuerySet[Site]:
        """Keep the marked list of 7 + 35."""
        return queryset.filter(counted_mid_2023=True)

    def by_commune(self, queryset: QuerySet[Site], name: str, value: str) -> QuerySet[Site]:
        """Keep sites in the unit, or in what it was made from or became where the site's own is not recorded."""
        named = units_named(value)
        if not named:
            # Seen only now, with the database asked; it joins the other errors all the same.
            self.form.add_error(name, wrong("unknown_commune", value=value))
            return queryset
        return queryset.filter(lies_in(named))

    def by_words(self, queryset: QuerySet[Site], name: str, value: str) -> QuerySet[Site]:
        """Keep sites in which every word is found, be it in the name, the planning area or a commune."""
        for word in search_key(value).split():
            inside = SiteUnit.objects.filter(begins("unit__search_text", word), site=OuterRef("pk"))
            queryset = queryset.filter(
                begins("search_text", word) | begins("planning_area__search_text", word) | Q(Exists(inside))
            )
        return queryset

    def by_sector(self, queryset: QuerySet[Site], name: str, value: str) -> QuerySet[Site]:
        """Keep sites where the line is welcome, by the site's own orientation or its planning area's."""
        edition, _, code = value.rpartition(":")
        sectors = Sector.objects.filter(code=code, **({"edition": edition} if edition else {}))
        editions = (
            list(sectors.values_list("edition", flat=True)) if code.isascii() and code.isdigit() else []
        )
        if not editions:
            self.form.add_error(name, wrong("unknown_sector", value=value))
            return queryset
        prefixes = [code[:length] for length in range(2, len(code) + 1)]
        # "26" is welcome where 2610 is named, and 2610 where 26 is.
        lines = Orientation.objects.filter(
            Q(prefix__in=prefixes) | Q(prefix__startswith=code), edition__in=editions, stance__in=WELCOMING
        )
        return queryset.filter(
            Q(Exists(lines.filter(site=OuterRef("pk"))))
            | Q(Exists(lines.filter(planning_area=OuterRef("planning_area"))))
        )


class KindlessSiteFilter(SiteFilter):
    """What a list of sites of one kind can be asked for."""

    kind = None
