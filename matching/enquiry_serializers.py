"""The shapes of enquiries in the API: what is handed over, and what the private address tells."""

from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.core.validators import validate_email
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from investors.consent import CONSENTS, CURRENT
from investors.file_limits import not_kept
from investors.keys import phone_key
from investors.models import Enquiry, Project
from investors.person_words import PersonWords
from investors.tracking_words import STATUSES
from matching.serializers import ProjectIn
from matching.strict_fields import Choice, Listed, Strict, Text
from parks.problems import refusal, refused

LONGEST_MESSAGE = 5000
MOST_SITES = 5


class Truth(serializers.BooleanField):
    """A JSON true or false; a text or a number is neither."""

    def run_validation(self, data: Any = None) -> bool:
        if not isinstance(data, bool):
            raise refusal("not_a_boolean")
        return data


@extend_schema_field({"type": "boolean", "enum": [True]})
class Agreed(Truth):
    """A JSON true; nothing else agrees to anything."""

    def run_validation(self, data: Any = None) -> bool:
        if data is not True:
            raise refusal("consent_needed")
        return True


class ConsentIn(Strict):
    """What the person agrees to, whose words `GET /api/consent` gives."""

    version = Choice(tuple(CONSENTS), help_text="The version whose words the person has read.")
    given = Agreed(help_text="true: the person agrees. Without it nothing is stored.")

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        if found.get("version") not in (None, CURRENT):
            errors["version"] = [refused("not_a_choice", value=found["version"], allowed=[CURRENT])]


class ContactIn(Strict):
    """Whom the officers answer."""

    name = Text(max_length=120, min_length=1, help_text="The person.")
    firm = Text(max_length=200, required=False, allow_null=True, allow_blank=True)
    email = Text(max_length=254, required=False, allow_null=True, allow_blank=True)
    phone = Text(max_length=40, required=False, allow_null=True, allow_blank=True)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        email, phone = found.get("email"), found.get("phone")
        if email:
            try:
                validate_email(email)
            except Invalid:
                errors["email"] = [refused("not_an_email")]
        if phone and not phone_key(phone):
            errors["phone"] = [refused("not_a_phone")]
        if not email and not phone and not errors:
            errors["non_field_errors"] = [refused("email_or_phone")]


@extend_schema_field({"type": "string", "format": "uuid"})
class RunId(Text):
    """What names a kept run."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)


class EnquiryIn(Strict):
    """A matched project, handed over to the officers: the project itself, or the run that was kept of it."""

    project = ProjectIn(required=False, help_text="Required without `run`, and not taken with it.")
    run = RunId(required=False, allow_null=True, help_text="The id of a run of yours that was kept.")
    contact = ContactIn()
    consent = ConsentIn()
    message = Text(max_length=LONGEST_MESSAGE, required=False, allow_null=True, allow_blank=True)
    sites = Listed(MOST_SITES, child=Text(max_length=40), help_text="Codes of the sites of interest.")
    confidential = Truth(
        required=False,
        help_text="true: only the officers of the case see who it is from; false if absent.",
    )
    language = Choice(
        tuple(Enquiry.Language.values),
        required=False,
        allow_null=True,
        help_text="Language of the answer; that of the request if absent.",
    )

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        project, contact = found.get("project"), found.get("contact")
        if (
            "project" not in errors
            and (project is None) == (found.get("run") is None)
            and "run" not in errors
        ):
            errors.update(
                {"project": [refused("required")]}
                if project is None
                else {"run": [refused("project_or_run")]}
            )
        if project is None:
            return
        here = not_kept(project)
        if contact is not None:
            _without_person(project, contact, here)
        if here:
            errors["project"] = here


def _without_person(project: dict[str, Any], contact: dict[str, Any], errors: dict[str, Any]) -> None:
    """Refuse the person in what is kept for good: the facts of the project."""
    words = PersonWords(contact["name"], contact.get("phone") or "", contact.get("email") or "")
    if words.occur_in(project.get("name") or ""):
        errors["name"] = [refused("person_in_project")]
    for number, line in enumerate(project["lines"]):
        if words.occur_in(line.get("product") or ""):
            errors.setdefault("lines", {}).setdefault(number, {})["product"] = [refused("person_in_project")]


class ConsentTextOut(serializers.Serializer):  # type: ignore[type-arg]
    """What is agreed to today."""

    version = serializers.CharField()
    text = serializers.CharField()


class CaseOut(serializers.Serializer):  # type: ignore[type-arg]
    """The case of the project that came with the enquiry."""

    code = serializers.CharField()
    stage = serializers.ChoiceField(Project.Stage.values)
    stage_name = serializers.CharField()


class ConsentOut(ConsentTextOut):
    """What was agreed to, and when."""

    given_at = serializers.DateTimeField()


class PersonalDataOut(serializers.Serializer):  # type: ignore[type-arg]
    """How long the personal data is kept, and why."""

    erased_at = serializers.DateTimeField(allow_null=True)
    kept_until = serializers.DateTimeField(allow_null=True, help_text="null: as long as the case goes on.")
    because = serializers.CharField(allow_null=True)


class OwnEnquiryOut(serializers.Serializer):  # type: ignore[type-arg]
    """Where an enquiry stands that came by the portal. It holds nothing of the person."""

    code = serializers.CharField(help_text="Name it when you call the office.")
    status = serializers.ChoiceField(tuple(STATUSES))
    sentence = serializers.CharField()
    received_at = serializers.DateTimeField()
    first_answered_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    case = CaseOut(allow_null=True, help_text="null where the enquiry came without a project.")
    sites = serializers.ListField(child=serializers.CharField())
    confidential = serializers.BooleanField()


class EnquiryOut(OwnEnquiryOut):
    """Where an enquiry stands. It holds no words of the person."""

    officer = serializers.CharField(allow_null=True, help_text="Who answers; null until there is somebody.")
    consent = ConsentOut()
    personal_data = PersonalDataOut()


class TrackingOut(serializers.Serializer):  # type: ignore[type-arg]
    """The private address, told this once and stored nowhere."""

    token = serializers.CharField()
    address = serializers.CharField(help_text="For programs: `GET` it.")
    page = serializers.CharField(help_text="For people.")


class NewEnquiryOut(EnquiryOut):
    """A new enquiry with its private address."""

    verdict = serializers.ChoiceField(("match", "nowhere_now", "refused"))
    tracking = TrackingOut()
