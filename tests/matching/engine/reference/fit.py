"""How well a site suits a project: D9, D13 to D16, D22."""

from collections.abc import Sequence

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.intervals import UNBOUNDED
from tests.matching.engine.reference.group import environment_group
from tests.matching.engine.reference.merit import sizes_of
from tests.matching.engine.reference.spans import ANY, Span, begins, known_or, mixed, over_lines, spread


def orientation(project: ProjectFacts, site: SiteFacts) -> Span:
    """D16, D20: by line, the best that anyone says of it; the city wants whatever is clean and high-tech."""
    severe, mild = environment_group(project)

    def of_line(line: Line, group: int) -> Span:
        named = (
            1.0
            if begins(line, site.wanted)
            else 0.85
            if begins(line, site.area_wanted)
            else 0.6
            if begins(line, site.linked | site.area_linked)
            else 0.3
        )
        clean = line.intensity == "high" or (line.intensity == "medium_high" and group >= 3)
        if site.planning_area == "THAI-NGUYEN" and clean:
            named = max(named, 0.85)
        # The meaning of the code is not settled between the editions: anything may hold.
        return (named, named) if line.intensity is not None else (0.3, 1)

    worst = over_lines(project, lambda line: of_line(line, severe))
    best = over_lines(project, lambda line: of_line(line, mild))
    return worst[0], best[1]


def land(project: ProjectFacts, site: SiteFacts) -> Span:
    """D13."""
    least = project.min_area_ha if project.min_area_ha is not None else project.area_ha
    if least is None:
        return ANY
    # Where only the smallest area is stated, the wanted one is that or more.
    wanted = known_or(project.area_ha, least, 1e12)

    def share(free: float, need: float) -> float:
        if free < least:
            return 0
        if free >= 1.5 * need:
            return 1
        if free >= need:
            return 0.8 + 0.2 * (free - need) / (0.5 * need)
        return 0.4 + 0.4 * (free - least) / (need - least)

    return spread(share, site.free_ha, [max(need, least) for need in wanted])


def access(project: ProjectFacts, site: SiteFacts) -> Span:
    """D14."""

    def band(km: float, edges: Sequence[float]) -> float:
        return next((value for edge, value in zip(edges, (1, 0.7, 0.4), strict=True) if km <= edge), 0.1)

    def near(node: str) -> Span:
        return (
            spread(lambda km: band(km, (30, 60, 120)), site.reach[node].bounds) if node in site.reach else ANY
        )

    ports = [reach for node, reach in site.reach.items() if node.startswith("PORT-")]
    ports = [reach for reach in ports if reach.basis == "published"] or ports
    port = ANY
    if ports:
        nearest = [min(reach.bounds[end] for reach in ports) for end in (0, 1)]
        port = spread(lambda km: band(km, (100, 150, 200)), nearest)
    exporter = mixed([(0.5, near("AIR-HAN")), (0.5, port)])
    city = near("CITY-HAN")
    share = project.export_share_pct
    if share is None:
        return min(exporter[0], city[0]), max(exporter[1], city[1])
    return exporter if share >= 50 else city


# The pairs of divisions that the article links: electronics and machine building with their suppliers.
_LINKED = {
    "26": {"22", "25", "27", "28", "32"},
    **{division: {"24", "27", "22", "32"} for division in ("25", "28", "29", "30")},
}


def peers(project: ProjectFacts, site: SiteFacts) -> Span:
    """D15."""

    def of_line(line: Line) -> Span:
        own = line.code[:2]
        linked = _LINKED.get(own, set()) | {one for one, others in _LINKED.items() if own in others}
        low = (
            1.0
            if own in site.tenant_divisions
            else 0.6
            if own in site.area_tenant_divisions or linked & site.tenant_divisions
            else 0.3
            if linked & site.area_tenant_divisions
            else 0.0
        )
        return low, low if site.tenants_complete else 1.0

    return over_lines(project, of_line)


def kind_fit(project: ProjectFacts, site: SiteFacts) -> Span:
    """D22, Decree 80/2021: up to 200 staff, and up to 100 bn VND of capital or 200 bn VND of revenue."""
    capital, jobs = sizes_of(project)
    revenue = known_or(project.revenue_billion_vnd, 0, 200, UNBOUNDED)

    def share(bn: float, hands: float, sold: float) -> float:
        small = hands <= 200 and (bn <= 100 or sold <= 200)
        if site.kind == "cluster":
            return 1 if small else 0.2
        return 0.7 if small else 1

    return spread(share, capital, jobs, revenue)


def readiness(project: ProjectFacts, site: SiteFacts) -> Span:
    """D9."""
    if site.stage is None:
        return ANY
    if site.stage == "established":
        return {"yes": (0.25, 0.25), "no": (0, 0), "unknown": (0, 0.5)}[site.developer]
    share = {"operating": 1, "under_construction": 0.5}.get(site.stage, 0)
    return share, share
