"""When a message that was not taken is sent again: soon at first, then ever later, for three days."""

import datetime
import random

_SECOND, _MINUTE, _HOUR = 1, 60, 3600
# Seconds after the first attempt that failed, the second, and so on; as Standard Webhooks proposes.
WAITS = (
    5 * _SECOND, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 14 * _HOUR, 20 * _HOUR, 24 * _HOUR,
)  # fmt: skip
ATTEMPTS = len(WAITS) + 1
_SPREAD = 0.2  # of a wait, at random on top: many messages that failed together do not come back together
_LONGEST_ASKED = 24 * _HOUR


def wait_after(attempted: int, asked: int | None, chance: random.Random) -> datetime.timedelta | None:
    """Return how long to wait after so many attempts, None to give up; `asked`: what `Retry-After` said, in seconds."""
    if attempted >= ATTEMPTS:
        return None
    wait = WAITS[attempted - 1] * (1 + _SPREAD * chance.random())
    return datetime.timedelta(seconds=max(wait, min(asked or 0, _LONGEST_ASKED)))
