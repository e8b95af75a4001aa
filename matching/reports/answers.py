"""How soon enquiries were answered. Pure: the rows are handed over."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from investors.enquiry_services import ANSWER_WITHIN


@dataclass(frozen=True, slots=True)
class Received:
    """One enquiry that came in during the period."""

    received_at: datetime.datetime
    answered_at: datetime.datetime | None
    closed_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The enquiries of a period as they stand when the report is made. Without an answer there is no median.

    `oldest` is how long the longest waiting of all open enquiries has waited, and `waiting` how many these are,
    whenever they came.
    """

    received: int
    in_time: int
    late: int
    closed: int
    still_open: int
    overdue: int
    median: datetime.timedelta | None
    longest: datetime.timedelta | None
    waiting: int = 0
    oldest: datetime.timedelta | None = None


def answers(
    received: Iterable[Received],
    now: datetime.datetime,
    *,
    waiting: int = 0,
    waits_since: datetime.datetime | None = None,
) -> Answers:
    """Count the enquiries and measure the answers; one answered after an hour to the second is in time."""
    rows = list(received)
    took = [row.answered_at - row.received_at for row in rows if row.answered_at is not None]
    unanswered = [row for row in rows if row.answered_at is None]
    still_open = [row for row in unanswered if row.closed_at is None]
    in_time = sum(span <= ANSWER_WITHIN for span in took)
    return Answers(
        received=len(rows),
        in_time=in_time,
        late=len(took) - in_time,
        closed=len(unanswered) - len(still_open),
        still_open=len(still_open),
        overdue=sum(now - row.received_at > ANSWER_WITHIN for row in still_open),
        median=median(took) if took else None,
        longest=max(took, default=None),
        waiting=waiting,
        oldest=None if waits_since is None else now - waits_since,
    )
