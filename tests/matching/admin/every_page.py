"""The pages of the admin: the list of every kind of record of ours, and one record of it."""

from collections.abc import Iterator

from django.contrib import admin
from django.urls import reverse

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("parks", "partners", "investors", "matching")
]


def pages() -> Iterator[str]:
    yield "/admin/"
    for model in OURS:
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{address}_changelist")
        first = model._default_manager.first()
        assert first is not None, model
        yield reverse(f"{address}_change", args=[first.pk])
