"""Which of several facts counts, and what a printed figure stands for. Pure: no query, no clock, no model.

Works on anything that has the attributes of `Fact` or `Status`. Two clocks: `on` is the day in the world that is
asked about, `known_at` the moment whose knowledge is asked for (None: everything recorded so far).
"""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parks.quantities import QUANTITIES, decimals

FactLike = Any
StatusLike = Any

DOUBTFUL = "doubtful"
_GRADES = ("doubtful", "estimated", "sourced_weak", "sourced", "verified")
_STAGES = ("planned", "established", "under_construction", "operating", "withdrawn")
_ABOUT = Decimal("0.1")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fact shown as current, why it was chosen, and the ones it was preferred to (best first).

    Reasons: pinned, only, doubtful_only, dated, newest, better_grade, later_recorded, by_code. The last is the
    honest name of a coin toss: nothing but their codes tells the two best facts apart.
    """

    fact: FactLike
    reason: str
    others: tuple[FactLike, ...]

    @property
    def disagreements(self) -> tuple[FactLike, ...]:
        """The others that say something else (a second source for the same value is no disagreement)."""
        return tuple(other for other in self.others if not _says_the_same(self.fact, other))


@dataclass(frozen=True, slots=True)
class CurrentStatus:
    """The stage that counts on a day; `doubtful` when only doubtful sources speak of any stage."""

    status: StatusLike
    doubtful: bool


def visible(
    rows: Iterable[FactLike], on: datetime.date, known_at: datetime.datetime | None = None
) -> list[FactLike]:
    """Return the rows that were so by `on`, recorded by `known_at` and not retracted by then."""
    return [
        row
        for row in rows
        if (row.counts_from is None or row.counts_from <= on)
        and (known_at is None or row.recorded_at <= known_at)
        and not _happened(row.retracted_at, known_at)
    ]


def choose(
    facts: Iterable[FactLike], on: datetime.date, known_at: datetime.datetime | None = None
) -> Chosen | None:
    """Return the fact of one quantity that is shown as current on a day; None when there is none to show.

    A pin comes first, then newest (undated loses to dated), better grade, later recorded; a doubtful fact is shown
    only where there is no other, and one that is marked not to be used never, though it stays among the others.
    """
    seen = visible(facts, on, known_at)
    usable = sorted(
        (fact for fact in seen if not fact.unusable_reason), key=lambda fact: _standing(fact, known_at)
    )
    if not usable:
        return None
    best, rest = usable[0], usable[1:]
    unusable = sorted((fact for fact in seen if fact.unusable_reason), key=lambda fact: fact.code)
    return Chosen(best, _reason(best, rest, known_at), (*rest, *unusable))


def choose_bounding(
    facts: Iterable[FactLike], on: datetime.date, known_at: datetime.datetime | None = None
) -> FactLike | None:
    """Return the fact that may bound a calculation: a number, usable and not doubtful; None when there is none."""
    bounding = [
        fact
        for fact in visible(facts, on, known_at)
        if fact.number is not None and not fact.unusable_reason and fact.grade != DOUBTFUL
    ]
    return min(bounding, key=lambda fact: _standing(fact, known_at), default=None)


def interval(fact: FactLike) -> tuple[float, float]:
    """Return what the printed figure stands for (DECISIONS 12).

    Exact figures stand for their rounding, by the decimals as printed: "97" is 96.5 to 97.5 and "196.88" is 196.875
    to 196.885. "About" is ten per cent each way. No quantity is negative, and a percentage ends at 100.
    """
    if fact.number is None:
        raise ValueError(f"{fact.code} states no number")
    number = Decimal(str(fact.number))
    percent = fact.quantity.endswith("_pct")
    if fact.qualifier == "at_least":
        return float(number), 100.0 if percent else math.inf
    if fact.qualifier == "at_most":
        return 0.0, float(number)
    margin = (
        number * _ABOUT if fact.qualifier == "about" else Decimal(5).scaleb(-1 - decimals(str(fact.value)))
    )
    high = number + margin
    return float(max(Decimal(0), number - margin)), float(min(high, _HUNDRED) if percent else high)


def is_stale(fact: FactLike, on: datetime.date) -> bool:
    """Tell whether the fact is older on that day than its quantity keeps; an undated one cannot show it is not."""
    quantity = QUANTITIES.get(fact.quantity)
    if quantity is None or quantity.shelf_life_years is None:
        return False
    if fact.counts_from is None:
        return True
    began: datetime.date = fact.counts_from
    year = began.year + quantity.shelf_life_years
    return (year, began.month, began.day) < (on.year, on.month, on.day)


def current_status(
    statuses: Iterable[StatusLike], on: datetime.date, known_at: datetime.datetime | None = None
) -> CurrentStatus | None:
    """Return the newest stage reached by a day; a doubtful one only where no other source speaks of any stage."""
    seen = visible(statuses, on, known_at)
    firm = [status for status in seen if status.grade != DOUBTFUL]
    if not seen:
        return None
    return CurrentStatus(min(firm or seen, key=_status_standing), doubtful=not firm)


def _happened(moment: datetime.datetime | None, known_at: datetime.datetime | None) -> bool:
    return moment is not None and (known_at is None or moment <= known_at)


def _is_pinned(fact: FactLike, known_at: datetime.datetime | None) -> bool:
    return _happened(fact.pinned_at, known_at)


def _age(row: FactLike) -> float:
    """Sort newest first and undated last."""
    return math.inf if row.counts_from is None else -row.counts_from.toordinal()


def _grade(row: FactLike) -> int:
    return -_GRADES.index(row.grade)


def _standing(fact: FactLike, known_at: datetime.datetime | None) -> tuple[Any, ...]:
    return (
        not _is_pinned(fact, known_at),
        fact.grade == DOUBTFUL,
        _age(fact),
        _grade(fact),
        -fact.recorded_at.timestamp(),
        fact.code,
    )


def _status_standing(status: StatusLike) -> tuple[Any, ...]:
    # Of two stages on one day with sources equally good, the site has reached the further one.
    return (
        _age(status),
        _grade(status),
        -_STAGES.index(status.stage),
        -status.recorded_at.timestamp(),
        status.code,
    )


def _reason(best: FactLike, rest: list[FactLike], known_at: datetime.datetime | None) -> str:
    if _is_pinned(best, known_at):
        return "pinned"
    if best.grade == DOUBTFUL:
        return "doubtful_only"
    if not rest:
        return "only"
    second = rest[0]
    if second.grade == DOUBTFUL:
        return "better_grade"
    if best.counts_from != second.counts_from:
        return "dated" if second.counts_from is None else "newest"
    if best.grade != second.grade:
        return "better_grade"
    return "later_recorded" if best.recorded_at != second.recorded_at else "by_code"


def _says_the_same(one: FactLike, other: FactLike) -> bool:
    if one.number is not None and other.number is not None:
        return (one.number, one.qualifier, one.unit) == (other.number, other.qualifier, other.unit)
    return bool(one.value == other.value)
