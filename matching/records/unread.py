"""An answer as it is kept: without sentences, names and citations, its findings apart.

Findings repeat, from site to site and from question to question, and they are nine tenths of an answer. So the row of a run
holds their numbers (`matching.run_findings`), and the chain of runs takes its digest of the answer with theirs in their places.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from matching.json_fields import encoded
from matching.records.counterfactuals import counterfactual_values, site_need_values
from matching.records.encoded import PLACE, Pieces, around_places, encode, filled
from matching.records.findings import Findings, KeptFinding, finding_kept
from matching.records.notes import note_values
from matching.records.robustness import robustness_values
from matching.records.shape import answer_of
from matching.records.summary import summary_facts

if TYPE_CHECKING:
    from matching.matched import Matched

NUMBERED = "numbered"  # stands in a row beside an answer whose findings are numbers
_MARK = f'{{"{NUMBERED}":true,'.encode()


class Unread:
    """What is kept of an answer, whichever run keeps it: encoded, with places for the run's id and for the findings.

    In the order of sorted keys the findings of barred sites stand before the id and those of ranked sites behind it.
    """

    def __init__(
        self, values: dict[str, Any], barred: Sequence[KeptFinding], ranked: Sequence[KeptFinding]
    ) -> None:
        self.findings = [*barred, *ranked]
        self.values = {**values, "id": PLACE}
        self._before_id = len(barred)

    def whole(self, run_id: UUID) -> bytes:
        """Return the answer with its findings, keys sorted."""
        return self._filled(run_id, [one.text for one in self.findings])

    def digested(self, run_id: UUID) -> bytes:
        """Return the answer with the digest of each finding in its place."""
        return self._filled(run_id, [one.digest for one in self.findings])

    def numbered(self, run_id: UUID, numbers: Sequence[bytes]) -> bytes:
        """Return the answer with a number in place of each finding, and with the mark that says so."""
        return _MARK + self._filled(run_id, numbers)[1:]

    def _filled(self, run_id: UUID, findings: Sequence[bytes]) -> bytes:
        at = self._before_id
        return b"".join(filled(self._around, [*findings[:at], encode(run_id), *findings[at:]]))

    @cached_property
    def _around(self) -> list[bytes]:
        return around_places(encoded(self.values))


def unread(matched: "Matched", *, limit: int, include: tuple[str, ...]) -> Unread:
    """Return an answer as it is kept."""
    codes = matched.row.matcher.sites.codes
    barred, ranked = Pieces[KeptFinding](), Pieces[KeptFinding]()
    built = answer_of(
        matched,
        None,
        limit,
        include,
        Findings(matched, matched.finding_held, "kept", finding_kept, ranked.listed, barred.listed),
        codes.__getitem__,
        note_values,
        lambda: robustness_values(matched),
        lambda: {
            "counterfactuals": counterfactual_values(matched),
            "site_needs": site_need_values(matched),
        },
    )
    built["summary_facts"] = summary_facts(matched, built["project"]["missing"])
    return Unread(built, barred, ranked)
