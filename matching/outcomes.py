"""What kept runs came to, in the few columns that reports count."""

from collections.abc import Mapping, Sequence
from typing import Any

from matching.engine import Ranking
from matching.engine.criteria.base import MET, UNKNOWN, Case
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.criteria.plot_fit import PlotFit
from matching.models import MatchRun, RunOutcome
from matching.records.summary import most_frequent


def note_outcome(run: MatchRun) -> None:
    """Keep what a run came to, if it is of a project that is on file."""
    if run.project_id is not None:
        RunOutcome.objects.create(
            run=run, project_id=run.project_id, made_at=run.created_at, **outcome_of(run.answer)
        )


def outcome_of_ranking(ranking: Ranking, plots: Sequence[Case]) -> dict[str, Any]:
    """Return the columns for a ranking; ``plots`` are the cases of the plots at the sites, in the order of sites."""
    here = [plots[place.site] for place in ranking.placed]
    return {
        "verdict": ranking.verdict,
        "barred_by": [key for key, _ in most_frequent(ranking)],
        "plot_met": sum(plot.outcome == MET for plot in here),
        "plot_unknown": sum(plot.outcome == UNKNOWN and plot.lacks == "site" for plot in here),
        "plot_unmet": sum(
            PlotFit.key in place.because and OnOffer.key not in place.because for place in ranking.barred
        ),
    }


def outcome_of(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns for a kept answer that lists every site, the barred ones too."""
    plots = [
        finding
        for site in answer["sites"]
        for finding in site["findings"]
        if finding["criterion"] == PlotFit.key
    ]
    return {
        "verdict": answer["verdict"],
        "barred_by": [key for key, _ in answer["summary_facts"]["because"]],
        "plot_met": sum(plot["outcome"] == "met" for plot in plots),
        "plot_unknown": sum(plot["outcome"] == "unknown" and plot["lacks"] == "site" for plot in plots),
        "plot_unmet": sum(
            PlotFit.key in site["because"] and OnOffer.key not in site["because"]
            for site in answer["barred"] or ()
        ),
    }
