"""What the page of a record shows to the one who reads it."""

from typing import Any

from django import template
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import escape

register = template.Library()


@register.filter
def read_by(field: Any, request: HttpRequest) -> str:
    """Return what a field holds; it leads to another record where this person may open that."""
    column, _, value = field.resolved_field or (None, None, None)
    if column is not None and isinstance(value, Model):
        page = admin.site._registry.get(type(value))
        if page is not None and not page.has_view_permission(request, value):
            return escape(str(value))
    contents: str = field.contents()
    return contents if contents not in ("", "None") else "-"
