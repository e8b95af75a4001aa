"""How a part of the API says what is wrong with its input. The sentences stand in `config.input_sentences`.

An error is a code with the values its sentence needs. It travels as an ordinary `ValidationError` of the REST
framework, so it can be raised in fields, serializers, filters and views alike.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from rest_framework.exceptions import APIException, ErrorDetail, ValidationError

# Looking for the nearest of long strings among many is slow enough to be misused.
NEAREST_LONGEST = 60
# The search takes about a millisecond: only the first mistakes of a request get one.
MOST_NEAREST = 20
X_PROBLEMS = "x-problems"


def can_answer(*problems: str) -> dict[str, list[str]]:
    """Return what tells the OpenAPI document which kinds of problem are an operation's own: `extensions` of it."""
    return {X_PROBLEMS: [*problems]}


class Code(str):
    """An error code that carries the values of its sentence and what would have been allowed.

    A string, because the framework copies errors as (text, code) pairs and keeps the code as it is.
    """

    __slots__ = ("allowed", "values")
    allowed: tuple[Any, ...] | None
    values: Mapping[str, Any]

    def __new__(cls, code: str, allowed: Iterable[Any] | None = None, **values: Any) -> "Code":
        """Return the code with its values. `nearest`, where given, is offered as what may have been meant."""
        self = super().__new__(cls, code)
        self.allowed = None if allowed is None else tuple(allowed)
        self.values = values
        return self


def refused(code: str, *, allowed: Iterable[Any] | None = None, **values: Any) -> ErrorDetail:
    """Return one error, to be put into a `ValidationError` or a dictionary or list of them."""
    return ErrorDetail(code, code=Code(code, allowed, **values))  # type: ignore[arg-type]


def refusal(code: str, *, allowed: Iterable[Any] | None = None, **values: Any) -> ValidationError:
    """Return an exception with one error, to be raised where the field is known to the framework."""
    return ValidationError([refused(code, allowed=allowed, **values)])


class InvalidQuery(ValidationError):
    """Query parameters that cannot be used, by name: {"kind": [refused(...)]}."""


class Unusable(APIException):
    """A body that cannot be read at all; `problem` names the documented problem type."""

    status_code = 400
    default_detail = "unusable body"

    def __init__(
        self, problem: str, status: int, errors: Mapping[str, list[ErrorDetail]] | None = None
    ) -> None:
        """Keep the type of the problem, its status and the errors by JSON pointer."""
        super().__init__(code=problem)
        self.problem = problem
        self.status_code = status
        self.errors = errors or {}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to a mistaken one, if any is near."""
    if len(name) > NEAREST_LONGEST:
        return None
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def unknown_names(names: Iterable[str], known: Iterable[str], code: str) -> dict[str, list[ErrorDetail]]:
    """Return one error for each name that is not known; its sentence will offer the nearest known one."""
    allowed = tuple(sorted(known))
    return {
        name: [refused(code, allowed=allowed, name=name[:NEAREST_LONGEST])]
        for name in names
        if name not in allowed
    }
