"""Published rulesets, by name and in full."""

from rest_framework import serializers


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
