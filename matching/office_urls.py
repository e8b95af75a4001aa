"""Addresses of the officers' pages on matching that no list of the admin leads to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
