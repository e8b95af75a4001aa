"""Addresses of the public pages."""

from django.urls import path

from portal import checks, short_links, tracking, views

urlpatterns = [
    path("", views.home, name="home"),
    path("check", checks.check, name="check"),
    path("s/<str:token>", short_links.short_link, name="short_link"),
    path("s/<str:token>/enquiry", short_links.ask, name="short_link_ask"),
    path("e/<str:token>", tracking.tracking, name="tracking"),
]
