"""The chain of kept runs: whoever alters or removes a stored run breaks it.

Each run carries a digest of what it holds and of the run before it; one row holds the last link. A run's certificate
is the beginning of its digest, short enough to print and to type: who has it can check the run, and learns nothing else.
"""

import base64
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from django.db import connection, transaction

from matching import run_findings
from matching.documents import read_published
from matching.json_fields import encoded, sha256
from matching.models import MatchRun, RulesetVersion, RunChain, RunSites
from matching.records import Unread
from matching.run_findings import End

CERTIFICATE_LETTERS = 10  # 50 bits
_BATCH = 100


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: a run's number (0: the whole), and what is wrong there."""

    number: int
    what: str


@dataclass(frozen=True)
class Verified:
    """What a walk along the chain has found: how many runs, number and digest of the last, where it breaks."""

    runs: int
    last: int
    digest: str
    breaks: tuple[Break, ...]


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value as JSON with sorted keys, 64 hexadecimal digits."""
    return sha256(encoded(value))


def raw(value: Any) -> msgspec.Raw:
    """Return a value encoded once, for the digest and for the database."""
    return msgspec.Raw(encoded(value))


def keep_sites(digest: str, facts: list[Any]) -> str:
    """See to it that these facts of the sites are kept, and return their digest, by which runs name them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matching_runsites WHERE digest = %s", [digest])
        kept = cursor.fetchone()
    if kept is None:
        RunSites.objects.get_or_create(digest=digest, defaults={"facts": facts})
    return digest


def append(runs: Sequence[MatchRun]) -> None:
    """Write runs as the next links of the chain, one after the other, in one transaction."""
    with transaction.atomic(savepoint=False):
        end = _end()
        for run in runs:
            link(run, number=end.number + 1, previous=end.digest)
            end = End(run.number, run.digest, end.findings)
        _write(runs, end)


def append_whole(run: MatchRun, answer: Unread) -> None:
    """Write a run with its whole answer as the next link."""
    with transaction.atomic(savepoint=False):
        end = _end()
        numbers, fresh = run_findings.keep(answer.findings, end)
        run.answer = msgspec.Raw(answer.numbered(numbers))
        link(run, number=end.number + 1, previous=end.digest, answer=answer.digested())
        end = End(run.number, run.digest, end.findings + len(fresh))
        _write([run], end)
        run_findings.remember(fresh, end)


def _write(runs: Sequence[MatchRun], end: End) -> None:
    fields = MatchRun._meta.concrete_fields
    columns, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    rows = [
        [field.get_db_prep_save(getattr(run, field.attname), connection) for field in fields] for run in runs
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO matching_matchrun ({columns}) VALUES ({marks})", rows)
        cursor.execute(
            "UPDATE matching_runchain SET number = %s, digest = %s, findings = %s WHERE id = 1", end
        )
    for run in runs:
        run._state.adding, run._state.db = False, connection.alias


def _end() -> End:
    """Return the end of the chain. Who else keeps a run meanwhile waits here: a chain has one end.

    By hand, as the statement that moves it: the object mapper takes half as long as all else that keeps a run.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, digest, findings FROM matching_runchain WHERE id = 1{lock}")
        row = cursor.fetchone()
    if row is not None:
        return End(*row)
    first, _ = RunChain.objects.select_for_update().get_or_create(id=1)
    return End(first.number, first.digest, first.findings)


def link(run: MatchRun, *, number: int, previous: str, answer: bytes | None = None) -> None:
    """Give a run its place in the chain, its digest and its certificate; ``answer`` as `content_digest` takes it."""
    run.number, run.previous = number, previous
    run.digest = content_digest(run, answer)
    run.certificate = certificate_of(run.digest)


def content_digest(run: MatchRun, answer: bytes | None = None) -> str:
    """Return the digest of everything that a run holds; the ruleset's own digest is among its inputs.

    ``answer`` is the run's answer where it was encoded already, with digests in the places of findings that are kept apart.
    """
    held = {
        "number": run.number,
        "previous": run.previous,
        "id": str(run.pk),
        "created_at": run.created_at.astimezone(datetime.UTC).isoformat(),
        "created_by": run.created_by_id,
        "project": run.project_id,
        "on": run.on.isoformat(),
        "ruleset": run.ruleset_id,
        "engine_version": run.engine_version,
        "data_version": run.data_version,
        "sites": run.sites_id,
        "inputs": run.inputs,
        "answer": with_digests([run.answer])[0] if answer is None else msgspec.Raw(answer),
    }
    # Named only where there is one: the runs kept before there were partners keep their digests.
    return digest_of(held if run.partner_id is None else held | {"partner": run.partner_id})


def with_digests(answers: Sequence[Any]) -> list[Any]:
    """Return answers as rows hold them with the digests of those findings that are kept apart, as these stand there now."""
    return run_findings.restored(answers, lambda text: sha256(text.encode()))


def certificate_of(digest: str) -> str:
    """Return the certificate of a digest: ten letters and digits in two groups, without what is easily confused."""
    return grouped(base64.b32encode(bytes.fromhex(digest[:20]))[:CERTIFICATE_LETTERS].decode())


def grouped(letters: str) -> str:
    """Return the letters of a certificate as they are printed."""
    return f"{letters[:5]}-{letters[5:]}"


def is_intact(run: MatchRun, answer: bytes | None = None) -> bool:
    """Say whether a run holds what it held when it was kept; the facts of the sites that it names stand apart."""
    return (
        run.digest == content_digest(run, answer)
        and run.inputs["ruleset_digest"] == read_published(run.ruleset.document)[0].digest
        and run.certificate == certificate_of(run.digest)
    )


def sites_are_intact(sites: RunSites | None) -> bool:
    """Say whether the facts of the sites are those that runs were given; None where a run holds them itself."""
    return sites is None or digest_of(sites.facts) == sites.digest


def verify() -> Verified:
    """Walk the whole chain and return every place where it breaks."""
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED)
    rulesets = {row.pk: read_published(row.document)[0].digest for row in published}
    breaks = [Break(0, f"số liệu {row} đã bị sửa") for row in _altered_sites()]
    number, digest, runs = 0, "", 0
    for run, answer in _with_answers(MatchRun.objects.order_by("number").iterator(chunk_size=_BATCH)):
        if run.number != number + 1:
            breaks.append(Break(number + 1, f"thiếu {run.number - number - 1} lượt"))
        elif run.previous != digest:
            breaks.append(Break(run.number, "không nối với lượt liền trước"))
        if run.digest != content_digest(run, answer) or run.certificate != certificate_of(run.digest):
            breaks.append(Break(run.number, "nội dung đã bị sửa"))
        if run.inputs.get("ruleset_digest") != rulesets.get(run.ruleset_id):
            breaks.append(Break(run.number, "bộ tiêu chí đã dùng không còn như trước"))
        number, digest, runs = run.number, run.digest, runs + 1
    end = RunChain.objects.filter(id=1).first() or RunChain()
    if (end.number, end.digest) != (number, digest):
        breaks.append(Break(number + 1, "thiếu lượt ở cuối chuỗi"))
    return Verified(runs, number, digest, tuple(breaks))


def _with_answers(runs: Iterator[MatchRun]) -> Iterator[tuple[MatchRun, bytes]]:
    """Yield each run with its answer as `content_digest` takes it; the findings of many are read at once."""
    while block := list(islice(runs, _BATCH)):
        for run, answer in zip(block, with_digests([run.answer for run in block]), strict=True):
            yield run, encoded(answer)


def _altered_sites() -> Iterator[RunSites]:
    rows = RunSites.objects.iterator(chunk_size=_BATCH)
    return (row for row in rows if not sites_are_intact(row))
