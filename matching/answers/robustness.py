"""How sure the order of an answer is."""

from rest_framework import serializers

from matching.answers.points import in_points
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.ruleset import LABELS


def _by_site(help_text: str) -> serializers.DictField:
    """Return parts of the draws (0 to 1) by site code."""
    part = serializers.FloatField(min_value=0, max_value=1)
    return serializers.DictField(child=part, help_text=f"{help_text} Every site that is not barred, by code.")


class WeightsAloneOut(serializers.Serializer):  # type: ignore[type-arg]
    """The same draws over weights alone, with the points that are earned for certain."""

    label = serializers.ChoiceField(LABELS)
    holder = serializers.CharField(help_text="As holder, over weights alone.")
    first = _by_site("In what part of the draws it is first.")


class ThresholdsOut(serializers.Serializer):  # type: ignore[type-arg]
    """From where a first place is called what."""

    robust_from = serializers.FloatField(help_text="First in at least this part of the draws: robust.")
    coin_toss_below = serializers.FloatField(help_text="First in less: coin_toss; between, sensitive.")


class MovedWeightOut(serializers.Serializer):  # type: ignore[type-arg]
    """A weight of one profile, in points."""

    profile = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        """Add the two whose names are words of Python."""
        return {
            **super().get_fields(),
            "from": in_points("In force."),
            "to": serializers.FloatField(help_text="At which the first two sites swap; four decimals."),
        }


class SwitchPointOut(serializers.Serializer):  # type: ignore[type-arg]
    """Where the first two sites swap as one weight moves and the others of its profile stretch or shrink alike."""

    criterion = serializers.ChoiceField([*REQUIREMENTS, *PREFERENCES], help_text="A preference.")
    factor = serializers.FloatField(help_text="By which the weight moves, in every profile.")
    weights = MovedWeightOut(many=True, help_text="In the profile of each of the two sites.")
    within_band = serializers.BooleanField(help_text="Whether that lies within the weight's band.")


class RobustnessOut(serializers.Serializer):  # type: ignore[type-arg]
    """How sure the order is: draws over all admissible weights and all that unknown figures could be."""

    seed = serializers.IntegerField(help_text="Of the draws: the same question gets the same answer.")
    draws = serializers.IntegerField()
    label = serializers.ChoiceField(LABELS, help_text="Of the part of the draws in which holder is first.")
    holder = serializers.CharField(
        help_text="The first site of the answer; of several that share first place, the one that is first most often."
    )
    first = _by_site("In what part of the draws it is first; equal scores share a place.")
    top_three = _by_site("In what part of the draws it is among the first three.")
    weights_alone = WeightsAloneOut()
    thresholds = ThresholdsOut()
    switch_points = SwitchPointOut(
        many=True, help_text="Nearest first; without the weights at which the first two never swap."
    )
    sentence = serializers.CharField(help_text="In words, in the language asked for.")
