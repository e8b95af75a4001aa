"""Addresses of the officers' pages on cases that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from investors.admin import file_panel

urlpatterns = [
    path(
        "files/case/of/<int:project_id>/attach/",
        admin.site.admin_view(file_panel.attach_project_file),
        name="project_file_attach",
    ),
    path("files/case/<uuid:file_id>", admin.site.admin_view(file_panel.project_file), name="project_file"),
    path(
        "files/case/<uuid:file_id>/remove/",
        admin.site.admin_view(file_panel.remove_project_file),
        name="project_file_remove",
    ),
]
