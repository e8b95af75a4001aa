"""The form of a project that is made of an enquiry: the project's own, and an investor who is not known yet."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from investors.countries import COUNTRIES
from investors.forms import ProjectForm
from investors.models import Enquiry, Investor
from investors.reading_of_messages import known_investors

NEW_INVESTOR = (
    ("investor_name", "investor_nationality"),
    ("investor_tax_code", "investor_confidential"),
    "investor_is_another",
)
COLUMNS = ("name", "nationality", "tax_code", "confidential")


class EnquiryProjectForm(ProjectForm):
    """A project as a message described it, and an investor who is not known yet."""

    investor_name = forms.CharField(
        label="Hoặc nhà đầu tư mới: tên", required=False, max_length=200, widget=UnfoldAdminTextInputWidget()
    )
    investor_nationality = forms.ChoiceField(
        label="Quốc tịch", required=False, choices=[("", "chưa biết"), *COUNTRIES.items()],
        widget=UnfoldAdminSelectWidget(),
        help_text="Biết quốc tịch mà chưa biết tên thì cứ để trống tên.",
    )  # fmt: skip
    investor_tax_code = forms.CharField(
        label="Mã số thuế", required=False, max_length=14, widget=UnfoldAdminTextInputWidget()
    )
    investor_confidential = forms.BooleanField(
        label="Giữ kín tên", required=False, initial=True, widget=UnfoldBooleanWidget()
    )
    investor_is_another = forms.BooleanField(
        label="Không phải nhà đầu tư trùng tên đã có", required=False, widget=UnfoldBooleanWidget()
    )
    # Set on the class that the page makes for one request.
    enquiry: Enquiry
    asker: AbstractBaseUser
    new_investor: Investor | None = None

    def clean(self) -> dict[str, Any]:
        """Make the new investor ready, or say beside its fields what is wrong with it."""
        cleaned = super().clean()
        said = {column: cleaned.get(f"investor_{column}") for column in COLUMNS}
        if not (said["name"] or said["nationality"] or said["tax_code"]):
            return cleaned
        if cleaned.get("investor"):
            self._refuse_both(said)
            return cleaned
        said["name"] = said["name"] or f"Chưa rõ tên ({self.enquiry.code})"
        contact = {
            "contact_name": self.enquiry.sender_name,
            "contact_phone": self.enquiry.sender_phone,
            "contact_email": self.enquiry.sender_email,
        }
        investor = Investor(created_by=self.asker, **said, **contact)  # type: ignore[misc]
        try:
            investor.full_clean(exclude=["search_text", "name_key", "phone_key"])
        except ValidationError as error:
            for field, errors in error.error_dict.items():
                self.add_error(f"investor_{field}" if field in COLUMNS else "investor_tax_code", errors)
        known = known_investors(user=self.asker, name=investor.name)
        if known and not cleaned.get("investor_is_another"):
            names = ", ".join(each.name for each in known)
            self.add_error(
                "investor_name", f"Đã có {names}: xin chọn ở ô trên, hoặc đánh dấu là nhà đầu tư khác."
            )
        self.new_investor = investor
        return cleaned

    def _refuse_both(self, said: dict[str, Any]) -> None:
        """A nationality alone was read and not typed: it gives way to the investor that was chosen."""
        if said["name"] or said["tax_code"]:
            field = "investor_name" if said["name"] else "investor_tax_code"
            self.add_error(field, "Đã chọn nhà đầu tư có sẵn: xin bỏ một trong hai.")
