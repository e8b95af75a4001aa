"""Publishes rulesets: once and for good, by another person than their authors."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone

from matching.documents import InvalidRuleset, read_document
from matching.engine import DocumentError, parse
from matching.engine.ruleset import digest_of
from matching.models import RulesetStep, RulesetVersion
from matching.triggers import OWN_DRAFT_REFUSAL
from parks.models import PlanningArea


@transaction.atomic
def publish_ruleset(*, text: str, user: AbstractBaseUser | None = None) -> tuple[RulesetVersion, bool]:
    """Publish a ruleset document; return its row and whether it is new.

    Raises InvalidRuleset for a document that does not parse, that lacks a profile or that a row cannot hold, for one
    whose version is published with another content (a published ruleset never changes), and for a draft of the user's.
    """
    # Few rows, compared here: a database takes not every text. At each start this spares reading the same again.
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED)
    same = next((row for row in published if row.document == text), None)
    if same is not None:
        return same, False
    document = read_document(text)
    try:
        ruleset = parse(document)
    except DocumentError as error:
        raise InvalidRuleset(error.errors) from error
    if missing := set(PlanningArea.Profile.values) - set(ruleset.profiles):
        raise InvalidRuleset([f"profiles: {', '.join(sorted(missing))} of the planning areas is missing"])
    known = RulesetVersion.objects.filter(version=ruleset.version).first()
    if known is not None and known.status == RulesetVersion.Status.PUBLISHED:
        if known.digest != ruleset.digest:
            raise InvalidRuleset(
                [f"version: {ruleset.version} is published with another content; give it a new version"]
            )
        return known, False
    if known is not None and is_author(ruleset=known, user=user):
        raise InvalidRuleset([f"version: {OWN_DRAFT_REFUSAL}"])
    row = known or RulesetVersion(version=ruleset.version)
    row.status = RulesetVersion.Status.PUBLISHED
    row.effective_from = ruleset.effective_from
    row.document = text
    row.digest = digest_of(document)
    row.published_at = timezone.now()
    row.published_by = user  # type: ignore[assignment]
    try:
        row.full_clean()
    except ValidationError as error:
        raise InvalidRuleset(_by_field(error)) from error
    row.save()
    return row, True


def is_author(*, ruleset: RulesetVersion, user: AbstractBaseUser | None) -> bool:
    """Say whether a person has drafted or edited a ruleset; of one that was drafted by anybody, nobody is no other."""
    steps = RulesetStep.objects.filter(ruleset=ruleset, act__in=RulesetStep.AUTHORING)
    return (steps if user is None else steps.filter(by=user.pk)).exists()


def _by_field(error: ValidationError) -> list[str]:
    """Return what a row refuses; the one rule over several fields is on the day from which rulesets are in force."""
    return [
        f"{'effective_from' if field == NON_FIELD_ERRORS else field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
