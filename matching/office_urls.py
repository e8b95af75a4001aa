"""Addresses of the officers' pages on matching that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from matching.admin import allocating, asking, dossiers, reports

urlpatterns = [
    path("work/allocation/", admin.site.admin_view(allocating.allocate_land), name="allocation"),
    path("work/gaps/", admin.site.admin_view(asking.worth_asking), name="worth_asking"),
    path(
        "dossiers/run/<uuid:run_id>.<str:kind>",
        admin.site.admin_view(dossiers.proposal),
        name="dossier_proposal",
    ),
    path("dossiers/site/<slug:code>.<str:kind>", admin.site.admin_view(dossiers.sheet), name="dossier_sheet"),
    path("reports/", admin.site.admin_view(reports.report_page), name="report"),
    path("reports/bao-cao.<str:kind>", admin.site.admin_view(reports.report_file), name="report_file"),
]
