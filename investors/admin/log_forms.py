"""The forms of what passes between officers and investors."""

from typing import Any

from django import forms
from django.contrib import admin
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from investors.models import Offer
from investors.models.channels import Channel
from parks.admin.choosing import RecordSelect
from parks.admin.forms import area_field
from parks.models import Fact, Site


class StepForm(forms.Form):
    """How it went, and what comes next by when."""

    channel = forms.ChoiceField(
        label="Qua", choices=[("", "Chọn"), *Channel.choices], widget=UnfoldAdminSelectWidget()
    )
    next_step = forms.CharField(
        label="Việc tiếp theo", required=False, max_length=300, widget=UnfoldAdminTextInputWidget()
    )
    deadline = forms.DateField(label="Hạn", required=False, widget=UnfoldAdminSingleDateWidget())

    def clean(self) -> dict[str, Any]:
        """Ask for the step that a deadline is about."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("deadline") and not cleaned.get("next_step", "").strip():
            self.add_error("next_step", "Có hạn thì ghi việc tiếp theo.")
        return cleaned


class TalkForm(StepForm):
    """One talk, call or message."""

    with_whom = forms.CharField(
        label="Với ai", required=False, max_length=120, widget=UnfoldAdminTextInputWidget()
    )
    summary = forms.CharField(label="Nội dung", widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}))

    field_order = ("channel", "with_whom", "summary", "next_step", "deadline")


class OfferForm(StepForm):
    """A site that is suggested."""

    site = forms.ModelChoiceField(Site.objects.all(), label="Khu, cụm")
    area_ha = area_field("Diện tích (ha)")
    note = forms.CharField(
        label="Ghi chú nội bộ", required=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )

    field_order = ("site", "area_ha", "channel", "next_step", "deadline", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_ha"].required = False
        self.fields["site"].widget = RecordSelect(Fact._meta.get_field("site"), admin.site)
        self.fields["site"].widget.choices = self.fields["site"].choices


class AnswerForm(forms.Form):
    """What the investor said to an offer."""

    response = forms.ChoiceField(
        label="Trả lời",
        choices=[("", "Chọn"), *Offer.Response.choices[1:]],
        widget=UnfoldAdminSelectWidget(),
    )
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Bắt buộc khi nhà đầu tư không chọn.",
    )
