"""Who made a run, by name."""

from matching.models import MatchRun
from parks.admin.worded import person


def maker(run: MatchRun) -> str:
    """Return the officer who made a run, or the partner portal that asked for it."""
    return str(run.partner) if run.created_by is None else person(run.created_by)
