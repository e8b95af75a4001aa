"""Addresses of the officers' pages on the catalogue that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from parks.admin import days

urlpatterns = [path("day/", admin.site.admin_view(days.set_day), name="office_day")]
