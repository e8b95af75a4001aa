"""What a measurement is: values of several rounds, their median and spread, and what they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Goal:
    """A number that the median must reach, or must not pass."""

    number: float
    at_least: bool

    def met_by(self, value: float) -> bool:
        """Say whether a value meets the goal."""
        return value >= self.number if self.at_least else value <= self.number

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {shown(self.number)}"


def at_least(number: float) -> Goal:
    """Return a goal from below."""
    return Goal(number, True)


def at_most(number: float) -> Goal:
    """Return a goal from above."""
    return Goal(number, False)


@dataclass(frozen=True)
class Measured:
    """One line of the report. A ratio has no unit."""

    section: str
    name: str
    values: tuple[float, ...]
    unit: str = ""
    goal: Goal | None = None

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the median meets the goal; None where there is none."""
        return None if self.goal is None else self.goal.met_by(self.median)

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain values."""
        goal = None if self.goal is None else {"number": self.goal.number, "at_least": self.goal.at_least}
        return {
            "section": self.section,
            "name": self.name,
            "unit": self.unit,
            "median": self.median,
            "low": min(self.values),
            "high": max(self.values),
            "values": list(self.values),
            "goal": goal,
            "met": self.met,
        }


def ratios(of: Sequence[float], to: Sequence[float]) -> tuple[float, ...]:
    """Return the ratio of each round, both sides of which were measured side by side."""
    return tuple(one / other for one, other in zip(of, to, strict=True))


def shown(value: float) -> str:
    """Return a number with three significant digits, or whole where it is large."""
    if abs(value) >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}" if value else "0"
