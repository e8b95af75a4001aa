"""The findings that kept runs share: each is kept once, and the row of a run holds their numbers.

What a run is the first to say is kept together, in one row; a finding's number tells the row and its place there. A process remembers
which findings it knows to be kept. What it does not remember it keeps anew, in the next row: so no index of contents has to be
asked or written, and a finding may stand there a few times, once for each process that met it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from matching.models import MatchRun, RunFinding
from matching.records import MARKS, NUMBERED, KeptFinding

MOST_REMEMBERED = 50_000  # of some 200 bytes each
_PLACES = 1_000_000  # in a row; far more than sites have rules


class End(NamedTuple):
    """Where the chain of runs ends: number and digest of its last run, number of the last row of findings."""

    number: int = 0
    digest: str = ""
    findings: int = 0

    def moved(self, run: MatchRun, rows: int = 0) -> "End":
        """Return the end once a run is the last one, with so many new rows of findings."""
        return End(run.number, run.digest, self.findings + rows)


class Numbered(NamedTuple):
    """Findings as a run after some end of the chain holds them: the number of each as JSON, and those that are new, as the next row."""

    numbers: list[bytes]
    fresh: Mapping[bytes, bytes]  # number by digest
    text: bytes  # of the row


class Remembered:
    """The numbers of findings that this process knows to be kept, by digest, and the run that it kept last, with or after them."""

    def __init__(self) -> None:
        self._end, self._sites = End(), ""
        self._numbers: dict[bytes, bytes] = {}

    def last(self, sites: str) -> End | None:
        """Return the end of the chain as this process knows it, if the last run was given the same sites."""
        return self._end if sites == self._sites else None

    def numbered(self, findings: Sequence[KeptFinding], end: End) -> Numbered:
        """Return findings as a run after this end of the chain holds them.

        Nothing is known of a chain that does not have the run that this process kept last, as after a restored backup.
        """
        if self._end[:2] != end[:2] and not _is_kept(self._end):
            self._numbers = {}
        known = self._numbers
        fresh = {one.digest: one.text for one in findings if one.digest not in known}
        if not fresh:
            return Numbered([known[one.digest] for one in findings], fresh, b"")
        first = (end.findings + 1) * _PLACES
        numbers = {digest: b"%d" % number for number, digest in enumerate(fresh, first)}
        text = b"[" + b",".join(fresh.values()) + b"]"
        return Numbered([known.get(one.digest) or numbers[one.digest] for one in findings], numbers, text)

    def learn(self, numbers: Mapping[bytes, bytes], end: End, sites: str) -> None:
        """Remember more of them, which are committed by now, as the chain is that ends so."""
        self._end, self._sites = end, sites
        if len(self._numbers) + len(numbers) > MOST_REMEMBERED:
            self._numbers = {}
        self._numbers.update(numbers)


_remembered = Remembered()


def last(sites: str) -> End | None:
    """Return the end of the chain without asking the database (`Remembered.last`)."""
    return _remembered.last(sites)


def numbered(findings: Sequence[KeptFinding], end: End) -> Numbered:
    """Return findings as a run after this end of the chain holds them (`Remembered.numbered`)."""
    return _remembered.numbered(findings, end)


def remember(numbers: Mapping[bytes, bytes], end: End, sites: str) -> None:
    """Remember findings once they are committed, with the chain as it ends then and the sites of its last run."""
    transaction.on_commit(lambda: _remembered.learn(numbers, end, sites))


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer that a row holds with its findings, as values."""
    found: dict[str, Any] = restored([answer], msgspec.json.decode)[0]
    return found


def restored(answers: Sequence[Any], read: Callable[[bytes], Any]) -> list[Any]:
    """Return answers as rows hold them with their findings, each ``read`` from its text.

    What holds its findings itself comes back as it is. A finding that is not kept any more is left out.
    """
    shapes = [_shape(answer) for answer in answers]
    wanted = {shape.placed: set[int]() for shape in shapes if shape}
    for shape in shapes:
        if shape:
            wanted[shape.placed].update(shape.numbers())
    findings = {placed: _read(numbers, placed, read) for placed, numbers in wanted.items()}
    return [
        _with(answer, shape, findings[shape.placed]) if shape else answer
        for answer, shape in zip(answers, shapes, strict=True)
    ]


def _read(numbers: set[int], placed: bool, read: Callable[[bytes], Any]) -> dict[int, Any]:
    """Return the findings of these numbers. Those of a time before places have a row each."""
    of_rows = {number // _PLACES for number in numbers} if placed else numbers
    texts = {number: row.text.encode() for number, row in RunFinding.objects.in_bulk(of_rows).items()}
    if not placed:
        return {number: read(text) for number, text in texts.items()}
    rows = {number: _items(text) for number, text in texts.items()}
    found = {}
    for number in numbers:
        row, place = divmod(number, _PLACES)
        if place < len(items := rows.get(row, ())):
            found[number] = read(bytes(items[place]))
    return found


_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


def _items(text: bytes) -> Sequence[msgspec.Raw]:
    """Return the findings of a row, each as its text; none of one that somebody has spoilt."""
    try:
        return _ITEMS.decode(text)
    except ValueError:
        return ()


class _Site(msgspec.Struct):
    findings: list[int]


class _Shape(msgspec.Struct):
    """Where the numbers stand in an answer."""

    sites: list[_Site]
    barred: list[_Site] | None
    placed: bool = False

    def numbers(self) -> Iterator[int]:
        for site in (*self.sites, *(self.barred or ())):
            yield from site.findings


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

    whole = {key: value for key, value in answer.items() if key not in MARKS}
    whole["sites"] = sites(answer["sites"], shape.sites)
    if shape.barred is not None:
        whole["barred"] = sites(answer["barred"], shape.barred)
    return whole


def _is_kept(end: End) -> bool:
    """Say whether there is the run with which a chain ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matching_matchrun WHERE number = %s AND digest = %s", end[:2])
        return cursor.fetchone() is not None
