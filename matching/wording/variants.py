"""Reasons that take more than one sentence: what was observed chooses which.

The sentence stands in the tables under ``reason/variant``. Each entry names its variants, so that a test can
ask every language for all of them.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from matching.wording.template import Values

# Types of project that are high-risk whatever their size: only leaving the activity out changes that.
WHATEVER_THE_SIZE = frozenset({"article_28_hazardous_waste", "article_28_scrap"})


class Variants(NamedTuple):
    """The variants of one reason and how one is chosen."""

    names: tuple[str, ...]
    choose: Callable[[Values, Values], str]


def _by_size(observed: Values, required: Values) -> str:
    return "activity" if set(observed["rows"]) <= WHATEVER_THE_SIZE else "size"


def _open(key: str) -> Variants:
    """Tell a range that is open at both ends from one that says something."""

    def choose(observed: Values, required: Values) -> str:
        span = observed[key]
        return "open" if span["high"] is None and span["low"] <= 0 else "range"

    return Variants(("open", "range"), choose)


def _reported(observed: Values, required: Values) -> str:
    full = any(fact["unit"] == "%" and fact["value"].startswith("100") for fact in observed["facts"])
    return "full" if full else "less"


def _too_small(observed: Values, required: Values) -> str:
    if observed["facts"]:
        return "bound"
    return "law" if "law_cluster_cap" in observed["basis"] else "plain"


def _tight(observed: Values, required: Values) -> str:
    if required["area_ha"] is None:
        return "minimum"
    most = observed["free_ha"]["high"]
    return "short" if most is not None and most < required["area_ha"] else "open"


def _local_jobs(observed: Values, required: Values) -> str:
    if observed["jobs_local"] is not None:
        return "known"
    return "unknown" if observed["jobs_total"] is None else "most"


def _neither(observed: Values, required: Values) -> str:
    # Where every need is stated, what is missing is whether the waste water goes to a central plant.
    stated = all(required[key] is not None for key in ("power_mw", "water_m3_day", "wastewater_m3_day"))
    return "treatment" if stated else "needs"


_ACTIVITY_OR_SIZE = Variants(("activity", "size"), _by_size)
_BY_KIND = Variants(("park", "cluster"), lambda observed, required: observed["kind"])
_BY_DISTANCES = Variants(
    ("known", "unknown"), lambda observed, required: "known" if observed["distances"] else "unknown"
)
_BY_DEPARTURE = Variants(("planned", "withdrawn"), lambda observed, required: observed["stage"] or "planned")

VARIANTS: Mapping[str, Variants] = {
    "high_pollution_risk.refused": _ACTIVITY_OR_SIZE,
    "high_pollution_risk.not_deep_processing": _ACTIVITY_OR_SIZE,
    "cluster_rules.not_established": _BY_DEPARTURE,
    "plot_fit.plot_unknown": _open("largest_plot_ha"),
    "plot_fit.reported_full": Variants(("full", "less"), _reported),
    "plot_fit.too_small": Variants(("bound", "law", "plain"), _too_small),
    "utility_capacity.neither_known": Variants(("needs", "treatment"), _neither),
    "labour.fewer_per_ha": Variants(
        ("known", "unknown"),
        lambda observed, required: "unknown" if observed["jobs_per_ha"] is None else "known",
    ),
    "labour.more_local_jobs": Variants(("known", "most", "unknown"), _local_jobs),
    "land.tight": Variants(("minimum", "short", "open"), _tight),
    "land.unknown": _open("free_ha"),
    "access.exporter": _BY_DISTANCES,
    "access.domestic": _BY_DISTANCES,
    "access.not_stated": _BY_DISTANCES,
    "kind_fit.small": _BY_KIND,
    "kind_fit.large": _BY_KIND,
    "readiness.established": Variants(
        ("yes", "no", "unknown"),
        lambda observed, required: (
            observed["developer"] if observed["developer"] in ("yes", "no") else "unknown"
        ),
    ),
    "readiness.not_started": _BY_DEPARTURE,
}
