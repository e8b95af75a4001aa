"""Erases the personal data of enquiries whose time is over (see `investors.retention`)."""

from typing import Any

from django.core.management.base import BaseCommand

from investors.retention import expired
from matching.erasing import erase_expired


class Command(BaseCommand):
    """Run it daily."""

    help = "Erase the personal data of enquiries whose time is over; run it daily."

    def add_arguments(self, parser: Any) -> None:
        """Take a trial."""
        parser.add_argument("--dry-run", action="store_true", help="say whose, and erase nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Erase, and say of which enquiries; codes name nobody."""
        codes = [enquiry.code for enquiry in expired()] if dry_run else erase_expired()
        for code in codes:
            self.stdout.write(code)
        self.stdout.write(f"{len(codes)} {'to erase' if dry_run else 'erased'}")
