"""What would change an answer: what an investor could change, and what a site would need."""

from rest_framework import serializers

from matching.answers.points import in_points
from matching.engine.counterfactual import EFFECTS
from matching.engine.standing import SITE_OUTCOMES
from matching.engine.vocabulary import IMPROVABLE


class ChangedOut(serializers.Serializer):  # type: ignore[type-arg]
    """A fact of the request that would have to be otherwise: the least that does it."""

    field = serializers.CharField(help_text="Where the request keeps it.")

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        """Add the two whose names are words of Python."""
        return {
            **super().get_fields(),
            "from": serializers.JSONField(help_text="As it was stated."),
            "to": serializers.JSONField(
                help_text="A number, a code, a list of codes, or an amount of money."
            ),
        }


class CounterfactualOut(serializers.Serializer):  # type: ignore[type-arg]
    """A smallest set of changes that an investor could make: one, or two where no one does it alone."""

    site = serializers.CharField(help_text="Code of the site.")
    effect = serializers.ChoiceField(EFFECTS)
    changes = ChangedOut(many=True, help_text="Cheapest first.")
    cost = serializers.IntegerField(help_text="By the order of the ruleset; cheapest sets first.")
    verified = serializers.BooleanField(help_text="The changed project was matched anew, and it does it.")
    outcome = serializers.ChoiceField(SITE_OUTCOMES, help_text="Of the site after the changes.")
    rank = serializers.IntegerField(allow_null=True, help_text="Of the site after the changes.")
    score = in_points("Of the site after the changes.")
    sentence = serializers.CharField(help_text="In words, in the language asked for.")


class NeededOut(serializers.Serializer):  # type: ignore[type-arg]
    """A figure of a site that would have to be better."""

    figure = serializers.ChoiceField(IMPROVABLE)

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        """Add the two whose names are words of Python."""
        return {
            **super().get_fields(),
            "from": serializers.JSONField(allow_null=True, help_text="What is known: bounds of an amount."),
            "to": serializers.JSONField(help_text="At least."),
        }


class SiteNeedOut(serializers.Serializer):  # type: ignore[type-arg]
    """What a site would need to be open to the project, or to come first."""

    site = serializers.CharField(help_text="Code of the site.")
    effect = serializers.ChoiceField(EFFECTS)
    changes = NeededOut(many=True)
    verified = serializers.BooleanField(help_text="The rules judged the changed site anew, and it does it.")
    outcome = serializers.ChoiceField(SITE_OUTCOMES, help_text="Of the site after the changes.")
    rank = serializers.IntegerField(allow_null=True, help_text="Of the site after the changes.")
    score = in_points("Of the site after the changes.")
    sentence = serializers.CharField(help_text="In words, in the language asked for.")
