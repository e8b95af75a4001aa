"""Templates, compiled once: a sentence with `{places}` that is called to be filled.

Filling a template parses nothing: it calls one getter a place and puts the texts together.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Values = Mapping[str, Any]
# From what was observed and what was required to a text.
Getter = Callable[[Values, Values], str]

_PLACE = re.compile(r"\{([^{}]+)\}")
_OPEN = "\0"  # stands in no text: no input takes it


def places(text: str) -> tuple[str, ...]:
    """Return the names of a template's places, in order."""
    return tuple(_PLACE.findall(text))


class Template:
    """A text with places; ``getter`` says how each is filled."""

    __slots__ = ("_getters", "_names", "_pattern")

    def __init__(self, text: str, getter: Callable[[str], Getter]) -> None:
        self._names = places(text)
        self._getters = tuple([getter(name) for name in self._names])
        self._pattern = _PLACE.sub("%s", text.replace("%", "%%"))

    def __call__(self, observed: Values, required: Values) -> str:
        """Return the whole text."""
        return self._pattern % tuple([say(observed, required) for say in self._getters])

    def around(self, observed: Values, alone: Callable[[str], bool]) -> tuple[list[str], list[Getter]]:
        """Return what stands between the places that stay open, and what fills these.

        ``alone`` says of which places the text is known from what was observed alone: these are filled.
        """
        each = [*zip(map(alone, self._names), self._getters, strict=True)]
        texts = tuple([say(observed, {}) if known else _OPEN for known, say in each])
        return (self._pattern % texts).split(_OPEN), [say for known, say in each if not known]
