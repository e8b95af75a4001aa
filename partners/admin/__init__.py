"""The desk's pages of partner portals and their webhooks."""

from partners.admin import deliveries, partners, webhooks

__all__ = ["deliveries", "partners", "webhooks"]
