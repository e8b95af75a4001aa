"""Dates as sources print them: a year, a month or a day (DECISIONS 10).

A year or a month counts from the start of its period, for visibility and for "newest".
"""

import datetime
import re
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.utils import timezone

HANOI = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def start_of(partial: str) -> datetime.date | None:
    """Return the first day of a partial date ("2023", "2023-06", "2023-06-30"); None for an empty one.

    Raises ValueError when the text is none of the three forms or no real date.
    """
    if not partial:
        return None
    found = _PARTIAL.fullmatch(partial)
    if not found:
        raise ValueError(f"{partial!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return datetime.date(year, month, day)


def validate_partial_date(value: str) -> None:
    """Refuse a text that is not a year, a month or a day."""
    try:
        start_of(value)
    except ValueError as error:
        raise ValidationError(
            "Ghi năm (2023), tháng (2023-06) hoặc ngày (2023-06-30).", code="invalid_date"
        ) from error


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day has passed in Vietnam."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, HANOI)


_fixed: ContextVar[datetime.date | None] = ContextVar("fixed day", default=None)


def today() -> datetime.date:
    """Return today's date in Vietnam, where the project's dates are meant."""
    return _fixed.get() or timezone.now().astimezone(HANOI).date()


@contextmanager
def on_day(day: datetime.date) -> Iterator[None]:
    """Let it be another day for what is done in here."""
    before = _fixed.set(day)
    try:
        yield
    finally:
        _fixed.reset(before)
