"""The chain of kept runs: whoever alters or removes a stored run breaks it.

Each run carries a digest of what it holds and of the run before it; one row holds the last link. A run's certificate
is the beginning of its digest, short enough to print and to type: who has it can check the run, and learns nothing else.
"""

import base64
import datetime
from collections.abc import Sequence
from typing import Any

import msgspec
import yaml

from matching import restoring
from matching.documents import read_published
from matching.engine import DocumentError
from matching.json_fields import encoded, sha256
from matching.models import MatchRun, RulesetVersion, RunSites

CERTIFICATE_LETTERS = 10  # 50 bits
_BATCH = 100


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value as JSON with sorted keys, 64 hexadecimal digits."""
    return sha256(encoded(value))


def raw(value: Any) -> msgspec.Raw:
    """Return a value encoded once, for the digest and for the database."""
    return msgspec.Raw(encoded(value))


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
    return restoring.restored(answers, sha256)


def certificate_of(digest: str) -> str:
    """Return the certificate of a digest: ten letters and digits in two groups, without what is easily confused."""
    return grouped(base64.b32encode(bytes.fromhex(digest[:20]))[:CERTIFICATE_LETTERS].decode())


def grouped(letters: str) -> str:
    """Return the letters of a certificate as they are printed."""
    return f"{letters[:5]}-{letters[5:]}"


def is_intact(run: MatchRun, answer: bytes | None = None) -> bool:
    """Say whether a run holds what it held when it was kept, whatever that is; the facts of the sites that it names stand apart."""
    digest = ruleset_digest(run.ruleset)
    return is_sealed(run, answer) and digest is not None and run.inputs["ruleset_digest"] == digest


def is_sealed(run: MatchRun, answer: bytes | None = None) -> bool:
    """Say whether a run's own digest and certificate are those of what it holds."""
    try:
        digest = content_digest(run, answer)
    except AttributeError:  # no date stands where one must
        return False
    return run.digest == digest and run.certificate == certificate_of(digest)


def ruleset_digest(ruleset: RulesetVersion) -> str | None:
    """Return the digest of a published ruleset; None where its row is not as it was published."""
    try:
        digest = read_published(ruleset.document)[0].digest
    except (yaml.YAMLError, DocumentError):
        return None
    return digest if ruleset.status == ruleset.Status.PUBLISHED and ruleset.digest == digest else None


def sites_are_intact(run: MatchRun) -> bool:
    """Say whether the facts of the sites are there and those that the run was given; one of the first days holds them itself."""
    try:
        sites = run.sites
    except RunSites.DoesNotExist:
        return False
    return run.sites_id is None if sites is None else digest_of(sites.facts) == sites.digest
