"""What the province wants of a project: RULES 10.3 to 10.6, D1, D17, D18."""

import math

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED
from tests.matching.engine.reference.group import environment_group
from tests.matching.engine.reference.spans import (
    ANY,
    MOUNTAIN,
    Span,
    along,
    begins,
    known_or,
    mixed,
    over_lines,
    spread,
)


def sizes_of(project: ProjectFacts) -> tuple[list[float], list[float]]:
    """Return the capital and the jobs that the project may have, at the limits that matter."""
    low, high = project.capital_billion_vnd or (0.0, UNBOUNDED)
    limits = (10, 100, 2_000, 4_600, 6_000, 12_000, 30_000)
    capital = [low, high, *(one for one in limits if low < one < high)]
    least_jobs = project.jobs_local or 0
    jobs = known_or(
        project.jobs_total, least_jobs, *(j for j in (200, 201, 3_000) if j >= least_jobs), UNBOUNDED
    )
    return capital, jobs


def decision_10(capital: float, jobs: float) -> Span:
    """RULES 1.2: thresholds for R&D spend and R&D staff by size class."""
    if capital >= 6_000 and jobs >= 3_000:
        return 0.5, 1
    return (1, 2.5) if capital >= 100 and jobs >= 200 else (2, 5)


def high_tech(project: ProjectFacts, site: SiteFacts) -> Span:
    """RULES 10.3, D1."""

    def label(line: Line) -> Span:
        if line.code.startswith("72"):
            return 1, 1
        if begins(line, ("582", "62", "63")):
            return 0.8, 0.8
        if line.intensity is None:
            return ANY
        value = {"high": 1, "medium_high": 0.75, "medium_low": 0.35, "low": 0.1, "na": 0}[line.intensity]
        return value, value

    def against(x: float, threshold: float) -> float:
        return along(x / threshold, (0, 0), (1, 0.6), (2, 1))

    values = {
        "strategic": 1,
        "d38_product": 1,
        "d38_technology": 0.8,
        "supporting_product": 0.6,
        "encouraged": 0.6,
    }
    lists = project.technology_lists
    listed = ANY if lists is None else (max((values.get(one, 0) for one in lists), default=0),) * 2
    sizes = sizes_of(project)
    spend = known_or(project.rd_spend_pct, 0, 100)
    staff = known_or(project.rd_staff_pct, 0, 100)
    low, high = mixed(
        [
            (0.25, over_lines(project, label)),
            (0.30, listed),
            (0.15, spread(lambda x, c, j: against(x, decision_10(c, j)[0]), spend, *sizes)),
            (0.15, spread(lambda x, c, j: against(x, decision_10(c, j)[1]), staff, *sizes)),
            (
                0.10,
                spread(
                    lambda x: along(x, (0, 0), (70, 0.7), (80, 0.85), (100, 1)),
                    known_or(project.hightech_revenue_pct, 0, 100),
                ),
            ),
            (
                0.05,
                spread(
                    lambda x: along(x, (0, 0), (30, 0.6), (40, 1)), known_or(project.local_input_pct, 0, 100)
                ),
            ),
        ]
    )
    if project.certificates is None:
        return low, max(high, 0.8)
    floor = 0.8 if "high_tech_enterprise" in project.certificates else 0
    return max(low, floor), max(high, floor)


def large_scale(project: ProjectFacts, site: SiteFacts) -> Span:
    """RULES 10.5, D17: one curve everywhere."""
    capital, _ = sizes_of(project)
    area = known_or(project.area_ha, 1e-7, 19.99, 20, UNBOUNDED)

    def amount(bn: float) -> float:
        anchors = ((10, 0), (100, 0.2), (2_000, 0.5), (4_600, 0.7), (6_000, 0.8), (12_000, 0.9), (30_000, 1))
        return along(bn, *anchors, log=True)

    def per_ha(bn: float, ha: float) -> float:
        if bn == 0:
            return 0
        density = bn / ha if ha else math.inf
        return along(density, (10, 0), (15, 0.1), (38, 0.4), (100, 0.8), (250, 1), log=True)

    def equity(own: float, ha: float) -> float:
        if own < 15:
            return 0
        if ha >= 20:
            return along(own, (15, 0.6), (40, 1))
        return along(own, (15, 0), (20, 0.6), (40, 1))

    paid = known_or(project.disbursed_36_months_pct, 0, 100)
    return mixed(
        [
            (0.4, spread(amount, capital)),
            (0.4, spread(per_ha, capital, area)),
            (0.1, spread(lambda x: along(x, (0, 0), (100 / 3, 0.6), (100, 1)), paid)),
            (0.1, spread(equity, known_or(project.equity_pct, 0, 15, 100), area)),
        ]
    )


def labour(project: ProjectFacts, site: SiteFacts) -> Span:
    """RULES 10.6."""
    _, jobs = sizes_of(project)
    if site.profile == MOUNTAIN:
        most = project.jobs_total if project.jobs_total is not None else UNBOUNDED
        return spread(lambda x: along(x, (0, 0), (100, 0.3), (500, 1)), known_or(project.jobs_local, 0, most))

    def fewer(hands: float, ha: float) -> float:
        density = hands / ha if ha else (math.inf if hands else 0)
        return along(density, (60, 1), (120, 0.5), (250, 0))

    low, high = spread(fewer, jobs, known_or(project.area_ha, 1e-7, UNBOUNDED))
    heavy = over_lines(
        project, lambda line: (0.2, 0.2) if begins(line, ("14", "152", "1512", "3240")) else (0, 0)
    )
    return max(0, low - heavy[1]), max(0, high - heavy[0])


def low_pollution(project: ProjectFacts, site: SiteFacts) -> Span:
    """RULES 10.4, D18."""
    by_group = {1: 0, 2: 0.4, 3: 0.75, 4: 1}
    severe, mild = environment_group(project)
    return mixed(
        [
            (0.45, (by_group[severe], by_group[mild])),
            (0.15, _wastewater(project, site)),
            (0.20, _energy(project)),
            (0.10, _hazardous(project)),
            (0.10, _practices(project)),
        ]
    )


def _wastewater(project: ProjectFacts, site: SiteFacts) -> Span:
    if project.wastewater_m3_day == 0:
        return 1, 1
    treatment = project.wastewater_treatment
    if treatment is None:
        return ANY
    if treatment == "own":
        return 0.6, 0.6
    if treatment == "none":
        # Without an amount there may be none to treat.
        return (0, 0) if project.wastewater_m3_day is not None else ANY
    return {True: (1, 1), False: (0, 0), None: ANY}[site.central_treatment]


def _energy(project: ProjectFacts) -> Span:
    use, norm = project.energy_toe_year, project.energy_vs_norm_pct
    if norm is None:
        if use is None:
            return ANY
        return (0.5, 1) if use < 1_000 else (0, 0.7)
    share = 0 if norm > 100 else along(norm, (80, 1), (100, 0.5))
    if use is None:
        return min(share, 0.7), share
    return (min(share, 0.7),) * 2 if use >= 1_000 else (share, share)


def _hazardous(project: ProjectFacts) -> Span:
    waste = project.hazardous_waste_t_year
    if waste is None:
        return ANY
    share = 1 if waste == 0 else 0.8 if waste < 0.6 else 0.6 if waste < 12 else 0.3
    return share, share


def _practices(project: ProjectFacts) -> Span:
    held = project.practices
    if held is None:
        return ANY
    share = 0.4 * ("iso14001" in held) + 0.4 * ("recp" in held or "symbiosis" in held) + 0.2 * ("bat" in held)
    return share, share
