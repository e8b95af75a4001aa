"""The shape of the answers, for the OpenAPI document. Answers are built by `matching.records`; a test compares."""

from rest_framework import serializers

from matching.engine.assess import SITE_OUTCOMES
from matching.engine.counterfactual import EFFECTS
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.criteria.base import OUTCOMES
from matching.engine.ruleset import LABELS
from matching.engine.vocabulary import GROUPS, IMPROVABLE, SITE_KINDS

STANDINGS = ("read", "secondary", "known", "policy")


def in_points(help_text: str, **kwargs: object) -> serializers.FloatField:
    """Return a number of points with at most two decimals."""
    return serializers.FloatField(help_text=help_text, **kwargs)


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


class DifferenceOut(serializers.Serializer):  # type: ignore[type-arg]
    """A value that comes out otherwise now. Null where the caller may not know it of the investor."""

    site = serializers.CharField(allow_blank=True, help_text="Code of the site; empty: of the whole answer.")
    what = serializers.CharField(help_text="Name of the value, or of the criterion.")
    then = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)


class ReplayOut(serializers.Serializer):  # type: ignore[type-arg]
    """A kept run computed once more from the facts and rules that it holds."""

    id = serializers.UUIDField()
    certificate = serializers.CharField(help_text="Short code of the run, to be checked at /check?code=….")
    same = serializers.BooleanField(help_text="The same bytes come out, whichever engine computes them.")
    intact = serializers.BooleanField(help_text="The stored run is as it was kept.")
    engine_then = serializers.CharField()
    engine_now = serializers.CharField()
    differences = DifferenceOut(many=True)


class RulesetHead(serializers.Serializer):  # type: ignore[type-arg]
    """What names a published ruleset."""

    version = serializers.CharField()
    title_vi = serializers.CharField()
    title_en = serializers.CharField()
    effective_from = serializers.DateField()
    digest = serializers.CharField()


class RulesetList(serializers.Serializer):  # type: ignore[type-arg]
    """Every published ruleset, newest first. There are few: one page holds them all."""

    items = RulesetHead(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class RobustnessRulesOut(serializers.Serializer):  # type: ignore[type-arg]
    """How far weights may be thought otherwise, and from where a first place is called what."""

    band_pct = serializers.FloatField(help_text="Either way, in percent of the weight.")
    bands_pct = serializers.DictField(
        child=serializers.FloatField(), help_text="Of single rules, in place of band_pct."
    )
    robust_from_pct = serializers.FloatField(help_text="First in at least so many percent: robust.")
    coin_toss_below_pct = serializers.FloatField(help_text="First in fewer: coin_toss; between, sensitive.")


class CounterfactualRulesOut(serializers.Serializer):  # type: ignore[type-arg]
    """What an investor may be asked to change."""

    order = serializers.ListField(
        child=serializers.CharField(), help_text="Facts, from what costs least to what costs most."
    )


class RulesetInFull(RulesetHead):
    """A published ruleset as it was published. Grounds that are only remembered show their standing alone."""

    profiles = serializers.ListField(child=serializers.CharField())
    citations = serializers.DictField(child=serializers.DictField())
    exchange = serializers.ListField(child=serializers.DictField())
    annex_ii = serializers.ListField(child=serializers.DictField())
    robustness = RobustnessRulesOut()
    counterfactuals = CounterfactualRulesOut()
    rules = serializers.ListField(child=serializers.DictField())
