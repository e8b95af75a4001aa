"""Puts the findings that runs share back into the answers of runs (see `matching.run_findings`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec

from matching.models import MatchRun
from matching.records import NUMBERED
from matching.records.encoded import encode

PLACES = 1_000_000  # of findings in a run; far more than sites have rules
_Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]  # what a database takes for one


class _Like(msgspec.Struct, array_like=True):
    """A finding that is like the one of this number, which is kept whole, but for figures of its own."""

    number: _Number
    own: dict[str, msgspec.Raw]


class _Site(msgspec.Struct):
    findings: list[_Number]


class _Shape(msgspec.Struct):
    """Where the numbers stand in an answer."""

    sites: list[_Site]
    barred: list[_Site] | None

    def numbers(self) -> Iterator[int]:
        for site in (*self.sites, *(self.barred or ())):
            yield from site.findings


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_LIKE = msgspec.json.Decoder(_Like)
_BY_KEY = msgspec.json.Decoder(dict[str, msgspec.Raw])


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer that a row holds with its findings, as values."""
    found: dict[str, Any] = restored([answer], msgspec.json.decode)[0]
    return found


def restored(answers: Sequence[Any], read: Callable[[bytes], Any]) -> list[Any]:
    """Return answers as rows hold them with their findings, each ``read`` from its text.

    What holds its findings itself comes back as it is. A finding that is not kept any more is left out.
    """
    shapes = [_shape(answer) for answer in answers]
    numbers = {number for shape in shapes if shape for number in shape.numbers()}
    findings = {number: read(text) for number, text in _texts(numbers).items()}
    return [
        _with(answer, shape, findings) if shape else answer
        for answer, shape in zip(answers, shapes, strict=True)
    ]


def _texts(numbers: set[int]) -> dict[int, bytes]:
    """Return the text of each finding of these numbers that is there."""
    items = _items(numbers)
    likes = {number: like for number, item in items.items() if (like := _like(item))}
    kept = _items({like.number for like in likes.values()})
    for number, like in likes.items():
        if like.number in kept:
            items[number] = _joined(kept[like.number], like)
        else:
            del items[number]
    return items


def _items(numbers: set[int]) -> dict[int, bytes]:
    """Return what stands at each of these numbers; nothing of a run that is gone, or whose list somebody has spoilt."""
    runs = MatchRun.objects.only("number", "findings").in_bulk(
        {number // PLACES for number in numbers}, field_name="number"
    )
    lists = {number: _list(run.findings.encode()) for number, run in runs.items()}
    found = {}
    for number in numbers:
        run, place = divmod(number, PLACES)
        if place < len(of_run := lists.get(run, ())):
            found[number] = bytes(of_run[place])
    return found


def _list(text: bytes) -> Sequence[msgspec.Raw]:
    try:
        return _LIST.decode(text)
    except ValueError:
        return ()


def _like(item: bytes) -> _Like | None:
    """Return what an item says beside another; None of one that stands there whole, whatever that is."""
    try:
        return _LIKE.decode(item) if item.startswith(b"[") else None
    except msgspec.DecodeError:
        return None


def _joined(kept: bytes, like: _Like) -> bytes:
    try:
        return encode({**_BY_KEY.decode(kept), **like.own})
    except msgspec.DecodeError:  # no finding any more
        return kept


def _shape(answer: Any) -> _Shape | None:
    """Return where an answer has its numbers; None where it holds its findings itself, or is no answer at all."""
    if not isinstance(answer, dict) or NUMBERED not in answer:
        return None
    try:
        return msgspec.convert(answer, _Shape)
    except msgspec.ValidationError:
        return None


def _with(answer: dict[str, Any], shape: _Shape, findings: Mapping[int, Any]) -> dict[str, Any]:
    def sites(kept: list[dict[str, Any]], numbered: list[_Site]) -> list[dict[str, Any]]:
        return [
            {**one, "findings": [findings[number] for number in site.findings if number in findings]}
            for one, site in zip(kept, numbered, strict=True)
        ]

    whole = {key: value for key, value in answer.items() if key != NUMBERED}
    whole["sites"] = sites(answer["sites"], shape.sites)
    if shape.barred is not None:
        whole["barred"] = sites(answer["barred"], shape.barred)
    return whole
