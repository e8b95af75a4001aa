"""Addresses of the public pages."""

from django.urls import path

from portal import short_links, views

urlpatterns = [
    path("", views.home, name="home"),
    path("s/<str:token>", short_links.short_link, name="short_link"),
]
