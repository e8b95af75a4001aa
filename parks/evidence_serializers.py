"""The shapes of evidence: sources, statuses, facts, and the land that they bound.

Notes of officers, their names and their reasons are in none of them (DECISIONS 27).
"""

import math
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from parks.current import CurrentFact
from parks.land import Bound
from parks.language import Language
from parks.quantities import QUANTITIES
from parks.renderers import number


def _label(quantity: str, language: Language) -> str:
    known = QUANTITIES.get(quantity)
    if known is None:
        return quantity
    return known.label_vi if language == "vi" else known.label_en


class ReadSerializer(serializers.Serializer[Any]):
    """A shape that is only read."""

    @property
    def language(self) -> Language:
        """The language of the labels."""
        language: Language = self.context["language"]
        return language


class SourceRefSerializer(ReadSerializer):
    """Where a figure or word was read."""

    code = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField(help_text="Empty where the source is not online.")


class StatusSerializer(ReadSerializer):
    """A stage that a source says the site has reached."""

    stage = serializers.CharField(
        help_text="planned, established, under_construction, operating or withdrawn."
    )
    developer = serializers.CharField(
        help_text="Whether an infrastructure investor is there: yes, no or unknown."
    )
    as_of = serializers.CharField(help_text="Year, month or day as the source dates it; empty if undated.")
    grade = serializers.CharField()
    words = serializers.CharField(help_text="The source's own words, where kept.")
    source = SourceRefSerializer()


class CurrentStatusSerializer(StatusSerializer):
    """The stage that counts on the day."""

    doubtful = serializers.BooleanField(help_text="Only doubtful sources speak of any stage.")


class IntervalSerializer(ReadSerializer):
    """What can be said of an area: no less than `low`, no more than `high`."""

    low = serializers.FloatField()
    high = serializers.FloatField(allow_null=True, help_text="null: no upper bound is known.")
    basis = serializers.ListField(
        child=serializers.CharField(),
        help_text="What drew the bounds: law_cluster_cap, planned, occupancy, leasable, leased, held, free_stated, "
        "plot_stated. Empty: nothing is known.",
    )

    def to_representation(self, instance: Bound) -> dict[str, Any]:
        """Round once, outward, where the interval is shown."""
        return {
            "low": math.floor(instance.lo * 100 + 1e-9) / 100,
            "high": None if math.isinf(instance.hi) else math.ceil(instance.hi * 100 - 1e-9) / 100,
            "basis": list(instance.basis),
        }


class LandSerializer(ReadSerializer):
    """The land of a site in hectares, as far as sources, law and arithmetic bound it."""

    planned_ha = IntervalSerializer(source="planned")
    free_ha = IntervalSerializer(source="free", help_text="Bounds on all evidence that is not doubtful.")
    free_sure_ha = IntervalSerializer(
        source="free_sure", help_text="Bounds on law and on sourced or verified facts alone."
    )
    largest_plot_ha = IntervalSerializer(source="largest_plot")


class FactSerializer(ReadSerializer):
    """One figure or wording: value, date, grade, source."""

    quantity = serializers.CharField()
    label = serializers.SerializerMethodField(
        help_text="What the quantity is called, in the language asked for."
    )
    value = serializers.CharField(help_text="As printed by the source.")
    number = serializers.SerializerMethodField()
    unit = serializers.CharField()
    qualifier = serializers.CharField(help_text="exact, about, at_least or at_most.")
    as_of = serializers.CharField(help_text="Year, month or day as the source dates it; empty if undated.")
    grade = serializers.CharField(help_text="verified, sourced, sourced_weak, doubtful or estimated.")
    source = SourceRefSerializer()

    def get_label(self, fact: Any) -> str:
        """Return what the quantity is called."""
        return _label(fact.quantity, self.language)

    @extend_schema_field({"type": "number", "nullable": True})
    def get_number(self, fact: Any) -> float | int | None:
        """Return the number that the value states."""
        return number(fact.number)


class CurrentFactSerializer(FactSerializer):
    """The figure that counts on the day."""

    stale = serializers.BooleanField(help_text="Older than figures of this kind keep.")
    disagreements = serializers.IntegerField(help_text="How many other facts say something else.")

    def to_representation(self, instance: CurrentFact) -> dict[str, Any]:
        """Return the fact with how sure it is."""
        fact = FactSerializer(context=self.context).to_representation(instance.fact)
        return {**fact, "stale": instance.stale, "disagreements": len(instance.chosen.disagreements)}


class RecordedFactSerializer(FactSerializer):
    """One fact ever recorded."""

    code = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    retracted = serializers.SerializerMethodField(help_text="Taken back: it counts no more.")
    usable = serializers.SerializerMethodField(help_text="false: recorded, but marked as not to be used.")
    current = serializers.BooleanField(help_text="This is the fact that counts on the day.")
    stale = serializers.BooleanField()

    def get_retracted(self, fact: Any) -> bool:
        """Tell whether the fact was taken back."""
        return fact.retracted_at is not None

    def get_usable(self, fact: Any) -> bool:
        """Tell whether the fact may be used."""
        return not fact.unusable_reason


class QuantityFactsSerializer(ReadSerializer):
    """All facts about one quantity, and which one counts."""

    quantity = serializers.CharField()
    label = serializers.SerializerMethodField(
        help_text="What the quantity is called, in the language asked for."
    )
    current = serializers.CharField(allow_null=True, help_text="Code of the fact that counts on the day.")
    reason = serializers.CharField(
        allow_null=True,
        help_text="Why it counts: pinned, only, doubtful_only, dated, newest, better_grade, later_recorded, by_code.",
    )
    because = serializers.CharField(help_text="The reason as a sentence.")
    facts = RecordedFactSerializer(many=True)

    def get_label(self, history: Any) -> str:
        """Return what the quantity is called."""
        return _label(history.quantity, self.language)


class SiteFactsSerializer(ReadSerializer):
    """Every fact ever recorded about a site."""

    code = serializers.CharField()
    on = serializers.DateField()
    quantities = QuantityFactsSerializer(many=True)
