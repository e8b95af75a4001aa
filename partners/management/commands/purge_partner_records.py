"""Deletes what is kept of callers for a short time only. For a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from partners.idempotency import purge_answers
from partners.limits import purge_counts


class Command(BaseCommand):
    """Deletes kept answers older than 24 hours, and counts of periods that are over."""

    help = (
        "Deletes the answers kept for Idempotency-Key after 24 hours, and counts of requests that are over."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much."""
        self.stdout.write(f"{purge_answers()} answers and {purge_counts()} counts deleted.")
