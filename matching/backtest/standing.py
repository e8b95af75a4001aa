"""Where the real site stands among others, and what that comes to over many rows, beside pure chance.

Equal scores share a rank, so a place inside a tie is an expectation: the same as if lots were drawn.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from matching.engine.ranking import Place


@dataclass(frozen=True)
class Standing:
    """So many sites, so many ahead of the real one, so many equal to it (itself among them)."""

    of: int
    ahead: int
    tied: int
    barred: bool

    @property
    def place(self) -> float:
        """The place to expect."""
        return self.ahead + (self.tied + 1) / 2

    @property
    def reciprocal(self) -> float:
        """One over the place, to expect; 0 for a barred site."""
        if self.barred:
            return 0.0
        return sum(1 / (self.ahead + number) for number in range(1, self.tied + 1)) / self.tied

    def hit(self, most: int) -> float:
        """Return the chance to be among the first so many; a barred site is not offered, so it is never."""
        return 0.0 if self.barred else min(max(most - self.ahead, 0), self.tied) / self.tied


@dataclass(frozen=True)
class Summary:
    """Averages over n rows, and what a random order of the same sites would come to."""

    n: int
    hit_1: float
    hit_3: float
    reciprocal: float
    random_hit_1: float
    random_hit_3: float
    random_reciprocal: float


def standing(real: Place, field: Collection[Place]) -> Standing:
    """Return where a site stands in a field; it is counted even where it is not of it, being barred."""
    others = [one for one in field if one.site != real.site]
    placed = [one for one in others if one.rank is not None]
    if real.rank is None:  # behind all that are not barred, equal to all that are
        return Standing(len(others) + 1, len(placed), len(others) - len(placed) + 1, True)
    ahead = sum(one.score > real.score for one in placed)
    equal = sum(one.score == real.score for one in placed)
    return Standing(len(others) + 1, ahead, equal + 1, False)


def summarize(standings: Sequence[Standing]) -> Summary | None:
    """Return the averages; None over no rows."""
    if not standings:
        return None
    by_lot = [Standing(one.of, 0, one.of, False) for one in standings]
    return Summary(len(standings), *_averages(standings), *_averages(by_lot))


def _averages(standings: Sequence[Standing]) -> tuple[float, float, float]:
    n = len(standings)
    return (
        sum(one.hit(1) for one in standings) / n,
        sum(one.hit(3) for one in standings) / n,
        sum(one.reciprocal for one in standings) / n,
    )
