"""What a rule says of each line, kept: there are few lines, the listed codes."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from matching.engine.intervals import Floats, Ints
from matching.engine.lines import Line


class ByLine:
    """Shares by line, each an array ``(variants, 2, m)``, in the order in which the lines were first asked for."""

    def __init__(self, of_line: Callable[[Line], Floats]) -> None:
        self._of_line = of_line
        self._numbers: dict[tuple[str, str, str | None], int] = {}
        self._lock = threading.Lock()

    def of(self, lines: Sequence[Line]) -> tuple[Floats, Ints]:
        """Return what is kept ``(k, variants, 2, m)``, and where the lines stand in it."""
        numbers = [self._numbers.get(line.key) for line in lines]
        if None in numbers:
            with self._lock:
                self._add([line for line in lines if line.key not in self._numbers])
            numbers = [self._numbers[line.key] for line in lines]
        # Taken after the numbers: what another thread adds meanwhile comes behind them.
        return self._shares, np.array(numbers, dtype=np.int64)

    def _add(self, lines: Sequence[Line]) -> None:
        """Keep more lines. The room doubles, so that adding them one by one does not copy all of them each time."""
        for line in lines:
            share, number = self._of_line(line), len(self._numbers)
            if number == 0:
                self._shares: Floats = np.empty((16, *share.shape))
            elif number == len(self._shares):
                self._shares = np.concatenate([self._shares, np.empty_like(self._shares)])
            self._shares[number] = share
            self._numbers[line.key] = number
