"""Where a project stands at a site by the requirements alone. Few sets of cases occur, so what follows from one is kept."""

from collections.abc import Sequence
from typing import NamedTuple

from matching.engine.criteria.base import CASES_PER_OUTCOME, UNKNOWN, UNMET, Requirement

SITE_OUTCOMES = ("open", "conditional", "unverified", "barred")
BARRED = SITE_OUTCOMES.index("barred")


class Standing(NamedTuple):
    """What follows from the cases of all requirements at a site."""

    outcome: str
    because: tuple[str, ...]  # the requirements that bar the site
    whose: (
        str | None
    )  # whose missing facts leave requirements open: project, site or both; None where none is open
    settles: tuple[
        tuple[str, str], ...
    ]  # the site's own figures, each with a requirement that it would settle


def standing(requirements: Sequence[Requirement], cases: Sequence[int]) -> Standing:
    """Return what follows from the case of every requirement, in their order."""
    judged = [
        (one, case // CASES_PER_OUTCOME, one.cases.case(case))
        for one, case in zip(requirements, cases, strict=True)
    ]
    unknown = [(one, case.lacks) for one, outcome, case in judged if outcome == UNKNOWN]
    return Standing(
        SITE_OUTCOMES[max((outcome for _, outcome, _ in judged), default=0)],
        tuple([one.key for one, outcome, _ in judged if outcome == UNMET]),
        _whose({lacks or "both" for _, lacks in unknown}),
        tuple(
            [
                (one.site_figure, one.key)
                for one, lacks in unknown
                if one.site_figure is not None and lacks != "project"
            ]
        ),
    )


def _whose(lacks: set[str]) -> str | None:
    return None if not lacks else lacks.pop() if len(lacks) == 1 else "both"
