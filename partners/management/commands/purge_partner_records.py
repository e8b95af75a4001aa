"""Deletes what is kept of callers for a short time only. For a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from partners.idempotency import purge_answers
from partners.limits import purge_counts
from partners.webhooks.services import purge_deliveries


class Command(BaseCommand):
    """Deletes kept answers older than 24 hours, counts of periods that are over, and messages done with 90 days ago."""

    help = (
        "Deletes the answers kept for Idempotency-Key after 24 hours, counts of requests that are over, and messages "
        "for webhooks 90 days after they were done with."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much."""
        self.stdout.write(
            f"{purge_answers()} answers, {purge_counts()} counts and {purge_deliveries()} messages deleted."
        )
