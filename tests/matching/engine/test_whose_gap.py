"""An open requirement says whose missing fact leaves it open: the project's, the site's or both."""

import pytest

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.facts import Capacity
from tests.matching.engine.rules import findings
from tests.matching.engine.strategies import with_facts, with_site_facts

PLENTY = Capacity((1_000, 1_000), 1_000)
LENSES = ProjectFacts(
    lines=(Line("2018", "2670", "lenses"),),
    area_ha=8,
    power_mw=6,
    water_m3_day=400,
    wastewater_m3_day=300,
    wastewater_treatment="central",
)
PARK = SiteFacts(
    "S-0",
    "cluster",
    "PHO-YEN",
    "S-EL",
    stage="operating",
    plot_ha=(40, 40),
    plot_sure_most_ha=40,
    power=PLENTY,
    water=PLENTY,
    wastewater=PLENTY,
)
CASES = {
    "power not stated": ("utility_capacity", {"power_mw": None}, {}, "project"),
    "power left not known": ("utility_capacity", {}, {"power": Capacity()}, "site"),
    "neither": ("utility_capacity", {"power_mw": None}, {"power": Capacity()}, "both"),
    "no power needed": ("utility_capacity", {"power_mw": 0}, {"power": Capacity()}, None),
    "one's need and another's capacity": (
        "utility_capacity",
        {"power_mw": None},
        {"water": Capacity()},
        "both",
    ),
    "short by weak evidence": ("utility_capacity", {}, {"power": Capacity((0, 5))}, "site"),
    "treatment not stated": (
        "utility_capacity",
        {"wastewater_treatment": None},
        {"wastewater": Capacity((100, 100), 100)},
        "both",
    ),
    "treatment not stated, and room for all": ("utility_capacity", {"wastewater_treatment": None}, {}, None),
    "own treatment": ("utility_capacity", {"wastewater_treatment": "own"}, {"wastewater": Capacity()}, None),
    "area not stated": ("plot_fit", {"area_ha": None}, {}, "project"),
    "plot not known": ("plot_fit", {}, {"plot_ha": (0, 75), "plot_sure_most_ha": 75}, "site"),
    "full by weak evidence": ("plot_fit", {}, {"plot_ha": (0, 1), "plot_sure_most_ha": 75}, "site"),
    "nationality not stated": ("market_access", {}, {}, "project"),
    "status not known": ("on_offer", {}, {"stage": None}, "site"),
    "cluster of unknown status": ("cluster_rules", {}, {"stage": None}, "site"),
    "no sector list": ("site_sector_list", {}, {}, "site"),
    "no distance": ("investor_wish", {"wish_max_km": (("AIR-HAN", 60),)}, {}, "site"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_gap_is_laid_where_it_is(case):
    criterion, project, site, lacks = CASES[case]
    found = findings(with_facts(LENSES, **project), with_site_facts(PARK, **site))[criterion]
    assert (found.outcome, found.lacks) == ("met" if lacks is None else "unknown", lacks)
