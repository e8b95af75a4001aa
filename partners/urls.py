"""Addresses for partners, below /api/."""

from django.urls import path

from partners import views
from partners.webhooks import delivery_views
from partners.webhooks import views as webhooks

urlpatterns = [
    path("keys", views.KeysView.as_view(), name="keys"),
    path("keys/<uuid:key_id>", views.KeyView.as_view(), name="key"),
    path("webhooks", webhooks.WebhooksView.as_view(), name="webhooks"),
    path("webhooks/<uuid:webhook_id>", webhooks.WebhookView.as_view(), name="webhook"),
    path(
        "webhooks/<uuid:webhook_id>/rotate-secret", webhooks.RotationView.as_view(), name="webhook-rotation"
    ),
    path("webhooks/<uuid:webhook_id>/ping", webhooks.PingView.as_view(), name="webhook-ping"),
    path(
        "webhooks/<uuid:webhook_id>/deliveries",
        delivery_views.DeliveriesView.as_view(),
        name="webhook-deliveries",
    ),
    path(
        "webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>",
        delivery_views.DeliveryView.as_view(),
        name="webhook-delivery",
    ),
    path(
        "webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/replay",
        delivery_views.ReplayView.as_view(),
        name="webhook-delivery-replay",
    ),
]
