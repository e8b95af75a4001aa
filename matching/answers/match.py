"""The answer to a match: sites in their order, why, what bars the others, what is missing."""

from rest_framework import serializers

from matching.answers.counterfactuals import CounterfactualOut, SiteNeedOut
from matching.answers.points import in_points
from matching.answers.robustness import RobustnessOut
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.criteria.base import OUTCOMES
from matching.engine.standing import SITE_OUTCOMES
from matching.engine.vocabulary import GROUPS, SITE_KINDS

STANDINGS = ("read", "secondary", "known", "policy")


class SiteHead(serializers.Serializer):  # type: ignore[type-arg]
    """What names a site."""

    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(SITE_KINDS)
    planning_area = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)


class CitationOut(serializers.Serializer):  # type: ignore[type-arg]
    """A ground of a rule. The public sees none that is only remembered (standing known)."""

    document = serializers.CharField()
    article = serializers.CharField()
    url = serializers.CharField(help_text="Empty where no public address is known.", allow_blank=True)
    standing = serializers.ChoiceField(STANDINGS)


class FindingOut(serializers.Serializer):  # type: ignore[type-arg]
    """What one rule says of the project at one site."""

    criterion = serializers.ChoiceField([*REQUIREMENTS, *PREFERENCES])
    type = serializers.ChoiceField(["requirement", "preference"])
    group = serializers.ChoiceField(["legal", "policy", "data", "merit", "fit"])
    outcome = serializers.ChoiceField([*OUTCOMES, "partial"])
    weight = in_points("Points at most; null for a requirement.", allow_null=True)
    points = in_points("Points earned for certain; null for a requirement.", allow_null=True)
    ceiling = in_points(
        "Points if everything unknown turned out well; null for a requirement.", allow_null=True
    )
    reason = serializers.CharField(help_text="Code, the same in all languages.")
    lacks = serializers.ChoiceField(
        ["project", "site", "both"], allow_null=True, help_text="Whose missing fact leaves it unknown."
    )
    sentence = serializers.CharField(help_text="The reason in words, in the language asked for.")
    observed = serializers.DictField(
        help_text="What was seen; a fact has value, unit, as_of, grade, source, url."
    )
    required = serializers.DictField(help_text="What was asked for.")
    citations = CitationOut(many=True)


class MissingOut(serializers.Serializer):  # type: ignore[type-arg]
    """A fact that is not known."""

    field = serializers.CharField(help_text="Where the request keeps it, or the site's figure.")
    could_add = in_points("Points that it could add at most.")
    settles = serializers.ListField(
        child=serializers.CharField(), help_text="Requirements that are unknown for lack of it."
    )


class NoteOut(serializers.Serializer):  # type: ignore[type-arg]
    """A remark beside the findings."""

    code = serializers.CharField()
    values = serializers.DictField()
    sentence = serializers.CharField()


class RankedSite(serializers.Serializer):  # type: ignore[type-arg]
    """A site that nothing bars. Points of the findings add up to score, their ceilings to ceiling."""

    rank = serializers.IntegerField(min_value=1, help_text="Equal scores share a rank: 1, 1, 1, 4.")
    site = SiteHead()
    outcome = serializers.ChoiceField([one for one in SITE_OUTCOMES if one != "barred"])
    unverified_by = serializers.ChoiceField(["project", "site", "both"], allow_null=True)
    score = in_points("Points earned for certain: merit + fit.")
    ceiling = in_points("Points if everything unknown turned out well.")
    merit = in_points("Points for what the province wants of the project here.")
    fit = in_points("Points for how well the site suits the project.")
    evidence_pct = serializers.IntegerField(help_text="Share of the weight that rests on known figures.")
    findings = FindingOut(many=True)
    missing = MissingOut(many=True, help_text="The site's own missing figures, most valuable first.")
    notes = NoteOut(many=True)


class BarredSite(serializers.Serializer):  # type: ignore[type-arg]
    """A site that at least one requirement bars, with what bars it."""

    site = SiteHead()
    outcome = serializers.ChoiceField(["barred"])
    because = serializers.ListField(child=serializers.ChoiceField([*REQUIREMENTS]))
    findings = FindingOut(many=True, help_text="The findings that bar it.")


class RulesetUsed(serializers.Serializer):  # type: ignore[type-arg]
    """The ruleset that the answer was computed with."""

    version = serializers.CharField()
    digest = serializers.CharField()
    effective_from = serializers.DateField()
    in_force = serializers.BooleanField(
        help_text="False where none was in force so early, or another was named."
    )


class GroupSpan(serializers.Serializer):  # type: ignore[type-arg]
    """Environment group as an interval: low is the milder end, high the more severe."""

    low = serializers.ChoiceField(GROUPS)
    high = serializers.ChoiceField(GROUPS)


class GroupOut(serializers.Serializer):  # type: ignore[type-arg]
    """How the environment group was read."""

    value = GroupSpan()
    because = serializers.ChoiceField(["declared", "no_row", "rows", "rows_remembered"])
    declared = serializers.BooleanField()
    conflict = serializers.BooleanField(help_text="The rows that were read say a more severe group.")
    rows = serializers.ListField(child=serializers.CharField(), help_text="Rows of Annex II that may apply.")


class ReadingOut(serializers.Serializer):  # type: ignore[type-arg]
    """What was derived from the project's facts."""

    environment_group = GroupOut()


class ProjectOut(serializers.Serializer):  # type: ignore[type-arg]
    """How the project was read and which facts would narrow the answer most."""

    name = serializers.CharField(allow_null=True)
    reading = ReadingOut()
    missing = MissingOut(many=True)


class CountsOut(serializers.Serializer):  # type: ignore[type-arg]
    """How many sites."""

    assessed = serializers.IntegerField()
    on_offer = serializers.IntegerField()
    not_barred = serializers.IntegerField()
    first = serializers.IntegerField(help_text="Sites that share the first rank.")


class MatchAnswer(serializers.Serializer):  # type: ignore[type-arg]
    """Which sites the project fits, in what order, why, on whose authority, how sure."""

    id = serializers.UUIDField(allow_null=True, help_text="Of the kept run; null where nothing is kept.")
    on = serializers.DateField()
    verdict = serializers.ChoiceField(["match", "nowhere_now", "refused"])
    summary = serializers.CharField(help_text="Two to four sentences to paste into a message.")
    ruleset = RulesetUsed()
    engine_version = serializers.CharField()
    data_version = serializers.CharField()
    project = ProjectOut()
    counts = CountsOut()
    sites = RankedSite(many=True)
    barred = BarredSite(many=True, allow_null=True, help_text="Null where include leaves it out.")
    refused_by = serializers.ListField(
        child=serializers.CharField(), help_text="Verdict refused: the requirements of law or policy."
    )
    planned_candidates = SiteHead(many=True, help_text="Barred for nothing but being only planned.")
    notes = NoteOut(many=True)
    robustness = RobustnessOut(
        allow_null=True, help_text="Null where include leaves it out, and where no site is ranked."
    )
    counterfactuals = CounterfactualOut(
        many=True,
        allow_null=True,
        help_text="Null where include leaves it out. What would open each barred site on offer, and put the target first; "
        "a site that is not named is opened, or put first, by no change of one or two facts that were stated, unless the "
        "note counterfactuals_cut_short says that not every change could be looked at.",
    )
    site_needs = SiteNeedOut(
        many=True,
        required=False,
        allow_null=True,
        help_text="With counterfactuals, for officers alone, else null: what the sites would need.",
    )
