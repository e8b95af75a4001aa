"""How sure the order of a run is, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matching import snapshot, wording
from matching.records.sites import name_of
from parks.admin import show

# The chips of the page have these colours by the outcome of a site.
COLOURS = {"robust": "open", "sensitive": "conditional", "coin_toss": "unverified"}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """How often one site is first and among the first three."""

    name: str
    first: str
    top_three: str
    by_weights: str


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """At what weight the first two swap."""

    criterion: str
    weights: str
    within_band: bool


@dataclass(frozen=True, slots=True)
class RobustnessPanel:
    """What the page says of how sure the order is."""

    label: str
    colour: str
    sentence: str
    places: list[PlaceLine]
    switches: list[SwitchLine]
    draws: str
    seed: int
    robust_from: str
    coin_toss_below: str


def robustness_panel(found: Mapping[str, Any] | None) -> RobustnessPanel | None:
    """Return the panel of a rendered answer, the sites that are first most often on top; None where nothing was kept."""
    if found is None:
        return None
    # All sites that are ranked, not only those that the run was asked to show.
    names = {code: name_of(site, "vi") for code, site in snapshot.current().site_rows.items()}
    first, top_three, by_weights = found["first"], found["top_three"], found["weights_alone"]["first"]
    ordered = sorted(first, key=lambda code: (-first[code], -top_three[code], -by_weights[code]))
    return RobustnessPanel(
        label=wording.label("robustness", found["label"], "vi"),
        colour=COLOURS[found["label"]],
        sentence=found["sentence"],
        places=[
            PlaceLine(
                names[code], _percent(first[code]), _percent(top_three[code]), _percent(by_weights[code])
            )
            for code in ordered[:SHOWN]
            if top_three[code] or by_weights[code]
        ],
        switches=[_switch(one) for one in found["switch_points"]],
        draws=show.number(found["draws"]),
        seed=found["seed"],
        robust_from=_percent(found["thresholds"]["robust_from"]),
        coin_toss_below=_percent(found["thresholds"]["coin_toss_below"]),
    )


def _switch(one: Mapping[str, Any]) -> SwitchLine:
    return SwitchLine(
        wording.label("criterion", one["criterion"], "vi"),
        wording.moved_weights("vi", one["weights"]),
        one["within_band"],
    )


def _percent(part: float) -> str:
    return f"{show.number(round(100 * part, 1))}%"
