"""Real projects with the site that they went to, run through the matcher: how high did the real site come?

A check of common sense, never a target to tune to: it compares policy with history, and history also followed
whatever land was cleared that month. What a row does not say stays unknown.
"""

from matching.backtest.page import OWN_FILE, render
from matching.backtest.rows import RowsError, RowsFile, SitedProject, Unreadable, read_rows
from matching.backtest.standing import Standing, Summary, standing, summarize
from matching.backtest.trial import END_OF_YEAR, START_OF_YEAR, Backtest, Trial, Unused, run

__all__ = [
    "END_OF_YEAR",
    "OWN_FILE",
    "START_OF_YEAR",
    "Backtest",
    "RowsError",
    "RowsFile",
    "SitedProject",
    "Standing",
    "Summary",
    "Trial",
    "Unreadable",
    "Unused",
    "read_rows",
    "render",
    "run",
    "standing",
    "summarize",
]
