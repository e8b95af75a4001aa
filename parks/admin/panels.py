"""Blocks on the page of a record, each with its own template: whoever stands higher up adds a line to the table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Panel:
    """What a block shows; where `context` returns None, this person sees no such block."""

    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]


def shown(panels: Iterable[Panel], request: HttpRequest, record: Any) -> list[SafeString]:
    """Return the blocks of a record that this person may see, in the order of the table."""
    found = ((panel, panel.context(request, record)) for panel in panels)
    return [
        render_to_string(panel.template, {**context, "record": record}, request)
        for panel, context in found
        if context is not None
    ]
