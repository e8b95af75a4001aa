"""Addresses of the officers' pages on the catalogue that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from parks.admin import days, files, map_page, worklists

urlpatterns = [
    path("map/", admin.site.admin_view(map_page.site_map), name="site_map"),
    path("day/", admin.site.admin_view(days.set_day), name="office_day"),
    path(
        "files/source/of/<int:source_id>/attach/",
        admin.site.admin_view(files.attach_source_file),
        name="source_file_attach",
    ),
    path("files/source/<uuid:file_id>", admin.site.admin_view(files.source_file), name="source_file"),
    path(
        "files/source/<uuid:file_id>/remove/",
        admin.site.admin_view(files.remove_source_file),
        name="source_file_remove",
    ),
    path(
        "work/disagreements/",
        admin.site.admin_view(worklists.disagreements),
        name="worklist_disagreements",
    ),
    path("work/stale/", admin.site.admin_view(worklists.stale), name="worklist_stale"),
    path("work/unconfirmed/", admin.site.admin_view(worklists.unconfirmed), name="worklist_unconfirmed"),
]
