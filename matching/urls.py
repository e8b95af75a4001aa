"""Addresses of the matching API, below /api/."""

from django.urls import path

from matching import views
from matching.batch.views import BatchView

urlpatterns = [
    path("match", views.MatchView.as_view(), name="match"),
    path("match/batch", BatchView.as_view(), name="match-batch"),
    path("match/runs/<uuid:run_id>", views.RunView.as_view(), name="match-run"),
    path("match/runs/<uuid:run_id>/replay", views.ReplayView.as_view(), name="match-run-replay"),
    path("rulesets", views.RulesetsView.as_view(), name="rulesets"),
    path("rulesets/<str:version>", views.RulesetView.as_view(), name="ruleset"),
]
