"""The form by which whoever reads a letter's page asks the office."""

from typing import Any

from django import forms

from investors.consent import CURRENT, consent_text
from investors.keys import phone_key
from parks.language import Language
from portal.texts import ASK

LONGEST_MESSAGE = 5000


class AskForm(forms.Form):
    """Whom to answer, what about, and the consent without which nothing is stored."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=40, required=False)
    message = forms.CharField(
        max_length=LONGEST_MESSAGE, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    # The version whose words were shown: with other words it is asked for anew.
    consent = forms.CharField(
        max_length=20, required=False, widget=forms.CheckboxInput(check_test=lambda value: False)
    )

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, auto_id="ask_%s")
        self.texts = ASK[language]
        for name in ("name", "email", "phone", "message"):
            self.fields[name].label = self.texts[name]
        self.fields["consent"].label = consent_text(CURRENT, language)
        self.fields["consent"].widget.attrs["value"] = CURRENT
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"

    def clean(self) -> dict[str, Any]:
        """Ask for consent and for a way to answer."""
        cleaned = super().clean() or self.cleaned_data
        if self.data.get("consent") != CURRENT:
            self.add_error("consent", self.texts["consent_needed"])
        if cleaned.get("phone") and not phone_key(cleaned["phone"]):
            self.add_error("phone", self.texts["not_a_phone"])
        if not self.errors and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", self.texts["email_or_phone"])
        return cleaned
