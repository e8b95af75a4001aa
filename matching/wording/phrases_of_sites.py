"""Phrases about a site: its land, what is left of power and water, distances, orientation, firms."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from matching.wording.phrases import Phrase
from matching.wording.speech import Items, Speech
from matching.wording.template import Values

_UTILITIES = ("power_mw", "water_m3_day", "wastewater_m3_day")


def _land(key: str) -> Phrase:
    """Say a range of land in hectares."""

    def say(speech: Speech, observed: Values, required: Values) -> str:
        return speech.range(observed[key], "ha")

    return say


def sure_most(speech: Speech, observed: Values, required: Values) -> str:
    """Say the most that the largest plot can be for certain."""
    return speech.number(round(observed["sure_most_ha"], 2))


def free_most(speech: Speech, observed: Values, required: Values) -> str:
    """Say the most that the free land can be."""
    return speech.known(round(observed["free_ha"]["high"], 2))


def plot_most(speech: Speech, observed: Values, required: Values) -> str:
    """Say the most that the largest plot is reported to be."""
    return speech.known(round(observed["largest_plot_ha"]["high"], 2))


def ground(speech: Speech, observed: Values, required: Values) -> str:
    """Say in brackets what draws the bounds of the land: the law on clusters, facts with their sources."""
    said = speech.facts(observed["facts"])
    if "law_cluster_cap" in observed["basis"]:
        law = speech.words["ground.law"]
        said = f"{law}; {said}" if said else law
    return f" ({said})" if said else ""


def facts(speech: Speech, observed: Values, required: Values) -> str:
    """Say the facts, without brackets."""
    return speech.facts(observed["facts"]) or speech.words["facts.none"]


def occupancy(speech: Speech, observed: Values, required: Values) -> str:
    """Say how full the site is reported to be."""
    return speech.facts(fact for fact in observed["facts"] if fact["unit"] == "%")


def facts_known(speech: Speech, observed: Values, required: Values) -> str:
    """Say the facts in brackets; nothing where there is none."""
    said = speech.facts(observed["facts"])
    return f" ({said})" if said else ""


def wanted(speech: Speech, observed: Values, required: Values) -> str:
    """Say the wanted area; "at least" the smallest that will do where only that is stated."""
    area = required["area_ha"]
    if area is None:
        return speech.words["at_least"] % f"{speech.known(required['min_area_ha'])} ha"
    return f"{speech.number(area)} ha"


def least_ha(speech: Speech, observed: Values, required: Values) -> str:
    """Say the smallest area that will do."""
    least = required["min_area_ha"]
    return speech.known(required["area_ha"] if least is None else least)


# --- Power, water, waste water ----------------------------------------------------------------------------


def unstated(speech: Speech, observed: Values, required: Values) -> str:
    """Say which needs the project does not state."""
    return speech.listed(speech.words[f"utility.{key}"] for key in _UTILITIES if required[key] is None)


def needs(speech: Speech, observed: Values, required: Values) -> str:
    """Say each need, with what is left for certain."""
    stated = [key for key in _UTILITIES if required[key]]
    if not stated:
        return speech.words["utility.no_need"]
    return "; ".join(_need(speech, key, observed, required) for key in stated)


def open_needs(speech: Speech, observed: Values, required: Values) -> str:
    """Say each need that the site is not known to meet, with what may be left."""
    found = [key for key in _UTILITIES if required[key] and _is_open(key, observed, required)]
    return "; ".join(_need(speech, key, observed, required) for key in found)


def unknown_left(speech: Speech, observed: Values, required: Values) -> str:
    """Say what the site is not known to have enough of."""
    found = [key for key in _UTILITIES if _is_open(key, observed, required)]
    return speech.listed(speech.words[f"utility.{key}"] for key in found)


def short(speech: Speech, observed: Values, required: Values) -> str:
    """Say what there is too little of: the need and the most that is left."""
    found = [key for key in _UTILITIES if _exceeds(required[key], observed[f"{key}_left"]["high"])]
    return "; ".join(_need(speech, key, observed, required) for key in found)


def _need(speech: Speech, key: str, observed: Values, required: Values) -> str:
    left = observed[f"{key}_left"]
    return _say_need(speech, key, required[key], left["low"], left["high"])


@lru_cache(2048)
def _say_need(speech: Speech, key: str, need: float, low: float, high: float | None) -> str:
    unit, name = speech.words[f"unit.{key}"], speech.words[f"need.{key}"]
    needed = f"{speech.number(need)} {unit}"
    if high is None and low <= 0:
        return speech.words["utility.need_only"] % (name, needed)
    return speech.words["utility.need"] % (name, needed, speech.range({"low": low, "high": high}, unit))


def _is_open(key: str, observed: Values, required: Values) -> bool:
    need, least = required[key], observed[f"{key}_left"]["low"]
    return bool(least <= 0 if need is None else need > least)


def _exceeds(need: float | None, most: float | None) -> bool:
    return need is not None and most is not None and need > most


# --- Distances --------------------------------------------------------------------------------------------


def distances(speech: Speech, observed: Values, required: Values) -> str:
    """Say every distance: the published figure with its source, or the estimate and what it starts from."""
    reached = observed["distances"]
    return "; ".join([_distance(speech, node, reached[node], 0) for node in reached])


def _distance(speech: Speech, node: str, reach: Mapping[str, Any], decimals: int) -> str:
    fact, span = reach["fact"], reach["km"]
    if fact is not None:
        return _say_published(speech, node, tuple(fact.items()))
    return _say_range(speech, node, span["low"], span["high"], reach["basis"], decimals)


@lru_cache(4096)
def _say_published(speech: Speech, node: str, items: Items) -> str:
    fact = dict(items)
    figure = f"{speech.number(fact['value'])} km"
    return speech.words["distance.published"] % (speech.label("node", node), figure, speech.source(fact))


@lru_cache(8192)
def _say_range(
    speech: Speech, node: str, low: float, high: float | None, basis: str | None, decimals: int
) -> str:
    name = speech.label("node", node)
    if high is None:
        return speech.words["distance.unknown"] % name
    span = {"low": low, "high": high}
    return speech.words[f"distance.range.{basis}"] % (name, speech.roughly(span, "km", decimals))


def _limited(speech: Speech, nodes: list[str], observed: Values, required: Values) -> str:
    """Say distances with the limit that the investor set."""
    return "; ".join(
        speech.words["distance.limit"]
        % (_distance(speech, node, observed["distances"][node], 1), speech.number(required["max_km"][node]))
        for node in nodes
    )


def too_far(speech: Speech, observed: Values, required: Values) -> str:
    """Say the distances that are longer than the limit for certain."""
    reached, limits = observed["distances"], required["max_km"]
    return _limited(
        speech, [one for one in reached if reached[one]["km"]["low"] > limits[one]], observed, required
    )


def perhaps_too_far(speech: Speech, observed: Values, required: Values) -> str:
    """Say the distances that may be longer than the limit."""
    reached, limits = observed["distances"], required["max_km"]
    far = [(one, reached[one]["km"]["high"]) for one in reached]
    found = [one for one, most in far if most is None or most > limits[one]]
    return _limited(speech, found, observed, required)


def granted(speech: Speech, observed: Values, required: Values) -> str:
    """Say which wishes are granted."""
    said = []
    if required["kinds"]:
        said.append(speech.label("kind", observed["kind"]))
    if required["planning_areas"]:
        said.append(speech.words["in_area"] % speech.label("planning_area", observed["planning_area"]))
    if observed["distances"]:
        said.append(_limited(speech, list(observed["distances"]), observed, required))
    return "; ".join(said)


# --- Orientation and firms --------------------------------------------------------------------------------


def quoted(speech: Speech, observed: Values, required: Values) -> str:
    """Say the source's own words and the source, after a colon; nothing where there are none."""
    words = observed["words"]
    return f": “{words}”{_bracketed(speech.source(observed['fact']))}" if words else ""


def _bracketed(said: str) -> str:
    return f" ({said})" if said else ""


def divisions(speech: Speech, observed: Values, required: Values) -> str:
    """Say the two-digit codes of the firms that were found."""
    return speech.listed(observed["divisions"])


def tenants_state(speech: Speech, observed: Values, required: Values) -> str:
    """Say whether the list of firms is complete."""
    return speech.words["tenants.complete" if observed["complete"] else "tenants.incomplete"]


SITES: Mapping[str, Phrase] = {
    "free": _land("free_ha"),
    "free_most": free_most,
    "plot": _land("largest_plot_ha"),
    "plot_most": plot_most,
    "sure_most": sure_most,
    "ground": ground,
    "facts": facts,
    "facts_known": facts_known,
    "occupancy": occupancy,
    "wanted": wanted,
    "least_ha": least_ha,
    "unstated": unstated,
    "needs": needs,
    "open_needs": open_needs,
    "unknown_left": unknown_left,
    "short": short,
    "distances": distances,
    "too_far": too_far,
    "perhaps_too_far": perhaps_too_far,
    "granted": granted,
    "quoted": quoted,
    "divisions": divisions,
    "tenants_state": tenants_state,
}

# What is said of a site alone, whatever is required.
OBSERVED_ALONE = frozenset(
    {"facts", "facts_known", "free", "free_most", "ground", "occupancy", "plot", "plot_most", "sure_most"}
)
