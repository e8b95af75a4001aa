"""Addresses of the officers' pages on cases that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from investors.admin import duplicates, file_panel, merging, team

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
    path("work/investors/", admin.site.admin_view(duplicates.duplicates), name="investor_duplicates"),
    path(
        "work/investors/<int:first_id>/<int:second_id>/",
        admin.site.admin_view(merging.merge_page),
        name="investor_merge",
    ),
    path(
        "cases/<int:project_id>/team/add/",
        admin.site.admin_view(team.add_to_team),
        name="case_member_add",
    ),
    path(
        "cases/<int:project_id>/hand-over/",
        admin.site.admin_view(team.hand_over_case),
        name="case_hand_over",
    ),
    path(
        "cases/members/<int:member_id>/remove/",
        admin.site.admin_view(team.take_off_team),
        name="case_member_remove",
    ),
]
