"""An answer as it is kept: without sentences, names and citations, its findings apart.

Findings repeat, from site to site and from question to question, and they are nine tenths of an answer. So the row of a run
holds their numbers (`matching.run_findings`), and the chain of runs takes its digest of the answer with theirs in their places.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from matching.json_fields import encoded
from matching.records.counterfactuals import counterfactual_values, site_need_values
from matching.records.encoded import Pieces, around_places, filled
from matching.records.findings import Findings, KeptFinding, finding_kept
from matching.records.notes import note_values
from matching.records.robustness import robustness_values
from matching.records.shape import answer_of
from matching.records.summary import summary_facts

if TYPE_CHECKING:
    from matching.matched import Matched

NUMBERED = "numbered"  # in a row: its findings are numbers
_NUMBERED = f'{{"{NUMBERED}":true,'.encode()


class Unread:
    """What is kept of an answer: its values, with places for the findings."""

    def __init__(self, values: dict[str, Any], findings: Sequence[KeptFinding]) -> None:
        self.values = values
        self.findings = findings

    def whole(self) -> bytes:
        """Return the answer with its findings, keys sorted."""
        return b"".join(filled(self._around, [one.text for one in self.findings]))

    def digested(self) -> bytes:
        """Return the answer with the digest of each finding in its place."""
        return b"".join(filled(self._around, [one.digest for one in self.findings]))

    def numbered(self, numbers: Sequence[bytes]) -> bytes:
        """Return the answer with a number in place of each finding, and with the mark that says so."""
        around = [_NUMBERED + self._around[0][1:], *self._around[1:]]
        return b"".join(filled(around, numbers))

    @cached_property
    def _around(self) -> list[bytes]:
        return around_places(encoded(self.values))


def unread(matched: "Matched", *, run_id: str | None, limit: int, include: tuple[str, ...]) -> Unread:
    """Return an answer as it is kept."""
    codes = matched.row.matcher.sites.codes
    barred, placed = Pieces[KeptFinding](), Pieces[KeptFinding]()
    built = answer_of(
        matched,
        run_id,
        limit,
        include,
        Findings(matched, "kept", finding_kept, placed.listed, barred.listed),
        codes.__getitem__,
        note_values,
        lambda: robustness_values(matched),
        lambda: {
            "counterfactuals": counterfactual_values(matched),
            "site_needs": site_need_values(matched),
        },
    )
    built["summary_facts"] = summary_facts(matched, built["project"]["missing"])
    return Unread(built, [*barred, *placed])  # in the order of sorted keys
