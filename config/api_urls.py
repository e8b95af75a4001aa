"""Addresses about the API itself, under /api/."""

from django.urls import path

from config import discovery, service_views

urlpatterns = [
    path("schema", service_views.SchemaView.as_view(), name="schema"),
    path("docs", service_views.docs, name="api-docs"),
    path("docs/start.js", service_views.docs_start, name="api-docs-start"),
    path("changelog", discovery.page, {"name": "changelog"}, name="api-changelog"),
    path("first-call", discovery.page, {"name": "first-call"}, name="first-call"),
    path("sandbox", discovery.page, {"name": "sandbox"}, name="sandbox"),
    path("versions", discovery.page, {"name": "versions"}, name="api-versions"),
    path("problems", service_views.ProblemListView.as_view(), name="problem-list"),
    path("problems/<slug:slug>", service_views.ProblemView.as_view(), name="problem"),
]
