"""Walks the chain of kept runs and says where one was altered or removed, whatever was written in its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from matching import chain
from matching.json_fields import encoded
from matching.models import MatchRun, RulesetVersion, RunChain, RunSites

_BATCH = 100


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: a run's number, if it is one run, and what is wrong there."""

    number: int | None
    what: str


@dataclass(frozen=True)
class Verified:
    """What a walk along the chain has found: how many runs, number and digest of the last, where it breaks."""

    runs: int
    last: int
    digest: str
    breaks: tuple[Break, ...]


def verify() -> Verified:
    """Walk the whole chain and return every place where it breaks."""
    rulesets = {row.pk: chain.ruleset_digest(row) for row in RulesetVersion.objects.all()}
    sites = {row.pk: chain.digest_of(row.facts) == row.digest for row in _every_sites()}
    breaks = [Break(None, f"facts of sites {pk[:12]}: altered") for pk, intact in sites.items() if not intact]
    number, digest, runs = 0, "", 0
    every = MatchRun.objects.order_by("number").defer("findings")  # which are asked for by number
    for run, answer in _with_answers(every.iterator(chunk_size=_BATCH)):
        breaks += (Break(*one) for one in _place(run, number, digest))
        held = run.inputs if isinstance(run.inputs, dict) else {}
        wrong = {
            "what it holds was altered": not chain.is_sealed(run, answer),
            "the ruleset that it used is not as it was": (
                held.get("ruleset_digest", "") != rulesets.get(run.ruleset_id)
            ),
            "the facts of the sites that it used are gone": run.sites_id not in (None, *sites),
        }
        breaks += (Break(run.number, what) for what, found in wrong.items() if found)
        number, digest, runs = run.number, run.digest, runs + 1
    end = RunChain.objects.filter(id=1).first() or RunChain()
    if (end.number, end.digest) != (number, digest):
        breaks.append(Break(number + 1, "missing at the end of the chain"))
    return Verified(runs, number, digest, tuple(breaks))


def _place(run: MatchRun, number: int, digest: str) -> Iterator[tuple[int, str]]:
    """Say what is wrong with the place of a run behind the one of this number and digest."""
    gone = run.number - number - 1
    if gone > 0:
        yield number + 1, "missing" if gone == 1 else f"missing, with the {gone - 1} after it"
    elif gone < 0:
        yield run.number, "out of its place"
    elif run.previous != digest:
        yield run.number, "does not follow the run before it"


def _with_answers(runs: Iterator[MatchRun]) -> Iterator[tuple[MatchRun, bytes]]:
    """Yield each run with its answer as its digest is taken of; the findings of many are read at once."""
    while block := list(islice(runs, _BATCH)):
        for run, answer in zip(block, chain.with_digests([run.answer for run in block]), strict=True):
            yield run, encoded(answer)


def _every_sites() -> Iterator[RunSites]:
    return RunSites.objects.iterator(chunk_size=_BATCH)
