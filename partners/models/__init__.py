"""Partner portals, their keys and webhooks, what was counted of callers, and the answers kept for a repeated request."""

from partners.models.partners import MOST_KEYS, Count, KeptAnswer, Partner, PartnerKey
from partners.models.webhooks import Attempt, Delivery, Notice, Webhook

__all__ = [
    "MOST_KEYS",
    "Attempt",
    "Count",
    "Delivery",
    "KeptAnswer",
    "Notice",
    "Partner",
    "PartnerKey",
    "Webhook",
]
