"""Every mistake of a draft, each at its place, in Vietnamese."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching import wording
from matching.documents import InvalidRuleset, read_document
from matching.drafting import labels, parts
from matching.drafting.fields import TWICE
from matching.drafting.messages import in_vietnamese
from matching.engine import DocumentError, Ruleset, parse
from parks.models import PlanningArea

KEYS = frozenset(parts.keys())
_RULE = re.compile(r"rules\[\d+\](?: \((\w+)\))?")
_NUMBER = re.compile(r"\[(\d+)\]")
_YAML = re.compile(r"not YAML: (?:line (\d+), column (\d+): )?(.*)", re.S)


@dataclass(frozen=True)
class Mistake:
    """What is wrong at a place of the document: ``place`` as `fields` names it, ``where`` in words, ``part`` to go to."""

    place: str
    where: str
    message: str
    part: str


@dataclass(frozen=True)
class Draft:
    """A draft as it reads: its document (None where the text is no mapping), its rules where it has no mistake."""

    document: dict[str, Any] | None
    ruleset: Ruleset | None
    mistakes: tuple[Mistake, ...]


def read_draft(text: str) -> Draft:
    """Return what the text of a draft says, and every mistake in it."""
    try:
        document = read_document(text)
    except InvalidRuleset as error:
        return Draft(None, None, tuple(_not_yaml(one) for one in error.errors))
    if not isinstance(document, dict):
        wrong = Mistake("", "văn bản", "phải gồm các dòng “tên: trị số”", parts.TEXT)
        return Draft(None, None, (wrong,))
    return read_content(document)


def read_content(document: dict[str, Any]) -> Draft:
    """Return a document with every mistake in it."""
    found: list[Mistake] = list(_keys(document))
    try:
        ruleset = parse(document)
    except DocumentError as error:
        found += [_mistake(one) for one in error.errors]
        return Draft(document, None, tuple(found))
    for profile in PlanningArea.Profile.values:
        if profile not in ruleset.profiles:
            said = f"thiếu nhóm “{wording.label('profile', profile, 'vi')}” mà các vùng quy hoạch đang thuộc"
            found.append(Mistake("profiles", labels.HEAD["profiles"], said, parts.TEXT))
    return Draft(document, None if found else ruleset, tuple(found))


def place_at(part: parts.Part, mistakes: Sequence[Mistake]) -> None:
    """Put each mistake beside its field, or beside the nearest thing around it that the page has."""
    leaves = {leaf.place: leaf for leaf in part.leaves}
    around = {one.place: one for one in part.nodes}
    for mistake in mistakes:
        for place in _outwards(mistake.place):
            target = leaves.get(place) or around.get(place)
            if target is not None and not (
                place == "rules" and "weights" not in mistake.place and mistake.place != "rules"
            ):
                target.errors.append(mistake.message)
                break


def _outwards(place: str) -> Iterator[str]:
    while place:
        yield place
        place = place.rpartition(".")[0]


def _mistake(error: str) -> Mistake:
    place, _, message = error.partition(": ")
    place = _NUMBER.sub(r".\1", _RULE.sub(lambda found: f"rules.{found[1]}" if found[1] else "rules", place))
    steps = place.split(".")
    criterion = steps[1] if steps[0] == "rules" and len(steps) > 1 else ""
    return Mistake(
        place, _where(steps, criterion), in_vietnamese(message, criterion), _part(steps, criterion)
    )


def _part(steps: Sequence[str], criterion: str) -> str:
    if criterion:
        if len(steps) > 2 and steps[2] == "weights":
            return "weights"
        return f"{parts.RULE}{criterion}" if labels.is_known(criterion) else parts.TEXT
    if steps[0] == "rules":
        return "weights"
    if steps[0] in ("version", "title_vi", "title_en", "effective_from"):
        return "head"
    return steps[0] if steps[0] in KEYS else parts.TEXT


def _where(steps: Sequence[str], criterion: str) -> str:
    """Return a place in words: which rule, which field."""
    if not criterion:
        named = labels.PARTS.get(steps[0], {})
        rest = [
            named.get(one, f"dòng {int(one) + 1}" if one.isdecimal() and len(one) < 6 else one)
            for one in steps[1:]
        ]
        return ", ".join([labels.HEAD.get(steps[0], steps[0]), *rest])
    rule = f"{labels.kind_of_rule(criterion).capitalize()} “{labels.criterion(criterion)}”"
    rest = list(steps[2:])
    if rest[:1] == ["weights"]:
        return ", ".join([rule, "trọng số", *(labels.profile(one) for one in rest[1:])])
    if rest[:1] == ["citations"]:
        return f"{rule}, căn cứ"
    if rest[:1] == ["params"]:
        return ", ".join([rule, *_field(criterion, rest[1:])])
    return ", ".join([rule, *rest])


def _field(criterion: str, steps: Sequence[str]) -> Iterator[str]:
    if not steps:
        return
    yield labels.PARAMS.get(criterion, {}).get(steps[0], steps[0])
    closed = labels.keys_of(criterion, steps[0])
    columns = labels.COLUMNS.get((criterion, steps[0]), {})
    for step in steps[1:]:
        if closed:
            yield labels.of_key(closed[0], step)
        elif step.isdecimal() and len(step) < 6 and step not in columns:
            yield f"dòng {int(step) + 1}"
        else:
            yield columns.get(step, step)


def _keys(document: Mapping[str, Any]) -> Iterator[Mistake]:
    """Find keys that the form had to make: of a row without a key, and of a second row with the same."""
    for path in (("citations",), ("rules", "high_tech", "params", "prefixes")):
        held = parts.at(document, path)
        for key in held if isinstance(held, Mapping) else ():
            if str(key).strip() and not str(key).endswith(TWICE):
                continue
            said = "mã này đã có ở dòng khác" if str(key).strip() else "còn thiếu mã"
            place = ".".join((*path, str(key)))
            steps = place.split(".")
            criterion = steps[1] if steps[0] == "rules" else ""
            yield Mistake(place, _where(place.split("."), criterion), said, _part(steps, criterion))


def _not_yaml(error: str) -> Mistake:
    found = _YAML.fullmatch(error)
    line = f"dòng {found[1]}, cột {found[2]}" if found and found[1] else "văn bản"
    said = (found[3] if found else error).strip()
    return Mistake("", line, f"không đọc được văn bản YAML: {_reason(said)}", parts.TEXT)


def _reason(said: str) -> str:
    for pattern, text in _REASONS:
        found = re.fullmatch(pattern, said, re.S)
        if found:
            return text.format(*found.groups())
    return f"“{said}”"


_REASONS = (
    (r"the key (.*) is repeated", "tên {0} viết hai lần"),
    (r"nested too deep", "lồng nhau quá sâu"),
    (r"aliases are not taken", "không dùng bí danh (dấu *)"),
    (r"could not find expected ':'", "thiếu dấu hai chấm"),
    (r"expected ',' or '(.)', but got .*", "thiếu dấu phẩy hoặc dấu “{0}”"),
    (r"mapping values are not allowed here", "dấu hai chấm không được ở đây (hoặc thụt dòng sai)"),
    (r"found character '(.*)' that cannot start any token", "ký tự {0} không được đứng ở đây"),
    (r"did not find expected .*", "thụt dòng sai hoặc thiếu dấu đóng"),
)
