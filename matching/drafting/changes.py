"""What is otherwise in one ruleset document than in another, in plain words."""

import dataclasses
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching.drafting import labels
from matching.drafting.ordering import order_changes
from matching.drafting.parts import at
from matching.drafting.values import ABSENT, text_of
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.ruleset import RobustnessRules
from matching.engine.vocabulary import CHANGEABLE

NOTHING = "không có"
_RECORDS = {"citations": "key", "exchange": "", "annex_ii": "key"}


@dataclass(frozen=True)
class Change:
    """One difference: under which heading, and the sentence."""

    heading: str
    text: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return every difference between two documents, in the order of a ruleset."""
    return [
        *(Change("Chung", one) for one in _head(before, after)),
        *(Change("Trọng số", one) for one in _weights(before, after)),
        *_rules(before, after),
        *(Change(labels.HEAD["citations"], one) for one in _citations(before, after)),
        *(Change(labels.HEAD["robustness"], one) for one in _robustness(before, after)),
        *(Change(labels.HEAD["counterfactuals"], one) for one in _counterfactuals(before, after)),
        *(Change(labels.HEAD["exchange"], one) for one in _exchange(before, after)),
        *(Change(labels.HEAD["annex_ii"], one) for one in _annex(before, after)),
    ]


def _head(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in ("version", "title_vi", "title_en", "effective_from", "profiles"):
        yield from _value(labels.HEAD[name], before.get(name, ABSENT), after.get(name, ABSENT))
    unknown = [key for key in (*before, *after) if key not in labels.HEAD]
    for key in dict.fromkeys(unknown):
        yield from _value(f"Mục “{key}”", before.get(key, ABSENT), after.get(key, ABSENT))


def _weights(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key in _criteria(before, after):
        old, new = (at(one, ("rules", key, "weights")) for one in (before, after))
        if old is ABSENT or new is ABSENT:
            continue  # the rule itself is new or gone
        for code in _keys(old, new):
            label = f"Trọng số tiêu chí {labels.criterion(key)} ở nhóm {labels.profile(str(code))}"
            yield from _value(label, _of(old, code), _of(new, code))


def _rules(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key in _criteria(before, after):
        name = labels.criterion(key)
        kind = labels.kind_of_rule(key)
        old, new = at(before, ("rules", key)), at(after, ("rules", key))
        if old is ABSENT or new is ABSENT:
            yield Change(name, f"{'Thêm' if old is ABSENT else 'Bỏ'} {kind} {name}")
            continue
        old_params, new_params = at(old, ("params",)), at(new, ("params",))
        hints = _hints(key)
        for param in _keys(old_params, new_params):
            label = f"{labels.PARAMS.get(key, {}).get(str(param), str(param))}"
            for one in _param(
                key, str(param), hints.get(param), label, _of(old_params, param), _of(new_params, param)
            ):
                yield Change(name, one)
        grounds = (at(old, ("citations",)), at(new, ("citations",)))
        for one in _listed(f"Căn cứ của {kind} {name}", *grounds, named=_named(before, after)):
            yield Change(name, one)


def _param(key: str, name: str, kind: Any, label: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    closed = labels.keys_of(key, name)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for one in _keys(old, new):
            word = labels.of_key(closed[0], str(one)) if closed else str(one)
            yield from _value(f"{label}, {word}", _of(old, one), _of(new, one))
    elif _are(old, new, Mapping):
        columns = labels.COLUMNS.get((key, name), {})
        yield from _records(label, _numbered(old), _numbered(new), columns, {})
    elif _are(old, new, str):
        yield from _listed(label, old, new, named={})
    elif _are(old, new, list) and (key, name) in labels.COLUMNS:
        yield from _listed(label, [_pair(one) for one in old], [_pair(one) for one in new], named={})
    else:
        options = dict(labels.OPTIONS.get((key, name), ()))
        yield from _value(
            label, *(options.get(one, one) if isinstance(one, str) else one for one in (old, new))
        )


def _citations(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = before.get("citations", {}), after.get("citations", {})
    named = _named(before, after)
    for key in _keys(old, new):
        one, other = _of(old, key), _of(new, key)
        name = named.get(str(key), str(key))
        if one is ABSENT or other is ABSENT:
            yield f"{'Thêm' if one is ABSENT else 'Bỏ'} căn cứ {name}"
        elif one != other:
            yield from _records(
                f"Căn cứ {key}", {"": one}, {"": other}, labels.PARTS["citations"], _standings("citations")
            )


def _robustness(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    defaults = dataclasses.asdict(RobustnessRules())
    old, new = (
        defaults | held if isinstance(held := one.get("robustness", {}), Mapping) else held
        for one in (before, after)
    )
    named = labels.PARTS["robustness"]
    for key in _keys(old, new):
        one, other = _of(old, key), _of(new, key)
        yield from _param("robustness", str(key), None, named.get(str(key), str(key)), one, other)


def _counterfactuals(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = (one.get("counterfactuals", {}) for one in (before, after))
    orders = [list(CHANGEABLE) if one is ABSENT else one for one in (_of(old, "order"), _of(new, "order"))]
    if not all(isinstance(one, Mapping) for one in (old, new)):
        yield from _value(labels.HEAD["counterfactuals"], old, new)
    elif all(isinstance(one, list) for one in orders):
        yield from order_changes(*orders)
    else:
        yield from _value(labels.PARTS["counterfactuals"]["order"], *orders)
    for key in _keys(old, new):
        if key != "order":
            yield from _value(f"Mục “{key}”", _of(old, key), _of(new, key))


def _exchange(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = ({_span(row): row for row in _list(one.get("exchange"))} for one in (before, after))
    yield from _records("Tỷ giá", old, new, labels.PARTS["exchange"], _standings("exchange"))


def _annex(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = (
        {str(row.get("name_vi") or row.get("key")): row for row in _list(one.get("annex_ii"))}
        for one in (before, after)
    )
    words = {name: dict(given) for (part, name), given in labels.OPTIONS.items() if part == "annex_ii"}
    yield from _records("Loại hình", old, new, labels.PARTS["annex_ii"], words)


def _records(
    label: str,
    old: Mapping[Any, Any],
    new: Mapping[Any, Any],
    columns: Mapping[str, str],
    words: Mapping[str, Any],
) -> Iterator[str]:
    """Compare records by key: which are new, which are gone, which fields of the others are otherwise."""
    for key in _keys(old, new):
        one, other = _of(old, key), _of(new, key)
        name = f"{label} {key}".strip()
        if one is ABSENT or other is ABSENT:
            yield f"{name}: {'thêm' if one is ABSENT else 'bỏ'} {_record(other if one is ABSENT else one)}"
            continue
        for field in _keys(one, other):
            said = words.get(str(field), {})
            values = [_of(each, field) for each in (one, other)]
            shown = [said.get(each, each) if isinstance(each, str) else each for each in values]
            where = f"{name}, {columns.get(str(field), str(field))}"
            if _are(*values, str):
                yield from _listed(where, *values, named={})
            elif values[0] != values[1]:
                yield from _value(where, *shown)


def _listed(label: str, old: Any, new: Any, *, named: Mapping[str, str]) -> Iterator[str]:
    """Say what a list of plain things has more and less; else, that its order is another."""
    before, after = ([str(one) for one in each] if isinstance(each, list) else [] for each in (old, new))
    more = [named.get(one, one) for one in after if one not in before]
    less = [named.get(one, one) for one in before if one not in after]
    if more or less:
        said = [*([f"thêm {'; '.join(more)}"] if more else []), *([f"bỏ {'; '.join(less)}"] if less else [])]
        yield f"{label}: {', '.join(said)}"
    elif old != new:
        yield from _value(label, old, new)


def _value(label: str, old: Any, new: Any) -> Iterator[str]:
    if old != new or isinstance(old, bool) is not isinstance(new, bool):
        yield f"{label}: {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if value is ABSENT or value is None:
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        return "; ".join(
            f"{text_of(one[0])} thì {text_of(one[1])}" if len(one) == 2 else text_of(one) for one in value
        )
    if isinstance(value, Mapping):
        return _record(value)
    text = text_of(value)
    return text if text else "(để trống)"


def _record(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _shown(value)
    return "; ".join(_shown(one) for one in value.values() if one not in (None, "", ABSENT))


def _pair(value: Any) -> str:
    return " với ".join(text_of(one) for one in value) if isinstance(value, list) else str(value)


def _numbered(rows: Any) -> dict[str, Any]:
    """Return rows by a name of their own, else by their number."""
    rows = rows if isinstance(rows, list) else []
    return {
        f"“{row['name_vi']}”" if isinstance(row, Mapping) and row.get("name_vi") else f"dòng {number}": row
        for number, row in enumerate(rows, start=1)
    }


def _span(row: Mapping[str, Any]) -> str:
    return f"{row.get('currency')} {row.get('from_year')} đến {row.get('to_year')}"


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _are(old: Any, new: Any, kind: type) -> bool:
    """Say whether both are lists of one kind, and not both empty."""
    both = [old, new]
    if not all(isinstance(one, list) or one is ABSENT for one in both) or old == new:
        return False
    items = [item for one in both if isinstance(one, list) for item in one]
    return bool(items) and all(isinstance(item, kind) for item in items)


def _named(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for document in (before, after):
        held = document.get("citations")
        for key, one in held.items() if isinstance(held, Mapping) else ():
            if isinstance(one, Mapping):
                words = ", ".join(str(one[name]) for name in ("document", "article") if one.get(name))
                found[str(key)] = words or str(key)
    return found


def _standings(part: str) -> Mapping[str, Any]:
    return {"standing": dict(labels.OPTIONS[part, "standing"])}


def _criteria(before: Mapping[str, Any], after: Mapping[str, Any]) -> Sequence[str]:
    known = [*PREFERENCES, *REQUIREMENTS]
    named = [str(rule.get("criterion")) for one in (before, after) for rule in _list(one.get("rules"))]
    return list(dict.fromkeys([*(key for key in known if key in named), *named]))


def _hints(key: str) -> dict[str, Any]:
    criterion: Any = PREFERENCES.get(key) or REQUIREMENTS.get(key)
    return typing.get_type_hints(criterion.Params) if criterion else {}


def _keys(old: Any, new: Any) -> list[Any]:
    """Return the keys of two mappings in the order of the first, then those that the second has more."""
    return list(
        dict.fromkeys(
            [*(old if isinstance(old, Mapping) else ()), *(new if isinstance(new, Mapping) else ())]
        )
    )


def _of(held: Any, key: Any) -> Any:
    return held.get(key, ABSENT) if isinstance(held, Mapping) else ABSENT
