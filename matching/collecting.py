"""How often memory is searched for what nobody uses any more, while thousands of rows come and go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 50_000  # objects made and not yet gone; Python's own number is 700


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Pass over what is loaded by now, and look at the rest seldom: a third of the time would go into looking."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
