"""Blocks on the page of a record, each with its own template: whoever stands higher up adds a line to the table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.http import HttpRequest, HttpResponse
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


class Panels(PlainModelAdmin):  # type: ignore[type-arg]
    """Shows the blocks of the table below the form of a record: left of `Page` among the bases."""

    panels: tuple[Panel, ...] = ()
    change_form_outer_after_template = "admin/parks/panels.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the blocks that this person may see."""
        record = kwargs.get("obj")
        context["panels"] = [] if record is None else shown(self.panels, request, record)
        return super().render_change_form(request, context, *args, **kwargs)
