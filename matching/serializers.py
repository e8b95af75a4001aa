"""The shape of a match request: names, types, ranges and help texts. No rules."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from investors.countries import COUNTRIES
from matching.engine import vocabulary
from matching.strict_fields import (
    Amount,
    Choice,
    Codes,
    Count,
    Day,
    Listed,
    Number,
    Strict,
    Text,
    Whole,
    percent,
    shown,
)
from parks.problems import refused

MOST_LINES = 20
MOST_SHARES = 101  # percent: shares of a whole, with room for their rounding


# Blanks at its ends are left out before it is measured.
@extend_schema_field(
    {"type": "string", "minLength": 2, "maxLength": 5, "pattern": r"[^\s\x1c-\x1f\x85].*[^\s\x1c-\x1f\x85]"}
)
class SectorCode(Text):
    """The code of a sector."""


class LineIn(Strict):
    """One thing that the project makes."""

    vsic = Choice(
        vocabulary.VSIC_EDITIONS,
        required=False,
        allow_null=True,
        help_text="Edition of the VSIC code; 2018 if absent.",
    )
    code = SectorCode(
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


@extend_schema_field({"type": "string", "format": "decimal", "pattern": r"^[0-9]{1,18}(\.[0-9]{1,2})?$"})
class Money(Amount):
    """An amount of money, which is not negative."""

    def __init__(self) -> None:
        super().__init__(max_digits=20, decimal_places=2, min_value=0, required=False, allow_null=True)


class CapitalIn(Strict):
    """Investment capital. The amount is exact and travels as a text."""

    amount = Money()
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
    term_years = Whole(0, 99, help_text="Kept with an officer's run; no rule looks at it yet.")
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

    total = Whole(0, 10_000_000)
    local = Whole(0, 10_000_000)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        _not_above(found, "local", "total", errors)


class TechnologyIn(Strict):
    """Equipment, lists and research."""

    equipment = Choice(vocabulary.EQUIPMENT, required=False, allow_null=True)
    equipment_age_years = Number(0, 200)
    residual_capacity_pct = percent("Capacity left of a used line, % of design.", 1000)
    consumption_vs_design_pct = percent("Material and energy use of a used line, % of design.", 1000)
    oecd_users = Whole(0, 1_000_000, help_text="How many makers in OECD countries use the technology.")
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
        help_text="barred (as by default); robustness: how often each site is first, over all admissible weights and "
        "all that is not known; counterfactuals: the smallest changes that lift what bars a site, or make the target first.",
    )
    target = Text(
        max_length=40,
        required=False,
        allow_null=True,
        help_text="Code of a site on offer that should come first; with counterfactuals in include.",
    )

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        if found.get("target") is not None and "counterfactuals" not in (found.get("include") or ()):
            errors.setdefault("target", [refused("needs", other="include: counterfactuals")])


def _not_above(found: Mapping[str, Any], name: str, other: str, errors: dict[str, Any]) -> None:
    if found.get(name) is not None and found.get(other) is not None and found[name] > found[other]:
        errors[name] = [refused("more_than", other=other, most=shown(found[other]))]
