"""The forms of the officers' acts on evidence."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from unfold.widgets import (
    UnfoldAdminRelatedFieldWrapperWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from parks.admin.choosing import RecordSelect
from parks.admin.sheet import SECTIONS
from parks.dates import validate_partial_date
from parks.models import Fact, Plot, Site, Source, Status
from parks.models.facts import Grade
from parks.quantities import QUANTITIES, parse

DATE_HELP = "Số liệu đúng vào lúc nào: năm (2023), tháng (2023-06) hoặc ngày (2023-06-30)."
# An officer records what a document says; `estimated` is for the computer.
GRADES = [choice for choice in Grade.choices if choice[0] != Grade.ESTIMATED]


def quantity_choices() -> list[tuple[str, object]]:
    """Return the quantities by section, each with its unit."""
    groups: list[tuple[str, object]] = [("", "Chọn đại lượng")]
    for title, keys in SECTIONS.items():
        known = [QUANTITIES[key] for key in keys.split()]
        options = [
            (each.key, f"{each.label_vi} ({each.unit})" if each.unit else each.label_vi) for each in known
        ]
        groups.append((title, options))
    return groups


def area_field(label: str) -> forms.DecimalField:
    """Return a field of hectares with two decimals, written with a comma or a point."""
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        localize=True,
        widget=UnfoldAdminTextInputWidget(),
    )


class SourcedForm(forms.Form):
    """What every record needs: the site, the source, how far it can be trusted."""

    site = forms.ModelChoiceField(Site.objects.all(), label="Khu, cụm")
    source = forms.ModelChoiceField(
        Source.objects.all(),
        label="Nguồn",
        help_text="Gõ để tìm theo tên tài liệu; nút ⋮ bên cạnh để thêm nguồn mới.",
    )
    grade = forms.ChoiceField(
        choices=[("", "Chọn"), *GRADES], label="Độ tin cậy", widget=UnfoldAdminSelectWidget()
    )
    note = forms.CharField(
        label="Ghi chú nội bộ", required=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["site"].widget = RecordSelect(Fact._meta.get_field("site"), admin.site)
        self.fields["source"].widget = source_widget()
        for name in ("site", "source"):
            self.fields[name].widget.choices = self.fields[name].choices


def source_widget() -> forms.Widget:
    """Return the look-up of sources with a button that adds one in a small window."""
    relation = Fact._meta.get_field("source")
    return UnfoldAdminRelatedFieldWrapperWidget(
        RecordSelect(relation, admin.site),
        relation.remote_field,
        admin.site,
        can_add_related=True,
        can_change_related=False,
        can_view_related=False,
    )


class FactForm(SourcedForm):
    """One figure or wording about a site."""

    quantity = forms.ChoiceField(
        choices=quantity_choices, label="Đại lượng", widget=UnfoldAdminSelectWidget()
    )
    qualifier = forms.ChoiceField(
        choices=Fact.Qualifier.choices,
        label="Mức chính xác",
        initial=Fact.Qualifier.EXACT,
        widget=UnfoldAdminSelectWidget(),
    )
    value = forms.CharField(
        label="Giá trị",
        max_length=600,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Ghi đúng như nguồn in, không dấu ngăn hàng nghìn: 196,88. Số lẻ cho biết nguồn đo kỹ đến đâu.",
    )
    as_of = forms.CharField(
        label="Thời điểm",
        max_length=10,
        validators=[validate_partial_date],
        widget=UnfoldAdminTextInputWidget(),
        help_text=DATE_HELP,
    )

    field_order = ("site", "quantity", "qualifier", "value", "as_of", "source", "grade", "note")

    def clean(self) -> dict[str, Any]:
        """Say of the value at once what the service would say later, so that all errors come together."""
        cleaned = super().clean() or self.cleaned_data
        if "quantity" in cleaned and "value" in cleaned:
            try:
                parse(cleaned["quantity"], cleaned["value"].strip())
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class StatusForm(SourcedForm):
    """A stage that a site has reached."""

    stage = forms.ChoiceField(
        choices=[("", "Chọn giai đoạn"), *Status.Stage.choices],
        label="Giai đoạn",
        widget=UnfoldAdminSelectWidget(),
    )
    developer = forms.ChoiceField(
        choices=Status.Developer.choices,
        label="Chủ đầu tư hạ tầng",
        initial=Status.Developer.UNKNOWN,
        widget=UnfoldAdminSelectWidget(),
    )
    as_of = forms.CharField(
        label="Từ thời điểm",
        max_length=10,
        validators=[validate_partial_date],
        widget=UnfoldAdminTextInputWidget(),
        help_text=DATE_HELP,
    )
    words = forms.CharField(
        label="Lời của nguồn", max_length=300, required=False, widget=UnfoldAdminTextInputWidget()
    )

    field_order = ("site", "stage", "developer", "as_of", "words", "source", "grade", "note")


class PlotForm(SourcedForm):
    """What a source says of one plot."""

    name = forms.CharField(
        label="Lô đất",
        max_length=60,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Ký hiệu như trên bản vẽ, ví dụ CN-05.",
    )
    area_ha = area_field("Diện tích (ha)")
    state = forms.ChoiceField(
        choices=[("", "Chọn tình trạng"), *Plot.State.choices],
        label="Tình trạng",
        widget=UnfoldAdminSelectWidget(),
    )
    as_of = forms.CharField(
        label="Thời điểm",
        max_length=10,
        validators=[validate_partial_date],
        widget=UnfoldAdminTextInputWidget(),
        help_text=DATE_HELP,
    )

    field_order = ("site", "name", "area_ha", "state", "as_of", "source", "grade", "note")


class PinForm(forms.Form):
    """Why this fact counts although dates or grades would choose another."""

    pin_reason = forms.CharField(
        label="Lý do chọn dùng", max_length=300, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )


class RetractForm(forms.Form):
    """Why a record must not be used any more."""

    retraction_reason = forms.CharField(
        label="Lý do rút lại", max_length=300, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )


class IdentityForm(forms.Form):
    """The document that says which site is meant."""

    source = forms.ModelChoiceField(
        Source.objects.all(), label="Nguồn xác nhận", help_text="Văn bản nêu đúng tên khu, cụm này."
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["source"].widget = source_widget()
        self.fields["source"].widget.choices = self.fields["source"].choices
