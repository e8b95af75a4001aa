"""Checks the names of query parameters: an unknown or a repeated one is a mistake of the caller, never ignored."""

from collections.abc import Iterable

from django.http import QueryDict
from rest_framework.exceptions import ErrorDetail

from parks.problems import refused, unknown_names

PAGING = ("limit", "cursor")


def unknown_parameters(query: QueryDict, known: Iterable[str]) -> dict[str, list[ErrorDetail]]:
    """Return one error for each parameter that this address does not take, or that is given twice."""
    known = list(known)
    errors = unknown_names(query.keys(), known, "unknown_parameter")
    for name in known:
        if len(query.getlist(name)) > 1:
            errors[name] = [refused("repeated_parameter", name=name)]
    return errors
