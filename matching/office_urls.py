"""Addresses of the officers' pages on matching that no list of the admin leads to."""

from django.contrib import admin
from django.urls import path

from matching.admin import (
    allocating,
    asking,
    dossiers,
    draft_decision,
    draft_editing,
    drafts,
    reports,
    simulation,
)

urlpatterns = [
    path("work/allocation/", admin.site.admin_view(allocating.allocate_land), name="allocation"),
    path("work/gaps/", admin.site.admin_view(asking.worth_asking), name="worth_asking"),
    path(
        "dossiers/run/<uuid:run_id>.<str:kind>",
        admin.site.admin_view(dossiers.proposal),
        name="dossier_proposal",
    ),
    path("dossiers/site/<slug:code>.<str:kind>", admin.site.admin_view(dossiers.sheet), name="dossier_sheet"),
    path("rulesets/compare/", admin.site.admin_view(drafts.compare), name="ruleset_compare"),
    path("rulesets/<int:ruleset_id>/copy/", admin.site.admin_view(drafts.copy_page), name="ruleset_copy"),
    path(
        "rulesets/<int:ruleset_id>/document.yaml", admin.site.admin_view(drafts.export), name="ruleset_export"
    ),
    path("rulesets/drafts/<int:draft_id>/", admin.site.admin_view(drafts.draft_page), name="ruleset_draft"),
    path(
        "rulesets/drafts/<int:draft_id>/submit/", admin.site.admin_view(drafts.submit), name="ruleset_submit"
    ),
    path(
        "rulesets/drafts/<int:draft_id>/take-back/",
        admin.site.admin_view(drafts.take_back),
        name="ruleset_take_back",
    ),
    path(
        "rulesets/drafts/<int:draft_id>/simulation/",
        admin.site.admin_view(simulation.simulation),
        name="ruleset_simulation",
    ),
    path(
        "rulesets/drafts/<int:draft_id>/decision/",
        admin.site.admin_view(draft_decision.decide),
        name="ruleset_decision",
    ),
    path(
        "rulesets/drafts/<int:draft_id>/edit/<slug:part>/",
        admin.site.admin_view(draft_editing.edit),
        name="ruleset_draft_part",
    ),
    path("reports/", admin.site.admin_view(reports.report_page), name="report"),
    path("reports/bao-cao.<str:kind>", admin.site.admin_view(reports.report_file), name="report_file"),
]
