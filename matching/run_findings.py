"""The findings that kept runs share: each is kept with the run that is the first to say it, and all of them hold its number.

A finding's number tells that run and its place there. A process remembers which findings it knows to be kept. What it does not
remember it keeps anew, with the next run: so no index of contents has to be asked or written, and a finding may stand there a
few times, once for each process that met it. Of a finding that has the frame of one that is kept whole, its own figures are
kept, with that one's number. `matching.restoring` reads them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection, transaction

from matching.records import KeptFinding
from matching.restoring import PLACES

MOST_REMEMBERED = 50_000  # of some 200 bytes each; a frame has a kilobyte


class End(NamedTuple):
    """Where the chain of runs ends: number and digest of its last run."""

    number: int = 0
    digest: str = ""


class Numbered(NamedTuple):
    """Findings as the run after some end of the chain holds them: the number of each as JSON, and those that it is the first to say."""

    numbers: list[bytes]
    fresh: Mapping[bytes, bytes]  # number by digest, and by frame that of the finding that has it whole
    text: bytes  # the new ones, as a list


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
        known, fresh, items = self._numbers, dict[bytes, bytes](), list[bytes]()
        first, numbers = (end.number + 1) * PLACES, [known.get(one.digest) for one in findings]
        for place, number in enumerate(numbers):
            if number is None:
                one = findings[place]
                if one.digest not in fresh:
                    number = fresh[one.digest] = b"%d" % (first + len(items))
                    like = known.get(one.frame) or fresh.get(one.frame)
                    items.append(b"[%b,%b]" % (like, one.own) if like else one.text)
                    if one.frame and not like:
                        fresh[one.frame] = number
                numbers[place] = fresh[one.digest]
        return Numbered(numbers, fresh, b"[%b]" % b",".join(items) if items else b"")

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


def _is_kept(end: End) -> bool:
    """Say whether there is the run with which a chain ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matching_matchrun WHERE number = %s AND digest = %s", end)
        return cursor.fetchone() is not None
