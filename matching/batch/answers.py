"""The shapes of the lines of a batch, for the OpenAPI document."""

from rest_framework import serializers

from matching.answers.match import CountsOut, RulesetUsed
from matching.answers.points import in_points
from matching.engine.criteria import PREFERENCES, REQUIREMENTS


class ContributionOut(serializers.Serializer):  # type: ignore[type-arg]
    """What one preference contributes."""

    criterion = serializers.ChoiceField([*REQUIREMENTS, *PREFERENCES], help_text="A preference.")
    points = in_points("Points earned for certain.")
    ceiling = in_points("Points if everything unknown turned out well.")


class ShortSite(serializers.Serializer):  # type: ignore[type-arg]
    """A site that nothing bars, in numbers. Contributions add up to score and ceiling."""

    rank = serializers.IntegerField(min_value=1)
    site = serializers.CharField(help_text="Code of the site.")
    outcome = serializers.CharField(help_text="open, conditional or unverified.")
    score = in_points("Points earned for certain: merit + fit.")
    ceiling = in_points("Points if everything unknown turned out well.")
    merit = in_points("Points for what the province wants of the project here.")
    fit = in_points("Points for how well the site suits the project.")
    evidence_pct = serializers.IntegerField(help_text="Share of the weight that rests on known figures.")
    points = ContributionOut(many=True)
    unsettled = serializers.ListField(
        child=serializers.CharField(),
        help_text="Requirements that are conditional or unknown here.",
    )


class ShortBarred(serializers.Serializer):  # type: ignore[type-arg]
    """A barred site."""

    site = serializers.CharField(help_text="Code of the site.")
    because = serializers.ListField(child=serializers.CharField())


class NamedProject(serializers.Serializer):  # type: ignore[type-arg]
    """Which project it was."""

    name = serializers.CharField(allow_null=True)


class ShortAnswer(serializers.Serializer):  # type: ignore[type-arg]
    """An answer in numbers: those of the full answer, without sentences, evidence and grounds."""

    id = serializers.UUIDField(allow_null=True, help_text="Always null: nothing is kept.")
    detail = serializers.CharField(help_text="short.")
    on = serializers.DateField()
    ruleset = RulesetUsed()
    engine_version = serializers.CharField()
    data_version = serializers.CharField()
    verdict = serializers.ChoiceField(["match", "nowhere_now", "refused"])
    project = NamedProject()
    counts = CountsOut()
    sites = ShortSite(many=True)
    barred = ShortBarred(many=True, allow_null=True, help_text="Null where include leaves it out.")
    refused_by = serializers.ListField(child=serializers.CharField())


class LineProblem(serializers.Serializer):  # type: ignore[type-arg]
    """A line that is not answered: the problem document that it would get alone, with its number."""

    line = serializers.IntegerField(min_value=1, help_text="Of the body, or place in the array, from 1.")
    type = serializers.CharField(help_text="The kind of problem, documented at this address.")
    title = serializers.CharField()
    status = serializers.IntegerField(help_text="That the line would get alone.")
    detail = serializers.CharField()
    instance = serializers.CharField()
    errors = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="All that is wrong in the line, at once."
    )
