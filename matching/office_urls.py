"""Addresses of the officers' pages on matching that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from matching.admin import dossiers

urlpatterns = [
    path(
        "dossiers/run/<uuid:run_id>.<str:kind>",
        admin.site.admin_view(dossiers.proposal),
        name="dossier_proposal",
    ),
    path("dossiers/site/<slug:code>.<str:kind>", admin.site.admin_view(dossiers.sheet), name="dossier_sheet"),
]
