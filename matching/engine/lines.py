"""One thing that a project makes."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Line:
    """One thing that a project makes. ``prefixes`` are the VSIC 2018 prefixes that it falls under."""

    vsic: str
    code: str
    product: str = ""
    annual_output: float | None = None
    output_unit: str | None = None
    share_pct: float | None = None
    # Technology intensity by the sector list; None where the code's meaning is not settled.
    intensity: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What tells lines apart for a rule: neither product nor output."""
        return (self.vsic, self.code, self.intensity)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The code and its shorter forms down to the division, longest first."""
        return _prefixes_of(self.code)

    def falls_under(self, codes: frozenset[str]) -> bool:
        """Say whether one of the codes is the line's own or a shorter form of it."""
        return not codes.isdisjoint(_prefixes_of(self.code))


@lru_cache(maxsize=10_000)
def _prefixes_of(code: str) -> tuple[str, ...]:
    return tuple(code[:size] for size in range(len(code), 1, -1))
