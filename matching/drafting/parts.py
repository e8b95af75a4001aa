"""The parts of a ruleset document that are edited one at a time, each as a page of fields."""

import copy
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from matching import wording
from matching.drafting import labels
from matching.drafting.fields import Group, Leaf, Node, Posted, leaves_of, node
from matching.drafting.ordering import order_of
from matching.drafting.values import ABSENT
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.ruleset import Citation, ExchangeRange, RobustnessRules
from matching.engine.ruleset import Ruleset as Whole

RULE = "rule-"
TEXT = "text"
_HEAD = ("version", "title_vi", "title_en", "effective_from")


@dataclass
class Grounds:
    """Which citations a rule rests on, each to be ticked."""

    place: str
    label: str
    stored: Any
    known: Mapping[str, Any]
    errors: list[str]
    shape: str = "grounds"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Every citation by key: its words, and whether the rule rests on it."""
        chosen = [str(one) for one in self.stored] if isinstance(self.stored, list) else []
        keys = [*map(str, self.known), *(key for key in chosen if key not in self.known)]
        return [(key, _words(self.known.get(key), key), key in chosen) for key in keys]

    def read(self, posted: Any) -> Any:
        """Return the keys that were ticked, in the order in which they stood."""
        if posted.get(f"{self.place}.sent") is None:
            return self.stored
        ticked = posted.getlist(self.place)
        before = [str(one) for one in self.stored] if isinstance(self.stored, list) else []
        found = [key for key in before if key in ticked]
        found += [key for key in dict.fromkeys(ticked) if key not in before]
        return self.stored if found == before else found


@dataclass
class Weights:
    """The weights of all preferences by profile, with their sums."""

    profiles: tuple[tuple[str, str], ...]
    lines: list[tuple[str, list[Leaf]]]
    errors: list[str]
    place: str = "rules"
    shape: str = "weights"

    @property
    def sums(self) -> list[tuple[str, str]]:
        """The sum of each profile as stored, and whether it is 100."""
        found = []
        for number in range(len(self.profiles)):
            values = [line[number].stored for _, line in self.lines]
            total = sum(one for one in values if isinstance(one, int | float))
            found.append((f"{total:.2f}".replace(".", ","), "met" if abs(total - 100) < 1e-9 else "unmet"))
        return found


@dataclass
class Part:
    """A page of fields. ``paths`` say where in the document each of the nodes stands."""

    key: str
    title: str
    nodes: list[Any]
    paths: list[tuple[str, ...]]

    @property
    def leaves(self) -> list[Leaf]:
        """All single fields."""
        found = list(leaves_of([one for one in self.nodes if not isinstance(one, Grounds | Weights)]))
        found += [
            leaf for one in self.nodes if isinstance(one, Weights) for _, line in one.lines for leaf in line
        ]
        return found


def keys() -> tuple[str, ...]:
    """Return the keys of all parts that are pages of fields."""
    return (*_PARTS, *(f"{RULE}{key}" for key in (*PREFERENCES, *REQUIREMENTS)))


def title_of(key: str) -> str:
    """Return what a part is called."""
    return labels.criterion(key.removeprefix(RULE)) if key.startswith(RULE) else _PARTS[key][0]


def part_of(document: Mapping[str, Any], key: str) -> Part:
    """Return one part of a document as fields. Raises KeyError for a part that there is not."""
    if key.startswith(RULE):
        return _rule_part(document, key.removeprefix(RULE))
    title, made = _PARTS[key]
    nodes, paths = made(document)
    return Part(key, title, nodes, paths)


def edited(document: Mapping[str, Any], part: Part, posted: Posted) -> dict[str, Any]:
    """Return a document with what was typed on the page of a part."""
    changed = copy.deepcopy(dict(document))
    for path, one in zip(part.paths, part.nodes, strict=True):
        if isinstance(one, Weights):
            for leaf in (leaf for _, line in one.lines for leaf in line):
                _put(changed, tuple(leaf.name.split(".", 3)), leaf.stored, leaf.read(posted))
        else:
            _put(changed, path, one.stored, one.read(posted))
    return changed


def at(document: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at a place; rules are found by their criterion. ABSENT where nothing does."""
    here = document
    for step in path:
        if isinstance(here, list):
            here = next(
                (one for one in here if isinstance(one, Mapping) and one.get("criterion") == step), ABSENT
            )
        else:
            here = here.get(step, ABSENT) if isinstance(here, Mapping) else ABSENT
    return here


def _put(document: dict[str, Any], path: tuple[str, ...], before: Any, value: Any) -> None:
    if value is before:
        return
    here: Any = document
    for step in path[:-1]:
        here = _inside(here, step)
    if value is ABSENT:
        here.pop(path[-1], None)
    else:
        here[path[-1]] = value


def _inside(here: Any, step: str) -> Any:
    if isinstance(here, list):
        found = next((one for one in here if isinstance(one, dict) and one.get("criterion") == step), None)
        if found is None:
            found = {"criterion": step}
            here.append(found)
        return found
    if not isinstance(here.get(step), dict | list):
        here[step] = [] if step == "rules" else {}
    return here[step]


Made = tuple[list[Any], list[tuple[str, ...]]]


def _head(document: Mapping[str, Any]) -> Made:
    hints = typing.get_type_hints(Whole)
    nodes: list[Node] = [
        Leaf(
            name, name, labels.HEAD[name], hints[name], document.get(name, ABSENT), hint=_HINTS.get(name, "")
        )
        for name in _HEAD
    ]
    return nodes, [(name,) for name in _HEAD]


_HINTS = {"effective_from": "ngày/tháng/năm; người ban hành có thể chọn ngày khác"}


def _weights(document: Mapping[str, Any]) -> Made:
    named = document.get("profiles")
    profiles = tuple(str(one) for one in named) if isinstance(named, list) else ()
    lines = []
    for key in PREFERENCES:
        leaves = []
        for profile in profiles:
            place = f"rules.{key}.weights.{profile}"
            stored = at(document, ("rules", key, "weights", profile))
            leaves.append(
                Leaf(place, place, f"{labels.criterion(key)}, {labels.profile(profile)}", float, stored)
            )
        lines.append((labels.criterion(key), leaves))
    heads = tuple((one, wording.label("profile", one, "vi")) for one in profiles)
    return [Weights(heads, lines, [])], [("rules",)]


def _robustness(document: Mapping[str, Any]) -> Made:
    stored = document.get("robustness", ABSENT)
    place, bands = "robustness", at(document, ("robustness", "bands_pct"))
    whole = node(RobustnessRules, stored, place, labels.HEAD[place], owner=place, name="")
    assert isinstance(whole, Group)
    nodes: list[Node] = list(whole.leaves.values())
    paths: list[tuple[str, ...]] = [(place, name) for name in whole.leaves]
    label = labels.PARTS[place]["bands_pct"]
    nodes.append(node(dict[str, float], bands, f"{place}.bands_pct", label, owner=place, name="bands_pct"))
    return nodes, [*paths, (place, "bands_pct")]


def _counterfactuals(document: Mapping[str, Any]) -> Made:
    path = ("counterfactuals", "order")
    return [order_of(at(document, path))], [path]


def _listed(name: str, kind: Any) -> Callable[[Mapping[str, Any]], Made]:
    def made(document: Mapping[str, Any]) -> Made:
        stored = document.get(name, ABSENT)
        return [node(kind, stored, name, labels.HEAD[name], owner=name, name=name)], [(name,)]

    return made


_PARTS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], Made]]] = {
    "head": ("Tên và ngày hiệu lực", _head),
    "weights": ("Trọng số", _weights),
    "citations": ("Căn cứ", _listed("citations", dict[str, Citation])),
    "robustness": ("Độ vững của thứ hạng", _robustness),
    "counterfactuals": ("Điều nhà đầu tư có thể đổi", _counterfactuals),
    "exchange": ("Tỷ giá", _listed("exchange", tuple[ExchangeRange, ...])),
    "annex_ii": ("Phụ lục II", _listed("annex_ii", typing.get_type_hints(Whole)["annex_ii"])),
}


def _rule_part(document: Mapping[str, Any], key: str) -> Part:
    criterion: Any = REQUIREMENTS.get(key) or PREFERENCES[key]
    nodes: list[Any] = []
    paths: list[tuple[str, ...]] = []
    for name, kind in typing.get_type_hints(criterion.Params).items():
        path = ("rules", key, "params", name)
        label = labels.PARAMS[key].get(name, name)
        nodes.append(node(kind, at(document, path), ".".join(path), label, owner=key, name=name))
        paths.append(path)
    known = document.get("citations")
    path = ("rules", key, "citations")
    nodes.append(
        Grounds(".".join(path), "Căn cứ", at(document, path), known if isinstance(known, Mapping) else {}, [])
    )
    return Part(f"{RULE}{key}", labels.criterion(key), nodes, [*paths, path])


def _words(citation: Any, key: str) -> str:
    if not isinstance(citation, Mapping):
        return key
    return ", ".join(str(citation[name]) for name in ("document", "article") if citation.get(name)) or key
