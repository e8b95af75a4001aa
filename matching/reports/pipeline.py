"""How cases moved through the stages in a period, and how they stand at its end: folded from counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from investors.stages import ENDED, OPEN, PATH, is_forward

# What a trait says of a case that its reader may not know it of, and of one where nobody knows.
HIDDEN, UNKNOWN = "?", ""


# What cases are told apart by: division (VSIC), country of the investor, planning area of the site.
TRAITS = ("division", "country", "area")


@dataclass(frozen=True, slots=True)
class Standing:
    """So many cases: the stage they began the period at, or came in at, and that at its end; capital in one currency."""

    came_in: bool
    first: str
    last: str
    count: int
    currency: str = ""
    capital: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """So many moves in the period; `key` is of the trait that they are told apart by."""

    from_stage: str
    to_stage: str
    count: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """So many cases with one value of a trait that are open at the end or came in."""

    key: str
    open_at_end: bool
    came_in: bool
    count: int


@dataclass(frozen=True, slots=True)
class StageFlow:
    """One stage: at the start + came in + moved in - moved out = at the end. Capital is of the end, by currency."""

    stage: str
    at_start: int
    came_in: int
    moved_in: int
    moved_out: int
    at_end: int
    capital: dict[str, int]
    unstated: int


@dataclass(frozen=True, slots=True)
class Moves:
    """What happened to some cases in the period, and how many of them are open at its end."""

    open_at_end: int = 0
    came_in: int = 0
    forward: int = 0
    back: int = 0
    refused: int = 0
    withdrawn: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The whole: by stage, what happened in total, and by each trait (key → moves)."""

    stages: tuple[StageFlow, ...]
    total: Moves
    by: dict[str, dict[str, Moves]] = field(default_factory=dict)


def pipeline(
    standings: Iterable[Standing],
    moves: Iterable[Move],
    by: Mapping[str, tuple[Iterable[Present], Iterable[Move]]],
) -> Pipeline:
    """Fold the counts; `by` has those of each trait."""
    standings, moves = list(standings), list(moves)
    present = (Present("", one.last in OPEN, one.came_in, one.count) for one in standings)
    total = _moves(present, moves).get("", Moves())
    told_apart = {trait: _ordered(_moves(*counts)) for trait, counts in by.items()}
    return Pipeline(_stages(standings, moves), total, told_apart)


def _stages(standings: list[Standing], moves: list[Move]) -> tuple[StageFlow, ...]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    capital: dict[str, Counter[str]] = defaultdict(Counter)
    for one in standings:
        counted[one.first]["came_in" if one.came_in else "at_start"] += one.count
        counted[one.last]["at_end"] += one.count
        if one.currency:
            capital[one.last][one.currency] += one.capital
        else:
            counted[one.last]["unstated"] += one.count
    for move in moves:
        counted[move.from_stage]["moved_out"] += move.count
        counted[move.to_stage]["moved_in"] += move.count
    names = ("at_start", "came_in", "moved_in", "moved_out", "at_end")
    return tuple(
        StageFlow(
            stage,
            *(counted[stage][name] for name in names),
            capital=dict(capital[stage]),
            unstated=counted[stage]["unstated"],
        )
        for stage in (*PATH, *ENDED)
    )


def _moves(present: Iterable[Present], moves: Iterable[Move]) -> dict[str, Moves]:
    """Return what happened by key."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in present:
        counted[one.key]["open_at_end"] += one.count * one.open_at_end
        counted[one.key]["came_in"] += one.count * one.came_in
    for move in moves:
        counted[move.key][_kind(move.from_stage, move.to_stage)] += move.count
    return {key: Moves(**found) for key, found in counted.items()}


def _ordered(found: dict[str, Moves]) -> dict[str, Moves]:
    """Return the keys with most open cases first; what is hidden and unknown comes last."""
    order = sorted(found, key=lambda key: (key in (HIDDEN, UNKNOWN), -found[key].open_at_end, key))
    return {key: found[key] for key in order}


def _kind(from_stage: str, to_stage: str) -> str:
    if to_stage in ENDED:
        return to_stage
    if from_stage in ENDED:
        return "reopened"
    return "forward" if is_forward(from_stage, to_stage) else "back"
