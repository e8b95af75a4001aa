"""Templates, compiled once: a sentence with `{places}` becomes a function that fills them.

Filling a template parses nothing: it calls one getter a place and puts the texts together.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Values = Mapping[str, Any]
# From what was observed and what was required to a text.
Getter = Callable[[Values, Values], str]

_PLACE = re.compile(r"\{([^{}]+)\}")


def places(text: str) -> tuple[str, ...]:
    """Return the names of a template's places, in order."""
    return tuple(_PLACE.findall(text))


def compiled(text: str, getter: Callable[[str], Getter]) -> Getter:
    """Return the template as a function; ``getter`` says how each place is filled."""
    getters = [getter(name) for name in places(text)]
    pattern = _PLACE.sub("%s", text.replace("%", "%%"))
    if not getters:
        return lambda observed, required: text
    if len(getters) == 1:
        only = getters[0]
        return lambda observed, required: pattern % only(observed, required)
    if len(getters) == 2:
        first, second = getters
        return lambda observed, required: pattern % (first(observed, required), second(observed, required))
    return lambda observed, required: pattern % tuple([one(observed, required) for one in getters])
