"""What the values of a ruleset must be besides their type, so that no rule that was accepted can go wrong later.

Shares lie between 0 and 1, curves go one way (else intervals would turn over), parts add up to one, and codes are
known ones. A check gets the parameters and the profiles of the ruleset and yields (place, what is allowed).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from matching.engine.vocabulary import (
    CERTIFICATES,
    GROUPS,
    INTENSITIES,
    PRACTICES,
    PROCESS_FLAGS,
    TECHNOLOGY_LISTS,
    TREATMENTS,
)

Mistakes = Iterator[tuple[str, str]]
Check = Callable[[Any, Sequence[str]], Mistakes]


def shares(*names: str) -> Check:
    """Numbers, or mappings to numbers, between 0 and 1."""

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        for name in names:
            value = getattr(params, name)
            found = value.items() if isinstance(value, Mapping) else [("", value)]
            for key, share in found:
                if not 0 <= share <= 1:
                    yield (f"{name}.{key}" if key else name), f"must lie between 0 and 1, not {share:g}"

    return check


def amounts(*names: str, above: float | None = None) -> Check:
    """Numbers that are not negative, or that lie above a limit."""

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        for name in names:
            value = getattr(params, name)
            if above is not None and value <= above:
                yield name, f"must be above {above:g}, not {value:g}"
            elif value < 0:
                yield name, f"must not be negative, but is {value:g}"

    return check


def not_falling(*names: str) -> Check:
    """Numbers in the order named, none below the one before."""

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        for one, other in pairwise(names):
            if getattr(params, one) > getattr(params, other):
                yield other, f"must not be below {one} ({getattr(params, one):g})"

    return check


def curve(name: str, *, falling: bool = False, logarithmic: bool = False) -> Check:
    """Anchors (x, share) with growing x and shares that go one way."""

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        anchors = getattr(params, name)
        xs, ys = [x for x, _ in anchors], [-y if falling else y for _, y in anchors]
        if len(anchors) < 2:
            yield name, "needs at least two anchors"
        if logarithmic and xs and min(xs) <= 0:
            yield name, "is read on a logarithmic scale: every first number must be above 0"
        if any(one >= other for one, other in pairwise(xs)):
            yield name, "the first numbers of its anchors must grow"
        if any(one > other for one, other in pairwise(ys)):
            yield name, f"its shares must {'fall' if falling else 'rise'} or stay"
        if any(not 0 <= share <= 1 for _, share in anchors):
            yield name, "its shares must lie between 0 and 1"

    return check


def steps(edges: str, values: str) -> Check:
    """Growing edges, and one falling share more than there are edges."""

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        limits, found = getattr(params, edges), getattr(params, values)
        if any(one >= other for one, other in pairwise(limits)):
            yield edges, "must grow"
        if len(found) != len(limits) + 1:
            yield values, f"must have {len(limits) + 1} entries, one more than {edges}, not {len(found)}"
        if any(one < other for one, other in pairwise(found)) or any(not 0 <= one <= 1 for one in found):
            yield values, "must fall or stay, between 1 and 0"

    return check


def keys(name: str, allowed: Iterable[str], *, every: bool = True) -> Check:
    """A mapping with exactly the keys allowed, or with some of them."""
    known = tuple(allowed)

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        found = getattr(params, name)
        for key in found:
            if key not in known:
                yield f"{name}.{key}", f"unknown key; allowed: {', '.join(known)}"
        for key in known:
            if every and key not in found:
                yield f"{name}.{key}", "is missing"

    return check


def parts(*allowed: str) -> Check:
    """The weights of a criterion's parts: each part once, adding up to one."""
    complete = keys("weights", allowed)

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        yield from complete(params, profiles)
        yield from shares("weights")(params, profiles)
        total = sum(params.weights.values())
        if abs(total - 1) > 1e-9:
            yield "weights", f"must add up to 1, not {total:g}"

    return check


def codes(name: str, allowed: Iterable[str]) -> Check:
    """One code, or a list of codes, of those allowed."""
    known = tuple(allowed)

    def check(params: Any, profiles: Sequence[str]) -> Mistakes:
        value = getattr(params, name)
        for code in (value,) if isinstance(value, str) else value:
            if code not in known:
                yield name, f"{code!r} is unknown; allowed: {', '.join(known)}"

    return check


def profiles_of(name: str) -> Check:
    """A list of profiles that the ruleset has."""
    return lambda params, profiles: codes(name, profiles)(params, profiles)


def _size_classes(params: Any, profiles: Sequence[str]) -> Mistakes:
    classes = params.size_classes
    if not classes or classes[-1].capital_from > 0 or classes[-1].jobs_from > 0:
        yield "size_classes", "the last class takes the rest: capital_from and jobs_from must be 0"
    for one, other in pairwise(classes):
        if one.capital_from < other.capital_from or one.jobs_from < other.jobs_from:
            yield "size_classes", "must stand from the largest class to the smallest"
        if one.rd_spend > other.rd_spend or one.rd_staff > other.rd_staff:
            yield "size_classes", "a smaller class must not have lower thresholds"
    if any(one.rd_spend <= 0 or one.rd_staff <= 0 for one in classes):
        yield "size_classes", "thresholds must be above 0"


def _groups(params: Any, profiles: Sequence[str]) -> Mistakes:
    found = [params.group[group] for group in GROUPS if group in params.group]
    if found != sorted(found):
        yield "group", "a milder group must not have a lower share"


HIGH_TECH_PARTS = ("sector_label", "listed", "rd_spend", "rd_staff", "hightech_revenue", "local_input")
LOW_POLLUTION_PARTS = ("group", "wastewater", "energy", "hazardous_waste", "practices")
LARGE_SCALE_PARTS = ("capital", "capital_per_ha", "disbursed", "equity")

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "restricted_technology": (codes("prohibited", TECHNOLOGY_LISTS), codes("restricted", TECHNOLOGY_LISTS)),
    "outdated_equipment": (
        amounts("age_most", "capacity_least_pct", "consumption_most_pct", "oecd_users_least"),
        not_falling("named_age_certain", "named_age_most"),
    ),
    "energy_norm": (amounts("large_user_toe", "most_pct"),),
    "high_pollution_risk": (profiles_of("condition_profiles"), codes("never", PROCESS_FLAGS)),
    "cluster_rules": (amounts("services_most_pct"),),
    "high_tech": (
        parts(*HIGH_TECH_PARTS),
        keys("intensity", INTENSITIES),
        keys("lists", TECHNOLOGY_LISTS, every=False),
        shares("intensity", "prefixes", "lists", "at_threshold", "certificate_floor"),
        _size_classes,
        curve("hightech_revenue"),
        curve("local_input"),
        codes("certificate", CERTIFICATES),
    ),
    "low_pollution": (
        parts(*LOW_POLLUTION_PARTS),
        keys("group", GROUPS),
        keys("treatment", TREATMENTS),
        keys("practices", PRACTICES),
        shares("group", "treatment", "practices", "large_user_most", "small_user_least"),
        _groups,
        curve("energy_norm", falling=True),
        amounts("large_user_toe"),
        steps("hazardous_edges", "hazardous_values"),
    ),
    "large_scale": (
        parts(*LARGE_SCALE_PARTS),
        curve("capital", logarithmic=True),
        curve("capital_per_ha", logarithmic=True),
        curve("disbursed"),
        shares("equity_at_threshold"),
        amounts("equity_nothing_below", "equity_large_from_ha"),
        not_falling("equity_nothing_below", "equity_threshold_large", "equity_threshold_small"),
        not_falling("equity_threshold_small", "equity_full"),
    ),
    "labour": (
        profiles_of("more_jobs_profiles"),
        curve("jobs_per_ha", falling=True),
        curve("local_jobs"),
        shares("penalty"),
    ),
    "orientation": (
        shares("site", "area", "linked", "neither"),
        not_falling("neither", "linked", "area", "site"),
    ),
    "land": (
        shares("at_minimum", "at_need"),
        not_falling("at_minimum", "at_need"),
        amounts("full_from", above=1),
    ),
    "access": (
        amounts("exporter_from_pct"),
        steps("near_edges", "near_values"),
        steps("seaport_edges", "seaport_values"),
    ),
    "peers": (
        shares("same_at_site", "same_in_area", "linked_at_site", "linked_in_area"),
        not_falling("linked_in_area", "linked_at_site", "same_in_area", "same_at_site"),
    ),
    "kind_fit": (
        amounts("jobs_most", "capital_most", "revenue_most"),
        shares("small_in_cluster", "small_in_park", "large_in_park", "large_in_cluster"),
    ),
    "readiness": (
        shares("operating", "under_construction", "with_developer", "without_developer", "developer_unknown_most"),
        not_falling("without_developer", "with_developer", "developer_unknown_most"),
    ),
}  # fmt: skip


def mistakes(criterion: str, params: Any, profiles: Sequence[str]) -> Mistakes:
    """Return every mistake in the parameters of one rule: (place, what is allowed)."""
    for check in CHECKS.get(criterion, ()):
        yield from check(params, profiles)
