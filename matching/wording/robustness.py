"""Says how sure an order is, in a few sentences."""

from collections.abc import Mapping
from typing import Any

from matching.wording.voices import Voice


def robustness(voice: Voice, found: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Say how often the first site stays first, whether that hangs on figures or on weights, and where the first two swap."""
    first: Mapping[str, float] = found["first"]
    holder = found["holder"]
    if len(first) == 1:
        return [voice.summarised("robustness.only", name=names[holder])]
    speech = voice.speech
    by_weights = found["weights_alone"]
    said = [
        voice.summarised(
            "robustness",
            name=names[holder],
            share=_percent(voice, first[holder]),
            draws=speech.number(found["draws"]),
            label=_lowered(speech.label("robustness", found["label"])),
        ),
        voice.summarised(
            "robustness.weights", share=_percent(voice, by_weights["first"][by_weights["holder"]])
        ),
    ]
    most = min(first, key=lambda code: (-first[code], code != holder, code))
    if first[most] > first[holder]:
        said.append(
            voice.summarised("robustness.other", name=names[most], share=_percent(voice, first[most]))
        )
    nearest = next(iter(found["switch_points"]), None)
    if nearest is None or not nearest["within_band"]:
        said.append(voice.summarised("robustness.no_switch"))
    else:
        criterion = speech.label("criterion", nearest["criterion"])
        weights = speech.listed(moved(voice, one, len(nearest["weights"])) for one in nearest["weights"])
        said.append(voice.summarised("robustness.switch", criterion=criterion, weights=weights))
    return said


def moved(voice: Voice, weight: Mapping[str, Any], profiles: int) -> str:
    """Return how a weight moves; with its profile where the two sites have different ones."""
    texts = {
        "before": voice.speech.number(weight["from"]),
        "after": voice.speech.number(round(weight["to"], 2)),
    }
    if profiles == 1:
        return voice.summarised("robustness.weight", **texts)
    profile = voice.speech.label("profile", weight["profile"])
    return voice.summarised("robustness.weight.profile", **texts, profile=profile)


def _percent(voice: Voice, share: float) -> str:
    """Return a part of the draws in whole percent; more would pretend to be exact, but rarely is not never."""
    if 0 < share < 0.01:
        return voice.summarised("robustness.below", number="1")
    if 0.99 < share < 1:
        return voice.summarised("robustness.above", number="99")
    return voice.speech.number(round(100 * share))


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
