"""Says what would change an answer: what would have to be otherwise, and what for."""

from collections.abc import Mapping
from typing import Any

from matching.wording.voices import Voice

# Which labels the codes of a field have.
_CODES = {
    "preferences.kinds": "kind",
    "preferences.planning_areas": "planning_area",
    "environment.wastewater_treatment": "treatment",
    "environment.practices": "practice",
    "technology.equipment": "equipment",
    "technology.certificates": "certificate",
    "technology.lists": "list",
    "process_flags": "process_flag",
}


def counterfactual(voice: Voice, found: Mapping[str, Any], name: str) -> str:
    """Say what would have to change, on the investor's side or at the site, and what follows."""
    at_site = any("figure" in one for one in found["changes"])
    changes = voice.speech.listed(changed(voice, one) for one in found["changes"])
    side = "counterfactual.site" if at_site else "counterfactual"
    return voice.summarised(f"{side}.{found['effect']}", name=name, changes=changes)


def changed(voice: Voice, one: Mapping[str, Any]) -> str:
    """Return one change in words, small at its beginning."""
    if "figure" in one:
        figure = _lowered(voice.speech.label("site_figure", one["figure"]))
        before, after = _figure(voice, one["figure"], one["from"]), _figure(voice, one["figure"], one["to"])
        amount = "amount" if isinstance(one["to"], int | float) and one["to"] is not True else "state"
        return voice.summarised(f"counterfactual.{amount}", what=figure, before=before, after=after)
    before, after = (_value(voice, one["field"], one[side]) for side in ("from", "to"))
    return voice.summarised(
        "counterfactual.change", what=_field(voice, one["field"]), before=before, after=after
    )


def _field(voice: Voice, field: str) -> str:
    label = voice.speech.label
    kind, _, node = field.rpartition(".")
    if kind == "preferences.max_km":
        return voice.summarised("counterfactual.distance", node=label("node", node))
    if field.startswith("lines."):
        field = "lines.0.annual_output"
    return _lowered(label("field", field))


def _value(voice: Voice, field: str, value: Any) -> str:
    speech = voice.speech
    if isinstance(value, Mapping):
        return f"{speech.number(float(value['amount']))} {value['currency']}"
    if isinstance(value, str):
        return f"“{speech.label(_CODES[field], value)}”"
    if isinstance(value, list | tuple):
        said = [f"“{speech.label(_CODES[field], one)}”" for one in value]
        return speech.listed(said) if said else voice.summarised("counterfactual.none")
    return speech.number(value)


def _figure(voice: Voice, figure: str, value: Any) -> str:
    speech = voice.speech
    if value is None:
        return speech.words["unknown"]
    if isinstance(value, bool):
        return voice.summarised("counterfactual.there" if value else "counterfactual.not_there")
    if isinstance(value, str):
        return f"“{speech.label('stage', value)}”"
    return speech.range(value) if isinstance(value, Mapping) else speech.number(value)


def _lowered(label: str) -> str:
    """Return a heading as it reads inside a sentence; a shortening stays as it is."""
    return label if label[1:2].isupper() or label[1:2] == "&" else label[:1].lower() + label[1:]
