"""The findings that kept runs share: each is kept with the run that is the first to say it, and all of them hold its number.

A finding's number tells that run and its place there. A process remembers which findings it knows to be kept. What it does not
remember it keeps anew, with the next run: so no index of contents has to be asked or written, and a finding may stand there a
few times, once for each process that met it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import msgspec
from django.db import connection, transaction

from matching.models import MatchRun
from matching.records import NUMBERED, KeptFinding

MOST_REMEMBERED = 50_000  # of some 200 bytes each
_PLACES = 1_000_000  # in a run; far more than sites have rules


class End(NamedTuple):
    """Where the chain of runs ends: number and digest of its last run."""

    number: int = 0
    digest: str = ""


class Numbered(NamedTuple):
    """Findings as the run after some end of the chain holds them: the number of each as JSON, and those that it is the first to say."""

    numbers: list[bytes]
    fresh: Mapping[bytes, bytes]  # number by digest
    text: bytes  # of these, as a list


class Remembered:
    """The numbers of findings that this process knows to be kept, by digest, and the run that it kept last, with or after them."""

    def __init__(self) -> None:
        self._end, self._sites = End(), ""
        self._numbers: dict[bytes, bytes] = {}

    def last(self, sites: str) -> End | None:
        """Return the end of the chain as this process knows it, if the last run was given the same sites."""
        return self._end if sites == self._sites else None

    def numbered(self, findings: Sequence[KeptFinding], end: End) -> Numbered:
        """Return findings as the run after this end of the chain holds them.

        Nothing is known of a chain that does not have the run that this process kept last, as after a restored backup.
        """
        if self._end != end and not _is_kept(self._end):
            self._numbers = {}
        digests = [one.digest for one in findings]
        numbers = [*map(self._numbers.get, digests)]
        first, fresh, texts = (end.number + 1) * _PLACES, dict[bytes, bytes](), list[bytes]()
        for place, number in enumerate(numbers):
            if number is None:
                digest = digests[place]
                if digest not in fresh:
                    fresh[digest] = b"%d" % (first + len(fresh))
                    texts.append(findings[place].text)
                numbers[place] = fresh[digest]
        return Numbered(numbers, fresh, b"[%b]" % b",".join(texts) if texts else b"")

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
    numbers = {number for shape in shapes if shape for number in shape.numbers()}
    findings = {number: read(text) for number, text in _texts(numbers)}
    return [
        _with(answer, shape, findings) if shape else answer
        for answer, shape in zip(answers, shapes, strict=True)
    ]


def _texts(numbers: set[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the text of each finding of these numbers that is there."""
    runs = MatchRun.objects.only("number", "findings")
    found = runs.in_bulk({number // _PLACES for number in numbers}, field_name="number")
    items = {number: _items(run.findings.encode()) for number, run in found.items()}
    for number in numbers:
        run, place = divmod(number, _PLACES)
        if place < len(of_run := items.get(run, ())):
            yield number, bytes(of_run[place])


_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


def _items(text: bytes) -> Sequence[msgspec.Raw]:
    """Return the findings that a run is the first to say, each as its text; none of what somebody has spoilt."""
    try:
        return _ITEMS.decode(text)
    except ValueError:
        return ()


class _Site(msgspec.Struct):
    findings: list[Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]]  # what a database takes for a number


class _Shape(msgspec.Struct):
    """Where the numbers stand in an answer."""

    sites: list[_Site]
    barred: list[_Site] | None

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

    whole = {key: value for key, value in answer.items() if key != NUMBERED}
    whole["sites"] = sites(answer["sites"], shape.sites)
    if shape.barred is not None:
        whole["barred"] = sites(answer["barred"], shape.barred)
    return whole


def _is_kept(end: End) -> bool:
    """Say whether there is the run with which a chain ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matching_matchrun WHERE number = %s AND digest = %s", end)
        return cursor.fetchone() is not None
