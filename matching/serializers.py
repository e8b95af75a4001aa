"""The shape of a match request: names, types, ranges and help texts. No rules."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from investors.countries import COUNTRIES
from matching.engine import vocabulary
from parks.dates import today
from parks.problems import refusal, refused, unknown_names

EARLIEST = datetime.date(2000, 1, 1)
YEARS_AHEAD = 10
MOST_LINES = 20
MOST_CODES = 50
MOST_SHARES = 101  # percent: shares of a whole, with room for their rounding
# How many entries of a list that is too long are looked at, so that every error of a slip is named.
MOST_LOOKED_INTO = 1000


class Strict(serializers.Serializer):  # type: ignore[type-arg]
    """Refuses unknown keys with the nearest known one; looks only at what is given, so it is quick."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError({"non_field_errors": [refused("not_an_object")]})
        fields = self.fields.fields  # the plain dictionary inside: a kept instance never changes it
        unknown = [key for key in data if key not in fields]
        errors: dict[str, Any] = unknown_names(unknown, fields, "unknown_key") if unknown else {}
        found: dict[str, Any] = {}
        for key, value in data.items():
            if key in errors:
                continue
            try:
                found[key] = fields[key].run_validation(value)
            except serializers.ValidationError as error:
                errors[key] = error.detail
        for key in self._required:
            if key not in data:
                errors[key] = [refused("required")]
        self.compare(found, errors)
        if errors:
            raise serializers.ValidationError(errors)
        return found

    def run_validation(self, data: Any = empty) -> Any:
        """Validate without the framework's detours: there are no validators besides the fields'."""
        if data is None:
            if self.allow_null:
                return None
            raise serializers.ValidationError([refused("null")])
        return self.to_internal_value(data)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        """Note what is impossible between fields of which each is right by itself; only those are found."""

    @property
    def _required(self) -> tuple[str, ...]:
        kept = self.__dict__.get("_kept_required")
        if kept is None:
            kept = tuple(name for name, field in self.fields.items() if field.required)
            self.__dict__["_kept_required"] = kept
        return kept


class Number(serializers.FloatField):
    """A JSON number in a range; a text or a truth value is not one."""

    def __init__(self, least: float, most: float, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(min_value=least, max_value=most, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = empty) -> float | int | None:
        if data is None:
            return None
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise refusal("not_a_number")
        if data > self.most:
            raise refusal("too_high", most=_shown(self.most))
        if not data >= self.least:
            raise refusal("too_low", least=_shown(self.least))
        # 8.0 and 8 are one number and shall read as one: findings are kept by what they are about.
        return int(data) if isinstance(data, float) and data.is_integer() else data


class Count(serializers.IntegerField):
    """A whole JSON number; a text or a truth value is not one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            raise refusal("not_an_integer")
        return data


class Amount(serializers.DecimalField):
    """An exact decimal, as a text of digits or a JSON number; Python's own liberties (1_000, １２) are refused."""

    def run_validation(self, data: Any = empty) -> Decimal | None:
        if data is None:
            return None
        if isinstance(data, bool) or not isinstance(data, str | int | float):
            raise refusal("not_a_number")
        if isinstance(data, str) and not _DECIMAL.fullmatch(data):
            raise refusal("not_a_number")
        found: Decimal = super().run_validation(data)
        return found


_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def _shown(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def percent(help_text: str, most: float = 100) -> Number:
    """Return a percentage from 0."""
    return Number(0, most, help_text=help_text)


class Text(serializers.CharField):
    """A JSON text; a number is not one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise refusal("not_text")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One code of a closed list, exactly as written."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        self._allowed = choices
        super().__init__(choices=[(one, one) for one in choices], **kwargs)

    def run_validation(self, data: Any = empty) -> str | None:
        if data is None and self.allow_null:
            return None
        if not isinstance(data, str) or data not in self._allowed:
            raise refusal("not_a_choice", value=str(data)[:60], allowed=self._allowed)
        return data


class Listed(serializers.ListField):
    """A list of at most `MOST_CODES` entries; one that is absurdly long is not looked into."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_CODES, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        if isinstance(data, list) and len(data) > MOST_LOOKED_INTO:
            raise refusal("too_many_items", most=MOST_CODES)
        return super().run_validation(data)


class Codes(Listed):
    """A list of codes of a closed list; null means not known, an empty list none."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        self._allowed = frozenset(choices)
        super().__init__(child=Choice(choices), **kwargs)

    def run_validation(self, data: Any = empty) -> list[str] | None:
        # Nearly every list is right: one look instead of one field run an entry.
        texts = (
            isinstance(data, list) and len(data) <= MOST_CODES and all(isinstance(one, str) for one in data)
        )
        if texts and self._allowed.issuperset(data):
            return data
        return super().run_validation(data)


class Day(serializers.DateField):
    """A date YYYY-MM-DD in the span of dates that a question may have."""

    def to_internal_value(self, value: Any) -> datetime.date:
        # fromisoformat also takes weeks (2026-W10-1).
        if not isinstance(value, str) or len(value) != 10 or value[7] != "-":
            raise refusal("not_a_date")
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise refusal("not_a_date") from None
        last = today().replace(month=12, day=31)
        last = last.replace(year=last.year + YEARS_AHEAD)
        if not EARLIEST <= day <= last:
            raise refusal("date_out_of_range", first=EARLIEST.isoformat(), last=last.isoformat())
        return day


class LineIn(Strict):
    """One thing that the project makes."""

    vsic = Choice(
        vocabulary.VSIC_EDITIONS,
        required=False,
        allow_null=True,
        help_text="Edition of the VSIC code; 2018 if absent.",
    )
    code = Text(
        max_length=5, min_length=2, help_text="VSIC code, two to four digits. The only required fact."
    )
    product = Text(max_length=300, required=False, allow_null=True, allow_blank=True)
    annual_output = Number(0, 1e15, help_text="Output a year, in output_unit.")
    output_unit = Choice(vocabulary.OUTPUT_UNITS, required=False, allow_null=True)
    share_pct = percent("Share of this line in the project. Used when every line has one.")


class InvestorIn(Strict):
    """Who invests. Decides market access alone, never a score."""

    nationality = Choice(
        tuple(sorted(COUNTRIES)), required=False, allow_null=True, help_text="ISO 3166 code, e.g. VN, KR."
    )
    foreign_share_pct = percent("Foreign share of the capital.")


class CapitalIn(Strict):
    """Investment capital. The amount is exact and travels as a text."""

    amount = Amount(max_digits=20, decimal_places=2, min_value=0, required=False, allow_null=True)
    currency = Choice(
        vocabulary.CURRENCIES, required=False, allow_null=True, help_text="Needed where an amount is given."
    )

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        if found.get("amount") is not None and found.get("currency") is None:
            errors.setdefault("currency", [refused("required")])


class FinanceIn(Strict):
    """How the project is paid for and where it sells."""

    export_share_pct = percent("Share of revenue from exports.")
    equity_pct = percent("Own equity in the capital.")
    disbursed_36_months_pct = percent("Share of the capital disbursed within 36 months.")
    term_years = Number(0, 99, help_text="Kept with an officer's run; no rule looks at it yet.")
    revenue_billion_vnd = Number(
        0, 1e8, help_text="Yearly revenue, billion VND; counts for the size of the firm."
    )


class LandIn(Strict):
    """The land that is asked for."""

    area_ha = Number(0, 100_000)
    min_area_ha = Number(0, 100_000, help_text="The smallest area that would do.")
    needed_from = Day(
        required=False, allow_null=True, help_text="Kept with an officer's run; no rule looks at it yet."
    )

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        _not_above(found, "min_area_ha", "area_ha", errors)


class JobsIn(Strict):
    """Jobs, in all and for local people."""

    total = Number(0, 1e7)
    local = Number(0, 1e7)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        _not_above(found, "local", "total", errors)


class TechnologyIn(Strict):
    """Equipment, lists and research."""

    equipment = Choice(vocabulary.EQUIPMENT, required=False, allow_null=True)
    equipment_age_years = Number(0, 200)
    residual_capacity_pct = percent("Capacity left of a used line, % of design.", 1000)
    consumption_vs_design_pct = percent("Material and energy use of a used line, % of design.", 1000)
    oecd_users = Number(0, 1e6, help_text="How many makers in OECD countries use the technology.")
    lists = Codes(vocabulary.TECHNOLOGY_LISTS)
    rd_spend_pct = percent("Research spending, % of value added.")
    rd_staff_pct = percent("Research staff, % of all staff.")
    hightech_revenue_pct = percent("Revenue from high-tech products, % of net revenue.")
    local_input_pct = percent("Inputs bought from Vietnamese firms.")
    certificates = Codes(vocabulary.CERTIFICATES)


class EnvironmentIn(Strict):
    """Waste water, waste, energy and the environment group where it is known."""

    group = Choice(vocabulary.GROUPS, required=False, allow_null=True)
    wastewater_m3_day = Number(0, 1e7)
    wastewater_treatment = Choice(vocabulary.TREATMENTS, required=False, allow_null=True)
    hazardous_waste_t_year = Number(0, 1e8)
    energy_toe_year = Number(0, 1e8)
    energy_vs_norm_pct = percent("Specific energy use, % of the ministry's norm for the product.", 10_000)
    sensitive_factors = Codes(vocabulary.SENSITIVE_FACTORS)
    practices = Codes(vocabulary.PRACTICES)


class UtilitiesIn(Strict):
    """What the project draws."""

    power_mw = Number(0, 1e5)
    water_m3_day = Number(0, 1e7)


class PreferencesIn(Strict):
    """What the investor asks for. Here an empty list means no restriction."""

    kinds = Codes(vocabulary.SITE_KINDS)
    planning_areas = Listed(child=Text(max_length=20))
    max_km = serializers.DictField(
        child=Number(0, 10_000), required=False, allow_null=True, help_text="Farthest road km, by node."
    )


class ProjectIn(Strict):
    """A proposed project. Absent or null means not known; 0 or an empty list means none."""

    name = Text(max_length=200, required=False, allow_null=True, allow_blank=True)
    lines = LineIn(many=True, allow_empty=False, max_length=MOST_LINES)
    process_flags = Codes((*vocabulary.PROCESS_FLAGS, *vocabulary.PROCESS_FLAG_ALIASES))
    investor = InvestorIn(required=False, allow_null=True)
    capital = CapitalIn(required=False, allow_null=True)
    finance = FinanceIn(required=False, allow_null=True)
    land = LandIn(required=False, allow_null=True)
    jobs = JobsIn(required=False, allow_null=True)
    technology = TechnologyIn(required=False, allow_null=True)
    environment = EnvironmentIn(required=False, allow_null=True)
    utilities = UtilitiesIn(required=False, allow_null=True)
    preferences = PreferencesIn(required=False, allow_null=True)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        total = sum(line.get("share_pct") or 0 for line in found.get("lines", ()))
        if total > MOST_SHARES:
            errors["lines"] = [refused("shares_above_whole", total=f"{total:g}")]


INCLUDES = ("barred", "robustness", "counterfactuals")


class MatchRequest(Strict):
    """A question: which sites does this project fit?"""

    project = ProjectIn()
    on = Day(required=False, allow_null=True, help_text="The date of the facts; today in Vietnam if absent.")
    ruleset = Text(max_length=20, required=False, allow_null=True, help_text="A published version.")
    limit = Count(min_value=1, max_value=100, help_text="How many sites; 10 if absent.")
    include = Codes(
        INCLUDES,
        help_text="barred (as by default); robustness and counterfactuals are coming and answer null.",
    )


def _not_above(found: Mapping[str, Any], name: str, other: str, errors: dict[str, Any]) -> None:
    if found.get(name) is not None and found.get(other) is not None and found[name] > found[other]:
        errors[name] = [refused("more_than", other=other, most=_shown(found[other]))]


__all__ = ["INCLUDES", "MatchRequest", "Strict", "extend_schema_field"]
