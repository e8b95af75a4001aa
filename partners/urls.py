"""Addresses for partners, below /api/."""

from django.urls import path

from partners import views

urlpatterns = [
    path("keys", views.KeysView.as_view(), name="keys"),
    path("keys/<uuid:key_id>", views.KeyView.as_view(), name="key"),
]
