"""How soon enquiries were answered, by hand."""

import datetime

from matching.reports.answers import Received, answers

NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


def received(ago: int, answered_after: float | None = None, closed: bool = False) -> Received:
    """Return an enquiry of so many minutes ago."""
    at = NOW - datetime.timedelta(minutes=ago)
    answered = None if answered_after is None else at + datetime.timedelta(minutes=answered_after)
    return Received(at, answered, NOW if closed else None)


def test_each_enquiry_counts_once() -> None:
    found = answers(
        [
            received(500, 10),
            received(500, 60),
            received(500, 61),
            received(500, 200),
            received(500, closed=True),
            received(30),
            received(60),
            received(61),
        ],
        NOW,
    )
    assert (found.received, found.in_time, found.late, found.closed) == (8, 2, 2, 1)
    assert (found.still_open, found.overdue) == (3, 1)
    assert found.median == datetime.timedelta(minutes=60.5)
    assert found.longest == datetime.timedelta(minutes=200)


def test_what_was_answered_and_then_closed_is_answered() -> None:
    found = answers([received(500, 10, closed=True)], NOW)
    assert (found.in_time, found.closed, found.still_open) == (1, 0, 0)


def test_without_an_answer_there_is_no_median() -> None:
    found = answers([received(5)], NOW)
    assert (found.median, found.longest) == (None, None)


def test_the_backlog_is_measured_to_now() -> None:
    since = NOW - datetime.timedelta(days=3)
    assert answers([], NOW, waiting=2, waits_since=since).oldest == datetime.timedelta(days=3)
