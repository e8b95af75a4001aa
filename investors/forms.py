"""The project form: every fact may stay unknown, and what contradicts itself is said beside the field."""

from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.db import models
from django.utils.text import capfirst
from unfold.widgets import UnfoldAdminSelectWidget

from investors import labels
from investors.fields import AnyOfField, DistancesField, KnownListField, NumberField
from investors.models import Project, ProjectLine
from matching.engine import vocabulary
from parks.models import PlanningArea

# Column → the codes that may be chosen and their labels.
KNOWN_LISTS = {
    "process_flags": (vocabulary.PROCESS_FLAGS, labels.PROCESS_FLAGS),
    "technology_lists": (vocabulary.TECHNOLOGY_LISTS, labels.TECHNOLOGY_LISTS),
    "technology_certificates": (vocabulary.CERTIFICATES, labels.CERTIFICATES),
    "environment_sensitive_factors": (vocabulary.SENSITIVE_FACTORS, labels.SENSITIVE_FACTORS),
    "environment_practices": (vocabulary.PRACTICES, labels.PRACTICES),
}


def form_field(column: models.Field) -> forms.Field | None:
    """Return the form field of a column where it is not the usual one."""
    said: dict[str, Any] = {"label": capfirst(column.verbose_name), "help_text": column.help_text}
    if column.name in KNOWN_LISTS:
        return KnownListField(labels.choices(*KNOWN_LISTS[column.name]), **said)
    if column.name == "preferences_kinds":
        return AnyOfField(choices=labels.choices(vocabulary.SITE_KINDS, labels.SITE_KINDS), **said)
    if column.name == "preferences_planning_areas":
        return AnyOfField(choices=planning_areas, **said)
    if column.name == "preferences_max_km":
        return DistancesField(**said)
    if column.choices and column.null:
        choices = [("", "chưa biết"), *column.choices]
        widget = UnfoldAdminSelectWidget()
        return forms.TypedChoiceField(
            choices=choices, empty_value=None, required=False, widget=widget, **said
        )
    if isinstance(column, models.DecimalField):
        whole = column.decimal_places == 0
        # The form field counts digits itself; the column's own count would say it twice.
        limits = [each for each in column.validators if not isinstance(each, DecimalValidator)]
        digits = {"max_digits": column.max_digits, "decimal_places": column.decimal_places}
        return NumberField(required=False, whole=whole, validators=limits, **digits, **said)
    if isinstance(column, models.PositiveIntegerField):
        return NumberField(required=False, whole=True, validators=column.validators, **said)
    return None


def planning_areas() -> list[tuple[str, str]]:
    """Return the planning areas by code."""
    return list(PlanningArea.objects.values_list("code", "name_vi"))


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """A project as the investor described it."""

    class Meta:
        model = Project
        fields = "__all__"  # noqa: DJ007 the admin's fieldsets name them; code and search_text are not editable

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be together, beside the field that is to be changed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("capital_amount") is not None and not cleaned.get("capital_currency"):
            self.add_error("capital_currency", "Đã ghi số vốn, xin chọn loại tiền.")
        without_amount = cleaned.get("capital_amount") is None and "capital_amount" not in self.errors
        if cleaned.get("capital_currency") and without_amount:
            self.add_error("capital_amount", "Đã chọn loại tiền, xin ghi số vốn hoặc bỏ chọn loại tiền.")
        self._not_above(
            "land_min_area_ha", "land_area_ha", "Diện tích tối thiểu không được lớn hơn diện tích cần."
        )
        self._not_above(
            "jobs_local", "jobs_total", "Lao động địa phương không được nhiều hơn tổng số lao động."
        )
        return cleaned

    def _not_above(self, smaller: str, larger: str, message: str) -> None:
        low, high = self.cleaned_data.get(smaller), self.cleaned_data.get(larger)
        if low is not None and high is not None and low > high:
            self.add_error(smaller, message)


class LineForm(forms.ModelForm):  # type: ignore[type-arg]
    """One thing the project makes."""

    class Meta:
        model = ProjectLine
        fields = ("sector", "product", "annual_output", "output_unit", "share_pct")
        error_messages = {"sector": {"required": "Xin chọn ngành: gõ mã hoặc tên ngành."}}

    def clean(self) -> dict[str, Any]:
        """Refuse an output without its unit."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("annual_output") is not None and not cleaned.get("output_unit"):
            self.add_error("output_unit", "Đã ghi sản lượng, xin chọn đơn vị.")
        return cleaned


class LineFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """At least one line, in the order of the form."""

    def clean(self) -> None:
        """Refuse a project without a line: there would be nothing to match."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if not kept:
            raise forms.ValidationError("Dự án cần ít nhất một ngành nghề.", code="no_line")
        for position, form in enumerate(kept, start=1):
            form.instance.position = position
