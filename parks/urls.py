"""Addresses of the public catalogue under /api/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
