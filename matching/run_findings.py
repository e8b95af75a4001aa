"""The findings that kept runs share: each is kept once, and the row of a run holds their numbers.

A process remembers which findings it knows to be kept. What it does not remember it keeps anew, under the next numbers: so no
index of contents has to be asked or written, and a finding may stand there a few times, once for each process that met it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from matching.models import MatchRun, RunFinding
from matching.records import NUMBERED, KeptFinding

MOST_REMEMBERED = 50_000  # of some 200 bytes each


class End(NamedTuple):
    """Where the chain of runs ends: number and digest of its last run, number of the last finding."""

    number: int = 0
    digest: str = ""
    findings: int = 0

    def moved(self, run: MatchRun) -> "End":
        """Return the end once a run is the last one."""
        return End(run.number, run.digest, self.findings)


class Remembered:
    """The numbers of findings that this process knows to be kept, by digest, and the run that it kept last, with or after them."""

    def __init__(self) -> None:
        self._end, self._sites = End(), ""
        self._numbers: dict[bytes, bytes] = {}

    def as_of(self, end: End) -> Mapping[bytes, bytes]:
        """Return them for a chain that ends so; none for one that does not have the run, as after a restored backup."""
        if self._end[:2] != end[:2] and not _is_kept(self._end):
            self._numbers = {}
        return self._numbers

    def known(self, findings: Sequence[KeptFinding], sites: str) -> tuple[End, list[bytes] | None]:
        """Return the run that was kept last and the number of each finding as they are while that is the last run.

        There are no numbers where a finding is not known, or where that run was given other sites.
        """
        end, numbers = self._end, self._numbers
        try:
            return end, [numbers[one.digest] for one in findings] if sites == self._sites else None
        except KeyError:
            return end, None

    def learn(self, numbers: Mapping[bytes, bytes], end: End, sites: str) -> None:
        """Remember more of them, which are committed by now, as the chain is that ends so."""
        self._end, self._sites = end, sites
        if len(self._numbers) + len(numbers) > MOST_REMEMBERED:
            self._numbers = {}
        self._numbers.update(numbers)


_remembered = Remembered()


def known(findings: Sequence[KeptFinding], sites: str) -> tuple[End, list[bytes] | None]:
    """Return what is known without asking the database (`Remembered.known`)."""
    return _remembered.known(findings, sites)


def keep(findings: Sequence[KeptFinding], end: End) -> tuple[list[bytes], dict[bytes, bytes]]:
    """See to it that findings are kept; return the number of each as JSON, and by digest those that were not kept before.

    ``end`` is where the chain ends, and nobody else moves it meanwhile.
    """
    known = _remembered.as_of(end)
    fresh = {one.digest: one.text for one in findings if one.digest not in known}
    if not fresh:
        return [known[one.digest] for one in findings], {}
    first = end.findings + 1
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO matching_runfinding (number, text) VALUES (%s, %s)",
            [(number, text.decode()) for number, text in enumerate(fresh.values(), first)],
        )
    numbers = {digest: b"%d" % number for number, digest in enumerate(fresh, first)}
    return [known.get(one.digest) or numbers[one.digest] for one in findings], numbers


def remember(numbers: Mapping[bytes, bytes], end: End, sites: str) -> None:
    """Remember findings once they are committed, with the chain as it ends then and the sites of its last run."""
    transaction.on_commit(lambda: _remembered.learn(numbers, end, sites))


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer that a row holds with its findings, as values."""
    found: dict[str, Any] = restored([answer], msgspec.json.decode)[0]
    return found


def restored(answers: Sequence[Any], read: Callable[[str], Any]) -> list[Any]:
    """Return answers as rows hold them with their findings, each ``read`` from its text.

    What holds its findings itself comes back as it is. A finding that is not kept any more is left out.
    """
    shapes = [_shape(answer) for answer in answers]
    numbers = {number for shape in shapes if shape for number in shape.numbers()}
    rows = RunFinding.objects.in_bulk(numbers) if numbers else {}
    findings = {number: read(row.text) for number, row in rows.items()}
    return [
        _with(answer, shape, findings) if shape else answer
        for answer, shape in zip(answers, shapes, strict=True)
    ]


class _Site(msgspec.Struct):
    findings: list[int]


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
        cursor.execute("SELECT 1 FROM matching_matchrun WHERE number = %s AND digest = %s", end[:2])
        return cursor.fetchone() is not None
