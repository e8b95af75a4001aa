"""The forms of enquiries: as one comes in, how it is answered without a letter, why it is closed, what it is about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
)

from investors.enquiry_services import require_said
from investors.models import Enquiry, Investor, Project
from parks.admin.acts import place
from parks.admin.choosing import RecordSelect

# A message, not a book: each letter of it is compared with every sector and place.
LONGEST_MESSAGE = 20_000
SAID = ("received_at", "text", "sender_name", "sender_phone", "sender_email")


class EnquiryForm(forms.ModelForm):  # type: ignore[type-arg]
    """A message as it came in, or what is known of it."""

    class Meta:
        model = Enquiry
        fields = ("text", "channel", "language", "sender_name", "sender_phone", "sender_email", "received_at")

    def clean(self) -> dict[str, Any]:
        """Refuse what says nothing, and what comes from the future, beside the field."""
        cleaned = super().clean() or self.cleaned_data
        if len(cleaned.get("text") or "") > LONGEST_MESSAGE:
            self.add_error("text", f"Nội dung dài quá {LONGEST_MESSAGE:,} chữ cái.".replace(",", "."))
        if not self.errors:
            said = {key: cleaned.get(key, getattr(self.instance, key)) for key in SAID}
            try:
                known = {"project_id": self.instance.project_id, "erased_at": self.instance.erased_at}
                require_said(Enquiry(**known, **said))
            except ValidationError as error:
                place(self, error)
        return cleaned


class AnsweredForm(forms.Form):
    """When somebody answered without a letter of ours."""

    at = forms.SplitDateTimeField(
        label="Đã trả lời lúc",
        initial=timezone.localtime,
        widget=UnfoldAdminSplitDateTimeWidget(),
        help_text="Trả lời lần đầu, qua điện thoại hay gặp trực tiếp cũng tính.",
    )


class CloseForm(forms.Form):
    """Why an enquiry needs no answer any more."""

    reason = forms.CharField(
        label="Lý do khép lại",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2, "autofocus": True}),
        help_text="Ví dụ: thư rác; trùng với yêu cầu khác; người hỏi rút lại.",
    )


class LinkForm(forms.Form):
    """The project that an enquiry is about, or else the investor it came from."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label="Dự án có sẵn", required=False,
        help_text="Gõ tên dự án, mã hồ sơ hoặc nhà đầu tư. Nhà đầu tư của dự án được gắn theo.",
    )  # fmt: skip
    investor = forms.ModelChoiceField(
        Investor.objects.none(), label="Hoặc chỉ nhà đầu tư", required=False,
        help_text="Khi chưa có dự án nào.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        projects: QuerySet[Project],
        investors: QuerySet[Investor],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("project", projects), ("investor", investors)):
            field: Any = self.fields[name]
            field.queryset = rows
            field.widget = RecordSelect(Enquiry._meta.get_field(name), admin.site)
            field.widget.choices = field.choices

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("project") or cleaned.get("investor")):
            self.add_error("project", "Xin chọn dự án hoặc nhà đầu tư.")
        return cleaned
