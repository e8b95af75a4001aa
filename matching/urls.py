"""Addresses of the matching API, below /api/."""

from django.urls import path

from matching import enquiry_views, handing_over_views, views
from matching.batch.views import BatchView

urlpatterns = [
    path("match", views.MatchView.as_view(), name="match"),
    path("match/batch", BatchView.as_view(), name="match-batch"),
    path("match/runs/<uuid:run_id>", views.RunView.as_view(), name="match-run"),
    path("match/runs/<uuid:run_id>/replay", views.ReplayView.as_view(), name="match-run-replay"),
    path("consent", enquiry_views.ConsentView.as_view(), name="consent"),
    path("enquiries", handing_over_views.EnquiriesView.as_view(), name="enquiries"),
    path("enquiries/<str:token>", enquiry_views.EnquiryView.as_view(), name="enquiry"),
    path("enquiries/<str:token>/withdraw", enquiry_views.WithdrawView.as_view(), name="enquiry-withdraw"),
    path("enquiries/<str:token>/erase", enquiry_views.EraseView.as_view(), name="enquiry-erase"),
    path("rulesets", views.RulesetsView.as_view(), name="rulesets"),
    path("rulesets/<str:version>", views.RulesetView.as_view(), name="ruleset"),
]
