"""Promise 3: a cleaner, higher-tech project, or one of more capital with all else equal, never scores lower on it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine.vocabulary import PRACTICES
from tests.matching.engine.rules import findings_of
from tests.matching.engine.strategies import KNOWN_FACTS, projects, sites, tries, with_facts

CLEANER_GROUP = {"I": "II", "II": "III", "III": "IV", "IV": "IV"}
HIGHER_LABEL = {
    "na": "low",
    "low": "medium_low",
    "medium_low": "medium_high",
    "medium_high": "high",
    "high": "high",
}


def more(fact, top=100.0):
    """Return a change that raises a figure."""
    return lambda project, amount: {fact: min(top, getattr(project, fact) + amount)}


def less(fact):
    """Return a change that lowers a figure, down to nothing."""
    return lambda project, amount: {fact: max(0.0, getattr(project, fact) - amount)}


def added(fact, code):
    """Return a change that adds a code to a list."""
    return lambda project, amount: {fact: (*getattr(project, fact), code)}


def set_to(fact, value):
    """Return a change that states what is best."""
    return lambda project, amount: {fact: value}


def more_capital(project, amount):
    low, high = project.capital_billion_vnd
    return {"capital_billion_vnd": (low + amount * 10, high + amount * 10)}


def higher_label(project, amount):
    line = project.lines[0]
    return {"lines": (replace(line, intensity=HIGHER_LABEL.get(line.intensity)), *project.lines[1:])}


def milder_group(project, amount):
    return {"environment_group": CLEANER_GROUP[project.environment_group]}


def own_treatment(project, amount):
    # With "none" and no amount stated there may be no waste water at all; "own" says that there is some, which is no
    # step for the better.
    if project.wastewater_treatment == "none" and project.wastewater_m3_day is None:
        return {}
    treatment = project.wastewater_treatment
    return {"wastewater_treatment": "own" if treatment == "none" else treatment}


# Criterion -> name -> (fact that is known before, change).
CHANGES = {
    "high_tech": {
        "rd_spend": ("rd_spend_pct", more("rd_spend_pct")),
        "rd_staff": ("rd_staff_pct", more("rd_staff_pct")),
        "hightech_revenue": ("hightech_revenue_pct", more("hightech_revenue_pct")),
        "local_input": ("local_input_pct", more("local_input_pct")),
        "listed": ("technology_lists", added("technology_lists", "d38_product")),
        "certified": ("certificates", added("certificates", "high_tech_enterprise")),
        "label": ("nationality", higher_label),
        "capital": ("capital_billion_vnd", more_capital),
    },
    "low_pollution": {
        "milder_group": ("environment_group", milder_group),
        "no_sensitive_factor": ("sensitive_factors", set_to("sensitive_factors", ())),
        "no_dirty_step": ("process_flags", set_to("process_flags", ())),
        "less_hazardous_waste": ("hazardous_waste_t_year", less("hazardous_waste_t_year")),
        "less_energy": ("energy_toe_year", less("energy_toe_year")),
        "less_energy_for_the_norm": ("energy_vs_norm_pct", less("energy_vs_norm_pct")),
        "less_waste_water": ("wastewater_m3_day", less("wastewater_m3_day")),
        "own_treatment": ("wastewater_treatment", own_treatment),
        **{practice: ("practices", added("practices", practice)) for practice in PRACTICES},
    },
    "large_scale": {
        "capital": ("capital_billion_vnd", more_capital),
        "disbursed": ("disbursed_36_months_pct", more("disbursed_36_months_pct")),
        "equity": ("equity_pct", more("equity_pct")),
    },
}


@pytest.mark.parametrize(
    ("criterion", "name"), [(key, name) for key, changes in CHANGES.items() for name in changes]
)
@tries(25)
@given(data=st.data(), project=projects(), site=sites(), amount=st.sampled_from((0.01, 1, 20, 500, 20_000)))
def test_better_never_scores_lower(criterion, name, data, project, site, amount):
    fact, change = CHANGES[criterion][name]
    before = with_facts(project, **{fact: data.draw(st.sampled_from(KNOWN_FACTS[fact]))})
    better = with_facts(before, **change(before, amount))
    low, high = findings_of(criterion, [before, better], site)
    assert high.points >= low.points
    assert high.ceiling >= low.ceiling


@tries(24)
@given(projects(), sites(), st.sampled_from((1, 50, 300)))
def test_labour_goes_by_the_zone(project, site, amount):
    """Fewer hands in the south and the city, more local jobs in the mountains (RULES 10.6)."""
    start = with_facts(project, jobs_total=5_000, jobs_local=100)
    change = {"jobs_local": 100 + amount} if site.profile == "MTN" else {"jobs_total": 5_000 - amount}
    before, better = findings_of("labour", [start, with_facts(start, **change)], site)
    assert better.points >= before.points
