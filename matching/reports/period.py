"""The week or quarter of a report. Days are those of Vietnam: a week ends on Sunday at midnight there."""

import datetime
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from parks.dates import HANOI

FIRST_YEAR = 2000
_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")
_QUARTER = re.compile(r"([0-9]{4})-?[Qq]([1-4])")
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar week (Monday to Sunday) or a calendar quarter; `key` is how an address names it."""

    key: str
    first: datetime.date
    last: datetime.date

    @property
    def is_week(self) -> bool:
        """Tell a week from a quarter."""
        return "W" in self.key

    @property
    def name(self) -> str:
        """The name as people say it."""
        year, _, number = self.key.partition("-")
        return f"{'Tuần' if self.is_week else 'Quý'} {int(number[1:])} năm {year}"

    @property
    def days(self) -> str:
        """The first and the last day."""
        return f"{self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"

    @property
    def starts(self) -> datetime.datetime:
        """The moment at which the period begins."""
        return _midnight(self.first)

    @property
    def ends(self) -> datetime.datetime:
        """The first moment after the period."""
        return _midnight(self.last + datetime.timedelta(days=1))

    @property
    def before(self) -> "Period":
        """The period before this one."""
        return self._of(self.first - datetime.timedelta(days=1))

    @property
    def after(self) -> "Period":
        """The period after this one."""
        return self._of(self.last + datetime.timedelta(days=1))

    def _of(self, day: datetime.date) -> "Period":
        return week_of(day) if self.is_week else quarter_of(day)


def week_of(day: datetime.date) -> Period:
    """Return the week that a day is in; it bears the year that most of its days are in (ISO 8601)."""
    year, week, weekday = day.isocalendar()
    monday = day - datetime.timedelta(days=weekday - 1)
    return Period(f"{year}-W{week:02}", monday, monday + datetime.timedelta(days=6))


def quarter_of(day: datetime.date) -> Period:
    """Return the quarter that a day is in."""
    quarter = (day.month - 1) // _MONTHS + 1
    first = datetime.date(day.year, _MONTHS * (quarter - 1) + 1, 1)
    following = datetime.date(day.year + quarter // 4, _MONTHS * quarter % 12 + 1, 1)
    return Period(f"{day.year}-Q{quarter}", first, following - datetime.timedelta(days=1))


def read_period(text: str, today: datetime.date) -> Period:
    """Return the period that a text names (2026-W47, 2026-Q4); an empty one names this week.

    Raises ValidationError where it names none, or one that is to come.
    """
    text = text.strip()
    if not text:
        return week_of(today)
    period = _named(text)
    if period is None or period.first.year < FIRST_YEAR:
        raise ValidationError(
            f"Ghi tuần như {week_of(today).key} hoặc quý như {quarter_of(today).key}, từ năm {FIRST_YEAR}.",
            code="period",
        )
    if period.first > today:
        raise ValidationError(f"{period.name} chưa đến.", code="period_to_come")
    return period


def _named(text: str) -> Period | None:
    try:
        if found := _WEEK.fullmatch(text):
            return week_of(datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1))
        if found := _QUARTER.fullmatch(text):
            return quarter_of(datetime.date(int(found[1]), _MONTHS * int(found[2]), 1))
    except ValueError:  # a year without a 53rd week, or before there were years
        pass
    return None


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), HANOI)
