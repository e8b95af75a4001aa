"""Every requirement: RULES 10.1, D2 to D7."""

from collections.abc import Iterable

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED
from tests.matching.engine.reference.group import ROWS, applies, environment_group, high_risk, sizes
from tests.matching.engine.reference.spans import MOUNTAIN, Span, begins


def requirements(project: ProjectFacts, site: SiteFacts) -> dict[str, str]:
    """Return the outcome of every requirement (RULES 10.1; D2 to D7)."""
    return {
        "on_offer": _on_offer(site),
        "prohibited_line": _prohibited(project),
        "market_access": _market_access(project),
        "restricted_technology": _restricted(project),
        "outdated_equipment": _equipment(project),
        "energy_norm": _energy_norm(project),
        "high_pollution_risk": _high_pollution_risk(project, site),
        "pollution_conditions": _pollution_conditions(project),
        "cluster_rules": _cluster_rules(project, site),
        "site_sector_list": _sector_list(project, site),
        "plot_fit": _plot_fit(project, site),
        "utility_capacity": _utilities(project, site),
        "investor_wish": _wish(project, site),
    }


def _on_offer(site: SiteFacts) -> str:
    if site.identity == "unconfirmed" or site.kind == "it_zone" or site.stage in ("withdrawn", "planned"):
        return "unmet"
    return "unknown" if site.stage is None else "met"


def _prohibited(project: ProjectFacts) -> str:
    banned = {
        "12": ("thuốc lá điện tử",),
        "2029": ("firecrackers", "pháo nổ"),
        "20": ("narcotics",),
        "21": ("narcotics",),
    }
    said = {
        "unknown" if not line.product else "unmet" if any(word in line.product for word in words) else "met"
        for line in project.lines
        for prefix, words in banned.items()
        if line.code.startswith(prefix)
    }
    return worst(said)


def worst(outcomes: Iterable[str]) -> str:
    return max(outcomes, key=("met", "conditional", "unknown", "unmet").index, default="met")


def _market_access(project: ProjectFacts) -> str:
    if project.nationality is None or project.nationality != "VN":
        return "unknown"
    return "unknown" if project.foreign_share_pct else "met"


def _restricted(project: ProjectFacts) -> str:
    lists = project.technology_lists
    if lists is None:
        return "unknown"
    return "unmet" if "prohibited" in lists else "conditional" if "restricted" in lists else "met"


def _equipment(project: ProjectFacts) -> str:
    if project.equipment is None:
        return "unknown"
    if project.equipment == "new":
        return "met"
    if project.residual_capacity_pct is not None and project.residual_capacity_pct < 85:
        return "unmet"
    if project.consumption_vs_design_pct is not None and project.consumption_vs_design_pct > 115:
        return "unmet"
    if project.oecd_users is not None and project.oecd_users < 3:
        return "unmet"
    age = project.equipment_age_years
    if age is None:
        return "unknown"

    def of_line(line: Line) -> str:
        # Mechanical, wood, paper and pulp: 15 or 20 years, which of the two was not read.
        certain, most = (15, 20) if begins(line, ("25", "28", "29", "30", "16", "31", "17")) else (10, 10)
        return "met" if age <= certain else "unmet" if age > most else "unknown"

    return worst(of_line(line) for line in project.lines)


def _energy_norm(project: ProjectFacts) -> str:
    if project.energy_vs_norm_pct is not None:
        return "unmet" if project.energy_vs_norm_pct > 100 else "met"
    # RULES 2.4: norms exist for steel, paper, plastics, beverages, sugar, chemicals, seafood.
    if any(begins(line, ("241", "17", "222", "110", "1072", "201", "1020")) for line in project.lines):
        return "unknown"
    return "conditional" if (project.energy_toe_year or 0) >= 1_000 else "met"


def _high_pollution_risk(project: ProjectFacts, site: SiteFacts) -> str:
    risk = high_risk(project)
    if risk != {True}:
        return "unknown" if True in risk else "met"
    never = {"hazardous_waste_service", "imported_scrap"} & set(project.process_flags or ())
    deep = all(begins(line, ("07", "08", "23", "24", "10", "11", "16", "17", "31")) for line in project.lines)
    if site.profile != MOUNTAIN or never or not deep or project.wastewater_treatment == "none":
        return "unmet"
    return "unknown" if project.wastewater_treatment is None else "conditional"


def _pollution_conditions(project: ProjectFacts) -> str:
    severe, mild = environment_group(project)
    if project.environment_group is not None:
        # A milder group was declared than the rows allow that were read and that cover the project for certain.
        certain = [
            max(
                max(1, {"large": 1, "medium": 2, "small": 3}[size] - bool(project.sensitive_factors))
                for size in sizes(row, project)
            )
            for row in ROWS
            if row[-1] and applies(row, project) == {True}
        ]
        if certain and severe > min([3, *certain]):
            return "unknown"
    return "conditional" if mild == 1 else "unknown" if severe == 1 else "met"


def _cluster_rules(project: ProjectFacts, site: SiteFacts) -> str:
    if site.kind != "cluster":
        return "met"
    if site.stage is None:
        return "unknown"
    if site.stage in ("planned", "withdrawn"):
        return "unmet"
    service = any(begins(line, ("33", "49", "52", "53", "68")) for line in project.lines)
    return "conditional" if service else "met"


def _sector_list(project: ProjectFacts, site: SiteFacts) -> str:
    # The lists rest on documents that nobody has read (standing `known`): nothing is barred by them.
    if site.approved is None or any(begins(line, site.refused) for line in project.lines):
        return "unknown"
    return "met" if all(begins(line, site.approved) for line in project.lines) else "unknown"


def _plot_fit(project: ProjectFacts, site: SiteFacts) -> str:
    need = project.min_area_ha if project.min_area_ha is not None else project.area_ha
    if need is None:
        return "unknown"
    return _fits(need, need, site.plot_ha[0], site.plot_sure_most_ha)


def _fits(least_need: float, most_need: float, least_left: float, most_left_for_certain: float) -> str:
    """Try out the corners: met if every one fits, unmet if none does."""
    fitting = {
        need <= left for need in (least_need, most_need) for left in (least_left, most_left_for_certain)
    }
    return "met" if fitting == {True} else "unmet" if fitting == {False} else "unknown"


def _utilities(project: ProjectFacts, site: SiteFacts) -> str:
    def span(value: float | None) -> Span:
        return (0, UNBOUNDED) if value is None else (value, value)

    wastewater = span(project.wastewater_m3_day)
    if project.wastewater_treatment in ("own", "none"):
        wastewater = (0, 0)  # only a central plant takes the project's waste water
    elif project.wastewater_treatment is None:
        wastewater = (0, wastewater[1])
    needs = (
        (span(project.power_mw), site.power),
        (span(project.water_m3_day), site.water),
        (wastewater, site.wastewater),
    )
    return worst(_fits(*need, left.bounds[0], left.sure_most) for need, left in needs)


def _wish(project: ProjectFacts, site: SiteFacts) -> str:
    if project.wish_kinds and site.kind not in project.wish_kinds:
        return "unmet"
    if project.wish_areas and site.planning_area not in project.wish_areas:
        return "unmet"

    def of_node(node: str, most: float) -> str:
        low, high = site.reach[node].bounds if node in site.reach else (0, UNBOUNDED)
        return "met" if high <= most else "unmet" if low > most else "unknown"

    return worst(of_node(node, most) for node, most in project.wish_max_km)
